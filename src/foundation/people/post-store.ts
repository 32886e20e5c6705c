import { sql } from 'kysely'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Loading } from '#platform/perform.ts'
import { roleOfUnit } from './domain.ts'
import type { Post } from './policy.ts'

type Where = { role: Role; enterpriseId: string | null; unitId: string | null }

/** What the policy must know of a role in its place. */
export async function describePost(
  { tx, asking }: Loading,
  { role, enterpriseId, unitId }: Where,
): Promise<Post> {
  const actor = await asking
  const [keeper, unit, asker] = await Promise.all([
    enterpriseId ? findKeeper(tx, enterpriseId) : null,
    unitId ? findUnit(tx, unitId) : null,
    actor.kind === 'unit' ? isInCharge(tx, actor.grantId) : false,
  ])
  const sameLine = unit !== null && (unit.line === 'industry') === (actor.role === 'industry-officer')
  return {
    role,
    enterpriseId,
    unitId,
    keeperId: keeper,
    askerInCharge: asker,
    unitBelowAsker: actor.kind === 'unit' && unitId !== null && sameLine && actor.unitIds.includes(unitId),
  }
}

/** The role that officers of a unit have. @throws notFound */
export async function officerRole(tx: Tx, unitId: string): Promise<Role | null> {
  const unit = await findUnit(tx, unitId)
  if (!unit) throw notFound({ detail: '单位：没有这个单位，或已撤销。请重新选择。' })
  return roleOfUnit(unit)
}

async function findKeeper(tx: Tx, enterpriseId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('tenants')
    .select('unit_id')
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  return row?.unit_id ?? null
}

async function findUnit(tx: Tx, unitId: string) {
  const row = await tx
    .selectFrom('org_units')
    .select(['line', 'level'])
    .where('id', '=', unitId)
    .where(sql<boolean>`valid_to is null or valid_to > current_date`)
    .executeTakeFirst()
  return (row ?? null) as Parameters<typeof roleOfUnit>[0] | null
}

async function isInCharge(tx: Tx, grantId: string): Promise<boolean> {
  const row = await tx.selectFrom('grants').select('in_charge').where('id', '=', grantId).executeTakeFirst()
  return row?.in_charge ?? false
}
