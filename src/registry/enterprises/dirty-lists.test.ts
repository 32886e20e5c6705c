import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { RESULT_COLUMN } from '#platform/spreadsheets/write-results.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { downloadImportResult, type ImportRun, readImport, startImport } from './contract.ts'

let app: TestApp
let city: Client
let unitId: string
let folder: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360900') ?? ''
  city = await signInAs(app, 'city-officer', { unitId })
  folder = await mkdtemp(join(tmpdir(), 'opencqo-dirty-'))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const HERE = '江西省宜春市袁州区示例路 1 号'
const code = (n: number) => makeCreditCode(`91360902MAD${String(n).padStart(6, '0')}`)
const wide = (text: string) =>
  text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

async function ended(bytes: Uint8Array, fileName: string): Promise<ImportRun> {
  const run = await city.call(startImport, { unitId, fileName }, { body: new Uint8Array(bytes) })
  for (;;) {
    const now = await city.call(readImport, { unitId, importId: run.id })
    if (now.status === 'checked' || now.status === 'failed') return now
    await wait(50)
  }
}

/** The last column of the workbook that is given back, by line. */
async function resultsOf(run: ImportRun) {
  const { bytes } = await city.download(downloadImportResult, { unitId, importId: run.id })
  const path = join(folder, `${run.id}.xlsx`)
  await writeFile(path, bytes)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.worksheets[0]
  const last = sheet?.columnCount ?? 0
  return {
    of: (line: number) => String(sheet?.getRow(line).getCell(last).value ?? ''),
    name: (line: number) => String(sheet?.getRow(line).getCell(2).value ?? ''),
  }
}

/** A bureau's list: two merged titles, columns in an order of its own, an empty row in the middle. */
async function bureauList(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('规上企业')
  const rows: (string | number)[][] = [
    ['宜春市企业名单（示例）'],
    ['填报单位：示例局　　2026 年 11 月'],
    ['地区', '单位名称', '序号', '地址', '统一社会信用代码/注册号', '从业人数（人）'],
    ['袁州区', '示例一号机械有限公司', 1, HERE, code(1), '１２０'],
    ['袁州区', '示例二号机械有限公司', 2, HERE, wide(code(2)), '80'],
    [],
    ['袁州区', '示例三号机械有限公司', 3, HERE, 913609020000000000, '80'],
    ['袁州区', '示例一号机械有限公司', 4, HERE, code(1), '120'],
    ['袁州区', '示例改名机械有限公司', 5, HERE, code(1), '120'],
    ['没有县', '示例五号机械有限公司', 6, '示例路 1 号', code(5).replace(/^91360902/, '91110000'), '80'],
    ['袁州区', '', 7, HERE, code(7), '80'],
    ['袁州区', '示例八号机械有限公司', 8, HERE, code(8).slice(0, 17), '80'],
  ]
  for (const row of rows) sheet.addRow(row)
  sheet.mergeCells('A1:F1')
  sheet.mergeCells('A2:F2')
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('a bureau’s list is read as it is, and each error comes back on its own row', async () => {
  const run = await ended(await bureauList(), '名单.xlsx')
  expect(run).toMatchObject({ status: 'checked', rowsTotal: 8, added: 2, doubtful: 2, rejected: 4 })
  expect(run.mapping).toMatchObject({ 企业名称: '单位名称', 所属县区: '地区', 从业人员: '从业人数（人）' })
  const { of, name } = await resultsOf(run)
  expect([of(3), of(4), of(5), of(6)]).toEqual([RESULT_COLUMN, '新增', '新增', ''])
  expect(of(7)).toBe('未导入：统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。')
  expect(of(8)).toBe('未导入：与第 4 行重复。已保留前一行。')
  expect(of(9)).toContain('存疑：信用代码与第 4 行“示例一号机械有限公司”相同，名称不同')
  expect(of(10)).toMatch(/^存疑：.+请.+。$/)
  expect(of(11)).toBe('未导入：企业名称：没有填写。请补填。')
  expect(of(12)).toContain('未导入：统一社会信用代码：填了 17 位，应为 18 位')
  expect([name(4), name(10), name(12)]).toEqual([
    '示例一号机械有限公司',
    '示例五号机械有限公司',
    '示例八号机械有限公司',
  ])
  const [wider] = await app.sql(
    'select credit_code, employees from import_rows where import_id = $1 and line = 5',
    [run.id],
  )
  expect(wider).toEqual({ credit_code: code(2), employees: 80 })
})

describe('a list in two encodings', () => {
  const header = '企业名称,统一社会信用代码,注册地址\n'
  const line = (n: number) => `示例甲乙${n}号有限公司,${code(n)},${HERE}\n`

  test('GBK with a line of UTF-8 is refused with the line and the remedy, nothing half read', async () => {
    const bytes = Buffer.concat([
      iconv.encode(header + line(21), 'gb18030'),
      Buffer.from(`示例甲乙有限公司,${code(22)},\n`),
    ])
    const run = await ended(bytes, '名单.csv')
    expect(run.status).toBe('failed')
    expect(run.problem).toMatch(/^第 3 行：文字编码.+请.+。$/)
  })

  test('where the two cannot even be told apart, the file is refused with the remedy', async () => {
    const bytes = Buffer.concat([iconv.encode(header + line(24), 'gb18030'), Buffer.from(line(25))])
    const refused = await ended(bytes, '名单.csv').catch((error: Refused) => error.problem)
    expect(refused).toMatchObject({ status: 415, detail: expect.stringContaining('编码前后不一致') })
  })

  test('UTF-8 with lines of GBK far below: those rows alone are refused', async () => {
    const many = Array.from({ length: 4000 }, (_, n) => line(1000 + n)).join('')
    const bytes = Buffer.concat([Buffer.from(header + many), iconv.encode(line(23), 'gb18030')])
    const run = await ended(bytes, '名单.csv')
    expect(run).toMatchObject({ status: 'checked', added: 4000, rejected: 1 })
    const [row] = await app.sql<{ message: string }>(
      "select message from import_rows where import_id = $1 and outcome = 'reject'",
      [run.id],
    )
    expect(row?.message).toContain('文字编码与文件的其他部分不同')
  })

  test('words that are alike in both are not taken for a mistake', async () => {
    const bytes = iconv.encode(
      `${header}联通,${code(31)},${HERE}\n示例联通有限公司,${code(32)},${HERE}\n`,
      'gb18030',
    )
    expect(await ended(bytes, '名单.csv')).toMatchObject({ status: 'checked', added: 2, rejected: 0 })
  })
})

test('an old .xls is refused with how to save it anew', async () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  const refused = await ended(old, '名单.xls').catch((error: Refused) => error.problem)
  expect(refused).toMatchObject({ status: 415, detail: expect.stringContaining('另存为 .xlsx 或 CSV 再传') })
})
