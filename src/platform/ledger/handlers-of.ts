import { newId } from '../ids.ts'
import { invalidInput, staleVersion } from '../operation.ts'
import { type Context, type Handled, handle } from '../perform.ts'
import { handleExport } from '../spreadsheets/export-list.ts'
import { asWritten, type Column, type Value } from './columns.ts'
import { keyTaken, type LedgerContract } from './contract-of.ts'
import { importHandlers } from './import-handlers.ts'
import { columnsOf, type Ledger } from './ledger.ts'
import type { LedgerPolicies, OfEnterprise } from './ledger-policies.ts'
import {
  addLedgerEvent,
  type Cursor,
  changesBetween,
  findLedgerEvents,
  findRecords,
  getRecord,
  insertRecord,
  type LedgerQuery,
  ledgerRows,
  retireRecord,
  updateRecord,
} from './store-of.ts'
import { templateOf } from './template.ts'

type Values = Readonly<Record<string, Value>>

/** What is special about one ledger, beside its declaration. */
export type LedgerParts = {
  readonly policies: LedgerPolicies
  /** Refuses values that do not go together, before they are written. @throws invalidInput */
  check?(values: Values): void
}

/** What the server does for the operations that every ledger has. */
export function ledgerHandlers<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  parts: LedgerParts,
): readonly Handled[] {
  const { policies } = parts
  const subject = async (_ctx: unknown, { enterpriseId }: OfEnterprise) => ({ enterpriseId })
  const audit = (verb: string) => (input: OfEnterprise, _subject: unknown, output: { id: string }) => ({
    chain: { enterpriseId: input.enterpriseId },
    action: `${ledger.name}.${verb}`,
    subject: { type: ledger.name, id: output.id },
  })
  return [
    handle(contract.list, {
      subject,
      policy: policies.read,
      async run(ctx, input) {
        const { cursor, limit, ...query } = input as typeof input & { limit: number; cursor?: string }
        return listPage(ctx, ledger, query as LedgerQuery, { cursor, limit }) as never
      },
    }),
    handleExport(contract.export, {
      subject,
      policy: policies.read,
      async list(_ctx, input) {
        return {
          name: ledger.title,
          place: '',
          columns: exportColumns(ledger),
          rows: ledgerRows(ledger, input as LedgerQuery),
        }
      },
    }),
    handle(contract.read, {
      subject,
      policy: policies.read,
      async run({ tx }, { enterpriseId, recordId }) {
        const [record, events] = await Promise.all([
          getRecord(tx, ledger, enterpriseId, recordId),
          findLedgerEvents(tx, enterpriseId, recordId),
        ])
        return { record, events } as never
      },
    }),
    handle(contract.add, {
      subject,
      policy: policies.write,
      audit: audit('added'),
      run: (ctx, { enterpriseId, values }) =>
        add(ctx, ledger, parts, enterpriseId, values as Values) as never,
    }),
    handle(contract.change, {
      subject,
      policy: policies.write,
      audit: audit('changed'),
      run: (ctx, input) => change(ctx, ledger, parts, { ...input, values: input.values as Values }) as never,
    }),
    handle(contract.retire, {
      subject,
      policy: policies.write,
      audit: audit('retired'),
      run: (ctx, input) => retire(ctx, ledger, input) as never,
    }),
    handle(contract.template, {
      subject,
      policy: policies.read,
      run: () => templateOf(ledger),
    }),
    ...importHandlers(ledger, contract, policies),
  ]
}

async function listPage(
  { tx }: Context,
  ledger: Ledger,
  query: LedgerQuery,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) {
  const { rows, total } = await findRecords(tx, ledger, query, {
    after: readCursor(cursor),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, total, next: last ? cursorOf(last, query.sort) : null }
}

function cursorOf(row: Values & { id: string }, sort: string | undefined): string {
  const value = sort === undefined ? null : (row[sort] ?? null)
  return JSON.stringify([row.id, value === null ? null : String(value)])
}

function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    const [id, value] = JSON.parse(cursor) as [unknown, unknown]
    const known = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    if (known && (value === null || typeof value === 'string')) return { id, value }
  } catch {
    // Refused below.
  }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}

function exportColumns(ledger: Ledger) {
  const own = columnsOf(ledger).map(([key, column]) => ({
    title: column.label,
    kind: SHEET_KINDS[column.kind] ?? ('text' as const),
    of: (row: Values) => cellOf(key, column, row),
  }))
  const retired = {
    title: '停用日期',
    kind: 'date' as const,
    of: (row: Values) => (row.retiredOn ?? null) as string | null,
  }
  return [...own, retired]
}

const SHEET_KINDS: Readonly<Record<string, 'date' | 'number'>> = { date: 'date', whole: 'number' }

function cellOf(key: string, column: Column, row: Values): string | number | null {
  const value = row[key] ?? null
  if (column.kind === 'whole') return value as number | null
  if (column.kind === 'link') return (row[`${key}Called`] ?? null) as string | null
  return asWritten(column, value) || null
}

async function add(ctx: Context, ledger: Ledger, parts: LedgerParts, enterpriseId: string, values: Values) {
  parts.check?.(values)
  const of = { enterpriseId, id: newId(), at: ctx.now, actor: ctx.actor }
  if (!(await insertRecord(ctx.tx, ledger, of, values))) throw taken(ledger, values)
  await addLedgerEvent(ctx.tx, ledger, of, {
    kind: 'added',
    changes: changesBetween(ledger, undefined, values),
  })
  return getRecord(ctx.tx, ledger, enterpriseId, of.id)
}

async function change(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  input: { enterpriseId: string; recordId: string; version: number; values: Values },
) {
  parts.check?.(input.values)
  const record = await getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId)
  if (record.version !== input.version) throw stale(ledger, record)
  const changes = changesBetween(ledger, record, input.values)
  if (changes.length === 0) return record
  const done = await updateRecord(ctx.tx, ledger, record, input.values, ctx.now)
  if (done === 'taken') throw taken(ledger, input.values)
  if (done === 'stale')
    throw stale(ledger, await getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId))
  await addLedgerEvent(
    ctx.tx,
    ledger,
    { ...record, at: ctx.now, actor: ctx.actor },
    { kind: 'changed', changes },
  )
  return getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId)
}

async function retire(
  ctx: Context,
  ledger: Ledger,
  input: { enterpriseId: string; recordId: string; version: number; on: string | null; reason: string },
) {
  const record = await getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId)
  if (record.version !== input.version || !(await retireRecord(ctx.tx, ledger, record, input.on, ctx.now))) {
    throw stale(ledger, await getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId))
  }
  await addLedgerEvent(
    ctx.tx,
    ledger,
    { ...record, at: ctx.now, actor: ctx.actor },
    { kind: input.on === null ? 'resumed' : 'retired', note: input.reason },
  )
  return getRecord(ctx.tx, ledger, input.enterpriseId, input.recordId)
}

function taken(ledger: Ledger, values: Values) {
  const key = ledger.key
    .map((each) => {
      const column = ledger.columns[each]
      return column ? `${column.label}“${asWritten(column, values[each] ?? null)}”` : ''
    })
    .join('、')
  return keyTaken({ detail: `${ledger.noun}：${key}已经登记过。请核对，或打开原有记录修改。` })
}

function stale(ledger: Ledger, current: { version: number }) {
  return staleVersion({
    detail: `${ledger.noun}：您打开后已被改动。请刷新后再办理。`,
    details: { version: current.version },
  })
}
