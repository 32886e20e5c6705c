import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '#platform/ids.ts'
import { malformedRequest, tooLarge, wrongFileType } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type ColumnSpec, headerKey, matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { type Row, readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { cleanText } from '#platform/values/text.ts'

type Key = 'name' | 'creditCode' | 'nominated'

const columns: readonly ColumnSpec<Key>[] = [
  {
    key: 'name',
    label: '企业名称',
    aliases: ['单位名称', '单位详细名称', '名称', '获奖企业', '获奖单位'],
    required: true,
  },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一代码'] },
  { key: 'nominated', label: '是否提名', aliases: ['奖项', '类别', '提名'] },
]
const known = new Set(columns.flatMap(({ label, aliases }) => [label, ...aliases]).map(headerKey))
const ROW_LIMIT = 5000

/** A row of a list as it was written; `numeric`: Excel has kept the code as a number and lost its last digits. */
export type ListedRow = {
  readonly line: number
  readonly name: string
  readonly creditCode: string
  readonly numeric: boolean
  readonly nominated: boolean
}

export type ListedFile = {
  readonly rows: ListedRow[]
  readonly mapping: Record<string, string>
  readonly sha256: string
}

/** Reads an uploaded list; nothing of it is kept. @throws malformedRequest, wrongFileType, tooLarge */
export async function readListedFile(ctx: Context): Promise<ListedFile> {
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
    return { ...(await rowsOf(path)), sha256: hash.digest('hex') }
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await rm(path, { force: true })
  }
}

async function rowsOf(path: string): Promise<Omit<ListedFile, 'sha256'>> {
  const table = await readTable(path, (names) => names.some((name) => known.has(headerKey(name))))
  const { indexes, mapping, missing } = matchColumns(table.header, columns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const rows: ListedRow[] = []
  for await (const row of table.rows) {
    if (rows.length >= ROW_LIMIT) {
      throw new SpreadsheetRefusal('size', `文件：超过 ${ROW_LIMIT} 行。请分成几个文件，一次核对一个。`)
    }
    rows.push(readRow(row, indexes))
  }
  return { rows, mapping }
}

function readRow(row: Row, indexes: Partial<Record<Key, number>>): ListedRow {
  const cell = (key: Key) => row.cells[indexes[key] ?? -1]
  const text = (key: Key) => cleanText(cell(key)?.text.toWellFormed() ?? '')
  return {
    line: row.line,
    name: text('name').slice(0, 200),
    creditCode: text('creditCode').slice(0, 40),
    numeric: cell('creditCode')?.numeric === true,
    nominated: /提名|^是$/.test(text('nominated')),
  }
}
