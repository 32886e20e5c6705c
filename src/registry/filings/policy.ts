import { type Actor, actsInRegistry } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'
import type { FilingStatus } from './contract.ts'

/** What a policy needs to know of a filing. */
export type FilingSubject = {
  readonly enterpriseId: string
  readonly unitId: string
  /** Where the step at hand lies; null when it lies with the enterprise or is done. */
  readonly deskUnitId: string | null
  readonly status: FilingStatus
  /** The unit that files for the enterprise (代办). */
  readonly onBehalfUnitId: string | null
  /** Once submitted, units see it. */
  readonly submittedAt: unknown
}

/** People of the workshop have no business with the filing. */
const own = (actor: Actor, subject: { enterpriseId: string }) =>
  actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId && actor.role !== 'staff'

type Filed = Pick<FilingSubject, 'enterpriseId' | 'onBehalfUnitId'>

/** Drafts, saves, submits and withdraws: 企业经办人, or the principal himself; on behalf (代办) officers of the unit that does. */
export function mayFile(actor: Actor, subject: Filed): PolicyAnswer {
  if (own(actor, subject) && actsInRegistry(actor.role)) return true
  if (subject.onBehalfUnitId !== null && isOfficerOf(actor, subject.onBehalfUnitId)) return true
  return '备案由本企业的经办人或企业负责人填报，或者由负责该企业的市场监管部门代办。'
}

/** The principal confirms in the app; a stamped scan may be added by the filer. */
export function mayConfirm(actor: Actor, subject: Filed): PolicyAnswer {
  return mayFile(actor, subject)
}

/** The enterprise; after submission officers of the market-regulation line over it. */
export function mayRead(actor: Actor, subject: FilingSubject): PolicyAnswer {
  if (own(actor, subject)) return true
  if (mayOversee(actor, subject) || mayFile(actor, subject) === true) return true
  return '备案只向本企业和负责的市场监管部门开放。'
}

/** Accepts, publicizes, passes, returns, registers: an officer of the very unit at whose desk the step lies. */
export function mayHandle(actor: Actor, subject: FilingSubject): PolicyAnswer {
  const desk = subject.deskUnitId ?? subject.unitId
  return isOfficerOf(actor, desk) && subject.submittedAt ? true : '备案由轮到办理这一环节的市场监管部门办理。'
}

/** Takes a batch at all: officers who have a desk; each filing is judged for itself. */
export function mayHandleSome(actor: Actor): PolicyAnswer {
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '备案由市场监管部门的经办人办理。'
}

function isOfficerOf(actor: Actor, unitId: string): boolean {
  return actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === unitId
}

/** Sees personal data in full, one field for one purpose: the responsible unit's officers, and the enterprise. */
export function mayReveal(actor: Actor, subject: FilingSubject): PolicyAnswer {
  if (mayFile(actor, subject) === true) return true
  const handles = isOfficerOf(actor, subject.unitId) && Boolean(subject.submittedAt)
  return handles || mayHandle(actor, subject) === true ? true : '完整个人信息只向本企业和负责办理的单位显示。'
}

function mayOversee(actor: Actor, subject: FilingSubject): boolean {
  return (
    actor.kind === 'unit' &&
    actor.role !== 'industry-officer' &&
    Boolean(subject.submittedAt) &&
    actor.unitIds.includes(subject.unitId)
  )
}

/** Prints many at once: an officer, in the name of his own unit; each filing is judged for itself. */
export function mayPrintMany(actor: Actor, subject: { readonly unitId: string }): PolicyAnswer {
  return isOfficerOf(actor, subject.unitId) ? true : '成批打印由本单位的经办人办理。'
}

/** Looks at the counts of a unit: an officer of it or of a unit over it. */
export function mayOverseeUnit(actor: Actor, subject: { readonly unitId: string }): PolicyAnswer {
  const over =
    actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitIds.includes(subject.unitId)
  return over ? true : '备案情况只向该单位和它的上级市场监管部门开放。'
}

/** The history of an enterprise's officer: the enterprise, and officers of the market-regulation line who see it. */
export function mayReadTenure(actor: Actor, subject: { readonly enterpriseId: string }): PolicyAnswer {
  if (own(actor, subject)) return true
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '任期与变更只向本企业和负责的市场监管部门开放。'
}

/** Who has a list of filings at all; which rows is for row-level security to say. */
export function mayList(actor: Actor): PolicyAnswer {
  if (actor.kind === 'enterprise' && actor.role !== 'staff') return true
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '备案登记簿只向企业和市场监管部门开放。'
}
