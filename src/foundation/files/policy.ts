import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'
import type { FilePurpose } from './contract.ts'

type OfEnterprise = { readonly enterpriseId: string }

type ToAdd = OfEnterprise & { readonly responsibleUnitId: string | null; readonly purpose: FilePurpose }

/** People of the enterprise add its papers; an officer of the responsible unit those of an enterprise it acts for (代办). */
export function mayAdd(actor: Actor, { enterpriseId, responsibleUnitId, purpose }: ToAdd): PolicyAnswer {
  if (actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId && actor.role !== 'auditor')
    return true
  if (purpose === 'record') return '工作台的材料由本企业的人员上传。'
  if (actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === responsibleUnitId)
    return true
  return '文件由本企业的人员上传，或者由负责该企业的市场监管部门代办。'
}

/** The enterprise, and the market-regulation line over it as far as row-level security lets it. */
export function mayRead(
  actor: Actor,
  { enterpriseId, purpose }: OfEnterprise & { readonly purpose: FilePurpose },
): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId
  if (own && (actor.role !== 'staff' || purpose === 'record')) return true
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '文件只向本企业和负责的市场监管部门开放。'
}
