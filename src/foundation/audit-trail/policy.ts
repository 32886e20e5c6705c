import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** The chain of an enterprise, a unit or the platform; `workbench`: that of the enterprise's workbench. */
export type Asked = { readonly chainId: string; readonly trail?: 'workbench' | undefined }

/** An enterprise its own chain; a unit its own and those below it; the audit administrator every one. */
export function mayReadChain(actor: Actor, { chainId, trail }: Asked): PolicyAnswer {
  if (actor.role === 'audit-admin') return true
  if (actor.kind === 'enterprise' && actor.enterpriseId === chainId && actor.role !== 'staff') return true
  if (trail === 'workbench') return '工作台的办理记录只供本企业查看。'
  // Which enterprises a unit may look into is for row-level security to say.
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '办理记录只向本企业、负责的单位和审计管理员开放。'
}

/** Every chain at once: the audit administrator. */
export function mayVerifySeals(actor: Actor): PolicyAnswer {
  return actor.role === 'audit-admin' ? true : '封存由审计管理员核验。'
}
