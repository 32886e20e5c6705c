import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { writeWorkbook } from './write-table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

const header = ['企业名称', '经营范围']
// Lengths that differ put the borders of the unpacked chunks at every place within a character.
const rows = Array.from({ length: 3000 }, (_, n) => [
  `示例${'樟'.repeat(n % 7)}${n}号有限公司`,
  `${'a'.repeat(n % 5)}环保材料的研发、生产和销售${n}`,
])

async function readBack(path: string): Promise<string[][]> {
  const table = await readTable(path, (names) => names.includes('企业名称'))
  const read: string[][] = []
  for await (const row of table.rows) read.push(row.cells.map((cell) => cell.text))
  return read
}

test('a large workbook with shared texts is read without a broken character', async () => {
  const path = join(folder, 'shared.xlsx')
  await writeFile(path, await writeWorkbook(header, rows))
  expect(await readBack(path)).toEqual(rows)
})

test('and so is one with its texts in the cells', async () => {
  const path = join(folder, 'inline.xlsx')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false })
  const sheet = book.addWorksheet('名单')
  // Long enough for the larger chunks of this way to end within a character.
  const many = Array.from({ length: 10 }, () => rows).flat()
  for (const row of [header, ...many]) sheet.addRow(row).commit()
  await book.commit()
  expect(await readBack(path)).toEqual(many)
})
