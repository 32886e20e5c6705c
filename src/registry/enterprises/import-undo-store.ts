import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { type Lines, lastLine } from './import-write-store.ts'

type Run = { unit_id: string; id: string }

const AT_ONCE = 20_000

/**
 * Takes back what an import wrote: added enterprises go unless something has been built on them, altered ones get
 * their former values unless they have been changed again. Answers how many had to stay as they are. `tell` hears how many
 * lines are done.
 */
export async function takeBack(
  tx: Tx,
  run: Run,
  tell: (lines: number) => Promise<void> = async () => {},
): Promise<number> {
  if (!(await hasWritten(tx, run))) return 0
  const last = await lastLine(tx, run)
  for (let from = 1; from <= last; from += AT_ONCE) {
    await takeBackLines(tx, run, { from, to: from + AT_ONCE - 1 })
    await tell(Math.min(last, from + AT_ONCE - 1))
  }
  const { rows } = await sql<{ n: number }>`
    select count(distinct enterprise_id)::int as n from import_rows
     where unit_id = ${run.unit_id} and import_id = ${run.id} and applied`.execute(tx)
  return rows[0]?.n ?? 0
}

async function hasWritten(tx: Tx, run: Run): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    select exists (select 1 from enterprises where import_id = ${run.id}) or exists (
      select 1 from import_rows where unit_id = ${run.unit_id} and import_id = ${run.id} and applied) as written`.execute(
    tx,
  )
  return rows[0]?.written ?? false
}

async function takeBackLines(tx: Tx, run: Run, lines: Lines) {
  const chosen = sql`r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line between ${lines.from} and ${lines.to}`
  const { rows: kept } = await sql<{ id: string }>`
    select enterprises_in_use(array(select e.id from import_rows r join enterprises e on e.id = r.enterprise_id
      where ${chosen} and e.import_id = ${run.id})) as id`.execute(tx)
  const stay = kept.map((row) => row.id)
  await sql`
    with gone as (
      delete from enterprises e using import_rows r
       where ${chosen} and e.id = r.enterprise_id and e.import_id = ${run.id} and e.id <> all(${stay}::uuid[]) returning e.id
    )
    update import_rows set applied = false
     where unit_id = ${run.unit_id} and import_id = ${run.id} and applied and enterprise_id in (select id from gone)`.execute(
    tx,
  )
  await sql`
    update import_rows r set applied = true where ${chosen} and r.outcome = 'add' and not r.applied
       and r.enterprise_id = any(${stay}::uuid[])`.execute(tx)
  // What was both added and altered stands on an earlier line as added: here it has gone, or it stays.
  await sql`
    with restored as (
      update enterprises e set version = e.version + 1, name = b.name, address = b.address,
        registered_on = b.registered_on, type_text = b.type_text, type_code = b.type_code,
        business_scope = b.business_scope, products = b.products, industry_code = b.industry_code, size = b.size,
        declared_size = b.declared_size, computed_size = b.computed_size, employees = b.employees, revenue_wan = b.revenue_wan,
        assets_wan = b.assets_wan, figures_year = b.figures_year, code_reason = b.code_reason,
        code_reason_by = b.code_reason_by, code_reason_at = b.code_reason_at, search_words = b.search_words, name_key = b.name_key,
        name_areas = b.name_areas
        from import_rows r, jsonb_to_record(r.before) as b(name text, address text, registered_on date, type_text text,
          type_code text, business_scope text, products text, industry_code text, size text, declared_size text,
          computed_size text, employees int, revenue_wan bigint, assets_wan bigint, figures_year int, code_reason text,
          code_reason_by text, code_reason_at timestamptz, search_words text, name_key text, name_areas text, version int)
       where ${chosen} and r.applied and r.before is not null and e.id = r.enterprise_id and e.version = b.version + 1
      returning r.line
    )
    update import_rows r set applied = false where ${chosen} and r.line in (select line from restored)`.execute(
    tx,
  )
}
