import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { type Listed, listCodes } from './domain.ts'

/** What the lists say of an enterprise on a civil date. */
export type RosterFacts = {
  /** Codes of {@link listCodes}; 提名 too. */
  readonly lists: readonly string[]
  /** 规模以上企业 by the lists; undefined when no list covers the enterprise's unit on that day. */
  readonly aboveScale: boolean | undefined
}

const ABOVE_SCALE = 'above-scale'

/**
 * The facts that rules are judged by, as of a civil date (the appointment date), as known at an instant. A signed
 * version covers the enterprises of every unit that its own unit saw; where one is in force and does not name the enterprise,
 * the enterprise is not above scale, whatever it says of itself.
 */
export async function rosterFacts(
  tx: Tx,
  enterpriseId: string,
  onDate: string,
  knownAt: Date,
): Promise<RosterFacts> {
  const { rows } = await sql<{ listed: Listed[]; covered: boolean }>`
    select coalesce((
        select jsonb_agg(jsonb_build_object('scopeCode', r.scope_code, 'level', r.level, 'nominated', l.nominated))
          from (select distinct on (v.roster_id) v.roster_id, v.kind, v.nominated from roster_events v
                 where v.enterprise_id = ${enterpriseId} and v.effective_on <= ${onDate}::date and v.recorded_at <= ${knownAt}
                 order by v.roster_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
          join rosters r on r.id = l.roster_id
         where l.kind = 'enter' and r.period_from <= ${onDate}::date
           and (r.period_to is null or r.period_to >= ${onDate}::date)), '[]') as listed,
      exists (
        select 1 from rosters r join roster_versions v on v.roster_id = r.id join enterprises e on e.unit_id = any(v.covers)
         where e.id = ${enterpriseId} and r.scope_code = ${ABOVE_SCALE} and v.status = 'signed' and v.signed_at <= ${knownAt}
           and v.effective_on <= ${onDate}::date and r.period_from <= ${onDate}::date
           and (r.period_to is null or r.period_to >= ${onDate}::date)) as covered`.execute(tx)
  const lists = listCodes(rows[0]?.listed ?? [])
  const aboveScale = lists.includes(ABOVE_SCALE) || (rows[0]?.covered ? false : undefined)
  return { lists, aboveScale }
}
