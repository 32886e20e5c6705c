import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { type SheetCell, writeSheets } from './write-sheets.ts'

let folder: string
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-sheets-'))
})
afterAll(() => rm(folder, { recursive: true }))

const columns = [
  { title: '代码' },
  { title: '人数', kind: 'number' },
  { title: '日期', kind: 'date' },
] as const

async function written(rows: readonly (readonly SheetCell[])[]) {
  count += 1
  const path = join(folder, `${count}.xlsx`)
  await writeSheets(path, [
    { name: '名单', columns, rows },
    { name: '说明', columns: [{ title: '项目' }], rows: [['一']] },
  ])
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return { path, book, sheet: book.worksheets[0] as ExcelJS.Worksheet }
}

describe('a workbook', () => {
  test('keeps codes as text, numbers as numbers, dates as dates', async () => {
    const { sheet, book } = await written([['007360900', 12, '2026-11-21']])
    expect(book.worksheets.map(({ name }) => name)).toEqual(['名单', '说明'])
    const row = sheet.getRow(2)
    expect(row.getCell(1).value).toBe('007360900')
    expect(row.getCell(1).numFmt).toBe('@')
    expect(row.getCell(2).value).toBe(12)
    expect(row.getCell(3).value).toEqual(new Date('2026-11-21T00:00:00Z'))
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  })

  test('has no formula, whatever a text begins with', async () => {
    const texts = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '+8613800000000']
    const { sheet } = await written(texts.map((text) => [text, null, null]))
    const cells = texts.map((_, at) => sheet.getRow(at + 2).getCell(1))
    expect(cells.map((cell) => cell.formula)).toEqual(texts.map(() => undefined))
    expect(cells.map((cell) => cell.value)).toEqual([
      "'=1+1",
      "'+cmd|calc",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      '+8613800000000',
    ])
  })

  test('keeps any text that XML can hold, and marks what it cannot', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 20 }),
        async (texts) => {
          const safe = texts.map((text) => `示${text.replace(/\r\n?/g, '\n')}`)
          const { sheet } = await written(safe.map((text) => [text, null, null]))
          const kept = safe.map((_, at) => sheet.getRow(at + 2).getCell(1).value)
          const expected = safe.map((text) =>
            text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd'),
          )
          expect(kept).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is taken back by our own reader, which refuses directories that lie', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [`示例${at}号`, at, '2026-01-31'])
    const { path } = await written(rows)
    const table = await readTable(path, (names) => names.includes('代码'))
    let last = ''
    let read = 0
    for await (const { cells } of table.rows) {
      read += 1
      last = cells[0]?.text ?? ''
    }
    expect([read, last]).toEqual([3000, '示例2999号'])
  })

  test('without rows is its header alone', async () => {
    const { sheet } = await written([])
    expect(sheet.rowCount).toBe(1)
  })
})
