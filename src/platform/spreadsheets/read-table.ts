import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import type ExcelJS from '@protobi/exceljs'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { SpreadsheetRefusal } from './refusal.ts'
import { sniffTable, type TableKind } from './sniff.ts'

/** A cell as text; `numeric` where Excel kept a number (long digits are lost already), `formula` where it computes. */
export type Cell = { readonly text: string; readonly numeric?: true; readonly formula?: true }
/** `line` counts from 1 with the header and everything above it. */
export type Row = { readonly line: number; readonly cells: readonly Cell[] }

export type Table = {
  readonly kind: TableKind
  readonly headerLine: number
  /** What stands above the header: titles, dates, units. */
  readonly above: readonly Row[]
  readonly header: readonly string[]
  /** The rows below the header, once, as a stream; nothing is kept. */
  readonly rows: AsyncIterable<Row>
}

const COLUMN_LIMIT = 200
const ROW_LIMIT = 2_000_000
const CELL_LIMIT = 32_767
/** The header is looked for in so many rows: titles may stand above it. */
const HEADER_WITHIN = 10

/** Opens a table as a stream. `isHeader` recognises the header row. @throws SpreadsheetRefusal */
export async function readTable(
  path: string,
  isHeader: (names: readonly string[]) => boolean,
): Promise<Table> {
  const kind = await sniffTable(path)
  const all = guarded(kind.format === 'xlsx' ? workbookRows(path) : csvRows(path, kind))
  const above: Row[] = []
  for (let n = 0; n < HEADER_WITHIN; n += 1) {
    const { value, done } = await all.next()
    if (done) break
    const names = value.cells.map((cell) => cell.text.trim())
    if (isHeader(names)) return { kind, headerLine: value.line, above, header: names, rows: all }
    above.push(value)
  }
  await all.return?.(undefined)
  const first = above[0]?.cells.map((cell) => cell.text.trim()).filter(Boolean)
  const seen = first?.join('、').slice(0, 100) ?? ''
  throw new SpreadsheetRefusal(
    'content',
    `表头：前 ${HEADER_WITHIN} 行中没有找到列名（看到“${seen}”）。请核对列名后再传。`,
  )
}

async function* guarded(rows: AsyncIterable<Row>): AsyncGenerator<Row, undefined, undefined> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count > ROW_LIMIT)
      throw new SpreadsheetRefusal('size', `文件：超过 ${ROW_LIMIT} 行。请分成几个文件再传。`)
    if (row.cells.length > COLUMN_LIMIT) {
      throw new SpreadsheetRefusal('size', `第 ${row.line} 行：超过 ${COLUMN_LIMIT} 列。请删去多余的列。`)
    }
    if (row.cells.some((cell) => cell.text.length > CELL_LIMIT)) {
      throw new SpreadsheetRefusal(
        'size',
        `第 ${row.line} 行：有一格超过 ${CELL_LIMIT} 字。请检查引号是否成对。`,
      )
    }
    if (row.cells.some((cell) => cell.text.trim() !== '')) yield row
  }
}

async function* csvRows(path: string, kind: Extract<TableKind, { format: 'csv' }>): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    delimiter: kind.delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 4_000_000,
  })
  const source = createReadStream(path)
  // Errors of the reading side arrive through the parser, which is what is iterated.
  pipeline(source, iconv.decodeStream(kind.encoding), parser, () => {})
  try {
    let line = 1
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (kind.encoding === 'gb18030') refuseMixed(record, line)
      yield { line, cells: record.map((text) => ({ text })) }
      line = info.lines + 1
    }
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw error
    throw new SpreadsheetRefusal(
      'content',
      `CSV：读到一半出错（${(error as Error).message}）。请检查引号是否成对，或另存为 .xlsx。`,
    )
  } finally {
    source.destroy()
  }
}

/** UTF-8 read as GB18030 is no broken text but wrong words, so it is told by its bytes. */
function refuseMixed(record: readonly string[], line: number) {
  const first = record.find((text) => /[^\0-\x7f]/.test(text))
  if (first === undefined) return
  const bytes = iconv.encode(first, 'gb18030')
  if (!isUtf8(bytes) || !/\p{Script=Han}{2}/u.test(bytes.toString())) return
  const why = '文字编码与文件的其他部分不同（一处是 UTF-8，一处是 GBK）。'
  throw new SpreadsheetRefusal(
    'content',
    `第 ${line} 行：${why}请把整个文件另存为同一种编码，或另存为 .xlsx 再传。`,
  )
}

async function* workbookRows(path: string): AsyncGenerator<Row> {
  const { default: Excel } = await import('@protobi/exceljs')
  const reader = new Excel.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'ignore',
  })
  giveWholeCharacters(reader)
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: Cell[] = []
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          cells[column - 1] = readCell(cell.value)
        })
        yield { line: row.number, cells: Array.from(cells, (cell) => cell ?? { text: '' }) }
      }
      // Only the first sheet is a list; further ones are notes and lookup tables.
      return
    }
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw error
    throw new SpreadsheetRefusal('content', '文件：已损坏，打不开。请用 Excel 打开后另存一份再传。')
  }
}

type Inner = {
  _parseSharedStrings(entry: NodeJS.ReadableStream): unknown
  _parseWorksheet(chunks: AsyncIterable<Uint8Array>, number: string): unknown
}

/** The reader decodes every chunk by itself and so breaks a character that lies across two (exceljs issue 2084). */
function giveWholeCharacters(reader: ExcelJS.stream.xlsx.WorkbookReader) {
  const inner = reader as unknown as Inner
  const shared = inner._parseSharedStrings.bind(reader)
  const sheet = inner._parseWorksheet.bind(reader) as (chunks: unknown, number: string) => unknown
  inner._parseSharedStrings = (entry) => shared(entry.setEncoding('utf8'))
  inner._parseWorksheet = (chunks, number) => sheet(decoded(chunks), number)
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

function readCell(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return { text: '' }
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10) }
  if (typeof value === 'number') return { text: String(value), numeric: true }
  if (typeof value !== 'object') return { text: String(value) }
  if ('richText' in value) return { text: value.richText.map((part) => part.text).join('') }
  if ('hyperlink' in value) return { text: String(value.text ?? '') }
  if ('formula' in value || 'sharedFormula' in value) {
    const { result } = value as { result?: ExcelJS.CellValue }
    return {
      ...readCell(typeof result === 'object' && !(result instanceof Date) ? null : result),
      formula: true,
    }
  }
  return { text: '' }
}
