import { invalidInput } from '../operation.ts'
import { type Context, type Handled, handle } from '../perform.ts'
import { handleExport } from '../spreadsheets/export-list.ts'
import { attachHandler, attachmentsOf } from './attachments.ts'
import { changeManyHandler } from './change-many.ts'
import { asWritten, type Column, isKept } from './columns.ts'
import type { LedgerContract } from './contract-of.ts'
import { findLedgerEvents } from './events-store.ts'
import { importHandlers } from './import-handlers.ts'
import { columnsOf, type Ledger } from './ledger.ts'
import type { LedgerHandled } from './ledger-indexes.ts'
import type { LedgerParts, Values } from './ledger-parts.ts'
import type { OfEnterprise } from './ledger-policies.ts'
import { type Cursor, findRecords, type LedgerQuery, ledgerRows } from './list-store.ts'
import { getRecord } from './store-of.ts'
import { templateOf } from './template.ts'
import { addByPerson, changeByPerson, retireByPerson } from './write-records.ts'

/** What the server does for the operations that every ledger has; for one that verbs write, for those that read. */
export function ledgerHandlers<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  parts: LedgerParts,
): readonly Handled[] {
  const reading = [
    ...readingHandlers(ledger, contract, parts),
    ...(ledger.attachments ? [attachHandler(ledger, contract, parts)] : []),
  ]
  if (ledger.writtenBy === 'verbs') return reading
  return [
    ...reading,
    ...writingHandlers(ledger, contract, parts),
    changeManyHandler(ledger, contract, parts),
    ...importHandlers(ledger, contract, parts),
  ]
}

const subject = async (_ctx: unknown, { enterpriseId }: OfEnterprise) => ({ enterpriseId })

function readingHandlers<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  { policies }: LedgerParts,
): readonly (Handled | LedgerHandled)[] {
  return [
    {
      ...handle(contract.list, {
        subject,
        policy: policies.read,
        async run(ctx, input) {
          const { cursor, limit, ...query } = input as typeof input & { limit: number; cursor?: string }
          return listPage(ctx, ledger, query as LedgerQuery, { cursor, limit }) as never
        },
      }),
      ledger,
    },
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
        const [record, events, attachments] = await Promise.all([
          getRecord(tx, ledger, enterpriseId, recordId),
          findLedgerEvents(tx, enterpriseId, recordId),
          ledger.attachments ? attachmentsOf(tx, enterpriseId, recordId) : [],
        ])
        return { record, events, attachments } as never
      },
    }),
  ]
}

function writingHandlers<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  parts: LedgerParts,
): readonly Handled[] {
  const { policies } = parts
  const audit = (verb: string) => (input: OfEnterprise, _subject: unknown, output: { id: string }) => ({
    chain: { enterpriseId: input.enterpriseId },
    action: `${ledger.name}.${verb}`,
    subject: { type: ledger.name, id: output.id },
  })
  return [
    handle(contract.add, {
      subject,
      policy: policies.write,
      audit: audit('added'),
      run: (ctx, { enterpriseId, values }) =>
        addByPerson(ctx, ledger, parts, enterpriseId, values as Values) as never,
    }),
    handle(contract.change, {
      subject,
      policy: policies.write,
      audit: audit('changed'),
      async run(ctx, { enterpriseId, recordId, version, values }) {
        const record = await getRecord(ctx.tx, ledger, enterpriseId, recordId)
        return changeByPerson(ctx, ledger, parts, { record, version, values: values as Values }) as never
      },
    }),
    handle(contract.retire, {
      subject,
      policy: policies.write,
      audit: audit('retired'),
      async run(ctx, { enterpriseId, recordId, ...asked }) {
        const record = await getRecord(ctx.tx, ledger, enterpriseId, recordId)
        return retireByPerson(ctx, ledger, parts, { record, ...asked }) as never
      },
    }),
    handle(contract.template, {
      subject,
      policy: policies.read,
      run: () => templateOf(ledger),
    }),
  ]
}

async function listPage(
  { tx }: Context,
  ledger: Ledger,
  query: LedgerQuery,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) {
  const { rows, total, more } = await findRecords(tx, ledger, query, {
    after: readCursor(ledger, query, cursor),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, total, ...(more && { more }), next: last ? cursorOf(last, query.sort) : null }
}

function cursorOf(row: Values & { id: string }, sort: string | undefined): string {
  const value = sort === undefined ? null : (row[sort] ?? null)
  return JSON.stringify([row.id, value === null ? null : String(value)])
}

function readCursor(ledger: Ledger, { sort }: LedgerQuery, cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    const [id, value] = JSON.parse(cursor) as [unknown, unknown]
    const known = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    const column = sort === undefined ? undefined : ledger.columns[sort]
    if (known && value === null) return { id, value }
    if (known && typeof value === 'string' && column && isKept(column, value)) return { id, value }
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
