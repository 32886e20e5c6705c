import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

type Run = { unit_id: string; id: string }

const TAKEN_MEANWHILE = '试运行后这个信用代码已被录入名录。请重新上传核对。'
const CHANGED_MEANWHILE = '试运行后这家企业的资料又有变动。请重新上传核对。'
const OTHER_UNIT = '这个信用代码的企业已归另一单位，导入不改变归属。请与该单位联系移交。'

/** Lines of the file, both ends included. */
export type Lines = { from: number; to: number }

/**
 * Settings for a large write: new names are gathered before they go into the index of words, and gathered ones are put in
 * place by larger batches. Only for this transaction.
 */
export async function prepareLargeWrite(tx: Tx): Promise<void> {
  await sql`set local gin_pending_list_limit = '16MB'`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
}

export async function lastLine(tx: Tx, run: Run): Promise<number> {
  const { rows } = await sql<{ line: number }>`
    select coalesce(max(line), 0)::int as line from import_rows where unit_id = ${run.unit_id} and import_id = ${run.id}`.execute(
    tx,
  )
  return rows[0]?.line ?? 0
}

const within = (run: Run, lines: Lines) => sql`r.unit_id = ${run.unit_id} and r.import_id = ${run.id}
  and r.line between ${lines.from} and ${lines.to} and not r.applied`

/** Writes the rows of these lines that were found good on the dry run. */
export async function writeCertain(tx: Tx, run: Run, lines: Lines, today: string): Promise<void> {
  const chosen = sql`${within(run, lines)} and r.outcome = 'add'`
  await sql`savepoint fresh`.execute(tx)
  try {
    await insertFresh(tx, run, chosen, today, sql`r.place_id`, sql``)
    await sql`release savepoint fresh`.execute(tx)
  } catch (error) {
    // Some of these codes are in the directory by now: one by one then.
    if ((error as { code?: string }).code !== '23505') throw error
    await sql`rollback to savepoint fresh`.execute(tx)
    await insertFresh(tx, run, chosen, today, sql`r.place_id`, sql`on conflict (credit_code) do nothing`)
    await sql`
      update import_rows r set outcome = 'reject', message = ${TAKEN_MEANWHILE} where ${chosen}
         and not exists (select 1 from enterprises e where e.id = r.enterprise_id and e.import_id = ${run.id})`.execute(
      tx,
    )
  }
  await alterKnown(tx, run, lines)
}

/**
 * Rows that an officer decided to take: they may alter what the certain ones have added, so they come last. A code that
 * another unit has in the meantime is left alone.
 */
export async function writeDecided(tx: Tx, run: Run, lines: Lines, today: string): Promise<void> {
  const chosen = sql`${within(run, lines)} and r.outcome = 'doubtful' and r.decision <> 'skip'`
  await alterDecided(tx, chosen)
  await insertFresh(tx, run, chosen, today, sql`r.decision::uuid`, sql`on conflict (credit_code) do nothing`)
  await sql`
    update import_rows r set applied = true where ${chosen}
       and exists (select 1 from enterprises e where e.id = r.enterprise_id and e.import_id = ${run.id})`.execute(
    tx,
  )
  await sql`update import_rows r set outcome = 'reject', message = ${OTHER_UNIT} where ${chosen}`.execute(tx)
}

/** Each is added under the id that the dry run gave it, which its first event bears too. */
async function insertFresh(
  tx: Tx,
  run: Run,
  chosen: RawBuilder<unknown>,
  today: string,
  unit: RawBuilder<unknown>,
  onConflict: RawBuilder<unknown>,
) {
  await sql`
    with added as (
      insert into enterprises (id, credit_code, credit_code_warning, name, unit_id, address, registered_on, type_text,
        type_code, business_scope, products, industry_code, size, declared_size, computed_size, employees, revenue_wan, assets_wan,
        figures_year, search_words, name_key, name_areas, code_kind, code_reason, code_reason_by, code_reason_at, import_id)
      select r.enterprise_id, r.credit_code, r.credit_code_warning, r.name, ${unit}, r.address, r.registered_on, r.type_text,
        r.type_code, r.business_scope, r.products, r.industry_code, coalesce(r.computed_size, r.declared_size), r.declared_size,
        r.computed_size, r.employees, r.revenue_wan, r.assets_wan, r.figures_year, r.search_words, r.name_key, r.name_areas,
        r.code_kind, r.code_reason, r.code_reason_by, r.code_reason_at, ${run.id}::uuid
        from import_rows r where ${chosen} ${onConflict} returning id, unit_id
    )
    insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
    select a.id, a.id, a.unit_id, ${today}::date, '名单导入' from added a`.execute(tx)
}

const newYear = sql`coalesce(r.new_year, false)`

// What the list does not say stays as it is.
const particulars = sql`version = e.version + 1, name = r.name,
  address = coalesce(nullif(r.address, ''), e.address),
  registered_on = coalesce(r.registered_on, e.registered_on),
  type_text = coalesce(nullif(r.type_text, ''), e.type_text),
  type_code = case when r.type_text in ('', e.type_text) then e.type_code else r.type_code end,
  business_scope = coalesce(nullif(r.business_scope, ''), e.business_scope),
  products = coalesce(nullif(r.products, ''), e.products),
  industry_code = coalesce(r.industry_code, e.industry_code),
  declared_size = coalesce(r.declared_size, e.declared_size),
  computed_size = case when ${newYear} then r.computed_size else coalesce(r.computed_size, e.computed_size) end,
  size = coalesce(r.computed_size, case when ${newYear} then null else e.computed_size end, r.declared_size,
    e.declared_size, e.size),
  employees = coalesce(r.employees, case when ${newYear} then null else e.employees end),
  revenue_wan = coalesce(r.revenue_wan, case when ${newYear} then null else e.revenue_wan end),
  assets_wan = coalesce(r.assets_wan, case when ${newYear} then null else e.assets_wan end),
  figures_year = coalesce(r.figures_year, e.figures_year),
  search_words = r.search_words, name_key = r.name_key, name_areas = r.name_areas,
  code_reason = coalesce(r.code_reason, e.code_reason),
  code_reason_by = coalesce(r.code_reason_by, e.code_reason_by),
  code_reason_at = coalesce(r.code_reason_at, e.code_reason_at)`

/** Enterprises that the dry run found, unless they have been changed since. */
async function alterKnown(tx: Tx, run: Run, lines: Lines) {
  const chosen = sql`${within(run, lines)} and r.outcome = 'change'`
  await sql`
    with chosen as (
      select r.*, e.id as known_id, to_jsonb(e) as former from import_rows r join enterprises e on e.id = r.enterprise_id
       where ${chosen} and e.version = (r.before->>'version')::int
    ), altered as (
      update enterprises e set ${particulars} from chosen r
       where e.id = r.known_id and e.version = (r.former->>'version')::int returning e.id
    )
    update import_rows w set applied = true, before = c.former from chosen c join altered a on a.id = c.known_id
     where w.unit_id = c.unit_id and w.import_id = c.import_id and w.line = c.line`.execute(tx)
  await sql`update import_rows r set outcome = 'reject', message = ${CHANGED_MEANWHILE} where ${chosen}`.execute(
    tx,
  )
}

/** Rows whose code is in the directory alter the enterprise of that very unit. */
async function alterDecided(tx: Tx, chosen: RawBuilder<unknown>) {
  await sql`
    with chosen as (
      select r.*, e.id as known_id, to_jsonb(e) as former from import_rows r
        join enterprises e on e.credit_code = r.credit_code and e.unit_id::text = r.decision where ${chosen}
    ), altered as (
      update enterprises e set ${particulars} from chosen r where e.id = r.known_id returning e.id
    )
    update import_rows w set applied = true, enterprise_id = c.known_id, before = c.former
      from chosen c join altered a on a.id = c.known_id
     where w.unit_id = c.unit_id and w.import_id = c.import_id and w.line = c.line`.execute(tx)
}

/** Whether a row stands in the directory: of added ones that is noted only where it is not so. */
export const writtenRow = sql<boolean>`(applied or (outcome = 'add' and exists (select 1 from imports i
  where i.unit_id = import_rows.unit_id and i.id = import_rows.import_id and i.status = 'applied')))`

/** Rows as they were dealt with in the end, when all are written. */
export async function countWritten(tx: Tx, run: Run) {
  const { rows } = await sql<{ added: number; changed: number; doubtful: number; rejected: number }>`
    select count(*) filter (where outcome = 'add' or (applied and before is null))::int as added,
           count(*) filter (where applied and before is not null)::int as changed,
           count(*) filter (where outcome = 'doubtful' and not applied)::int as doubtful,
           count(*) filter (where outcome = 'reject')::int as rejected
      from import_rows where unit_id = ${run.unit_id} and import_id = ${run.id}`.execute(tx)
  return rows[0] ?? { added: 0, changed: 0, doubtful: 0, rejected: 0 }
}
