import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { searchTextOf } from '#platform/ledger/store-of.ts'
import { defaultChart } from './default-chart.ts'
import { costAccounts } from './ledgers.ts'

/** Gives an enterprise that has no account at all the usual chart; says whether it did. */
export async function ensureChart(tx: Tx, enterpriseId: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`select 1 from cost_accounts where enterprise_id = ${enterpriseId} limit 1`.execute(tx)
  if (rows.length > 0) return false
  const accounts = defaultChart.map((account) => ({
    id: newId(),
    search: searchTextOf(costAccounts, account),
    ...account,
  }))
  await sql`
    insert into cost_accounts (enterprise_id, id, search, changed_at, code, name, class)
    select ${enterpriseId}::uuid, a.id, a.search, ${now}::timestamptz, a.code, a.name, a.class
      from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a(id uuid, search text, code text, name text, class text)
    on conflict do nothing`.execute(tx)
  return true
}

/** The account in use that has the code; null when the enterprise has retired it or calls it by another code. */
export async function accountByCode(tx: Tx, enterpriseId: string, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from cost_accounts where enterprise_id = ${enterpriseId} and code = ${code} and retired_on is null`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/** The month that it is now in China. */
export async function currentMonth(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    month: string
  }>`select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM') as month`.execute(tx)
  return rows[0]?.month ?? ''
}
