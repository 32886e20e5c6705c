import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Batch, Sweep } from './contract.ts'

/** A certificate because of which is asked what was measured before it. */
export type Swept = {
  readonly enterpriseId: string
  readonly id: string
  readonly instrument: string
  readonly certifiedOn: CivilDate
}

const SHOWN_BATCHES = 500

/** What the use log says of the time since the last good certificate before this one, both days included. */
export async function sweepOf(tx: Tx, swept: Swept): Promise<Sweep> {
  const since = await lastGoodBefore(tx, swept)
  const within = sql`
    u.enterprise_id = ${swept.enterpriseId} and u.instrument = ${swept.instrument} and u.retired_on is null
      and u.used_on <= ${swept.certifiedOn} ${since === null ? sql`` : sql`and u.used_on >= ${since}`}`
  const [counted, characteristics, batches] = await Promise.all([
    sql<{ uses: number; batches: number }>`
      select count(*)::int as uses, count(distinct u.batch_no)::int as batches from instrument_uses u where ${within}`.execute(
      tx,
    ),
    sql<{ name: string; uses: number }>`
      select u.characteristic as name, count(*)::int as uses from instrument_uses u where ${within}
       group by 1 order by 2 desc, 1 limit 100`.execute(tx),
    sql<Batch>`
      select m.*, b.id as "batchId", b.status as released from (
        select u.batch_no as "batchNo", min(p.name) as product, count(*)::int as uses,
               array_agg(distinct u.characteristic order by u.characteristic) as characteristics,
               min(u.used_on) as "from", max(u.used_on) as "to"
          from instrument_uses u
          left join products p on p.enterprise_id = u.enterprise_id and p.id = u.product
         where ${within} group by u.batch_no order by u.batch_no limit ${SHOWN_BATCHES}) m
        left join batches b on b.enterprise_id = ${swept.enterpriseId} and b.batch_no = m."batchNo" order by m."batchNo"`.execute(
      tx,
    ),
  ])
  const { uses = 0, batches: all = 0 } = counted.rows[0] ?? {}
  return {
    since,
    until: swept.certifiedOn,
    uses,
    batches: all,
    characteristics: characteristics.rows,
    rows: batches.rows,
  }
}

async function lastGoodBefore(tx: Tx, { enterpriseId, id, instrument, certifiedOn }: Swept) {
  const { rows } = await sql<{ on: CivilDate | null }>`
    select max(certified_on) as "on" from instrument_certificates
     where enterprise_id = ${enterpriseId} and instrument = ${instrument} and id <> ${id} and retired_on is null
       and certified_on <= ${certifiedOn} and conclusion <> 'fail'`.execute(tx)
  return rows[0]?.on ?? null
}
