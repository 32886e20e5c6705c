import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'

type Run = { unit_id: string; id: string }
type Row = { line: number; outcome: string; enterprise_id: string | null }

const TAKEN_MEANWHILE = '试运行后这个信用代码已被录入名录。请重新上传核对。'
const CHANGED_MEANWHILE = '试运行后这家企业的资料又有变动。请重新上传核对。'
const OTHER_UNIT = '这个信用代码的企业已归另一单位，导入不改变归属。请与该单位联系移交。'

/** Writes rows found good and not written yet, at most `limit` of them; answers how many were dealt with. */
export async function applyRows(tx: Tx, run: Run, limit: number, today: string): Promise<number> {
  const rows = await nextRows(tx, run, limit)
  if (rows.length === 0) return 0
  const decided = rows[0]?.outcome === 'doubtful'
  const fresh = rows.filter((row) => row.enterprise_id === null)
  if (decided) await alterDecided(tx, run, lines(rows))
  await insertFresh(tx, run, fresh, today, decided)
  if (!decided) await alterKnown(tx, run, lines(rows.filter((row) => row.enterprise_id !== null)))
  const why = sql`case when outcome = 'change' then ${CHANGED_MEANWHILE} when outcome = 'doubtful' then ${OTHER_UNIT}
    else ${TAKEN_MEANWHILE} end`
  await sql`
    update import_rows set outcome = 'reject', message = ${why}
     where unit_id = ${run.unit_id} and import_id = ${run.id} and line = any(${lines(rows)}::int[]) and not applied`.execute(
    tx,
  )
  return rows.length
}

const lines = (rows: readonly Row[]) => rows.map((row) => row.line)

/** Doubtful rows come last: they may alter what the certain ones have added. */
async function nextRows(tx: Tx, run: Run, limit: number): Promise<Row[]> {
  const certain = sql`outcome in ('add', 'change')`
  const decided = sql`outcome = 'doubtful' and decision <> 'skip'`
  for (const which of [certain, decided]) {
    const { rows } = await sql<Row>`
      select line, outcome, enterprise_id from import_rows
       where unit_id = ${run.unit_id} and import_id = ${run.id} and not applied and ${which}
       order by line limit ${limit}`.execute(tx)
    if (rows.length > 0) return rows
  }
  return []
}

/** A code that somebody else has added in the meantime is left alone: its row stays unapplied. */
async function insertFresh(tx: Tx, run: Run, rows: readonly Row[], today: string, decided: boolean) {
  if (rows.length === 0) return
  const json = JSON.stringify(rows.map((row) => ({ line: row.line, id: newId(), event: newId() })))
  const unit = decided ? sql`r.decision::uuid` : sql`(r.record->>'unitId')::uuid`
  await sql`
    with chosen as (
      select k.id, k.event, r.line, r.record, ${unit} as unit_id
        from jsonb_to_recordset(${json}::jsonb) as k(line int, id uuid, event uuid)
        join import_rows r on r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = k.line and not r.applied
    ), added as (
      insert into enterprises (id, credit_code, credit_code_warning, name, unit_id, address, registered_on, type_text,
        type_code, business_scope, products, industry_code, size, declared_size, computed_size, employees, revenue_wan, assets_wan,
        figures_year, search_words, name_key, name_areas,
        code_kind, code_reason, code_reason_by, code_reason_at, import_id)
      select id, record->>'creditCode', (record->>'creditCodeWarning')::boolean, record->>'name', unit_id,
        record->>'address', (record->>'registeredOn')::date, record->>'typeText', record->>'typeCode',
        record->>'businessScope', record->>'products', record->>'industryCode', coalesce(record->>'computedSize', record->>'size'),
        record->>'size', record->>'computedSize', (record->>'employees')::int, (record->>'revenueWan')::bigint,
        (record->>'assetsWan')::bigint, (record->>'figuresYear')::int,
        record->>'searchWords', record->>'nameKey', record->>'nameAreas',
        coalesce(record->>'codeKind', 'credit-code'), record->>'codeReason', record->>'codeReasonBy',
        (record->>'codeReasonAt')::timestamptz, ${run.id}::uuid
        from chosen on conflict (credit_code) do nothing returning id, unit_id
    ), placed as (
      insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
      select a.id, c.event, a.unit_id, ${today}::date, '名单导入' from added a join chosen c on c.id = a.id
    )
    update import_rows r set applied = true, enterprise_id = c.id
      from chosen c join added a on a.id = c.id
     where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = c.line`.execute(tx)
}

const newYear = sql`coalesce((r.record->>'newYear')::boolean, false)`

// What the list does not say stays as it is.
const particulars = sql`version = e.version + 1, name = r.record->>'name',
  address = coalesce(nullif(r.record->>'address', ''), e.address),
  registered_on = coalesce((r.record->>'registeredOn')::date, e.registered_on),
  type_text = coalesce(nullif(r.record->>'typeText', ''), e.type_text),
  type_code = case when r.record->>'typeText' in ('', e.type_text) then e.type_code else r.record->>'typeCode' end,
  business_scope = coalesce(nullif(r.record->>'businessScope', ''), e.business_scope),
  products = coalesce(nullif(r.record->>'products', ''), e.products),
  industry_code = coalesce(r.record->>'industryCode', e.industry_code),
  declared_size = coalesce(r.record->>'size', e.declared_size),
  computed_size = case when ${newYear} then r.record->>'computedSize'
    else coalesce(r.record->>'computedSize', e.computed_size) end,
  size = coalesce(r.record->>'computedSize', case when ${newYear} then null else e.computed_size end, r.record->>'size',
    e.declared_size, e.size),
  employees = coalesce((r.record->>'employees')::int, case when ${newYear} then null else e.employees end),
  revenue_wan = coalesce((r.record->>'revenueWan')::bigint, case when ${newYear} then null else e.revenue_wan end),
  assets_wan = coalesce((r.record->>'assetsWan')::bigint, case when ${newYear} then null else e.assets_wan end),
  figures_year = coalesce((r.record->>'figuresYear')::int, e.figures_year),
  search_words = r.record->>'searchWords', name_key = r.record->>'nameKey', name_areas = r.record->>'nameAreas',
  code_reason = coalesce(r.record->>'codeReason', e.code_reason),
  code_reason_by = coalesce(r.record->>'codeReasonBy', e.code_reason_by),
  code_reason_at = coalesce((r.record->>'codeReasonAt')::timestamptz, e.code_reason_at)`

/** Enterprises that the dry run found, unless they have been changed since. */
async function alterKnown(tx: Tx, run: Run, of: readonly number[]) {
  if (of.length === 0) return
  await sql`
    with chosen as (
      select r.line, r.record, e.id, to_jsonb(e) as before from import_rows r join enterprises e on e.id = r.enterprise_id
       where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = any(${of}::int[])
         and e.version = (r.before->>'version')::int
    ), altered as (
      update enterprises e set ${particulars} from chosen r where e.id = r.id and e.version = (r.before->>'version')::int
      returning e.id
    )
    update import_rows w set applied = true, before = c.before from chosen c join altered a on a.id = c.id
     where w.unit_id = ${run.unit_id} and w.import_id = ${run.id} and w.line = c.line`.execute(tx)
}

/** Rows that an officer took although their code is in the directory: they alter the enterprise of that very unit. */
async function alterDecided(tx: Tx, run: Run, of: readonly number[]) {
  await sql`
    with chosen as (
      select r.line, r.record, e.id, to_jsonb(e) as before from import_rows r
        join enterprises e on e.credit_code = r.record->>'creditCode' and e.unit_id::text = r.decision
       where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = any(${of}::int[])
    ), altered as (
      update enterprises e set ${particulars} from chosen r where e.id = r.id returning e.id
    )
    update import_rows w set applied = true, enterprise_id = c.id, before = c.before from chosen c join altered a on a.id = c.id
     where w.unit_id = ${run.unit_id} and w.import_id = ${run.id} and w.line = c.line`.execute(tx)
}

/**
 * Takes back what an import wrote: added enterprises go unless something has been built on them, altered ones get
 * their former values unless they have been changed again. Answers how many had to stay as they are.
 */
export async function takeBack(tx: Tx, run: Run): Promise<number> {
  const { rows: kept } = await sql<{ id: string }>`
    select enterprises_in_use(array(select id from enterprises where import_id = ${run.id})) as id`.execute(
    tx,
  )
  const stay = kept.map((row) => row.id)
  await sql`
    with gone as (
      delete from enterprises where import_id = ${run.id} and id <> all(${stay}::uuid[]) returning id
    ), restored as (
      update enterprises e set version = e.version + 1, name = b.name, address = b.address,
        registered_on = b.registered_on, type_text = b.type_text, type_code = b.type_code,
        business_scope = b.business_scope, products = b.products, industry_code = b.industry_code, size = b.size,
        declared_size = b.declared_size, computed_size = b.computed_size, employees = b.employees, revenue_wan = b.revenue_wan,
        assets_wan = b.assets_wan, figures_year = b.figures_year, code_reason = b.code_reason,
        code_reason_by = b.code_reason_by, code_reason_at = b.code_reason_at, search_words = b.search_words, name_key = b.name_key, name_areas = b.name_areas
        from import_rows r, jsonb_to_record(r.before) as b(name text, address text, registered_on date, type_text text,
          type_code text, business_scope text, products text, industry_code text, size text, declared_size text, computed_size text, employees int, revenue_wan bigint,
          assets_wan bigint, figures_year int, code_reason text, code_reason_by text, code_reason_at timestamptz,
          search_words text, name_key text, name_areas text, version int)
       where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.applied and r.before is not null
         and e.id = r.enterprise_id and e.version = b.version + 1
         and (e.import_id is distinct from ${run.id}::uuid or e.id = any(${stay}::uuid[]))
      returning r.line
    )
    update import_rows set applied = false
     where unit_id = ${run.unit_id} and import_id = ${run.id} and applied
       and (enterprise_id in (select id from gone) or line in (select line from restored))`.execute(tx)
  const { rows } = await sql<{ n: number }>`
    select count(distinct enterprise_id)::int as n from import_rows
     where unit_id = ${run.unit_id} and import_id = ${run.id} and applied`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Rows as they were dealt with in the end. */
export async function countWritten(tx: Tx, run: Run) {
  const { rows } = await sql<{ added: number; changed: number; doubtful: number; rejected: number }>`
    select count(*) filter (where applied and before is null)::int as added,
           count(*) filter (where applied and before is not null)::int as changed,
           count(*) filter (where outcome = 'doubtful' and not applied)::int as doubtful,
           count(*) filter (where outcome = 'reject')::int as rejected
      from import_rows where unit_id = ${run.unit_id} and import_id = ${run.id}`.execute(tx)
  return rows[0] ?? { added: 0, changed: 0, doubtful: 0, rejected: 0 }
}
