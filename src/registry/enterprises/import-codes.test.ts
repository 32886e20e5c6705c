import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { registrationCheckDigit } from '#platform/values/registration-number.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  applyImport,
  decideImportRow,
  explainImportRow,
  listEnterprises,
  listImportRows,
  readEnterprise,
  readImport,
  startImport,
} from './contract.ts'

let app: TestApp
let county: string

beforeAll(async () => {
  app = await startTestApp()
  county = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

test('a wrong check digit passes with or without a reason, an old number only with one; both reasons are kept', async () => {
  const officer = await signInAs(app, 'county-officer', { unitId: county })
  const good = makeCreditCode('91360902MAY800001')
  const wrong = good.slice(0, 17) + (good.endsWith('0') ? '1' : '0')
  const body = '36090021000002'
  const old = body + registrationCheckDigit(body)
  const address = '江西省宜春市袁州区示例路 1 号'
  const list = stringify([
    ['企业名称', '统一社会信用代码', '注册地址', '企业规模', '行业', '从业人数', '营业收入（万元）', '年份'],
    ['示例早期代码机械有限公司', wrong, address, '小型', 'C34', '320', '2,500.9', '2025年'],
    ['示例老注册号机械厂', old, address, '', '', '很多', '', '去年'],
  ])
  const run = await officer.call(
    startImport,
    { unitId: county, fileName: '名单.csv' },
    { body: Buffer.from(list) },
  )
  const of = { unitId: county, importId: run.id }
  const until = async (status: string) => {
    for (;;) {
      const now = await officer.call(readImport, of)
      if (now.status === status) return now
      await wait(50)
    }
  }
  const checked = await until('checked')
  const { rows } = await officer.call(listImportRows, of)
  expect(rows.map(({ outcome, codeDoubt }) => [outcome, codeDoubt])).toEqual([
    ['add', 'check-digit'],
    ['doubtful', 'registration-number'],
  ])
  expect(rows[1]?.message).toContain('从业人员：不能识别“很多”')
  expect(rows[1]?.message).toContain('数据年份：不能识别')
  const take = { ...of, line: 3, take: county }
  await expect(officer.call(decideImportRow, take)).rejects.toThrow('请先写明理由')
  const reasons = { 2: '与营业执照一致', 3: '尚未换照' } as const
  for (const [line, reason] of Object.entries(reasons)) {
    const explained = await officer.call(explainImportRow, { ...of, line: Number(line), reason })
    expect(explained.codeReason).toBe(reason)
  }
  await expect(officer.call(explainImportRow, { ...of, line: 99, reason: '没有' })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await officer.call(decideImportRow, take)
  await officer.call(applyImport, { ...of, version: (await officer.call(readImport, of)).version })
  await until('applied')
  expect(checked.rowsTotal).toBe(2)
  const kept = async (text: string) => {
    const [found] = (await officer.call(listEnterprises, { text })).rows
    return officer.call(readEnterprise, { enterpriseId: found?.id ?? '' })
  }
  expect(await kept('早期代码')).toMatchObject({
    creditCodeWarning: true,
    codeReason: reasons[2],
    declaredSize: '小型',
    computedSize: '中型',
    size: '中型',
    employees: 320,
    revenueWan: 2500,
    figuresYear: 2025,
  })
  expect(await kept('lzch')).toMatchObject({ codeKind: 'registration-number', codeReason: reasons[3] })
})
