import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { areasByPrefix } from './areas.ts'
import {
  listOrgUnitChildren,
  planPlanting,
  plantOrgUnits,
  readOrgUnit,
  searchAreas,
  searchOrgUnits,
} from './contract.ts'
import { changeOrgUnit } from './deeds/contract.ts'
import { chainOf, plantingSeeds, shortAreaName } from './planting.ts'

function seedsOf(areaCode: string, industry = false) {
  const seeds = plantingSeeds(areaCode, { industry })
  if (!Array.isArray(seeds)) throw new Error((seeds as { problem: string }).problem)
  return seeds
}

describe('what is planted', () => {
  test('a city brings its counties and its province', () => {
    const seeds = seedsOf('360900', true)
    expect(seeds.map(({ name }) => name).slice(0, 4)).toEqual([
      '江西省市场监督管理局',
      '宜春市市场监督管理局',
      '宜春市袁州区市场监督管理局',
      '奉新县市场监督管理局',
    ])
    expect(seeds).toHaveLength(24)
    expect(seeds.find(({ key }) => key === 'industry-360902')).toMatchObject({
      name: '宜春市袁州区工业和信息化局',
      numberingCode: '360902G',
      servesKeys: ['market-360902'],
      parentKey: 'industry-360900',
    })
    expect(seeds[1]?.functions).toEqual(['registration', 'training'])
  })

  test('a municipality’s districts stand under it at once, a county without a city under its province', () => {
    expect(chainOf('110105')).toEqual(['110000', '110105'])
    expect(chainOf('429004')).toEqual(['420000', '429004'])
    expect(seedsOf('110000')).toHaveLength(17)
    expect(seedsOf('110100')).toEqual(seedsOf('110000'))
    expect(seedsOf('500000').filter(({ level }) => level === 'city')).toEqual([])
    expect(seedsOf('500000').find(({ name }) => name === '石柱土家族自治县市场监督管理局')).toMatchObject({
      parentKey: 'market-500000',
      shortName: '石柱县局',
    })
  })

  test('a city without counties stands alone and says so', () => {
    const [province, city, ...rest] = seedsOf('441900')
    expect([province?.areaCode, city?.name, rest]).toEqual(['440000', '东莞市市场监督管理局', []])
    expect(city?.note).toContain('不设县')
  })

  test('no bureau for 台湾、香港、澳门, islands and unknown codes', () => {
    expect(plantingSeeds('710000', { industry: true })).toMatchObject({
      problem: expect.stringContaining('台湾省'),
    })
    expect(plantingSeeds('360999', { industry: true })).toMatchObject({
      problem: expect.stringContaining('宜春市（360900）'),
    })
    expect(seedsOf('460300').map(({ areaCode }) => areaCode)).toEqual([
      '460000',
      '460300',
      '460302',
      '460303',
    ])
  })

  test('the whole country: each unit once, parents first, names that tell them apart', () => {
    const seeds = seedsOf('000000', true)
    for (const property of ['key', 'name', 'numberingCode'] as const) {
      expect(new Set(seeds.map((seed) => seed[property])).size, property).toBe(seeds.length)
    }
    const before = new Set<string>()
    for (const { key, parentKey } of seeds) {
      if (parentKey !== null) expect(before.has(parentKey), key).toBe(true)
      before.add(key)
    }
    const planted = new Set(seeds.map(({ areaCode }) => areaCode))
    const left = ['1', '2', '3', '4', '5', '6']
      .flatMap(areasByPrefix)
      .filter(({ code }) => !planted.has(code))
      .map(({ code }) => code)
    expect(left).toEqual(['110100', '120100', '310100', '460321', '460322', '460323', '500100'])
    expect(seeds.length / 2).toBeGreaterThan(3_100)
  })

  test('short names leave out peoples, not places', () => {
    const short = (name: string) => shortAreaName({ name })
    expect(short('恩施土家族苗族自治州')).toBe('恩施州')
    expect(short('长白朝鲜族自治县')).toBe('长白县')
    expect(short('内蒙古自治区')).toBe('内蒙古')
    expect(short('广西壮族自治区')).toBe('广西')
    expect(short('鄂温克族自治旗')).toBe('鄂温克族自治旗')
    expect(short('巴里坤哈萨克自治县')).toBe('巴里坤县')
    expect(short('袁州区')).toBe('袁州区')
  })
})

const today = civilDateOf(new Date())

describe('planting on an installation without a unit', () => {
  let app: TestApp
  let admin: Client
  beforeAll(async () => {
    app = await startTestApp()
    admin = await signInAs(app, 'system-admin', { platform: true })
  })
  afterAll(() => app.close())

  test('a county first, then its city, then again: nothing twice', async () => {
    const county = await admin.call(plantOrgUnits, { areaCode: '360981', industry: false })
    expect([county.added, county.existing]).toEqual([3, 0])
    expect(county.units.map(({ name, level }) => `${level} ${name}`)).toEqual([
      'province 江西省市场监督管理局',
      'city 宜春市市场监督管理局',
      'county 丰城市市场监督管理局',
    ])
    const plan = await admin.call(planPlanting, { areaCode: '360900' })
    expect([plan.added, plan.existing, plan.rows.length]).toEqual([21, 3, 21])
    const city = await admin.call(plantOrgUnits, { areaCode: '360900' })
    expect([city.added, city.existing]).toEqual([21, 3])
    const again = await admin.call(plantOrgUnits, { areaCode: '360900' })
    expect([again.added, again.existing]).toEqual([0, 24])
    expect(again.units).toEqual(city.units)
    const id = again.units[1]?.unitId ?? ''
    const change = { name: '示例改名后的市局' }
    await admin.call(changeOrgUnit, { unitId: id, version: 1, change, effectiveOn: today })
    const renamed = await admin.call(plantOrgUnits, { areaCode: '360902' })
    expect(renamed.units[1]).toMatchObject({ unitId: id, name: '示例改名后的市局' })
    const below = await admin.call(listOrgUnitChildren, { parentId: city.units[1]?.unitId })
    expect(below.rows.map(({ shortName }) => shortName)).toEqual([
      '袁州区局',
      '奉新县局',
      '万载县局',
      '上高县局',
      '宜丰县局',
      '靖安县局',
      '铜鼓县局',
      '丰城市局',
      '樟树市局',
      '高安市局',
    ])
    const [fengcheng] = (await admin.call(searchOrgUnits, { text: '丰城', line: 'market-regulation' })).rows
    expect(fengcheng?.above).toEqual(['江西省局', '宜春市局'])
    const read = await admin.call(readOrgUnit, { unitId: fengcheng?.id ?? '' })
    expect(read).toMatchObject({ version: 1, planned: [], mayChange: true, addressWords: ['丰城市'] })
  })

  test('the whole country in one go, seen by each province alone', async () => {
    const planted = await admin.call(plantOrgUnits, { areaCode: '000000' })
    expect(planted.added).toBe(seedsOf('000000', true).length - 24)
    const { rows, total } = await admin.call(listOrgUnitChildren, { line: 'market-regulation' })
    expect([rows.length, total]).toEqual([31, 31])
    const [zhejiang] = (await admin.call(searchOrgUnits, { text: '330000' })).rows
    const sees = await app.sql(
      `select covers, count(*)::int as n from unit_scope where viewer_id = $1 group by 1`,
      [zhejiang?.id],
    )
    expect(sees).toEqual([{ covers: 'all', n: seedsOf('330000').length }])
    const found = await admin.call(searchOrgUnits, { text: '朝阳', limit: 5 })
    expect(found.rows.length).toBe(5)
    expect(found.rows[0]?.shortName).toMatch(/^朝阳/)
  })

  test('an unknown area is refused with what is near', async () => {
    await expect(admin.call(plantOrgUnits, { areaCode: '360999' })).rejects.toMatchObject({
      problem: { code: 'not-plantable', errors: [{ path: 'areaCode' }] },
    })
    await expect(admin.call(plantOrgUnits, { areaCode: '3609' })).rejects.toMatchObject({
      problem: { code: 'invalid-input' },
    })
  })

  test('areas are found by name and code', async () => {
    const names = async (text: string) =>
      (await admin.call(searchAreas, { text })).rows.map(({ fullName }) => fullName)
    expect(await names('江西 袁州')).toEqual(['江西省宜春市袁州区'])
    expect(await names('吉林市')).toEqual(['吉林省吉林市'])
    expect(await names('429004')).toEqual(['湖北省仙桃市'])
    expect(await names('没有这个地方')).toEqual([])
    const provinces = await admin.call(searchAreas, {})
    expect([provinces.total, provinces.rows[0]?.name, provinces.rows[0]?.children]).toEqual([
      34,
      '北京市',
      16,
    ])
    expect(provinces.rows.filter(({ plantable }) => !plantable).map(({ name }) => name)).toEqual([
      '台湾省',
      '香港特别行政区',
      '澳门特别行政区',
    ])
  })
})
