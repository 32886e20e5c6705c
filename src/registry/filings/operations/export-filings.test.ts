import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import type { Client } from '#platform/client.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportFilings, listFilings } from '../contract.ts'
import { submittedFiling } from '../fixtures.ts'

let app: TestApp
let officer: Client
let outsider: Client
let unitId: string
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  outsider = await signInAs(app, 'county-officer', { unitId: units.get('market-360981') ?? '' })
  enterpriseId = await makeEnterprise(app, unitId)
  await app.sql(`update enterprises set name = '=HYPERLINK("x")示例公司' where id = $1`, [enterpriseId])
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  await submittedFiling(enterpriseId, filer, principal)
})
afterAll(() => app.close())

async function sheetsOf(client: Client, input: Record<string, unknown> = {}) {
  const file = await client.download(exportFilings, input)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.bytes.buffer as never)
  const [list, facts] = book.worksheets.map((sheet) =>
    (sheet.getSheetValues() as (unknown[] | undefined)[]).filter(Boolean).map((row) => row?.slice(1)),
  )
  return { file, list: list ?? [], facts: Object.fromEntries((facts ?? []) as [string, string][]) }
}

describe('the register as a workbook', () => {
  test('holds every row of the filter, no personal data in full, and says who, when and what', async () => {
    const { file, list, facts } = await sheetsOf(officer, { status: 'submitted' })
    expect(file.fileName).toMatch(/^备案登记簿-\d{8}-\d{4}\.xlsx$/)
    expect(list).toHaveLength(2)
    const row = Object.fromEntries((list[0] as string[]).map((title, at) => [title, list[1]?.[at]]))
    expect(row).toMatchObject({
      企业名称: `'=HYPERLINK("x")示例公司`,
      首席质量官: '示例周',
      状态: '已提交',
      任职条件: '符合',
      负责单位: '袁州区市场监督管理局',
    })
    expect(row.统一社会信用代码).toMatch(/^91360900MAY\d{6}/)
    expect(JSON.stringify(list)).not.toContain('369001198703120029')
    expect(facts).toMatchObject({ 行数: '1', 筛选条件: '状态：已提交' })
    expect(facts.导出人).toBe('袁州区市场监督管理局 示例county-officer')
  })

  test('shows an outsider nothing, as the list does', async () => {
    expect((await sheetsOf(outsider)).list).toHaveLength(1)
    expect((await outsider.call(listFilings, {})).total).toBe(0)
  })

  test('is a deed in the trail of the unit, with the file by its digest and without what was searched for', async () => {
    await sheetsOf(officer, { text: '示例周' })
    const { rows } = await officer.call(listAudit, { chainId: unitId })
    expect(rows[0]).toMatchObject({
      action: 'list.exported',
      details: { list: '导出备案登记簿', rows: 1, filters: ['text'] },
    })
    expect(rows[0]?.details.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(rows)).not.toContain('示例周')
  })

  test('refuses more rows than one file holds, and says what to do', async () => {
    await app.sql(
      `insert into filings (enterprise_id, id, status, unit_id, appointment_id, submitted_at)
       select f.enterprise_id, gen_random_uuid(), 'withdrawn', f.unit_id, f.appointment_id, now()
         from filings f, generate_series(1, 100001)`,
    )
    await expect(sheetsOf(officer, { status: 'withdrawn' })).rejects.toMatchObject({
      problem: {
        code: 'too-many-rows',
        status: 422,
        detail: expect.stringContaining('请按单位、状态等条件缩小范围'),
      },
    })
  })
})
