import type { Appointment } from '#registry/appointments/contract.ts'
import type { Flow } from '#registry/rules/pack-sections.ts'
import { type Status, taskStatus } from '#ui/statuses.ts'
import type { Filing } from '../../contract.ts'
import type { Tenure } from '../../tenure/contract.ts'
import { homeWords as words } from './home-words.ts'

/** Who is to do a thing: 经办人 and 企业负责人 of the enterprise, or the unit. */
export type Doer = 'filer' | 'principal' | 'unit'

/** One thing to do. */
export type Duty = {
  readonly key: string
  readonly title: string
  /** How long, what follows. */
  readonly text: string
  readonly by: Doer
  /** Address where it is done; none where the enterprise only waits. */
  readonly to: string | null
  /** Words on the button. */
  readonly action: string
  readonly status: Status
  /** Until when, where this duty has a day of its own. */
  readonly due?: string
}

type DutyFacts = {
  readonly enterpriseId: string
  readonly appointment: Appointment | undefined
  readonly filing: Filing | undefined
  readonly unitName: string
  readonly flow: Flow | undefined
  readonly tenure: Pick<Tenure, 'ending' | 'replacement' | 'inForce'>
}

/** Everything that lies ahead until the filing is registered, in order; the first one is the next step. */
export function dutiesOf(facts: DutyFacts): Duty[] {
  const { appointment, filing } = facts
  if (!appointment) return [draftAppointment(facts)]
  if (appointment.status === 'draft') return [issue(facts, appointment), begin(facts, appointment, true)]
  if (!filing) return [...renewalDuties(facts), begin(facts, appointment, false)]
  return [...filingDuties(facts, filing), ...renewalDuties(facts)]
}

/** Towards the end of a term: 评价, 续聘, its filing. */
function renewalDuties({ enterpriseId, tenure: { ending, inForce } }: DutyFacts): Duty[] {
  if (!ending) return []
  const { duties } = words
  const at = `/enterprises/${enterpriseId}/appointments`
  const { appointmentId, personName, termTo, days, renewedBy } = ending
  const base = { by: 'principal' as const, status: taskStatus('todo'), due: termTo }
  if (!renewedBy) {
    return [
      {
        ...base,
        key: 'renew',
        title: duties.renew(personName, days),
        text: duties.renewText,
        to: `${at}/${appointmentId}/renewal`,
        action: duties.renewAction,
      },
    ]
  }
  if (renewedBy.status === 'draft') {
    return [
      {
        ...base,
        key: 'issue-renewal',
        title: duties.issueRenewal(personName),
        text: duties.issueRenewalText,
        to: `${at}/${renewedBy.appointmentId}`,
        action: duties.issueAction,
      },
    ]
  }
  if (inForce === null || inForce.appointmentId === renewedBy.appointmentId) return []
  return [
    {
      ...base,
      by: 'filer',
      key: 'file-renewal',
      title: duties.fileRenewal,
      text: duties.fileRenewalText,
      to: `/filings/${enterpriseId}/start/${renewedBy.appointmentId}`,
      action: duties.fileRenewalAction,
    },
  ]
}

function draftAppointment({ enterpriseId, flow }: DutyFacts): Duty {
  return {
    key: 'draft',
    title: words.duties.draft,
    text: flow?.order === 'train-first' ? words.duties.draftTrained : words.duties.draftText,
    by: 'filer',
    to: `/enterprises/${enterpriseId}/appointments/new`,
    action: words.duties.draftAction,
    status: taskStatus('todo'),
  }
}

function issue({ enterpriseId }: DutyFacts, appointment: Appointment): Duty {
  return {
    key: 'issue',
    title: words.duties.issue(appointment.personName),
    text: words.duties.issueText(appointment.appointerName),
    by: 'principal',
    to: `/enterprises/${enterpriseId}/appointments/${appointment.id}`,
    action: words.duties.issueAction,
    status: taskStatus('todo'),
  }
}

function begin(facts: DutyFacts, appointment: Appointment, locked: boolean): Duty {
  const { enterpriseId, unitName, tenure } = facts
  const replaces = tenure.inForce !== null && tenure.inForce.appointmentId !== appointment.id
  return {
    ...(replaces && tenure.replacement?.dueOn && { due: tenure.replacement.dueOn }),
    key: 'begin',
    title: replaces ? words.duties.replace : words.duties.begin,
    text: words.duties.beginText(unitName),
    by: 'filer',
    to: locked ? null : `/filings/${enterpriseId}/start/${appointment.id}`,
    action: words.duties.beginAction,
    status: locked ? taskStatus('locked', { note: words.afterAppointment }) : taskStatus('todo'),
  }
}

function filingDuties(facts: DutyFacts, filing: Filing): Duty[] {
  const unitName = filing.ahead[0]?.unitName ?? facts.unitName
  const at = `/filings/${filing.enterpriseId}/${filing.id}`
  const { duties } = words
  const open = filing.open.length
  const confirmed = filing.confirmedAt !== null
  switch (filing.status) {
    case 'draft':
    case 'returned': {
      const returned = filing.status === 'returned'
      const mend: Duty = {
        key: 'fill',
        title: returned ? duties.mend : duties.fill(open),
        text: filing.correctionDueOn ? duties.mendUntil(filing.correctionDueOn) : duties.fillText(unitName),
        by: 'filer',
        to: `${at}/edit`,
        action: returned ? duties.mendAction : duties.fillAction,
        status: taskStatus('active'),
      }
      const confirm: Duty = {
        key: 'confirm',
        title: duties.confirm,
        text: duties.confirmText,
        by: 'principal',
        to: open > 0 ? null : `${at}/check`,
        action: duties.confirmAction,
        status: open > 0 ? taskStatus('locked') : taskStatus('todo'),
      }
      const submit: Duty = {
        key: 'submit',
        title: duties.submit(unitName),
        text: duties.submitText,
        by: 'filer',
        to: confirmed ? `${at}/check` : null,
        action: duties.submitAction,
        status: confirmed ? taskStatus('todo') : taskStatus('locked'),
      }
      if (confirmed) return [submit]
      return open > 0 || returned ? [mend, confirm, submit] : [confirm, submit]
    }
    case 'submitted':
    case 'accepted':
      return [
        {
          key: 'wait',
          title: duties.wait(filing.desk?.unitName ?? unitName, filing.desk?.title ?? ''),
          text: filing.desk?.dueOn ? duties.waitUntil(filing.desk.dueOn) : duties.waitText,
          by: 'unit',
          to: at,
          action: duties.look,
          status: taskStatus('active'),
        },
      ]
    default:
      return []
  }
}
