import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { picture } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportAudit, listAudit } from '../contract.ts'

let app: TestApp
let filer: Client
let chainId: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  chainId = await makeEnterprise(app, units.get('market-360902') ?? '')
  filer = await signInAs(app, 'filer', { enterpriseId: chainId })
  const paper = { enterpriseId: chainId, purpose: 'other', name: '示例.jpg' } as const
  await filer.call(addFile, paper, { body: await picture() })
})
afterAll(() => app.close())

const today = civilDateOf(new Date())

test('the trail can be narrowed to days', async () => {
  const total = async (from?: string, to?: string) =>
    (await filer.call(listAudit, { chainId, from, to })).total
  const all = await total()
  expect(all).toBeGreaterThan(0)
  expect(await total(today, today)).toBe(all)
  expect(await total(addDays(today, 1))).toBe(0)
  expect(await total(undefined, addDays(today, -1))).toBe(0)
  await expect(filer.call(listAudit, { chainId, from: '2026-13-01' })).rejects.toMatchObject({
    problem: { status: 422 },
  })
})

test('the trail goes into a workbook in words, with hash and original, and the export into the trail', async () => {
  const before = (await filer.call(listAudit, { chainId })).total
  const file = await filer.download(exportAudit, { chainId, from: today })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.bytes.buffer as never)
  const row = book.worksheets[0]?.getRow(2)
  expect(row?.getCell(1).value).toBe(before)
  expect(row?.getCell(5).value).toBe('上传文件')
  expect(row?.getCell(9).value).toMatch(/^[0-9a-f]{64}$/)
  const { rows } = await filer.call(listAudit, { chainId })
  expect(rows[0]).toMatchObject({ action: 'list.exported', details: { list: '导出办理记录', rows: before } })
})
