import { type Actor, actsInRegistry } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

type OfEnterprise = { readonly enterpriseId: string; readonly unitId: string | null }
type OfUnit = { readonly unitId: string }

const own = (actor: Actor, { enterpriseId }: { enterpriseId: string }) =>
  actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId

const officer = (actor: Actor) => actor.kind === 'unit' && actor.role !== 'industry-officer'

/** Records and takes back: 经办人 or principal of the enterprise, officers of the unit responsible for it. */
export function mayRecord(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  if (own(actor, subject) && actsInRegistry(actor.role)) return true
  if (officer(actor) && actor.kind === 'unit' && actor.unitId === subject.unitId) return true
  return '摸底登记由本企业的经办人、负责人，或者负责该企业的市场监管部门办理。'
}

/** Takes a record back: officers of the responsible unit any, the enterprise what it said itself (`recordedByUnit` null). */
export function mayTakeBack(
  actor: Actor,
  subject: OfEnterprise & { readonly recordedByUnit: string | null },
): PolicyAnswer {
  const answer = mayRecord(actor, subject)
  if (answer !== true || !own(actor, subject) || subject.recordedByUnit === null) return answer
  return '市场监管部门登记的情况由市场监管部门作废。有不同情况的，请另行登记，或联系负责的单位。'
}

/** Reads the records of one enterprise: itself, and the market-regulation line above it. */
export function mayReadRecords(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  if (own(actor, subject) && actor.role !== 'staff') return true
  const above =
    officer(actor) &&
    actor.kind === 'unit' &&
    subject.unitId !== null &&
    actor.unitIds.includes(subject.unitId)
  return above ? true : '摸底登记只向本企业和它的主管市场监管部门开放。'
}

/** Looks at the survey of a unit: officers of it and of units above it. */
export function mayReadSurvey(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  const above = officer(actor) && actor.kind === 'unit' && actor.unitIds.includes(unitId)
  return above ? true : '摸底登记只向该单位和它的上级市场监管部门开放。'
}

/** Hands in lists: officers of the very unit. */
export function mayImportSurvey(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  const mine = officer(actor) && actor.kind === 'unit' && actor.unitId === unitId
  return mine ? true : '摸底清单由本单位的经办人导入。'
}
