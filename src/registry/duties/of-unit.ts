import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'

/** A unit as the asker stands to it: `below` its own in the same line. @throws notFound */
export async function loadOfUnit(tx: Tx, unitId: string): Promise<{ unitId: string; below: boolean }> {
  const { rows } = await sql<{ unitId: string; below: boolean }>`
    select u.id as "unitId", u.id is distinct from app_unit() and exists (
             select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = u.id and s.covers = 'all') as below
      from org_units u where u.id = ${unitId}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound()
  return found
}
