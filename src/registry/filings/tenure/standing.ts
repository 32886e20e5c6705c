import { type CivilDate, daysBetween } from '#platform/values/civil-date.ts'
import { endOfSpan } from '#platform/values/period.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { isInOffice, lastDayOf, wasIssued } from '#registry/appointments/tenure.ts'
import type { RulePack } from '#registry/rules/pack.ts'
import { TERM_NOTICE_DAYS } from '../contract.ts'
import type { Tenure } from './contract.ts'
import { daysOf, type TenureStretch } from './domain.ts'

type Pack = Pick<RulePack, 'flow' | 'docNo'> | undefined

/** 更换报备的期限: the document's, else the office's own promise. */
export function replacementOf(leftOn: CivilDate, pack: Pack): NonNullable<Tenure['replacement']> {
  const ruled = pack?.flow.deadlines.replacementFiling ?? null
  const span = ruled ?? pack?.flow.officePromise.replacementFiling ?? null
  return {
    leftOn,
    dueOn: span ? endOfSpan(leftOn, span) : null,
    within: span ? { amount: span.amount, unit: span.unit } : null,
    promised: ruled === null && span !== null,
    clause: span?.clause ?? pack?.flow.clause ?? null,
    docNo: span?.docNo ?? pack?.flow.docNo ?? pack?.docNo ?? null,
  }
}

/** Nobody in office today, though somebody was. */
export function vacancyOf(stretches: readonly TenureStretch[], today: CivilDate): Tenure['vacancy'] {
  const now = stretches.find(({ from, to }) => from <= today && (to === null || today <= to))
  if (!now || now.appointmentId !== null) return null
  return { since: now.from, days: daysOf(now, today), expired: now.state === 'expired' }
}

/** The term at hand, where it ends soon or is over without a record of its end. */
export function endingOf(
  appointments: readonly Appointment[],
  evaluations: readonly { readonly appointmentId: string; readonly result: 'renew' | 'reselect' }[],
  today: CivilDate,
): Tenure['ending'] {
  const held = appointments.filter((each) => wasIssued(each) && each.termFrom <= today)
  const latest = held.find((each) => isInOffice(each, today)) ?? held[0]
  if (!latest || latest.ending || latest.termTo === null) return null
  const days = daysBetween(today, latest.termTo)
  if (days > TERM_NOTICE_DAYS) return null
  const renewal = appointments.find((each) => each.renewsId === latest.id && each.status !== 'revoked')
  return {
    appointmentId: latest.id,
    personName: latest.personName,
    termTo: latest.termTo,
    days,
    evaluation: evaluations.find(({ appointmentId }) => appointmentId === latest.id)?.result ?? null,
    renewedBy:
      renewal && renewal.status !== 'revoked' ? { appointmentId: renewal.id, status: renewal.status } : null,
  }
}

/** The last day of the last officer, where nobody is in office. */
export function lastLeft(appointments: readonly Appointment[], today: CivilDate): CivilDate | null {
  const days = appointments
    .filter((each) => wasIssued(each) && each.termFrom <= today)
    .map((each) => lastDayOf(each) ?? today)
    .sort()
  return days.at(-1) ?? null
}
