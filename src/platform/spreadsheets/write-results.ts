import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import { disarmed } from './disarmed.ts'
import { type Cell, readTable, type Table } from './read-table.ts'

export const RESULT_COLUMN = '导入结果'

/**
 * Writes the same table again with 导入结果 as its last column, in the same format; a column of that name is replaced.
 * Titles above the header and empty rows stay, so that every row keeps its number.
 */
export async function writeResults(
  from: string,
  to: string,
  isHeader: (names: readonly string[]) => boolean,
  resultOf: (line: number) => string | Promise<string>,
): Promise<Table['kind']> {
  const table = await readTable(from, isHeader)
  const old = table.header.lastIndexOf(RESULT_COLUMN)
  const width = old === table.header.length - 1 && old >= 0 ? old : table.header.length
  async function* lines(): AsyncGenerator<Line> {
    for (const { line, cells } of table.above) yield { line, cells: cells.map(safeText) }
    yield { line: table.headerLine, cells: [...table.header.slice(0, width), RESULT_COLUMN] }
    for await (const { line, cells } of table.rows) {
      const own = Array.from({ length: width }, (_, index) => safeText(cells[index]))
      yield { line, cells: [...own, await resultOf(line)] }
    }
  }
  if (table.kind.format === 'csv') await writeCsv(to, table.kind, lines())
  else await writeWorkbook(to, table.header.slice(0, width), lines())
  return table.kind
}

function safeText(cell: Cell | undefined): string {
  return disarmed(cell?.text ?? '')
}

type Line = { readonly line: number; readonly cells: readonly string[] }

async function writeCsv(
  to: string,
  kind: Extract<Table['kind'], { format: 'csv' }>,
  lines: AsyncIterable<Line>,
) {
  const out = createWriteStream(to)
  const put = async (text: string, addBOM: boolean) => {
    if (!out.write(iconv.encode(text, kind.encoding, { addBOM }))) await once(out, 'drain')
  }
  let next = 1
  for await (const { line, cells } of lines) {
    const empty = '\r\n'.repeat(Math.max(0, line - next))
    // The library quotes only its own kind of line end.
    const quoting = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const
    const text = empty + stringify([[...cells]], { delimiter: kind.delimiter, ...quoting })
    // With the mark Excel reads UTF-8 as what it is.
    await put(text, next === 1 && kind.encoding !== 'gb18030')
    next += text.split('\n').length - 1
  }
  out.end()
  await once(out, 'finish')
}

async function writeWorkbook(to: string, header: readonly string[], lines: AsyncIterable<Line>) {
  const { default: ExcelJS } = await import('@protobi/exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: to, useStyles: true })
  const sheet = book.addWorksheet('导入结果')
  sheet.columns = [...header, RESULT_COLUMN].map((name) => ({
    width: Math.min(40, Math.max(12, name.length * 2.4)),
    style: { numFmt: '@' },
  }))
  for await (const { line, cells } of lines) {
    const row = sheet.getRow(line)
    row.values = [...cells]
    row.commit()
  }
  sheet.commit()
  await book.commit()
}
