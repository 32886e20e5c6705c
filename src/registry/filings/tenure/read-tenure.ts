import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { findAppointments, findEvaluations } from '#registry/appointments/index.ts'
import { wasIssued } from '#registry/appointments/tenure.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import type { FilingKind, FilingStatus } from '../contract.ts'
import { mayReadTenure } from '../policy.ts'
import { readTenure, type Tenure } from './contract.ts'
import { type RegisteredFact, tenureStretches } from './domain.ts'
import { endingOf, lastLeft, replacementOf, vacancyOf } from './standing.ts'
import { findTenureFilings, type TenureFiling } from './store.ts'

export const readTenureHandler = handle(readTenure, {
  subject: async ({ tx }, { enterpriseId }) => ({
    enterpriseId,
    enterprise: await getEnterprise(tx, enterpriseId),
  }),
  policy: mayReadTenure,
  async run({ tx, now }, { enterpriseId }, { enterprise }) {
    const today = civilDateOf(now)
    const [appointments, filings, evaluations, loaded] = await Promise.all([
      findAppointments(tx, enterpriseId),
      findTenureFilings(tx, enterpriseId),
      findEvaluations(tx, enterpriseId),
      findPackInForce(tx, enterprise.unitId, today),
    ])
    const stretches = tenureStretches(termsOf(appointments), registeredOf(filings), today)
    const vacancy = vacancyOf(stretches, today)
    const inForce = inForceOf(filings)
    const leftOn = inForce?.leftOn ?? (vacancy ? lastLeft(appointments, today) : null)
    return {
      today,
      stretches,
      inForce,
      following: followingOf(filings),
      vacancy,
      replacement: leftOn && leftOn < today ? replacementOf(leftOn, loaded?.pack) : null,
      ending: endingOf(appointments, evaluations, today),
    }
  },
})

const OPEN = new Set<FilingStatus>(['draft', 'submitted', 'accepted', 'returned'])

type Row = TenureFiling

function termsOf(appointments: readonly Appointment[]) {
  return appointments.filter(wasIssued).map(({ id, personName, termFrom, termTo, ending }) => ({
    ...{ id, personName, termFrom, termTo },
    endedOn: ending?.on ?? null,
  }))
}

function registeredOf(rows: readonly Row[]): RegisteredFact[] {
  return rows.flatMap(({ id, appointment_id, kind, filing_no, registered_at, cancelled_on }) =>
    registered_at === null || kind === 'cancel'
      ? []
      : [
          {
            id,
            appointmentId: appointment_id,
            filingNo: filing_no ?? '',
            registeredOn: civilDateOf(registered_at),
            cancelledOn: cancelled_on,
          },
        ],
  )
}

function inForceOf(rows: readonly Row[]): Tenure['inForce'] {
  const row = rows.find(({ status }) => status === 'registered')
  if (!row) return null
  return {
    filingId: row.id,
    filingNo: row.filing_no ?? '',
    kind: row.kind as FilingKind,
    personName: row.person_name,
    appointmentId: row.appointment_id,
    termTo: row.term_to,
    leftOn: row.left_on,
  }
}

function followingOf(rows: readonly Row[]): Tenure['following'] {
  const row = rows.find(({ status, previous_id }) => previous_id !== null && OPEN.has(status as FilingStatus))
  if (!row) return null
  return { filingId: row.id, kind: row.kind as FilingKind, status: row.status as FilingStatus }
}
