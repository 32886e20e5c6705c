import { type Selectable, sql } from 'kysely'
import type { Imports } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { ImportRun } from './contract.ts'

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

/** The same, held against others until the transaction ends: whoever changes its state comes one after the other. */
export async function lockImport(tx: Tx, unitId: string, id: string): Promise<Selectable<Imports>> {
  const row = await tx
    .selectFrom('imports')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** One worker writes an import at a time; another waits until the first has ended its transaction. */
export async function mayWriteAlone(tx: Tx, importId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${importId}, 2300))`.execute(tx)
}

/** Puts the words of new names into their places in the index. */
export async function settleSearchIndex(tx: Tx): Promise<void> {
  await sql`select settle_search_index()`.execute(tx)
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
      .select(['line', 'outcome', 'message', 'decision', 'name', 'credit_code as creditCode'])
      .select([
        'code_reason as codeReason',
        sql<string | null>`case when code_kind = 'registration-number' then 'registration-number'
          when credit_code_warning then 'check-digit' end`.as('codeDoubt'),
        sql<
          { unitId: string; name: string; inScope: boolean }[]
        >`coalesce((select jsonb_agg(jsonb_build_object('unitId', u.id, 'name', u.name, 'inScope', exists (
            select 1 from unit_scope s where s.viewer_id = ${run.unit_id} and s.unit_id = u.id and s.covers = 'all')) order by c.n) from jsonb_array_elements_text(candidates) with ordinality as c(id, n)
          join org_units u on u.id = c.id::uuid), '[]')`.as('candidates'),
        sql<string | null>`(select u.name from org_units u where u.id = place_id)`.as('unitName'),
        sql<string | null>`(select u.name from org_units u where u.id::text = decision)`.as('decidedUnit'),
      ])
      .where('line', '>', query.after)
      .orderBy('line')
      .limit(query.limit)
      .execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows, total: total.n }
}

/** What became of the rows after a line, for the file that is given back. */
export async function findRowResults(
  tx: Tx,
  run: { unit_id: string; id: string },
  after: number,
  limit: number,
) {
  return tx
    .selectFrom('import_rows')
    .select(['line', 'outcome', 'message', 'decision', 'applied'])
    .select(sql<boolean>`before is not null`.as('altered'))
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** The line that is already to be taken for the same code as this line's, if there is one. */
export async function findTakenTwin(tx: Tx, run: { unit_id: string; id: string }, line: number) {
  const { rows } = await sql<{ line: number }>`
    select twin.line from import_rows r join import_rows twin on twin.unit_id = r.unit_id and twin.import_id = r.import_id
      and twin.line <> r.line and twin.outcome = 'doubtful' and twin.decision <> 'skip'
      and twin.credit_code = r.credit_code
     where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.line = ${line} limit 1`.execute(tx)
  return rows[0]?.line
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

/** Keeps the reason for a doubtful code with its row; false when there is no such row or no doubt. */
export async function explainCode(
  tx: Tx,
  run: { unit_id: string; id: string },
  line: number,
  explained: { codeReason: string; codeReasonBy: string; codeReasonAt: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_rows set code_reason = ${explained.codeReason}, code_reason_by = ${explained.codeReasonBy},
           code_reason_at = ${explained.codeReasonAt}::timestamptz
     where unit_id = ${run.unit_id} and import_id = ${run.id} and line = ${line} and outcome <> 'reject'
       and (code_kind = 'registration-number' or credit_code_warning)`.execute(tx)
  return numAffectedRows === 1n
}
