import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Expression, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Policy } from '../access/policy.ts'
import type { AuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import {
  type BinaryAnswer,
  EXPORT_LIMIT,
  type Operation,
  type ParsedInputOf,
  tooManyRows,
} from '../operation.ts'
import { type Context, type Handled, handle, type Loading } from '../perform.ts'
import { type SheetCell, type SheetColumn, writeSheets } from './write-sheets.ts'

/** A column of an exported list. Personal data comes masked: an export never shows more than the list does. */
export type ExportColumn<Row> = SheetColumn & { of(row: Row): SheetCell }

export type ListExport<Row> = {
  /** Name of sheet and file: “备案登记簿”. */
  readonly name: string
  /** In whose name it is exported: the unit, the enterprise. */
  readonly place: string
  readonly columns: readonly ExportColumn<Row>[]
  /** All rows of the filter in the list's order, without limit. */
  readonly rows: Expression<Row>
  /** The filter in force, in words; those that are not used are left out. */
  readonly filters?: readonly (readonly [label: string, value: string])[]
  /** Rule, roster, denominator: what one must know to read the list. */
  readonly facts?: readonly (readonly [label: string, value: string])[]
  /** Personal data in full: only where the operation has its purpose audited. */
  readonly inFull?: true
}

type Exported = BinaryAnswer & { readonly rows: number; readonly sha256: string }

const BATCH = 1000
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * What the server does for an operation made by `exportOf`: writes the rows from a cursor into a workbook with a second
 * sheet 说明, and an entry into the trail of whoever exports. @throws tooManyRows
 */
export function handleExport<Op extends Operation, Row extends object, S = undefined>(
  op: Op,
  made: {
    subject?(ctx: Loading, input: ParsedInputOf<Op>): Promise<S>
    policy: Policy<S>
    list(ctx: Context, input: ParsedInputOf<Op>, subject: S): Promise<ListExport<Row>>
  },
): Handled {
  return handle<Op, S>(op, {
    ...(made.subject && { subject: made.subject }),
    policy: made.policy,
    audit: (input, _subject, output, actor) => {
      const { rows, sha256 } = output as Exported
      const filters = Object.keys(input).filter((key) => input[key as keyof typeof input] !== undefined)
      return {
        chain: chainOf(actor),
        action: 'list.exported',
        subject: { type: 'list', id: op.name },
        details: { list: op.title, rows, filters, sha256 },
      }
    },
    run: async (ctx, input, subject) => (await exported(ctx, await made.list(ctx, input, subject))) as never,
  })
}

function chainOf(actor: Actor): AuditEntry['chain'] {
  if (actor.kind === 'enterprise') return { enterpriseId: actor.enterpriseId }
  if (actor.kind === 'unit') return { unitId: actor.unitId }
  return 'platform'
}

async function exported<Row extends object>(ctx: Context, list: ListExport<Row>): Promise<Exported> {
  await refuseTooMany(ctx.tx, list)
  const path = join(ctx.installation.vault.uploads, `export-${newId()}`)
  const at = beijing(ctx.now)
  let rows = 0
  async function* cells() {
    for await (const row of rowsOf(ctx.tx, list.rows)) {
      rows += 1
      yield list.columns.map((column) => column.of(row))
    }
  }
  try {
    await writeSheets(path, [
      { name: list.name, columns: list.columns, rows: cells() },
      { name: '说明', columns: factColumns, rows: later(() => factsOf(ctx, list, at, rows)) },
    ])
    const sha256 = await digestOf(path)
    const bytes = createReadStream(path)
    bytes.once('close', () => void rm(path, { force: true }))
    const fileName = `${list.name}-${at.replace(/[-:]/g, '').replace(' ', '-')}.xlsx`
    return { mediaType: XLSX, fileName, bytes, rows, sha256 }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function refuseTooMany(tx: Tx, list: Pick<ListExport<object>, 'name' | 'rows'>) {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${list.rows} as listed limit ${EXPORT_LIMIT + 1}) as counted`.execute(
    tx,
  )
  if ((found.rows[0]?.n ?? 0) <= EXPORT_LIMIT) return
  throw tooManyRows({
    detail: `${list.name}：符合条件的超过 ${EXPORT_LIMIT.toLocaleString('zh-CN')} 行，一份表格装不下。请按单位、状态等条件缩小范围，分次导出。`,
  })
}

/** The rows as of one moment, some at a time. */
async function* rowsOf<Row extends object>(tx: Tx, rows: Expression<Row>): AsyncGenerator<Row> {
  await sql`declare exported no scroll cursor for ${rows}`.execute(tx)
  for (;;) {
    const batch = await sql<Row>`fetch ${sql.lit(BATCH)} from exported`.execute(tx)
    yield* batch.rows
    if (batch.rows.length < BATCH) break
  }
  await sql`close exported`.execute(tx)
}

const factColumns = [
  { title: '项目', width: 22 },
  { title: '内容', width: 80 },
] as const

function* later<T>(make: () => readonly T[]): Generator<T> {
  yield* make()
}

function factsOf(
  { actor }: Context,
  list: Omit<ListExport<object>, 'columns'>,
  at: string,
  rows: number,
): readonly (readonly [string, string])[] {
  return [
    ['名称', list.name],
    ['导出人', [list.place, 'name' in actor ? actor.name : ''].filter(Boolean).join(' ')],
    ['导出时间（数据截止）', `${at}（北京时间）`],
    ['行数', String(rows)],
    ['筛选条件', list.filters?.map(([label, value]) => `${label}：${value}`).join('；') || '无'],
    ...(list.facts ?? []),
    ['范围', `只含导出人有权查看的记录；个人信息${list.inFull ? '完整' : '已遮盖'}`],
    ['记录', '这次导出已记入办理记录，连同文件的校验值'],
  ]
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function beijing(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
