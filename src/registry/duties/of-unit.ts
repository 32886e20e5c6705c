import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { OfUnit } from './policy.ts'

/** A unit as the asker stands to it: `below` its own in the same line. @throws notFound */
export async function loadOfUnit(tx: Tx, unitId: string): Promise<OfUnit> {
  const { rows } = await sql<OfUnit>`
    select u.id as "unitId", u.level, u.id is distinct from app_unit() and exists (
             select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = u.id and s.covers = 'all') as below
      from org_units u where u.id = ${unitId}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound()
  return found
}
