import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { RosterLevel } from './contract.ts'

/** A signed version that says who is on a kind of list in a unit. */
export type RosterVersionFor = {
  readonly unitId: string
  readonly rosterId: string
  readonly rosterName: string
  readonly level: RosterLevel | null
  readonly keeperId: string
  /** The unit that signed, as it was called then. */
  readonly keeperName: string
  readonly no: number
  readonly signedAt: Date
  readonly signedBy: string
  readonly effectiveOn: string
  readonly periodTo: string | null
  /** Of the whole list, not of the unit alone: members, those not in the directory yet, and the digest over both. */
  readonly members: number
  readonly pending: number
  readonly membersDigest: string
}

export type RosterBasis = {
  readonly unitId: string
  /** None: nothing was signed that holds on the day. Newest first. */
  readonly versions: readonly RosterVersionFor[]
  readonly state: 'current' | 'old' | 'missing'
}

/** How long a list counts as current where nothing is laid down (示例). */
export const EXAMPLE_MONTHS = 12

/**
 * On which signed versions the lists of a scope rest, for each of the units, on day `on` as known at `knownAt`. Of every list
 * whose period holds the day: its version with the latest effective day up to it, of one day the one signed last. A list speaks of
 * the units that it covered when it was signed, of those that came later below its keeper, and of whoever took such a unit over.
 * `old`: the newest of them took effect more than `months` months before the day.
 */
export async function rosterVersionsFor(
  tx: Tx,
  unitIds: readonly string[],
  scopeCode: string,
  on: string,
  knownAt: Date,
  months: number = EXAMPLE_MONTHS,
): Promise<RosterBasis[]> {
  const { rows } = await sql<RosterVersionFor & { old: boolean }>`
    with recursive asked as (
      select id as unit_id, id as source from org_units where id = any(${[...unitIds]}::uuid[])
      union
      select a.unit_id, u.id from asked a join org_units u on u.successor_id = a.source and u.handed_over_at is not null
    ), held as (
      select distinct on (v.roster_id) v.*, r.name as roster_name, r.level, r.period_to
        from roster_versions v join rosters r on r.id = v.roster_id
       where r.scope_code = ${scopeCode} and v.status = 'signed' and v.signed_at <= ${knownAt}
         and v.effective_on <= ${on}::date and r.period_from <= ${on}::date
         and (r.period_to is null or r.period_to >= ${on}::date)
       order by v.roster_id, v.effective_on desc, v.no desc
    )
    select distinct on (h.effective_on, h.roster_id, a.unit_id) a.unit_id as "unitId", h.roster_id as "rosterId", h.roster_name as "rosterName", h.level,
           h.unit_id as "keeperId", h.signed_unit as "keeperName", h.no, h.signed_at as "signedAt", h.signed_name as "signedBy",
           h.effective_on as "effectiveOn", h.period_to as "periodTo", h.members, h.pending,
           h.members_digest as "membersDigest",
           (h.effective_on + make_interval(months => ${months}::int))::date < ${on}::date as old
      from asked a join org_units u on u.id = a.source
      join held h on u.id = any(h.covers)
        or (u.valid_from > (h.signed_at at time zone 'Asia/Shanghai')::date and exists (
             select 1 from unit_scope s where s.viewer_id = h.unit_id and s.unit_id = u.id))
     order by h.effective_on desc, h.roster_id, a.unit_id`.execute(tx)
  const byUnit = Map.groupBy(rows, ({ unitId }) => unitId)
  return unitIds.map((unitId) => {
    const found = byUnit.get(unitId) ?? []
    const state = found.length === 0 ? 'missing' : found.every(({ old }) => old) ? 'old' : 'current'
    return { unitId, versions: found.map(({ old: _, ...version }) => version), state }
  })
}
