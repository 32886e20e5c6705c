import { sql } from 'kysely'
import type { AdminRole } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'

export type UnitRow = {
  id: string
  parentId: string | null
  name: string
  level: 'nation' | 'province' | 'city' | 'county'
  areaCode: string | null
  numberingCode: string
  hasOfficer: boolean
  invited: boolean
}

/** Units of the market-regulation line in force today, from the top, each with whether somebody works there or is invited. */
export async function findUnitStaffing(tx: Tx): Promise<UnitRow[]> {
  const rows = await tx
    .selectFrom('org_units as u')
    .select(['u.id', 'u.parent_id', 'u.name', 'u.level', 'u.area_code', 'u.numbering_code'])
    .select([
      sql<boolean>`exists (select 1 from grants g join accounts a on a.id = g.account_id and a.disabled_at is null
        where g.unit_id = u.id and grant_holds(g.valid_from, g.valid_to))`.as('has_officer'),
      sql<boolean>`exists (select 1 from invitations i where i.unit_id = u.id and i.accepted_at is null
        and i.revoked_at is null and i.expires_at > now())`.as('invited'),
    ])
    .where('u.line', '=', 'market-regulation')
    .where(sql<boolean>`u.valid_from <= current_date and (u.valid_to is null or u.valid_to >= current_date)`)
    .orderBy(sql`array_position(array['nation', 'province', 'city', 'county'], u.level)`)
    .orderBy('u.numbering_code')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    level: row.level as UnitRow['level'],
    areaCode: row.area_code,
    numberingCode: row.numbering_code,
    hasOfficer: row.has_officer,
    invited: row.invited,
  }))
}

/** How many hold and how many are invited to each administrator's role. */
export async function countAdministrators(
  tx: Tx,
): Promise<Map<AdminRole, { holders: number; invited: number }>> {
  const { rows } = await sql<{ role: AdminRole; holders: number; invited: number }>`
    select r.role,
           (select count(*)::int from grants g join accounts a on a.id = g.account_id and a.disabled_at is null
             where g.role = r.role and grant_holds(g.valid_from, g.valid_to)) as holders,
           (select count(*)::int from invitations i where i.role = r.role and i.accepted_at is null
             and i.revoked_at is null and i.expires_at > now()) as invited
      from unnest(array['system-admin', 'security-admin', 'audit-admin']) as r(role)`.execute(tx)
  return new Map(rows.map(({ role, holders, invited }) => [role, { holders, invited }]))
}

/** Ids and versions of the packs that are kept. */
export async function findKeptPacks(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('rule_packs').select(['id', 'version']).execute()
  return new Set(rows.map(({ id, version }) => `${id}@${version}`))
}
