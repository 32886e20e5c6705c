import type { Context } from '../perform.ts'
import type { Value } from './columns.ts'
import { addLedgerEvent, changesBetween } from './events-store.ts'
import { type Ledger, writtenColumns } from './ledger.ts'
import type { KeptRecord, LedgerParts, Values } from './ledger-parts.ts'
import { addRecord, changeRecord, mustBeCurrent, onlyColumns, stale } from './records.ts'
import { getRecord, retireRecord } from './store-of.ts'

type Seen = { readonly record: KeptRecord; readonly version: number }

/** What a person adds: checked, asked about, derived. */
export async function addByPerson(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  enterpriseId: string,
  values: Values,
) {
  parts.check?.(values)
  await parts.before?.add?.(ctx, enterpriseId, values)
  return addRecord(ctx, ledger, enterpriseId, { ...values, ...parts.derive?.(values) })
}

/** What a person changes; columns that are not given stay. Nothing is written where nothing differs. */
export async function changeByPerson(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  { record, version, values }: Seen & { readonly values: Values },
) {
  mustBeCurrent(ledger, record, version)
  const stands = writtenColumns(ledger).map(([key]): [string, Value] => [key, record[key] ?? null])
  const written = { ...Object.fromEntries(stands), ...values }
  parts.check?.(written)
  await parts.before?.change?.(ctx, record, written)
  const whole = { ...onlyColumns(ledger, record), ...written }
  const after = { ...whole, ...parts.derive?.(whole, record) }
  if (changesBetween(ledger, record, after).length === 0) return record
  return changeRecord(ctx, ledger, record, after, { kind: 'changed' })
}

/** Out of use from a day on, or, without a day, in use again. */
export async function retireByPerson(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  { record, version, on, reason }: Seen & { readonly on: string | null; readonly reason: string },
) {
  mustBeCurrent(ledger, record, version)
  await (on === null ? parts.before?.resume?.(ctx, record) : parts.before?.retire?.(ctx, record))
  const done = await retireRecord(ctx.tx, ledger, record, on, ctx.now)
  const current = await getRecord(ctx.tx, ledger, record.enterpriseId, record.id)
  if (!done) throw stale(ledger, current)
  await addLedgerEvent(
    ctx.tx,
    ledger,
    { ...record, at: ctx.now, actor: ctx.actor },
    { kind: on === null ? 'resumed' : 'retired', note: reason },
  )
  return current
}
