import { newId } from '../ids.ts'
import { staleVersion } from '../operation.ts'
import type { Context } from '../perform.ts'
import { asWritten } from './columns.ts'
import { keyTaken } from './contract-of.ts'
import { addLedgerEvent, changesBetween } from './events-store.ts'
import { columnsOf, type Ledger, type LedgerRecord, type ValuesOf } from './ledger.ts'
import type { KeptRecord, Values } from './ledger-parts.ts'
import { mustLead } from './links.ts'
import { getRecord, insertRecord, updateRecord } from './store-of.ts'

/** What the history says of a deed: a kind that the words of the screen know, and a note in zh-CN. */
export type RecordDeed = { readonly kind: string; readonly note?: string }

type Given<L extends Ledger> = Partial<ValuesOf<L>>

/**
 * Writes a new record and the beginning of its history, for a verb. Columns that are not given are empty, managed ones as the
 * table's default says. @throws keyTaken, invalidInput (a link that leads nowhere)
 */
export async function addRecord<L extends Ledger>(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  ledger: L,
  enterpriseId: string,
  values: Given<L>,
  deed: RecordDeed = { kind: 'added' },
): Promise<LedgerRecord<L>> {
  const given = values as Values
  const of = { enterpriseId, id: newId(), at: ctx.now, actor: ctx.actor }
  await mustLead(ctx.tx, ledger, { enterpriseId, id: of.id }, given, undefined)
  if (!(await insertRecord(ctx.tx, ledger, of, given))) throw taken(ledger, given)
  await addLedgerEvent(ctx.tx, ledger, of, { ...deed, changes: changesBetween(ledger, undefined, given) })
  return (await getRecord(ctx.tx, ledger, enterpriseId, of.id)) as LedgerRecord<L>
}

/**
 * Writes some columns of a record, managed ones too, and what changed into its history. `record` is what the asker has seen:
 * whoever was quicker wins. @throws staleVersion, keyTaken, invalidInput (a link that leads nowhere)
 */
export async function changeRecord<L extends Ledger>(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  ledger: L,
  record: LedgerRecord<L>,
  values: Given<L>,
  deed: RecordDeed,
): Promise<LedgerRecord<L>> {
  const before = record as unknown as KeptRecord
  const after: Values = { ...onlyColumns(ledger, before), ...(values as Values) }
  await mustLead(ctx.tx, ledger, before, after, before)
  const done = await updateRecord(ctx.tx, ledger, before, after, ctx.now)
  if (done === 'taken') throw taken(ledger, after)
  const current = await getRecord(ctx.tx, ledger, record.enterpriseId, record.id)
  if (done === 'stale') throw stale(ledger, current)
  await addLedgerEvent(
    ctx.tx,
    ledger,
    { ...before, at: ctx.now, actor: ctx.actor },
    { ...deed, changes: changesBetween(ledger, before, after) },
  )
  return current as LedgerRecord<L>
}

/** A record as a verb needs it. @throws notFound */
export async function recordOf<L extends Ledger>(
  tx: Context['tx'],
  ledger: L,
  enterpriseId: string,
  id: string,
): Promise<LedgerRecord<L>> {
  return (await getRecord(tx, ledger, enterpriseId, id)) as LedgerRecord<L>
}

/** Refuses what was asked of an earlier state of the record. @throws staleVersion */
export function mustBeCurrent(ledger: Ledger, record: { readonly version: number }, version: number): void {
  if (record.version !== version) throw stale(ledger, record)
}

export function onlyColumns(ledger: Ledger, values: Values): Values {
  return Object.fromEntries(columnsOf(ledger).map(([key]) => [key, values[key] ?? null]))
}

function taken(ledger: Ledger, values: Values) {
  const key = ledger.key
    .flatMap((each) => {
      const column = ledger.columns[each]
      const value = values[each] ?? null
      if (!column || value === null) return []
      return column.kind === 'link'
        ? [`同一${column.label}`]
        : [`${column.label}“${asWritten(column, value)}”`]
    })
    .join('、')
  return keyTaken({ detail: `${ledger.noun}：${key}已经登记过。请核对，或打开原有记录修改。` })
}

export function stale(ledger: Ledger, current: { readonly version: number }) {
  return staleVersion({
    detail: `${ledger.noun}：您打开后已被改动。请刷新后再办理。`,
    details: { version: current.version },
  })
}
