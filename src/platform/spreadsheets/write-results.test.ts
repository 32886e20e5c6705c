import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { beforeEach, expect, test } from 'vitest'
import { RESULT_COLUMN, writeResults } from './write-results.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-results-'))
  return () => rm(folder, { recursive: true, force: true })
})

const isHeader = (names: readonly string[]) => names.includes('企业名称')
const resultOf = (line: number) => `第 ${line} 行`

test('in xlsx titles, empty rows and row numbers stay; the result is the last column', async () => {
  const [from, to] = [join(folder, 'a.xlsx'), join(folder, 'b.xlsx')]
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.getCell('A1').value = '规上企业名单'
  sheet.getCell('B2').value = '2026 年 11 月'
  sheet.getRow(4).values = ['企业名称', '代码']
  sheet.getRow(5).values = ['示例一', '=1+1']
  sheet.getRow(8).values = ['示例二', '2']
  await book.xlsx.writeFile(from)
  await writeResults(from, to, isHeader, resultOf)
  const written = new ExcelJS.Workbook()
  await written.xlsx.readFile(to)
  const cells = (row: number) => (written.worksheets[0]?.getRow(row).values as unknown[]).slice(1)
  expect(cells(1)).toEqual(['规上企业名单'])
  expect(cells(2)[1]).toBe('2026 年 11 月')
  expect(cells(4)).toEqual(['企业名称', '代码', RESULT_COLUMN])
  expect(cells(5)).toEqual(['示例一', "'=1+1", '第 5 行'])
  expect(cells(8)).toEqual(['示例二', '2', '第 8 行'])
})

test('in CSV the lines keep their places, an earlier result column is replaced', async () => {
  const [from, to] = [join(folder, 'a.csv'), join(folder, 'b.csv')]
  const text = `规上企业名单\n\n企业名称,${RESULT_COLUMN}\n"示例\n一",旧\n\n示例二,旧\n`
  await writeFile(from, text)
  await writeResults(from, to, isHeader, resultOf)
  const lines = (await readFile(to, 'utf8')).replace('\ufeff', '').split('\r\n')
  expect(lines).toEqual([
    '规上企业名单',
    '',
    `企业名称,${RESULT_COLUMN}`,
    '"示例\n一",第 4 行',
    '',
    '示例二,第 7 行',
    '',
  ])
})
