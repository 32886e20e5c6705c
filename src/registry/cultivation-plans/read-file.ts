import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '#platform/ids.ts'
import { malformedRequest, tooLarge, wrongFileType } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type ColumnSpec, headerKey, matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { type Row, readTable, type Table } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { cleanText, toHalfWidth } from '#platform/values/text.ts'

type NameKey = 'name' | 'creditCode' | 'year' | 'note'
type SheetKey = 'place' | 'aboveScale' | 'filed'

const nameColumns: readonly ColumnSpec<NameKey>[] = [
  { key: 'name', label: '企业名称', aliases: ['单位名称', '单位详细名称', '名称'] },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一代码'] },
  { key: 'year', label: '培育年度', aliases: ['计划年度', '培育年份', '年度', '年份'] },
  { key: 'note', label: '备注', aliases: ['说明'] },
]
const sheetColumns: readonly ColumnSpec<SheetKey>[] = [
  { key: 'place', label: '县(市、区)', aliases: ['县市区', '单位', '地区'], required: true },
  { key: 'aboveScale', label: '规上企业数', aliases: ['规模以上企业数'], required: true },
  { key: 'filed', label: '已完成备案数', aliases: ['已备案数'], required: true },
]
const PLANNED = /^(\d{4})年?培育计划数$/
const ROW_LIMIT = 5000

/** A row of a list of names as it was written; `numeric`: Excel has kept the code as a number and lost its last digits. */
export type NameRow = {
  readonly line: number
  readonly name: string
  readonly creditCode: string
  readonly numeric: boolean
  readonly year: string
  readonly note: string
}

/** A row of 附件3 as it was written; null: not a number. */
export type SheetRow = {
  readonly line: number
  readonly place: string
  readonly aboveScale: number | null
  readonly filed: number | null
  readonly planned: ReadonlyMap<number, number | null>
}

export type PlanFile = { readonly mapping: Record<string, string> } & (
  | { readonly kind: 'names'; readonly rows: NameRow[]; readonly hasYear: boolean }
  | { readonly kind: 'annex3'; readonly rows: SheetRow[]; readonly years: number[] }
)

const known = new Set(
  [...nameColumns.slice(0, 2), ...sheetColumns.slice(1)]
    .flatMap(({ label, aliases }) => [label, ...aliases])
    .map(headerKey),
)
/** The header of either kind of file. */
export const isPlanHeader = (names: readonly string[]) => names.some((name) => known.has(headerKey(name)))

/** Keeps an uploaded file while it is worked on; nothing of it stays. @throws malformedRequest, wrongFileType, tooLarge */
export async function withUploaded<T>(
  ctx: Context,
  work: (path: string, sha256: string) => Promise<T>,
): Promise<T> {
  if (!ctx.body) throw malformedRequest()
  const path = join(ctx.installation.vault.uploads, newId())
  const hash = createHash('sha256')
  try {
    await pipeline(
      ctx.body,
      async function* (parts: AsyncIterable<Uint8Array>) {
        for await (const part of parts) {
          hash.update(part)
          yield part
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    )
    return await work(path, hash.digest('hex'))
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await rm(path, { force: true })
  }
}

/** Reads a list of names, or 附件3: whichever its header is of. @throws SpreadsheetRefusal */
export async function readPlanFile(path: string): Promise<PlanFile> {
  const table = await readTable(path, isPlanHeader)
  const sheet = matchColumns(table.header, sheetColumns)
  if (sheet.missing.length === 0) return readSheet(table, sheet.indexes, sheet.mapping)
  const names = matchColumns(table.header, nameColumns)
  if (names.indexes.name === undefined && names.indexes.creditCode === undefined) {
    throw new SpreadsheetRefusal(
      'content',
      `表头：缺少“${sheet.missing.join('”“')}”列，也没有“企业名称”或“统一社会信用代码”列。请用附件3或企业名单。`,
    )
  }
  const cellsOf = (row: Row) => (key: NameKey) => row.cells[names.indexes[key] ?? -1]
  const rows: NameRow[] = []
  for await (const row of limited(table)) {
    const cell = cellsOf(row)
    const text = (key: NameKey) => cleanText(cell(key)?.text.toWellFormed() ?? '')
    rows.push({
      line: row.line,
      name: text('name').slice(0, 200),
      creditCode: text('creditCode').slice(0, 40),
      numeric: cell('creditCode')?.numeric === true,
      year: toHalfWidth(text('year'))
        .replace(/\s|年$/g, '')
        .slice(0, 20),
      note: text('note').slice(0, 200),
    })
  }
  return { kind: 'names', rows, hasYear: names.indexes.year !== undefined, mapping: names.mapping }
}

async function readSheet(
  table: Table,
  indexes: Partial<Record<SheetKey, number>>,
  mapping: Record<string, string>,
): Promise<PlanFile> {
  const years = table.header.flatMap((title, index) => {
    const year = PLANNED.exec(headerKey(title))?.[1]
    return year ? [{ year: Number(year), index, title }] : []
  })
  if (years.length === 0) {
    throw new SpreadsheetRefusal('content', '表头：缺少“××××年培育计划数”列。请按附件3的列名补上。')
  }
  const rows: SheetRow[] = []
  for await (const row of limited(table)) {
    const at = (index: number | undefined) => row.cells[index ?? -1]?.text ?? ''
    const place = cleanText(at(indexes.place).toWellFormed()).slice(0, 100)
    if (/^(合计|总计|小计)$/.test(place.replace(/\s/g, ''))) continue
    rows.push({
      line: row.line,
      place,
      aboveScale: countIn(at(indexes.aboveScale)),
      filed: countIn(at(indexes.filed)),
      planned: new Map(years.map(({ year, index }) => [year, countIn(at(index))])),
    })
  }
  const written = Object.fromEntries(years.map(({ year, title }) => [`${year}年培育计划数`, title]))
  return { kind: 'annex3', rows, years: years.map(({ year }) => year), mapping: { ...mapping, ...written } }
}

async function* limited(table: Table): AsyncGenerator<Row> {
  let count = 0
  for await (const row of table.rows) {
    count += 1
    if (count > ROW_LIMIT) {
      throw new SpreadsheetRefusal('size', `文件：超过 ${ROW_LIMIT} 行。请分成几个文件，一次核对一个。`)
    }
    yield row
  }
}

/** A count as people write it: full width, with 家, with separators. An empty cell is 0. */
function countIn(text: string): number | null {
  const plain = toHalfWidth(text).replace(/[\s,，家]/g, '')
  if (plain === '' || plain === '—' || plain === '-') return 0
  return /^\d{1,6}(\.0+)?$/.test(plain) ? Math.round(Number(plain)) : null
}
