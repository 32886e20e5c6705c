import { type Actor, actsInRegistry } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** The enterprise itself; units as far as row-level security lets them, an industry bureau too. */
export function mayRead(actor: Actor, { id }: { readonly id: string }): PolicyAnswer {
  if (actor.kind === 'unit') return true
  if (actor.kind === 'enterprise' && actor.enterpriseId === id) return true
  return '企业资料只向本企业和负责的单位开放。'
}

export function mayList(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' || actor.kind === 'enterprise' ? true : '企业名录只向企业和单位开放。'
}

/** The enterprise keeps its own particulars; where it cannot, an officer of the responsible unit or of the city over it. */
export function mayUpdate(
  actor: Actor,
  { id, unitId }: { readonly id: string; readonly unitId: string },
): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === id && actsInRegistry(actor.role)
  const officer = actor.role === 'county-officer' || actor.role === 'city-officer'
  const over = actor.kind === 'unit' && officer && actor.unitIds.includes(unitId)
  return own || over ? true : '企业资料由本企业的经办人、企业负责人或负责单位的经办人修改。'
}

/** Officers of a county or city, for their own unit. */
export function mayImport(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.unitId === unitId
  return own && (actor.role === 'county-officer' || actor.role === 'city-officer')
    ? true
    : '名单由负责单位的经办人导入。'
}
