import { type Selectable, sql } from 'kysely'
import type { Imports } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { ImportRun } from './contract.ts'
import type { ImportRecord } from './import-row.ts'

export type ImportRow = {
  line: number
  outcome: 'add' | 'change' | 'same' | 'doubtful' | 'reject'
  message: string
  record: (ImportRecord & { unitId: string | null }) | { name: string; creditCode: string }
  candidates: string[]
  enterpriseId: string | null
  before: unknown
}

export async function getImport(tx: Tx, unitId: string, id: string): Promise<Selectable<Imports>> {
  const row = await tx
    .selectFrom('imports')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Columns that a step changes; the version is raised. */
export async function updateImport(
  tx: Tx,
  run: { unit_id: string; id: string },
  change: Partial<Selectable<Imports>>,
) {
  await tx
    .updateTable('imports')
    .set({
      ...(change as object),
      ...(change.mapping && { mapping: JSON.stringify(change.mapping) }),
      version: sql`version + 1`,
    })
    .where('unit_id', '=', run.unit_id)
    .where('id', '=', run.id)
    .execute()
}

export async function insertRows(tx: Tx, run: { unit_id: string; id: string }, rows: readonly ImportRow[]) {
  if (rows.length === 0) return
  const json = JSON.stringify(
    rows.map((row) => ({ ...row, enterprise_id: row.enterpriseId, candidates: row.candidates })),
  )
  await sql`
    insert into import_rows (unit_id, import_id, line, outcome, message, record, before, candidates, enterprise_id)
    select ${run.unit_id}::uuid, ${run.id}::uuid, r.line, r.outcome, r.message, r.record, r.before, r.candidates, r.enterprise_id
      from jsonb_to_recordset(${json}::jsonb) as r(line int, outcome text, message text, record jsonb, before jsonb,
        candidates jsonb, enterprise_id uuid)`.execute(tx)
}

export async function deleteRows(tx: Tx, run: { unit_id: string; id: string }) {
  await tx
    .deleteFrom('import_rows')
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .execute()
}

/** Enterprises with these codes that this unit sees, and the unit's name for those it does not. */
export async function findByCodes(tx: Tx, codes: readonly string[]) {
  const [own, all] = await Promise.all([
    tx
      .selectFrom('enterprises')
      .select([
        'id',
        'version',
        'credit_code',
        'name',
        'address',
        'registered_on',
        'type_text',
        'business_scope',
        'unit_id',
      ])
      .where('credit_code', 'in', [...codes])
      .execute(),
    sql<{ credit_code: string; unit_name: string }>`
      select * from credit_code_owners(${[...codes]}::text[])`.execute(tx),
  ])
  return {
    own: new Map(own.map((row) => [row.credit_code, row])),
    owners: new Map(all.rows.map((row) => [row.credit_code, row.unit_name])),
  }
}

/** Writes rows found good and not written yet, at most `limit` of them; answers how many. */
export async function applyRows(tx: Tx, run: { unit_id: string; id: string }, limit: number, today: string) {
  const { rows } = await sql<{ line: number; outcome: string; enterprise_id: string | null }>`
    select line, outcome, enterprise_id from import_rows
     where unit_id = ${run.unit_id} and import_id = ${run.id} and not applied
       and (outcome in ('add', 'change') or (outcome = 'doubtful' and decision ~ '^[0-9a-f-]{36}$'))
     order by line limit ${limit}`.execute(tx)
  if (rows.length === 0) return 0
  const json = JSON.stringify(
    rows.map((row) => ({
      line: row.line,
      id: row.enterprise_id ?? newId(),
      event: newId(),
      known: row.enterprise_id !== null,
    })),
  )
  await sql`
    with chosen as (
      select k.id, k.event, k.known, r.line, r.record, coalesce(nullif(r.decision, 'skip'), r.record->>'unitId')::uuid as unit_id
        from jsonb_to_recordset(${json}::jsonb) as k(line int, id uuid, event uuid, known boolean)
        join import_rows r on r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = k.line
    ), added as (
      insert into enterprises (id, credit_code, credit_code_warning, name, unit_id, address, registered_on, type_text,
        business_scope, products, import_id)
      select id, record->>'creditCode', (record->>'creditCodeWarning')::boolean, record->>'name', unit_id,
        record->>'address', (record->>'registeredOn')::date, record->>'typeText', record->>'businessScope',
        record->>'products', ${run.id}::uuid
        from chosen where not known on conflict (credit_code) do nothing returning id, unit_id
    ), moved as (
      insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
      select a.id, c.event, a.unit_id, ${today}::date, '名单导入' from added a join chosen c on c.id = a.id
    ), altered as (
      update enterprises e set version = e.version + 1, name = c.record->>'name', address = c.record->>'address',
        registered_on = (c.record->>'registeredOn')::date, type_text = c.record->>'typeText',
        business_scope = c.record->>'businessScope'
        from chosen c where c.known and e.id = c.id
    )
    update import_rows r set applied = true, enterprise_id = c.id
      from chosen c where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = c.line`.execute(
    tx,
  )
  return rows.length
}

/** Takes back what an import wrote, as far as nothing has been built on it. Answers how many enterprises had to stay. */
export async function takeBack(tx: Tx, run: { unit_id: string; id: string }): Promise<number> {
  const { rows: kept } = await sql<{ id: string }>`
    select id from enterprises where import_id = ${run.id}
      and id in (select enterprises_in_use(array(select id from enterprises where import_id = ${run.id})))`.execute(
    tx,
  )
  const stay = kept.map((row) => row.id)
  await sql`delete from enterprises where import_id = ${run.id} and id <> all(${stay}::uuid[])`.execute(tx)
  await sql`
    update enterprises e set version = e.version + 1, name = b.name, address = b.address, registered_on = b.registered_on,
      type_text = b.type_text, business_scope = b.business_scope
      from import_rows r, jsonb_to_record(r.before) as b(name text, address text, registered_on date, type_text text,
        business_scope text, version int)
     where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.outcome = 'change' and r.applied
       and e.id = r.enterprise_id and e.version = b.version + 1`.execute(tx)
  await sql`update import_rows set applied = false where unit_id = ${run.unit_id} and import_id = ${run.id}`.execute(
    tx,
  )
  return stay.length
}

export function toImportRun(row: Selectable<Imports>): ImportRun {
  return {
    id: row.id,
    unitId: row.unit_id,
    version: row.version,
    status: row.status as ImportRun['status'],
    fileName: row.file_name,
    sha256: row.sha256.toString('hex'),
    rowsRead: row.rows_read,
    rowsTotal: row.rows_total,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    doubtful: row.doubtful,
    rejected: row.rejected,
    problem: row.problem,
    mapping: row.mapping as Record<string, string> | null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

export async function insertImport(
  tx: Tx,
  run: { unitId: string; id: string; fileName: string; sha256: Buffer; size: number; startedBy: string },
) {
  await tx
    .insertInto('imports')
    .values({
      unit_id: run.unitId,
      id: run.id,
      kind: 'enterprises',
      status: 'uploaded',
      file_name: run.fileName,
      stored_as: run.id,
      sha256: run.sha256,
      size: run.size,
      started_by: run.startedBy,
    })
    .execute()
}

/** Imports of a unit, newest first; ids grow with time. */
export async function findImports(tx: Tx, unitId: string, cursor: string | undefined, limit: number) {
  const base = tx.selectFrom('imports').where('unit_id', '=', unitId)
  let rows = base
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (cursor) rows = rows.where('id', '<', cursor)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { found, total: total.n }
}

type RowQuery = { outcome?: string | undefined; after: number; limit: number; line?: number }

/** Rows of an import in the order of the file, with the names of the candidate units. */
export async function findImportRows(tx: Tx, run: { unit_id: string; id: string }, query: RowQuery) {
  let base = tx.selectFrom('import_rows').where('unit_id', '=', run.unit_id).where('import_id', '=', run.id)
  if (query.outcome) base = base.where('outcome', '=', query.outcome)
  if (query.line !== undefined) base = base.where('line', '=', query.line)
  const [rows, total] = await Promise.all([
    base
      .select(['line', 'outcome', 'message', 'decision', 'applied'])
      .select([
        sql<string>`coalesce(record->>'name', '')`.as('name'),
        sql<string>`coalesce(record->>'creditCode', '')`.as('creditCode'),
        sql<
          { unitId: string; name: string }[]
        >`coalesce((select jsonb_agg(jsonb_build_object('unitId', u.id, 'name', u.name)
          order by c.n) from jsonb_array_elements_text(candidates) with ordinality as c(id, n)
          join org_units u on u.id = c.id::uuid), '[]')`.as('candidates'),
      ])
      .where('line', '>', query.after)
      .orderBy('line')
      .limit(query.limit)
      .execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows, total: total.n }
}

export async function decideRow(
  tx: Tx,
  run: { unit_id: string; id: string },
  line: number,
  decision: string,
) {
  const { numUpdatedRows } = await tx
    .updateTable('import_rows')
    .set({ decision })
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .where('line', '=', line)
    .where('outcome', '=', 'doubtful')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
