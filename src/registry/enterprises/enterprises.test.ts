import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Refused } from '#platform/operation.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listEnterprises, readEnterprise, updateEnterprise } from './contract.ts'

let app: TestApp
let city: string
let county: string
let bureau: string
let ids: string[]

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  city = units.get('market-360900') ?? ''
  county = units.get('market-360902') ?? ''
  bureau = units.get('industry-360902') ?? ''
  ids = []
  for (let n = 0; n < 5; n += 1) ids.push(await makeEnterprise(app, county))
  await makeEnterprise(app, units.get('market-360983') ?? '')
})
afterAll(() => app.close())

const particulars = {
  address: '江西省宜春市示例路 2 号',
  typeText: '有限责任公司(自然人投资或控股)',
  industryCode: 'C34',
  declaredAboveScale: true,
  declaredSize: null,
  figuresYear: 2025,
  employees: 300,
  revenueWan: 2000,
  assetsWan: null,
  products: '示例机床',
}

describe('an enterprise keeps its particulars', () => {
  test('its size follows from industry, people and revenue; without them its own word stands in', async () => {
    const enterpriseId = ids[0] ?? ''
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const { version } = await filer.call(readEnterprise, { enterpriseId })
    const first = await filer.call(updateEnterprise, { enterpriseId, version, ...particulars })
    expect(first).toMatchObject({ version: version + 1, size: '中型', typeCode: '112', products: '示例机床' })
    expect(first).toMatchObject({ computedSize: '中型', declaredSize: null, figuresYear: 2025 })
    const differs = { ...particulars, version: first.version, declaredSize: '大型' as const }
    const second = await filer.call(updateEnterprise, { enterpriseId, ...differs })
    expect(second).toMatchObject({ size: '中型', computedSize: '中型', declaredSize: '大型' })
    const unknown = { ...differs, version: second.version, employees: null }
    expect(await filer.call(updateEnterprise, { enterpriseId, ...unknown })).toMatchObject({
      size: '大型',
      computedSize: null,
      declaredSize: '大型',
    })
  })

  test('of two people at once one is told what the other has changed', async () => {
    const enterpriseId = ids[1] ?? ''
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const input = { enterpriseId, version: 1, ...particulars }
    const answers = await Promise.allSettled([
      filer.call(updateEnterprise, { ...input, products: '甲' }),
      principal.call(updateEnterprise, { ...input, products: '乙' }),
    ])
    const won = answers.find((answer) => answer.status === 'fulfilled')
    const lost = answers.find((answer) => answer.status === 'rejected')
    const { problem } = lost?.reason as Refused
    expect(problem).toMatchObject({ status: 409, code: 'stale-version' })
    expect(problem.details?.current).toMatchObject({ version: 2, products: won?.value.products })
  })

  test('an officer of its unit writes for it and it is told; an officer elsewhere does neither', async () => {
    const enterpriseId = ids[2] ?? ''
    const officer = await signInAs(app, 'county-officer', { unitId: county })
    expect((await officer.call(readEnterprise, { enterpriseId })).unitId).toBe(county)
    const industry = await signInAs(app, 'industry-officer', { unitId: bureau })
    const input = { enterpriseId, version: 1, ...particulars }
    await expect(industry.call(updateEnterprise, input)).rejects.toMatchObject({ problem: { status: 403 } })
    expect(await officer.call(updateEnterprise, input)).toMatchObject({ products: '示例机床' })
    const filer = await signInAs(app, 'filer', { enterpriseId })
    expect((await filer.call(listNotices, {})).rows[0]?.title).toContain('修改了本企业的资料')
    const unknown = { ...input, version: 2, industryCode: 'Z99' }
    await expect(officer.call(updateEnterprise, unknown)).rejects.toThrow('没有这个行业代码')
  })
})

describe('the directory', () => {
  test('goes by pages without a gap or a repetition, and counts all', async () => {
    const officer = await signInAs(app, 'county-officer', { unitId: county })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await officer.call(listEnterprises, { limit: 2, ...(cursor && { cursor }) })
      expect(page.total).toBe(5)
      seen.push(...page.rows.map((row) => row.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('is searched by a part of the name or the beginning of the code; marks are not patterns', async () => {
    const officer = await signInAs(app, 'city-officer', { unitId: city })
    const find = async (text: string) => (await officer.call(listEnterprises, { text })).rows
    const [one] = await app.sql('select name, credit_code from enterprises where id = $1', [ids[3]])
    expect(await find(one?.name.slice(2, -2))).toMatchObject([{ id: ids[3] }])
    expect(await find(one?.credit_code.toLowerCase())).toMatchObject([{ id: ids[3] }])
    expect(await find('%')).toEqual([])
  })

  test('a page mark that is none is refused', async () => {
    const officer = await signInAs(app, 'county-officer', { unitId: county })
    await expect(officer.call(listEnterprises, { cursor: 'x' })).rejects.toMatchObject({
      problem: { status: 422 },
    })
  })
})
