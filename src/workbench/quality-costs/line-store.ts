import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { addLedgerEvent } from '#platform/ledger/events-store.ts'
import { searchTextOf } from '#platform/ledger/store-of.ts'
import { notFound } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import type { YearMonth } from '#platform/values/year-month.ts'
import { costLines } from './ledgers.ts'

type Source = {
  readonly kind: string
  readonly id: string
  readonly line: string
  readonly number: string
  readonly path: string
}

export type NewLine = {
  readonly enterpriseId: string
  readonly month: YearMonth
  readonly account: string
  readonly department: string | null
  readonly product: string | null
  readonly amount: number
  readonly what: string
  readonly voucherNo: string | null
  readonly corrects: YearMonth | null
  readonly source: Source | null
}

/** Writes a line for a verb, with the beginning of its history; null when one with the same key is there. */
export async function insertLine(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  line: NewLine,
  deed: { kind: string; note: string },
): Promise<string | null> {
  const id = newId()
  const { enterpriseId, source } = line
  const search = searchTextOf(costLines, {
    what: line.what,
    voucherNo: line.voucherNo,
    sourceNumber: source?.number ?? null,
  })
  const { numAffectedRows } = await sql`
    insert into cost_lines (enterprise_id, id, search, changed_at, month, account, department, product, amount, what, voucher_no, corrects,
           source_kind, source_id, source_line, source_number, source_path)
    values (${enterpriseId}, ${id}, ${search}, ${ctx.now}, ${line.month}, ${line.account}, ${line.department}, ${line.product}, ${line.amount},
           ${line.what}, ${line.voucherNo}, ${line.corrects}, ${source?.kind ?? null}, ${source?.id ?? null}, ${source?.line ?? null},
           ${source?.number ?? null}, ${source?.path ?? null})
    on conflict do nothing`.execute(ctx.tx)
  if (numAffectedRows !== 1n) return null
  await addLedgerEvent(ctx.tx, costLines, { enterpriseId, id, at: ctx.now, actor: ctx.actor }, deed)
  return id
}

type StandingRow = {
  month: YearMonth
  number: string | null
  path: string | null
  locked_at: Date | null
  locked_by_name: string | null
  lands: YearMonth
}

/** Where a line or a proposal comes from, and how its month stands. @throws notFound */
export async function costStanding(tx: Tx, enterpriseId: string, id: string) {
  const { rows } = await sql<StandingRow>`
    select c.month, c.number, c.path, k.locked_at, k.locked_by_name,
           case when k.month is null then c.month else cost_next_open_month(c.enterprise_id, c.month) end as lands
      from (select enterprise_id, id, month, source_number as number, source_path as path from cost_lines
             union all select enterprise_id, id, month, source_number, source_path from cost_proposals) c
      left join cost_locks k on k.enterprise_id = c.enterprise_id and k.month = c.month
     where c.enterprise_id = ${enterpriseId} and c.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  return {
    source: row.number !== null && row.path !== null ? { number: row.number, path: row.path } : null,
    month: row.month,
    locked: row.locked_at
      ? { at: new Date(row.locked_at).toISOString(), byName: row.locked_by_name ?? '' }
      : null,
    landsIn: row.lands,
  }
}

export async function isLocked(tx: Tx, enterpriseId: string, month: YearMonth): Promise<boolean> {
  const { rows } =
    await sql`select 1 from cost_locks where enterprise_id = ${enterpriseId} and month = ${month}`.execute(tx)
  return rows.length > 0
}

export type ProposalSource = {
  readonly source: Source
  readonly step: number
  readonly accountCode: string
  readonly path: string
}

/** What only the table knows of a proposal. @throws notFound */
export async function proposalSource(tx: Tx, enterpriseId: string, id: string): Promise<ProposalSource> {
  const { rows } = await sql<{
    kind: string
    source: string
    line: string
    step: number
    number: string
    path: string
    code: string
  }>`
    select source_kind as kind, source_id as source, source_line as line, step, source_number as number, source_path as path, account_code as code
      from cost_proposals where enterprise_id = ${enterpriseId} and id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  const line = row.step === 1 ? row.line : `${row.line} #${row.step}`
  return {
    source: { kind: row.kind, id: row.source, line, number: row.number, path: row.path },
    step: row.step,
    accountCode: row.code,
    path: row.path,
  }
}

/** Decides on a pending proposal; false when somebody was quicker. */
export async function decideProposal(
  ctx: Pick<Context, 'tx' | 'now'>,
  of: { enterpriseId: string; id: string; version: number },
  decision: {
    state: 'taken' | 'refused'
    by: string
    on: string
    reason: string | null
    lineId: string | null
    account?: string
    department?: string | null
    product?: string | null
  },
): Promise<boolean> {
  const given = decision.account
    ? sql`, account = ${decision.account}, department = ${decision.department ?? null}, product = ${decision.product ?? null}`
    : sql``
  const { numAffectedRows } = await sql`
    update cost_proposals set version = version + 1, changed_at = ${ctx.now}, standing = ${decision.state}, decided_by = ${decision.by},
           decided_on = ${decision.on}, reason = ${decision.reason}, line_id = ${decision.lineId} ${given}
     where enterprise_id = ${of.enterpriseId} and id = ${of.id} and version = ${of.version} and standing = 'pending'`.execute(
    ctx.tx,
  )
  return numAffectedRows === 1n
}

type PlanKey = {
  readonly enterpriseId: string
  readonly year: number
  readonly account: string | null
  readonly class: string | null
}

/** Plans of a year for one account or class as they stand: month → record. */
export async function plansOfYear(
  tx: Tx,
  { enterpriseId, year, account, class: of }: PlanKey,
): Promise<Map<YearMonth, string>> {
  const { rows } = await sql<{ month: string; id: string }>`
    select month, id from cost_plans where enterprise_id = ${enterpriseId} and month like ${`${year}-%`}
       and account is not distinct from ${account}::uuid and class is not distinct from ${of}::text`.execute(
    tx,
  )
  return new Map(rows.map(({ month, id }) => [month, id]))
}

/** Of these accounts, those that lines have been written to. */
export async function accountsWithLines(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select a.id from cost_accounts a where a.enterprise_id = ${enterpriseId} and a.id = any(${[...ids]}::uuid[])
       and exists (select from cost_lines l where l.enterprise_id = a.enterprise_id and l.account = a.id)`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Of these accounts, their classes. */
export async function classesOf(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; class: string }>`
    select id, class from cost_accounts where enterprise_id = ${enterpriseId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row.class]))
}

/** Of these months, those that are locked, and for each month named as corrected the one in which that must stand. */
export async function lockedAmong(
  tx: Tx,
  enterpriseId: string,
  months: readonly string[],
): Promise<Map<string, YearMonth>> {
  const { rows } = await sql<{ month: string; next: string }>`
    select month, cost_next_open_month(enterprise_id, month) as next from cost_locks
     where enterprise_id = ${enterpriseId} and month = any(${[...months]}::text[])`.execute(tx)
  return new Map(rows.map(({ month, next }) => [month, next]))
}

/** The sourced ones and the voided ones among these lines, with what an import may not change in them. */
export async function standingOf(tx: Tx, enterpriseId: string, ids: readonly string[]) {
  const { rows } = await sql<{
    id: string
    month: string
    amount: number
    number: string | null
    voided: boolean
  }>`
    select id, month, amount::float8 as amount, source_number as number, retired_on is not null as voided from cost_lines
     where enterprise_id = ${enterpriseId} and id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
