import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { YearMonth } from '#platform/values/year-month.ts'
import type { ClassSums } from './contract.ts'
import { CLASS_SUMS } from './figures-store.ts'

export type MonthFigures = { readonly lines: number; readonly sums: ClassSums; readonly digest: string }

type FiguresRow = ClassSums & { lines: number; digest: string }
const toFigures = ({ lines, digest, ...sums }: FiguresRow): MonthFigures => ({ lines, digest, sums })

/** From the lines as they are now. */
export async function computeMonth(tx: Tx, enterpriseId: string, month: YearMonth): Promise<MonthFigures> {
  const { rows } = await sql<FiguresRow>`
    select lines, ${CLASS_SUMS}, encode(digest, 'hex') as digest from cost_month_figures(${enterpriseId}, ${month})`.execute(
    tx,
  )
  return toFigures(rows[0] as FiguresRow)
}

/** As it was locked; undefined while it is open. */
export async function lockedMonth(
  tx: Tx,
  enterpriseId: string,
  month: YearMonth,
): Promise<MonthFigures | undefined> {
  const { rows } = await sql<FiguresRow>`
    select lines, ${CLASS_SUMS}, encode(digest, 'hex') as digest from cost_locks
     where enterprise_id = ${enterpriseId} and month = ${month}`.execute(tx)
  return rows[0] && toFigures(rows[0])
}

/** From here on nobody writes to the month until the transaction ends; whoever is writing is waited for. */
export async function closeGate(tx: Tx, enterpriseId: string, month: YearMonth): Promise<void> {
  await sql`select pg_advisory_xact_lock(cost_month_gate(${enterpriseId}, ${month}))`.execute(tx)
}

/** Keeps what the month comes to; false when it is locked already. */
export async function insertLock(
  tx: Tx,
  of: { enterpriseId: string; month: YearMonth; by: { accountId: string; name: string }; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into cost_locks (enterprise_id, month, id, locked_at, locked_by, locked_by_name, lines, prevention, appraisal, internal,
           external, assurance, accounts, digest, revenue, total_cost, output_value)
    select ${of.enterpriseId}, ${of.month}, ${newId()}, ${of.at}, ${of.by.accountId}, ${of.by.name}, f.*, b.revenue, b.total_cost, b.output_value
      from cost_month_figures(${of.enterpriseId}, ${of.month}) f
      left join cost_bases b on b.enterprise_id = ${of.enterpriseId} and b.month = ${of.month} and b.retired_on is null
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** The first month after it that is not locked. */
export async function nextOpenMonth(tx: Tx, enterpriseId: string, after: YearMonth): Promise<YearMonth> {
  const { rows } = await sql<{
    month: string
  }>`select cost_next_open_month(${enterpriseId}, ${after}) as month`.execute(tx)
  return rows[0]?.month as YearMonth
}

/** By which day of the next month a month is to be locked; 25 (示例) until the enterprise sets its own. */
export async function findSettings(
  tx: Tx,
  enterpriseId: string,
): Promise<{ lockDay: number; version: number }> {
  const { rows } = await sql<{ lockDay: number; version: number }>`
    select lock_day as "lockDay", version from cost_settings where enterprise_id = ${enterpriseId}`.execute(
    tx,
  )
  return rows[0] ?? { lockDay: 25, version: 0 }
}

/** False when somebody was quicker. */
export async function saveLockDay(
  tx: Tx,
  { enterpriseId, version, lockDay }: { enterpriseId: string; version: number; lockDay: number },
): Promise<boolean> {
  const { numAffectedRows } =
    version === 0
      ? await sql`insert into cost_settings (enterprise_id, lock_day) values (${enterpriseId}, ${lockDay}) on conflict do nothing`.execute(
          tx,
        )
      : await sql`update cost_settings set lock_day = ${lockDay}, version = version + 1
                   where enterprise_id = ${enterpriseId} and version = ${version}`.execute(tx)
  return numAffectedRows === 1n
}
