import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextStatements } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  exportCoverage,
  exportPublicCoverage,
  exportTrend,
  listIndicators,
  readCoverage,
  readPublicCoverage,
  readTrend,
} from './contract.ts'
import type * as base from './history.fixture.ts'
import {
  exportCoverageMembers,
  exportMissing,
  exportSamePersons,
  listCoverageMembers,
} from './lists/contract.ts'
import { DAY, makeSamplePlace } from './sample-place.fixture.ts'

let app: TestApp
let place: Awaited<ReturnType<typeof makePlace>>
const sql: base.Sql = async (text, values) => (await app.sql(text, values)) as never

beforeAll(async () => {
  app = await startTestApp()
  place = await makePlace()
})
afterAll(() => app.close())

async function makePlace() {
  const units = await seedPlace(app)
  const unit = (key: string) => units.get(key) ?? ''
  await makeSamplePlace(sql, unit)
  return {
    unit,
    county: await signInAs(app, 'county-officer', { unitId: unit('market-360902') }),
    city: await signInAs(app, 'city-officer', { unitId: unit('market-360900') }),
    province: await signInAs(app, 'province-officer', { unitId: unit('market-360000') }),
    industry: await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') }),
  }
}

const rowOf = (rows: { unit: { name: string } }[], name: string) => rows.find((row) => row.unit.name === name)

describe('the table', () => {
  test('counties side by side, each number exact, with what one must know to get it again', async () => {
    const table = await place.city.call(readCoverage, { unitId: place.unit('market-360900'), on: DAY })
    expect(rowOf(table.rows, '袁州区市场监督管理局')).toMatchObject({
      figures: {
        'above-scale-filed': { numerator: 2, denominator: 6, ratio: 2 / 6, yearAgo: null },
        'above-scale-trained-times': { numerator: 2, denominator: 6 },
        'above-scale-trained': { numerator: 1, denominator: 6 },
        'sme-filed': { numerator: 1, denominator: 3 },
        letters: { numerator: 3, denominator: null, ratio: null },
      },
      counts: {
        'above-scale': {
          members: 6,
          filed: 2,
          appointed: 1,
          vacant: 1,
          expired: 1,
          never: 1,
          'trained-times': 2,
        },
      },
    })
    // No list: unknown, and never 0 %.
    expect(rowOf(table.rows, '丰城市市场监督管理局')).toMatchObject({
      figures: {
        'above-scale-filed': { numerator: 0, denominator: null, ratio: null },
        letters: { numerator: 1 },
      },
    })
    expect(table.total.figures['above-scale-filed']).toMatchObject({
      numerator: 2,
      denominator: 6,
      goal: {
        value: 1,
        dueDate: '2025-12-31',
        met: false,
        short: 4,
        source: expect.stringContaining('宜市市监联发〔2024〕9号'),
      },
    })
    expect(table.asOf).toMatchObject({
      on: DAY,
      latest: true,
      boundaries: 'then',
      pack: { id: 'yichun-2024', hash: expect.any(String) },
    })
    const list = table.asOf.lists.find(
      ({ unitName, scope }) => unitName === '袁州区市场监督管理局' && scope === 'above-scale',
    )
    expect(list).toMatchObject({
      state: 'current',
      no: 6,
      members: 6,
      effectiveOn: '2026-01-10',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(table.asOf.warnings).toContainEqual({
      code: 'list-missing',
      scope: 'above-scale',
      units: expect.arrayContaining(['丰城市市场监督管理局']),
    })
  })

  test('the province by county in one request; the rows add up to the total', async () => {
    const table = await place.province.call(readCoverage, {
      unitId: place.unit('market-360000'),
      by: 'county',
      on: DAY,
    })
    const filed = table.rows.map(({ counts }) => counts.all?.filed ?? 0)
    expect(filed.reduce((sum, n) => sum + n, 0)).toBe(3)
    expect(table.total.counts.all).toMatchObject({ members: 7, filed: 3 })
    expect(rowOf(table.rows, '丰城市市场监督管理局')?.unit).toMatchObject({
      parentName: '宜春市市场监督管理局',
      level: 'county',
    })
    const byCity = await place.province.call(readCoverage, { unitId: place.unit('market-360000'), on: DAY })
    expect(rowOf(byCity.rows, '宜春市市场监督管理局')).toMatchObject({
      counts: { all: { members: 7, filed: 3 } },
    })
  })

  test('as known before: what was recorded later is not in it, and the day stays the day', async () => {
    const before = await place.city.call(readCoverage, {
      unitId: place.unit('market-360900'),
      on: DAY,
      knownAt: '2026-03-01T00:00:00Z',
    })
    expect(before.asOf.latest).toBe(false)
    // The end of term of the fourth was recorded on 2 March: until then somebody was in office.
    expect(before.total.counts['above-scale']).toMatchObject({
      filed: 1,
      appointed: 3,
      vacant: 0,
      expired: 1,
      never: 1,
      'trained-times': 0,
    })
    await expect(
      place.city.call(readCoverage, { unitId: place.unit('market-360900'), knownAt: '2100-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ path: 'knownAt' }] } })
  })

  test('a year on year, a day to come, terms that run out by themselves', async () => {
    const later = await place.county.call(readCoverage, {
      unitId: place.unit('market-360902'),
      on: '2027-03-31',
    })
    expect(later.total.figures['above-scale-filed']).toMatchObject({ numerator: 2, yearAgo: 2 / 6 })
    const before = await place.county.call(readCoverage, {
      unitId: place.unit('market-360902'),
      on: '2026-03-15',
    })
    expect(before.total.counts['above-scale']).toMatchObject({ appointed: 2, expired: 0 })
  })

  test('members that are not in the directory yet are in the denominator', async () => {
    await sql(
      `insert into roster_pending (unit_id, id, roster_id, version_no, name, place_unit_id)
       select r.unit_id, $2, r.id, 6, '示例待入名录企业', $1 from rosters r where r.unit_id = $3`,
      [place.unit('market-360902'), newId(), place.unit('industry-360902')],
    )
    const table = await place.county.call(readCoverage, { unitId: place.unit('market-360902'), on: DAY })
    expect(table.total.figures['above-scale-filed']).toMatchObject({ numerator: 2, denominator: 7 })
    expect(table.total.counts['above-scale']).toMatchObject({ members: 6, pending: 1 })
    await sql('delete from roster_pending')
  })

  test('the industry bureau sees the numbers of its county, and of a list who is on it, no more', async () => {
    const table = await place.industry.call(readCoverage, { unitId: place.unit('market-360902'), on: DAY })
    expect(table.total.counts['above-scale']).toMatchObject({ members: 6, filed: 2 })
    const own = await place.industry.call(readCoverage, { unitId: place.unit('industry-360902'), on: DAY })
    expect(own.total.counts['above-scale']).toMatchObject({ members: 6, filed: 2 })
    const of = { unitId: place.unit('market-360902'), scope: 'above-scale', on: DAY }
    const members = await place.industry.call(listCoverageMembers, { ...of, measure: 'members' })
    expect(members).toMatchObject({ total: 6 })
    expect(new Set(members.rows.map(({ person, standing }) => JSON.stringify([person, standing])))).toEqual(
      new Set(['[null,null]']),
    )
    for (const measure of ['filed', 'never', 'trained'] as const) {
      await expect(place.industry.call(listCoverageMembers, { ...of, measure })).rejects.toMatchObject({
        problem: { code: 'forbidden' },
      })
    }
    await expect(place.industry.call(listCoverageMembers, { ...of, scope: 'all' })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
  })

  test('nobody looks sideways, in the database neither', async () => {
    await expect(
      place.county.call(readCoverage, { unitId: place.unit('market-360981') }),
    ).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
    const client = await app.database.pool.connect()
    const seen = async (viewer: string, text: string) => {
      await client.query(
        `begin; ${contextStatements({ kind: 'system', role: 'system', for: { unitId: place.unit(viewer) } })}; set local opencqo.kind = 'unit'`,
      )
      try {
        return (await client.query(text, [place.unit('market-360902')])).rows.length > 0
      } finally {
        await client.query('rollback')
      }
    }
    const read = `select * from coverage_read($1, array['${DAY}'::date], null, true, array['all'], 'child')`
    const list = `select * from coverage_ids($1, 'all', 'members', '${DAY}', null, true)`
    try {
      expect(await seen('market-360902', read)).toBe(true)
      expect(await seen('market-360900', read)).toBe(true)
      expect(await seen('industry-360902', read)).toBe(true)
      expect(await seen('market-360981', read)).toBe(false)
      expect(await seen('industry-360981', read)).toBe(false)
      expect(await seen('market-360900', list)).toBe(true)
      expect(await seen('industry-360902', list)).toBe(false)
      expect(await seen('market-360981', list)).toBe(false)
      // Folded or not.
      const rows =
        'select day from coverage_values where unit_id = $1 union all select day from coverage_tail where unit_id = $1'
      expect(await seen('market-360902', rows)).toBe(true)
      expect(await seen('market-360981', rows)).toBe(false)
      for (const within of [
        'coverage_on(array[$1::uuid], now()::date, null, true)',
        'coverage_touch(array[$1::uuid])',
        'coverage_rebuild()',
      ]) {
        await expect(seen('market-360902', `select ${within}, $1::uuid`)).rejects.toThrow(/permission denied/)
      }
    } finally {
      client.release()
    }
  })
})

test('the trend has the month ends and the day, each as it was', async () => {
  const { points, goal } = await place.county.call(readTrend, {
    unitId: place.unit('market-360902'),
    on: '2026-04-05',
    months: 3,
  })
  expect(points.map(({ on, numerator, denominator }) => [on, numerator, denominator])).toEqual([
    ['2026-01-31', 0, 6],
    ['2026-02-28', 1, 6],
    ['2026-03-31', 2, 6],
    ['2026-04-05', 2, 6],
  ])
  expect(goal).toMatchObject({ value: 1, met: false })
  await expect(
    place.county.call(readTrend, { unitId: place.unit('market-360902'), indicator: 'x' }),
  ).rejects.toThrow('指标')
})

test('in public no count of one or two, nor what gives it away', async () => {
  const table = await place.city.call(readPublicCoverage, { unitId: place.unit('market-360900'), on: DAY })
  const cells = table.rows.flatMap(({ figures }) =>
    Object.values(figures).flatMap((each) => [each.numerator, each.denominator]),
  )
  expect(cells.filter((n) => n === 1 || n === 2)).toEqual([])
  expect(table.suppressed).toBeGreaterThan(0)
  expect(table.rows.find(({ total }) => total)?.figures['above-scale-filed']).toEqual({
    numerator: null,
    denominator: 6,
    ratio: null,
  })
})

test('indicators are declared with how they are counted and by what document', async () => {
  const { rows } = await place.industry.call(listIndicators, {})
  expect(rows.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['K1', 'K2', 'K3', 'K4', 'K4′', 'K5', 'K6', 'K7']),
  )
  for (const row of rows) expect([row.doc.length > 5, row.source.length > 0]).toEqual([true, true])
})

test('all of it goes into workbooks', async () => {
  const of = { unitId: place.unit('market-360900'), on: DAY }
  const first = async (bytes: Uint8Array) => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes).buffer as never)
    return { sheet: book.worksheets[0], facts: JSON.stringify(book.worksheets[1]?.getSheetValues()) }
  }
  const table = await first((await place.city.download(exportCoverage, of)).bytes)
  expect(table.sheet?.getRow(1).getCell(2).value).toBe('规上企业备案覆盖率：分子')
  expect(table.facts).toContain('yichun-2024')
  expect(table.facts).toContain('没有名单')
  const rows = table.sheet?.getColumn(1).values ?? []
  expect(rows).toContain('宜春市市场监督管理局（合计）')
  expect((await first((await place.city.download(exportTrend, of)).bytes)).sheet?.rowCount).toBe(13)
  expect(
    (await first((await place.city.download(exportCoverageMembers, { ...of, measure: 'filed' })).bytes)).sheet
      ?.rowCount,
  ).toBe(3)
  const missing = await first((await place.city.download(exportMissing, of)).bytes)
  expect(missing.sheet?.getColumn(9).values).toEqual(
    expect.arrayContaining(['从未聘任', '离任后空缺', '任期届满未续聘']),
  )
  expect((await first((await place.city.download(exportSamePersons, of)).bytes)).sheet?.rowCount).toBe(4)
  const open = await first((await place.city.download(exportPublicCoverage, of)).bytes)
  expect(open.sheet?.getSheetValues().flat()).toContain('*')
})
