import { type Actor, actsInRegistry } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** Of whose enterprise the appointment is. */
export type OfEnterprise = { readonly enterpriseId: string }

/** `onBehalf`: the unit that acts for the enterprise (代办), or that may, where nothing is there yet. */
type Acted = OfEnterprise & { readonly onBehalf: { readonly unitId: string } | null }

/** Officers enter on behalf what they have on paper. */
function actsFor(actor: Actor, { onBehalf }: Acted): boolean {
  return actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === onBehalf?.unitId
}

/** Filer and principal prepare; the CQO looks. */
export function mayPrepare(actor: Actor, subject: Acted): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId
  if (own && actsInRegistry(actor.role)) return true
  return actsFor(actor, subject) || '聘任由本企业的经办人或企业负责人办理。'
}

/** Only 法定代表人 or 主要负责人 appoints (宜市市监联发〔2024〕9号 三（一）1); on behalf, his signed letter is recorded. */
export function mayIssue(actor: Actor, subject: Acted): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId
  if (own && actor.role === 'principal') return true
  return actsFor(actor, subject) || '聘书由本企业的法定代表人或主要负责人签发。'
}

/** The enterprise itself, and officers of the market-regulation line; which enterprises is for row-level security to say. */
export function maySee(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId
  if (own && actor.role !== 'staff') return true
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '聘任信息只向本企业和负责的市场监管部门开放。'
}
