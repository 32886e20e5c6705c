import { daysBetween } from '#platform/values/civil-date.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { isInOffice } from '#registry/appointments/tenure.ts'
import type { Flow } from '#registry/rules/pack-sections.ts'
import type { LifeStage } from '#ui/line-of-life.tsx'
import { filingStatus, type Status, taskStatus } from '#ui/statuses.ts'
import type { Filing, FilingRow } from '../../contract.ts'
import type { Tenure } from '../../tenure/contract.ts'
import { homeWords as words } from './home-words.ts'

/** What the line of life is drawn from. */
export type LifeFacts = {
  readonly appointment: Appointment | undefined
  /** The filing of this appointment, if one was begun and not withdrawn. */
  readonly filing: Filing | undefined
  readonly unitName: string
  /** Undefined while the rules are not known. */
  readonly flow: Flow | undefined
  readonly tenure: Pick<Tenure, 'inForce'>
  /** Civil date. */
  readonly today: string
}

/** The appointment that the page is about: in office today, else the next one, else the latest draft. */
export function currentAppointment(rows: readonly Appointment[], today: string): Appointment | undefined {
  const issued = rows.filter(({ status }) => status === 'issued')
  return (
    rows.find((each) => isInOffice(each, today)) ??
    rows.find(({ status }) => status === 'draft') ??
    issued.filter(({ termFrom }) => termFrom > today).at(-1) ??
    issued[0]
  )
}

/** The filing that belongs to an appointment, the latest that was not withdrawn. */
export function filingOf(
  rows: readonly FilingRow[],
  appointment: Appointment | undefined,
): FilingRow | undefined {
  return rows.filter((row) => row.appointmentId === appointment?.id && row.status !== 'withdrawn').at(-1)
}

type Stage = Omit<LifeStage, 'position'> & { readonly done: boolean }

/** 聘任, 备案, 培训, 证书, 届满 in the order of the rules (`flow.order`). */
export function lifeStages(facts: LifeFacts): LifeStage[] {
  const appoint = appointStage(facts)
  const file = fileStage(facts)
  const [train, certificate] = trainingStages(facts)
  const order =
    facts.flow?.order === 'train-first'
      ? [train, certificate, appoint, file]
      : [appoint, file, train, certificate]
  const stages = [...order, endStage(facts)]
  const now = stages.findIndex(({ key, done }) => !done && (key === 'appoint' || key === 'file'))
  return stages.map(({ done, ...stage }, index) => ({
    ...stage,
    position: done ? 'done' : index === now ? 'now' : 'todo',
  }))
}

function appointStage({ appointment }: LifeFacts): Stage {
  const base = { key: 'appoint', title: words.stages.appoint }
  if (!appointment) {
    return { ...base, done: false, status: taskStatus('todo'), lines: [words.byPrincipal] }
  }
  const lines = [
    words.term(appointment.termFrom, appointment.termTo),
    ...(appointment.letterNo ? [words.letter(appointment.letterNo)] : []),
  ]
  if (appointment.status === 'draft') {
    return { ...base, done: false, status: taskStatus('active', { note: words.toIssue }), lines }
  }
  return { ...base, done: true, status: taskStatus('done'), lines }
}

function fileStage({ appointment, filing, unitName, flow, today, tenure }: LifeFacts): Stage {
  const base = { key: 'file', title: words.stages.file }
  const deadline = flow?.deadlines?.filingAfterAppointment
  const since = appointment?.issuedOn ? daysBetween(appointment.issuedOn, today) : null
  const waiting = [
    words.fileTo(unitName),
    [
      since === null ? '' : words.sinceIssue(since),
      deadline ? words.deadline(deadline.amount, deadline.unit) : words.noDeadline,
    ]
      .filter(Boolean)
      .join('；'),
  ]
  if (!filing) {
    const locked = appointment?.status !== 'issued'
    const status = locked ? taskStatus('locked', { note: words.afterAppointment }) : taskStatus('todo')
    return { ...base, done: false, status, lines: waiting }
  }
  // A 变更 or 注销 on its way does not undo what is registered.
  const done = filing.status === 'registered' || (tenure.inForce !== null && filing.kind !== 'new')
  const lines = done
    ? [filing.filingNo ?? tenure.inForce?.filingNo ?? '', words.registeredBy(unitName)]
    : waiting
  return { ...base, done, status: fileStatus(filing), lines }
}

function fileStatus(filing: Filing): Status {
  const { open, status } = filing
  if (status !== 'draft') return filingStatus(status)
  return taskStatus('active', { note: open.length > 0 ? words.lacking(open.length) : words.readyToCheck })
}

/** Training and certificates are shown as the rules order them; the platform holds no record of them yet. */
function trainingStages({ flow, filing }: LifeFacts): [Stage, Stage] {
  const declared = filing?.form.trained
  const status: Status = { text: words.noRecord, icon: 'ring', tone: 'muted' }
  const order = flow ? words.orders[flow.order] : ''
  return [
    {
      key: 'train',
      title: words.stages.train,
      done: false,
      status,
      lines: [order, declared ? words.declaredTrained(filing?.form.trainedOn ?? '') : ''].filter(Boolean),
    },
    {
      key: 'certificate',
      title: words.stages.certificate,
      done: false,
      status,
      lines: [words.certificateBy],
    },
  ]
}

function endStage({ appointment, today }: LifeFacts): Stage {
  const base = { key: 'end', title: words.stages.end, done: false }
  const { termTo = null, status: state } = appointment ?? {}
  if (!appointment || termTo === null || state === 'draft') {
    const text = appointment && termTo === null ? words.openEnd : words.notYet
    return { ...base, status: { text, icon: 'ring', tone: 'muted' }, lines: termTo ? [termTo] : [] }
  }
  const left = daysBetween(today, termTo)
  const status: Status =
    left < 0
      ? { text: words.overdue(-left), icon: 'warning', tone: 'error' }
      : {
          text: words.daysLeft(left),
          icon: left <= 90 ? 'clock' : 'ring',
          tone: left <= 90 ? 'warning' : 'muted',
        }
  return { ...base, status, lines: [termTo, words.beforeEnd] }
}
