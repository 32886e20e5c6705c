import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { wrongState } from '../operation.ts'
import type { ImportRecord } from './import-store.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import { mustNotGoRound } from './links.ts'
import { sqlType } from './store-of.ts'

/**
 * Writes all rows found good, in one transaction, all or nothing. @throws wrongState when the ledger is not as it was when the
 * file was checked, or when links would lead round to where they began
 */
export async function applyRows(tx: Tx, ledger: Ledger, run: ImportRecord, at: Date): Promise<void> {
  await mustBeUnchanged(tx, ledger, run)
  const own = await columnsAdded(tx, ledger, run)
  const names = sql.join(own.map(([key]) => sql.ref(columnName(key))))
  const given = sql.join(own.map(([key, column]) => sql`(w.values->>${columnName(key)})::${sqlType(column)}`))
  const ofRun = sql`w.enterprise_id = ${run.enterprise_id} and w.import_id = ${run.id}`
  const { numAffectedRows } = await sql`
    insert into ${sql.table(ledger.table)} (enterprise_id, id, search, changed_at, ${names})
    select w.enterprise_id, w.record_id, w.values->>'search', ${at}, ${given}
      from ledger_import_rows w where ${ofRun} and w.outcome = 'add' order by w.line
    on conflict do nothing`.execute(tx)
  if (Number(numAffectedRows) !== run.added) throw changedMeanwhile(run.added - Number(numAffectedRows))
  await sql`
    update ledger_import_rows w set before = to_jsonb(t) from ${sql.table(ledger.table)} t
     where ${ofRun} and w.outcome = 'change' and t.enterprise_id = w.enterprise_id and t.id = w.record_id`.execute(
    tx,
  )
  await sql`
    update ${sql.table(ledger.table)} t
       set version = t.version + 1, changed_at = ${at}, search = w.values->>'search', ${setsFrom(ledger, sql.ref('w.values'))}
      from ledger_import_rows w
     where ${ofRun} and w.outcome = 'change' and t.enterprise_id = w.enterprise_id and t.id = w.record_id`.execute(
    tx,
  )
  await mustNotGoRound(tx, ledger, run)
  await recordEvents(tx, ledger, run, at, 'imported')
}

/** Nobody has changed a record since the file was checked against it; it is held until the end. */
async function mustBeUnchanged(tx: Tx, ledger: Ledger, run: ImportRecord) {
  const { rows } = await sql<{ same: boolean }>`
    select t.version = (w.values->>'version')::int as same from ledger_import_rows w join ${sql.table(ledger.table)} t
        on t.enterprise_id = w.enterprise_id and t.id = w.record_id
     where w.enterprise_id = ${run.enterprise_id} and w.import_id = ${run.id} and w.outcome = 'change' for update of t`.execute(
    tx,
  )
  const changed = run.changed - rows.filter(({ same }) => same).length
  if (changed > 0) throw changedMeanwhile(changed)
}

function changedMeanwhile(count: number) {
  return wrongState({
    detail: `导入：核对以后台帐又有变动，${count} 行与现在的台帐对不上，整份没有写入。请取消后重新导入。`,
    details: { changed: count },
  })
}

/** Those that people write, and of the managed ones those that were derived; the others are as the table's default says. */
async function columnsAdded(tx: Tx, ledger: Ledger, run: ImportRecord) {
  const { rows } = await sql<{ key: string }>`
    select jsonb_object_keys(w.values) as key from (
      select values from ledger_import_rows
       where enterprise_id = ${run.enterprise_id} and import_id = ${run.id} and outcome = 'add' limit 1) w`.execute(
    tx,
  )
  const said = new Set(rows.map(({ key }) => key))
  return columnsOf(ledger).filter(([key, { managed }]) => !managed || said.has(columnName(key)))
}

function setsFrom(ledger: Ledger, json: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(
    columnsOf(ledger).map(([key, column]) => {
      const name = columnName(key)
      return sql`${sql.ref(name)} = (${json}->>${name})::${sqlType(column)}`
    }),
  )
}

async function recordEvents(tx: Tx, ledger: Ledger, run: ImportRecord, at: Date, kind: string) {
  const { rows } = await sql<{ id: string }>`
    select record_id as id from ledger_import_rows
     where enterprise_id = ${run.enterprise_id} and import_id = ${run.id} and outcome in ('add', 'change')`.execute(
    tx,
  )
  const events = rows.map(({ id }) => ({ id: newId(), record: id }))
  await sql`
    insert into ledger_events (enterprise_id, id, ledger, record_id, kind, at, account_id, by_name, note)
    select ${run.enterprise_id}::uuid, v.id, ${ledger.name}, v.record, ${kind}, ${at}, ${run.started_by}::uuid,
           ${run.started_by_name}, ${run.file_name}
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as v(id uuid, record uuid)`.execute(tx)
}

/** How many of its records somebody has changed since it was written. */
export async function changedSince(tx: Tx, ledger: Ledger, run: ImportRecord): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ledger_import_rows w join ${sql.table(ledger.table)} t
        on t.enterprise_id = w.enterprise_id and t.id = w.record_id
     where w.enterprise_id = ${run.enterprise_id} and w.import_id = ${run.id} and w.outcome in ('add', 'change')
       and t.version <> coalesce((w.before->>'version')::int, 0) + 1`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Takes back what an import wrote. What it added goes, what it changed is as before. */
export async function takeBack(tx: Tx, ledger: Ledger, run: ImportRecord, at: Date): Promise<void> {
  const ofRun = sql`w.enterprise_id = ${run.enterprise_id} and w.import_id = ${run.id} and t.enterprise_id = w.enterprise_id
    and t.id = w.record_id`
  await sql`
    update ${sql.table(ledger.table)} t set version = t.version + 1, changed_at = ${at}, search = w.before->>'search',
           ${setsFrom(ledger, sql.ref('w.before'))}
      from ledger_import_rows w where ${ofRun} and w.outcome = 'change'`.execute(tx)
  await sql`
    delete from ${sql.table(ledger.table)} t using ledger_import_rows w where ${ofRun} and w.outcome = 'add'`.execute(
    tx,
  )
  await recordEvents(tx, ledger, run, at, 'import-undone')
}
