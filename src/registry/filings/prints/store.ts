import { type Selectable, sql } from 'kysely'
import type { FilingPrints } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { BatchItem } from '../batch/contract.ts'
import type { FilingPrint } from './contract.ts'

export type PrintRecord = Selectable<FilingPrints>
type Key = { readonly unitId: string; readonly printId: string }

/** @throws notFound */
export async function getPrint(tx: Tx, { unitId, printId }: Key): Promise<PrintRecord> {
  const row = await tx
    .selectFrom('filing_prints')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('id', '=', printId)
    .executeTakeFirst()
  if (!row) throw notFound({ detail: '打印：没有找到。文件只保留一天，请重新打印。' })
  return row
}

export function findPrints(tx: Tx, unitId: string): Promise<PrintRecord[]> {
  return tx
    .selectFrom('filing_prints')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
}

export async function insertPrint(
  tx: Tx,
  made: {
    unitId: string
    id: string
    filings: readonly BatchItem[]
    shown: 'masked' | 'full'
    purpose: string
  },
  by: { accountId: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('filing_prints')
    .values({
      unit_id: made.unitId,
      id: made.id,
      status: 'waiting',
      shown: made.shown,
      purpose: made.purpose,
      wanted: JSON.stringify(made.filings),
      total: made.filings.length,
      asked_by: by.accountId,
      asked_at: by.now,
    })
    .execute()
}

type Change = Partial<Pick<PrintRecord, 'done' | 'file_id' | 'finished_at'>> & {
  status?: FilingPrint['status']
  size?: number
  leftOut?: FilingPrint['leftOut']
}

/** Changes a print that is not at its end; false when it was cancelled or finished meanwhile. */
export async function movePrint(tx: Tx, { unitId, printId }: Key, change: Change): Promise<boolean> {
  const { leftOut, ...columns } = change
  const { numUpdatedRows } = await tx
    .updateTable('filing_prints')
    .set({ ...columns, ...(leftOut && { left_out: JSON.stringify(leftOut) }) })
    .where('unit_id', '=', unitId)
    .where('id', '=', printId)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes away what is older than a day; answers the files that nothing names any more. */
export async function purgePrints(tx: Tx, before: Date): Promise<string[]> {
  const { rows } = await sql<{ file_id: string | null }>`
    delete from filing_prints where asked_at < ${before} returning file_id`.execute(tx)
  return rows.flatMap(({ file_id }) => file_id ?? [])
}

export function presentPrint(row: PrintRecord): FilingPrint {
  return {
    unitId: row.unit_id,
    id: row.id,
    status: row.status as FilingPrint['status'],
    shown: row.shown as FilingPrint['shown'],
    total: row.total,
    done: row.done,
    leftOut: row.left_out as unknown as FilingPrint['leftOut'],
    size: row.size === null ? null : Number(row.size),
    askedAt: row.asked_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
