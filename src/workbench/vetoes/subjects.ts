import type { Tx } from '#platform/database/transaction.ts'
import type { Ledger } from '#platform/ledger/ledger.ts'
import { recordOf } from '#platform/ledger/records.ts'
import { invalidInput, Refused } from '#platform/operation.ts'
import { instruments } from '#workbench/instruments/ledgers.ts'
import * as ledgers from '#workbench/master-data/ledgers.ts'
import { type SubjectKind, subjects } from './domain.ts'

/** Where the records of a kind of subject are kept. A release and a design are of a product. */
const kept: Readonly<Record<SubjectKind, Ledger>> = {
  batch: ledgers.batches,
  product: ledgers.products,
  supplier: ledgers.suppliers,
  release: ledgers.products,
  design: ledgers.products,
  purchase: ledgers.purchases,
  equipment: ledgers.equipment,
  instrument: instruments,
}

/** What is stopped, as everyone calls it. */
export type Subject = { readonly text: string; readonly path: string | null }

/** @throws invalidInput where nothing is named, or the record is not there */
export async function subjectOf(
  tx: Tx,
  enterpriseId: string,
  {
    subjectKind: kind,
    subjectId: id,
    subjectText,
  }: { subjectKind: SubjectKind; subjectId: string | null; subjectText: string },
): Promise<Subject> {
  if (id === null) return { text: named(kind, subjectText), path: null }
  const ledger = kept[kind]
  const record = await recordOf(tx, ledger, enterpriseId, id).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    throw refused('subjectId', `对象：${ledger.title}里没有这条记录。请重新选择。`)
  })
  const values = record as unknown as Record<string, unknown>
  const names = [...new Set([values[ledger.called], ...ledger.key.map((key) => values[key])])].filter(Boolean)
  const [first, ...rest] = names.map(String)
  return {
    text: `${subjects[kind].noun} ${first}${rest.length > 0 ? `（${rest.join('、')}）` : ''}`,
    path: `${ledger.path}/${id}`,
  }
}

function named(kind: SubjectKind, text: string): string {
  // Whatever else was typed: without a product the hold stands on all of them.
  if (kind === 'release') return '全部产品的放行'
  if (text !== '') return `${subjects[kind].noun} ${text}`
  throw refused('subjectId', '对象：没有选择。请从台帐中选择；台帐里没有的，写明名称。')
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
