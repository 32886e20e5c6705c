import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { YearMonth } from '#platform/values/year-month.ts'
import type { ClassSums, CostBase, CostClass, CostIndicator } from './contract.ts'

/** Months from … to, both counted. */
export type Span = { readonly enterpriseId: string; readonly from: YearMonth; readonly to: YearMonth }

export type AccountMonth = {
  readonly month: YearMonth
  readonly account: string
  readonly class: CostClass
  readonly amount: number
  readonly lines: number
}

/** Sums of the lines by month and account. */
export async function sumsByAccount(tx: Tx, { enterpriseId, from, to }: Span): Promise<AccountMonth[]> {
  const { rows } = await sql<AccountMonth>`
    select month, account, class, sum(amount)::float8 as amount, count(*)::int as lines from cost_lines
     where enterprise_id = ${enterpriseId} and month between ${from} and ${to} and retired_on is null
     group by month, account, class`.execute(tx)
  return rows
}

export type NamedSum = { readonly id: string | null; readonly name: string | null; readonly amount: number }

const NAMED = { department: 'departments', product: 'products' } as const

/** Sums by department or product, the largest first; `id` null: lines without one. */
export async function sumsBy(
  tx: Tx,
  { enterpriseId, from, to }: Span,
  by: keyof typeof NAMED,
): Promise<NamedSum[]> {
  const { rows } = await sql<NamedSum>`
    select s.id, n.name, s.amount from (
      select ${sql.ref(by)} as id, sum(amount)::float8 as amount from cost_lines
       where enterprise_id = ${enterpriseId} and month between ${from} and ${to} and retired_on is null group by 1
    ) s left join ${sql.table(NAMED[by])} n on n.enterprise_id = ${enterpriseId} and n.id = s.id
    order by s.amount desc, s.id limit 200`.execute(tx)
  return rows
}

export type AccountRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly class: CostClass
}

export async function findAccounts(tx: Tx, enterpriseId: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select id, code, name, class from cost_accounts where enterprise_id = ${enterpriseId} order by code`.execute(
    tx,
  )
  return rows
}

export async function findBases(tx: Tx, { enterpriseId, from, to }: Span) {
  const { rows } = await sql<CostBase & { month: YearMonth }>`
    select month, revenue::float8 as revenue, total_cost::float8 as "totalCost", output_value::float8 as "outputValue"
      from cost_bases where enterprise_id = ${enterpriseId} and month between ${from} and ${to} and retired_on is null`.execute(
    tx,
  )
  return rows
}

export type Lock = {
  readonly month: YearMonth
  readonly lines: number
  readonly sums: ClassSums
  readonly at: string
  readonly byName: string
  readonly digest: string
}

type LockRow = ClassSums & {
  month: string
  lines: number
  locked_at: Date
  locked_by_name: string
  digest: string
}

export async function findLocks(tx: Tx, { enterpriseId, from, to }: Span): Promise<Lock[]> {
  const { rows } = await sql<LockRow>`
    select month, lines, ${CLASS_SUMS}, locked_at, locked_by_name, encode(digest, 'hex') as digest from cost_locks
     where enterprise_id = ${enterpriseId} and month between ${from} and ${to} order by month`.execute(tx)
  return rows.map(({ month, lines, locked_at, locked_by_name, digest, ...sums }) => ({
    month,
    lines,
    sums,
    at: new Date(locked_at).toISOString(),
    byName: locked_by_name,
    digest,
  }))
}

export const CLASS_SUMS = sql`prevention::float8 as prevention, appraisal::float8 as appraisal, internal::float8 as internal,
    external::float8 as external, assurance::float8 as assurance`

export type PlanRow = {
  readonly month: YearMonth
  readonly account: string | null
  readonly class: CostClass
  readonly whole: boolean
  readonly amount: number
}

/** What is planned, for accounts and for classes as a whole. */
export async function findPlans(tx: Tx, { enterpriseId, from, to }: Span): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.month, p.account, coalesce(p.class, a.class) as class, p.account is null as whole, p.amount::float8 as amount
      from cost_plans p left join cost_accounts a on a.enterprise_id = p.enterprise_id and a.id = p.account
     where p.enterprise_id = ${enterpriseId} and p.month between ${from} and ${to} and p.retired_on is null`.execute(
    tx,
  )
  return rows
}

export async function findTargets(tx: Tx, enterpriseId: string, year: number) {
  const { rows } = await sql<{ indicator: CostIndicator; value: number }>`
    select indicator, value::float8 as value from cost_targets
     where enterprise_id = ${enterpriseId} and year = ${year} and retired_on is null`.execute(tx)
  return Object.fromEntries(rows.map(({ indicator, value }) => [indicator, value])) as Partial<
    Record<CostIndicator, number>
  >
}

export type Correction = {
  readonly month: YearMonth
  readonly corrects: YearMonth
  readonly account: string
  readonly what: string | null
  readonly amount: number
}

/** Lines of the period that correct a locked month. */
export async function findCorrections(tx: Tx, { enterpriseId, from, to }: Span): Promise<Correction[]> {
  const { rows } = await sql<Correction>`
    select l.month, l.corrects, a.name as account, l.what, l.amount::float8 as amount from cost_lines l
      join cost_accounts a on a.enterprise_id = l.enterprise_id and a.id = l.account
     where l.enterprise_id = ${enterpriseId} and l.month between ${from} and ${to} and l.retired_on is null and l.corrects is not null
     order by l.month, l.id`.execute(tx)
  return rows
}

/** How many proposals wait, by month. */
export async function countPending(tx: Tx, enterpriseId: string): Promise<Map<YearMonth, number>> {
  const { rows } = await sql<{ month: string; n: number }>`
    select month, count(*)::int as n from cost_proposals where enterprise_id = ${enterpriseId} and standing = 'pending' group by month`.execute(
    tx,
  )
  return new Map(rows.map(({ month, n }) => [month, n]))
}

/** Sums of the months that are not locked; the others are read from their locks. */
export async function openSums(tx: Tx, { enterpriseId, from, to }: Span) {
  const { rows } = await sql<{ month: YearMonth; class: CostClass; amount: number; lines: number }>`
    select l.month, l.class, sum(l.amount)::float8 as amount, count(*)::int as lines from cost_lines l
     where l.enterprise_id = ${enterpriseId} and l.retired_on is null and l.month in (
       select to_char(m, 'YYYY-MM') from generate_series((${from} || '-01')::date, (${to} || '-01')::date, interval '1 month') m
        where not exists (select from cost_locks k where k.enterprise_id = ${enterpriseId} and k.month = to_char(m, 'YYYY-MM')))
     group by l.month, l.class`.execute(tx)
  return rows
}
