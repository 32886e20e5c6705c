import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import ExcelJS from '@protobi/exceljs'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import { type Cell, type Row, readTable, type Table } from './read-table.ts'

export const RESULT_COLUMN = '导入结果'

/** Writes the same table again with 导入结果 as its last column, in the same format; a column of that name is replaced. */
export async function writeResults(
  from: string,
  to: string,
  isHeader: (names: readonly string[]) => boolean,
  resultOf: (line: number) => string | Promise<string>,
): Promise<Table['kind']> {
  const table = await readTable(from, isHeader)
  const old = table.header.lastIndexOf(RESULT_COLUMN)
  const width = old === table.header.length - 1 && old >= 0 ? old : table.header.length
  const header = [...table.header.slice(0, width), RESULT_COLUMN]
  const line = async (row: Row) => [
    ...Array.from({ length: width }, (_, index) => safeText(row.cells[index])),
    await resultOf(row.line),
  ]
  if (table.kind.format === 'csv') await writeCsv(to, table.kind, header, table.rows, line)
  else await writeWorkbook(to, header, table.rows, line)
  return table.kind
}

/** A text that Excel would take for a formula is disarmed; a plain number may begin with a sign. */
function safeText(cell: Cell | undefined): string {
  const text = cell?.text ?? ''
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
}

type Line = (row: Row) => Promise<string[]>

async function writeCsv(
  to: string,
  kind: Extract<Table['kind'], { format: 'csv' }>,
  header: string[],
  rows: AsyncIterable<Row>,
  line: Line,
) {
  const out = createWriteStream(to)
  const put = async (cells: string[], addBOM = false) => {
    const text = stringify([cells], { delimiter: kind.delimiter, record_delimiter: 'windows' })
    if (!out.write(iconv.encode(text, kind.encoding, { addBOM }))) await once(out, 'drain')
  }
  // With the mark Excel reads UTF-8 as what it is.
  await put(header, kind.encoding !== 'gb18030')
  for await (const row of rows) await put(await line(row))
  out.end()
  await once(out, 'finish')
}

async function writeWorkbook(to: string, header: string[], rows: AsyncIterable<Row>, line: Line) {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: to, useStyles: true })
  const sheet = book.addWorksheet('导入结果')
  sheet.columns = header.map((name) => ({
    header: name,
    width: Math.min(40, Math.max(12, name.length * 2.4)),
    style: { numFmt: '@' },
  }))
  for await (const row of rows) sheet.addRow(await line(row)).commit()
  sheet.commit()
  await book.commit()
}
