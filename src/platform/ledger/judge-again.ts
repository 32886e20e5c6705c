import { sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { wrongState } from '../operation.ts'
import type { ImportRecord } from './import-store.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import type { JudgingParts, RowToJudge, Values } from './ledger-parts.ts'

type Checked = { line: number; outcome: 'add' | 'change'; record_id: string; values: Values }

const BATCH = 2000
const SHOWN = 5

/**
 * Asks again, before a file's rows are written, what was asked when they were checked: what was good an hour ago may be
 * stopped now. Refuses the whole. @throws wrongState
 */
export async function judgeAgain(
  tx: Tx,
  ledger: Ledger,
  { judge }: JudgingParts,
  run: ImportRecord,
): Promise<void> {
  if (!judge) return
  const wrong: string[] = []
  for (let after = 0; ; ) {
    const rows = await goodRows(tx, run, after)
    const last = rows.at(-1)
    if (!last) break
    const reasons = await judge(
      tx,
      run.enterprise_id,
      rows.map((row) => toJudge(ledger, row)),
    )
    rows.forEach(({ line }, at) => {
      if (reasons[at]) wrong.push(`第 ${line} 行：${reasons[at]}`)
    })
    after = last.line
  }
  if (wrong.length === 0) return
  const more = wrong.length > SHOWN ? `另有 ${wrong.length - SHOWN} 行。` : ''
  throw wrongState({
    detail: `导入：核对以后情况有变，${wrong.length} 行不能写入，整份没有写入。${wrong.slice(0, SHOWN).join('')}${more}请处理后再写入，或重新导入。`,
    details: { rejected: wrong.length },
  })
}

async function goodRows(tx: Tx, run: ImportRecord, after: number): Promise<Checked[]> {
  const { rows } = await sql<Checked>`
    select line, outcome, record_id, values from ledger_import_rows
     where enterprise_id = ${run.enterprise_id} and import_id = ${run.id} and outcome in ('add', 'change') and line > ${after}
     order by line limit ${BATCH}`.execute(tx)
  return rows
}

function toJudge(ledger: Ledger, { outcome, record_id, values }: Checked): RowToJudge {
  const byKey = columnsOf(ledger).map(([key]) => [key, values[columnName(key)] ?? null])
  return { outcome, recordId: record_id, values: Object.fromEntries(byKey) }
}
