import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import { spanWords, type TimeSpan } from '#platform/values/period.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { noReceiver } from './contract.ts'
import { findSent, findUnit, type PackRecord, type UnitRecord } from './store.ts'

/** How often a unit reports, and who says so; null: 未规定. */
export type Interval = {
  readonly span: TimeSpan | null
  readonly words: string | null
  readonly source: string
}

export async function intervalOf(tx: Tx, unitId: string, today: string): Promise<Interval> {
  const loaded = await findPackInForce(tx, unitId, today)
  if (!loaded) return { span: null, words: null, source: '当地没有有效的规则包' }
  const { deadlines, officePromise } = loaded.pack.flow
  const given = deadlines.upwardReport
  if (given)
    return {
      span: given,
      words: spanWords(given),
      source: [loaded.pack.docNo, given.clause].filter(Boolean).join(' '),
    }
  const promised = officePromise.upwardReport
  if (promised) return { span: promised, words: spanWords(promised), source: '本单位承诺，文件未规定' }
  return { span: null, words: null, source: `${loaded.pack.docNo} 未规定` }
}

/** From when on this installation knows any rules: what was due before was nobody's here. */
export async function beganOn(tx: Tx): Promise<string> {
  const { rows } = await sql<{ day: string | null }>`
    select (min(loaded_at) at time zone 'Asia/Shanghai')::date::text as day from rule_packs`.execute(tx)
  return rows[0]?.day ?? '9999-12-31'
}

/** @throws notFound */
export async function getUnit(tx: Tx, unitId: string): Promise<UnitRecord> {
  const unit = await findUnit(tx, unitId)
  if (!unit) throw notFound()
  return unit
}

/** The unit above, to which this one reports. @throws noReceiver */
export async function getReceiver(tx: Tx, unit: UnitRecord): Promise<UnitRecord> {
  const receiver = unit.parentId ? await findUnit(tx, unit.parentId) : undefined
  if (receiver) return receiver
  throw noReceiver({ detail: '上报：单位树里没有上级市场监管部门。请系统管理员核对上级单位。' })
}

/** The pack before, and the one since which changes are counted: the newest that was not returned. */
export async function packsBefore(
  tx: Tx,
  unitId: string,
  receiverId: string,
): Promise<{ previous: PackRecord | undefined; base: PackRecord | undefined }> {
  const sent = await findSent(tx, unitId, receiverId, 1000)
  return { previous: sent[0], base: sent.find(({ status }) => status !== 'returned') }
}

/**
 * Until when everything that was recorded can be seen: what is being written by others at this moment was begun earlier and becomes
 * visible later, so it belongs to the next pack.
 */
export async function settledInstant(tx: Tx, now: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select least(${now}::timestamptz, min(xact_start)) as at from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`.execute(tx)
  return rows[0]?.at ?? now
}
