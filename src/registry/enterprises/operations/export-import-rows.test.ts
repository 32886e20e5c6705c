import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportImportRows, readImport, startImport } from '../contract.ts'
import { generateSampleList } from '../sample-list.ts'

let app: TestApp
let city: Client
let unitId: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360900') ?? ''
  city = await signInAs(app, 'city-officer', { unitId })
})
afterAll(() => app.close())

test('the rows of one judgement go into a workbook with what was found', async () => {
  const list = generateSampleList({ count: 120, seed: 7 })
  const table = await writeWorkbook(
    list.header,
    list.rows.map(({ cells }) => cells),
  )
  const bytes = new Uint8Array(table)
  const { id: importId } = await city.call(startImport, { unitId, fileName: '名单.xlsx' }, { body: bytes })
  const run = () => city.call(readImport, { unitId, importId })
  await expect.poll(run, { timeout: 20_000 }).toMatchObject({ status: 'checked' })
  const { doubtful } = await run()
  const file = await city.download(exportImportRows, { unitId, importId, outcome: 'doubtful' })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.bytes.buffer as never)
  const sheet = book.worksheets[0]
  expect(sheet?.rowCount).toBe(doubtful + 1)
  expect(sheet?.getRow(2).getCell(4).value).toBe('存疑')
  expect(String(sheet?.getRow(2).getCell(5).value)).not.toBe('')
})
