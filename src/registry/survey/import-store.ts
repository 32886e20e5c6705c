import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { SurveyImport } from './contract.ts'
import type { JudgedRow, SaidRecord } from './judge-rows.ts'

export type ImportRecord = Awaited<ReturnType<typeof getImport>>

const SHOWN_REFUSALS = 100

/** @throws notFound */
export async function getImport(tx: Tx, unitId: string, id: string) {
  const row = await importById(tx, unitId, id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Held until the transaction ends. @throws notFound */
export async function lockImport(tx: Tx, unitId: string, id: string) {
  const row = await importById(tx, unitId, id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  return row
}

function importById(tx: Tx, unitId: string, id: string) {
  return tx.selectFrom('survey_imports').selectAll().where('unit_id', '=', unitId).where('id', '=', id)
}

export async function findImports(tx: Tx, unitId: string): Promise<SurveyImport[]> {
  const rows = await tx
    .selectFrom('survey_imports')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => present(row, []))
}

export async function presentImport(tx: Tx, row: ImportRecord): Promise<SurveyImport> {
  const refused = await tx
    .selectFrom('survey_import_rows')
    .select(['line', 'name', 'message'])
    .where('unit_id', '=', row.unit_id)
    .where('import_id', '=', row.id)
    .where('enterprise_id', 'is', null)
    .orderBy('line')
    .limit(SHOWN_REFUSALS)
    .execute()
  return present(row, refused)
}

function present(row: ImportRecord, refused: SurveyImport['refused']): SurveyImport {
  return {
    id: row.id,
    unitId: row.unit_id,
    status: row.status as SurveyImport['status'],
    fileName: row.file_name,
    sha256: row.sha256.toString('hex'),
    asOf: row.as_of,
    saidBy: row.said_by,
    rowsRead: row.rows_read,
    good: row.good,
    rejected: row.rejected,
    records: row.records,
    startedAt: row.started_at.toISOString(),
    startedByName: row.started_by_name,
    mapping: row.mapping as Record<string, string>,
    refused,
  }
}

export async function insertImport(
  tx: Tx,
  of: {
    unitId: string
    id: string
    fileName: string
    sha256: Buffer
    mapping: Record<string, string>
    asOf: string
    saidBy: string
    by: { accountId: string; name: string }
    at: Date
  },
  rows: readonly JudgedRow[],
) {
  const good = rows.filter(({ enterpriseId }) => enterpriseId !== null)
  await tx
    .insertInto('survey_imports')
    .values({
      unit_id: of.unitId,
      id: of.id,
      status: 'checked',
      file_name: of.fileName,
      stored_as: of.id,
      sha256: of.sha256,
      mapping: JSON.stringify(of.mapping),
      as_of: of.asOf,
      said_by: of.saidBy,
      rows_read: rows.length,
      good: good.length,
      rejected: rows.length - good.length,
      records: good.reduce((sum, { records }) => sum + records.length, 0),
      started_by: of.by.accountId,
      started_by_name: of.by.name,
      started_at: of.at,
    })
    .execute()
  await sql`
    insert into survey_import_rows (unit_id, import_id, line, enterprise_id, name, message, records)
    select ${of.unitId}::uuid, ${of.id}::uuid, r.line, r."enterpriseId", r.name, r.message, r.records
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(line int, "enterpriseId" uuid, name text, message text, records jsonb)`.execute(tx)
}

export async function setStatus(tx: Tx, run: ImportRecord, status: SurveyImport['status'], at: Date) {
  await tx
    .updateTable('survey_imports')
    .set({ status, finished_at: at })
    .where('unit_id', '=', run.unit_id)
    .where('id', '=', run.id)
    .execute()
}

/** What the good rows say. */
export async function goodRows(
  tx: Tx,
  run: ImportRecord,
): Promise<{ enterpriseId: string; records: SaidRecord[] }[]> {
  const rows = await tx
    .selectFrom('survey_import_rows')
    .select(['enterprise_id', 'records'])
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .where('enterprise_id', 'is not', null)
    .orderBy('line')
    .execute()
  return rows.map(({ enterprise_id, records }) => ({
    enterpriseId: enterprise_id ?? '',
    records: records as SaidRecord[],
  }))
}

/** How many enterprises of the good rows are no longer below the asker's unit: handed over, or merged, since the dry run. */
export async function countMovedAway(tx: Tx, run: ImportRecord): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct r.enterprise_id)::int as n from survey_import_rows r
     where r.unit_id = ${run.unit_id} and r.import_id = ${run.id} and r.enterprise_id is not null
       and may_see_enterprise(r.enterprise_id) is not true`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Records of an import that nobody has taken back yet. */
export async function standingRecords(tx: Tx, importId: string) {
  const { rows } = await sql<{
    enterpriseId: string
    id: string
    kind: 'letter' | 'training' | 'evaluation'
    held: boolean
    asOf: string
  }>`
    select c.enterprise_id as "enterpriseId", c.id, c.kind, c.held, c.as_of as "asOf" from credential_records c
     where c.import_id = ${importId} and c.voids is null
       and not exists (select 1 from credential_records v where v.enterprise_id = c.enterprise_id and v.voids = c.id)
     order by c.id`.execute(tx)
  return rows
}

export async function rowResults(tx: Tx, run: ImportRecord, after: number, limit: number) {
  return tx
    .selectFrom('survey_import_rows')
    .select(['line', 'enterprise_id', 'message'])
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** Enterprises in sight of the asker by code or by near name. */
export async function findKnown(
  tx: Tx,
  by: { codes: readonly string[]; names: readonly string[]; nameKeys: readonly string[] },
): Promise<{ id: string; name: string; creditCode: string }[]> {
  const { rows } = await sql<{ id: string; name: string; creditCode: string }>`
    select e.id, e.name, e.credit_code as "creditCode" from enterprises e
     where e.ended_on is null
       and e.unit_id = any(array(select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'))
       and (e.credit_code = any(${[...by.codes]}::text[]) or e.name = any(${[...by.names]}::text[]) or e.name_key = any(${[...by.nameKeys]}::text[]))`.execute(
    tx,
  )
  return rows
}
