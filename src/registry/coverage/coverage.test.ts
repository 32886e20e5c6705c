import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  exportCoverage,
  exportCoverageMembers,
  exportMissing,
  exportPublicCoverage,
  exportSamePersons,
  exportTrend,
  listCoverageMembers,
  listIndicators,
  listMissing,
  listSamePersons,
  readCoverage,
  readPublicCoverage,
  readTrend,
} from './contract.ts'
import * as base from './history.fixture.ts'

let app: TestApp
let unit: (key: string) => string
let county: Client
let city: Client
let province: Client
let industry: Client
const sql: base.Sql = async (text, values) => (await app.sql(text, values)) as never
const ids: string[] = []
const DAY = '2026-03-31'
const at = (day: string) => `${day}T02:00:00.000Z`

/** 袁州: six 规上 enterprises, one of each standing and one more that is filed; 丰城: one, and no list. */
beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unit = (key) => units.get(key) ?? ''
  const [here, there] = [unit('market-360902'), unit('market-360981')]
  const rosterId = await base.makeRoster(sql, {
    unitId: unit('industry-360902'),
    scope: 'above-scale',
    level: null,
    from: '2026-01-01',
    to: null,
  })
  for (let n = 0; n < 7; n += 1) {
    const unitId = n < 6 ? here : there
    const id = await base.enterEnterprise(sql, {
      unitId,
      size: n % 2 ? '小型' : '大型',
      at: at('2026-01-05'),
    })
    ids.push(id)
    if (n < 6)
      await base.enlist(sql, {
        rosterId,
        enterpriseId: id,
        kind: 'enter',
        nominated: false,
        on: '2026-01-10',
        at: at('2026-01-10'),
      })
  }
  const office = async (n: number, from: string, to: string | null) => {
    const term = { enterpriseId: ids[n] ?? '', id: newId(), from, to, at: at('2026-01-20') }
    await base.appoint(sql, term)
    return term
  }
  const filed = async (n: number, on: string) => {
    const { enterpriseId, id } = await office(n, '2026-01-15', null)
    const of = { enterpriseId, id: newId(), appointmentId: id, at: at(on) }
    await base.file(sql, { ...of, kind: 'new', previousId: null, cancelledOn: null })
    await sql(`update filings set id_number_hash = '\\x0102', person_name = '示例周明' where id = $1`, [
      of.id,
    ])
  }
  await filed(0, '2026-02-10')
  await filed(1, '2026-03-10')
  await office(2, '2026-01-15', null)
  const left = await office(3, '2026-01-15', null)
  await base.endTerm(sql, { ...left, on: '2026-02-28', at: at('2026-03-02') })
  await office(4, '2026-01-15', '2026-03-15')
  await filed(6, '2026-03-20')
  const told = { held: true, issuer: '示例协会', asOf: '2026-03-01', at: at('2026-03-05'), voids: null }
  for (const [heldOn, person] of [
    ['2026-01-20', '示例甲'],
    ['2026-02-20', '示例乙'],
  ] as const) {
    await base.tell(sql, {
      ...told,
      enterpriseId: ids[0] ?? '',
      id: newId(),
      kind: 'training',
      heldOn,
      person,
    })
  }
  county = await signInAs(app, 'county-officer', { unitId: here })
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  province = await signInAs(app, 'province-officer', { unitId: unit('market-360000') })
  industry = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
})
afterAll(() => app.close())

const rowOf = (rows: { unit: { name: string } }[], name: string) => rows.find((row) => row.unit.name === name)

describe('the table', () => {
  test('counties side by side, each number exact, with what one must know to get it again', async () => {
    const table = await city.call(readCoverage, { unitId: unit('market-360900'), on: DAY })
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
    const table = await province.call(readCoverage, { unitId: unit('market-360000'), by: 'county', on: DAY })
    const filed = table.rows.map(({ counts }) => counts.all?.filed ?? 0)
    expect(filed.reduce((sum, n) => sum + n, 0)).toBe(3)
    expect(table.total.counts.all).toMatchObject({ members: 7, filed: 3 })
    expect(rowOf(table.rows, '丰城市市场监督管理局')?.unit).toMatchObject({
      parentName: '宜春市市场监督管理局',
      level: 'county',
    })
    const byCity = await province.call(readCoverage, { unitId: unit('market-360000'), on: DAY })
    expect(rowOf(byCity.rows, '宜春市市场监督管理局')).toMatchObject({
      counts: { all: { members: 7, filed: 3 } },
    })
  })

  test('as known before: what was recorded later is not in it, and the day stays the day', async () => {
    const before = await city.call(readCoverage, {
      unitId: unit('market-360900'),
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
      city.call(readCoverage, { unitId: unit('market-360900'), knownAt: '2100-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ path: 'knownAt' }] } })
  })

  test('a year on year, a day to come, terms that run out by themselves', async () => {
    const later = await county.call(readCoverage, { unitId: unit('market-360902'), on: '2027-03-31' })
    expect(later.total.figures['above-scale-filed']).toMatchObject({ numerator: 2, yearAgo: 2 / 6 })
    const before = await county.call(readCoverage, { unitId: unit('market-360902'), on: '2026-03-15' })
    expect(before.total.counts['above-scale']).toMatchObject({ appointed: 2, expired: 0 })
  })

  test('members that are not in the directory yet are in the denominator', async () => {
    await sql(
      `insert into roster_pending (unit_id, id, roster_id, version_no, name, place_unit_id)
       select r.unit_id, $2, r.id, 6, '示例待入名录企业', $1 from rosters r where r.unit_id = $3`,
      [unit('market-360902'), newId(), unit('industry-360902')],
    )
    const table = await county.call(readCoverage, { unitId: unit('market-360902'), on: DAY })
    expect(table.total.figures['above-scale-filed']).toMatchObject({ numerator: 2, denominator: 7 })
    expect(table.total.counts['above-scale']).toMatchObject({ members: 6, pending: 1 })
    await sql('delete from roster_pending')
  })

  test('the industry bureau sees the numbers of its county, and of a list who is on it, no more', async () => {
    const table = await industry.call(readCoverage, { unitId: unit('market-360902'), on: DAY })
    expect(table.total.counts['above-scale']).toMatchObject({ members: 6, filed: 2 })
    const own = await industry.call(readCoverage, { unitId: unit('industry-360902'), on: DAY })
    expect(own.total.counts['above-scale']).toMatchObject({ members: 6, filed: 2 })
    const of = { unitId: unit('market-360902'), scope: 'above-scale', on: DAY }
    const members = await industry.call(listCoverageMembers, { ...of, measure: 'members' })
    expect(members).toMatchObject({ total: 6 })
    expect(new Set(members.rows.map(({ person, standing }) => JSON.stringify([person, standing])))).toEqual(
      new Set(['[null,null]']),
    )
    for (const measure of ['filed', 'never', 'trained'] as const) {
      await expect(industry.call(listCoverageMembers, { ...of, measure })).rejects.toMatchObject({
        problem: { code: 'forbidden' },
      })
    }
    await expect(industry.call(listCoverageMembers, { ...of, scope: 'all' })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
  })

  test('nobody looks sideways, in the database neither', async () => {
    await expect(county.call(readCoverage, { unitId: unit('market-360981') })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
    const client = await app.database.pool.connect()
    const seen = async (viewer: string, text: string) => {
      await client.query(
        `begin; ${contextStatements({ kind: 'system', role: 'system', for: { unitId: unit(viewer) } })}; set local opencqo.kind = 'unit'`,
      )
      try {
        return (await client.query(text, [unit('market-360902')])).rows.length > 0
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
      for (const table of ['coverage_values', 'coverage_tail']) {
        const rows = `select * from ${table} where unit_id = $1`
        if (table === 'coverage_tail') expect(await seen('market-360902', rows)).toBe(true)
        expect(await seen('market-360981', rows)).toBe(false)
      }
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

describe('what is behind a number', () => {
  const asked = () => ({ unitId: unit('market-360902'), scope: 'above-scale', on: DAY })

  test('every number opens its list, names masked', async () => {
    const { total } = await county.call(readCoverage, { unitId: unit('market-360902'), on: DAY })
    for (const measure of [
      'members',
      'filed',
      'appointed',
      'vacant',
      'expired',
      'never',
      'letter',
      'trained',
      'evaluated',
    ] as const) {
      for (const scope of ['above-scale', 'all', 'sme'] as const) {
        const list = await county.call(listCoverageMembers, { ...asked(), scope, measure })
        expect([list.rows.length, list.total, list.counted], `${scope} ${measure}`).toEqual(
          Array(3).fill(total.counts[scope]?.[measure]),
        )
      }
    }
    const filed = await county.call(listCoverageMembers, { ...asked(), measure: 'filed' })
    expect(filed.rows[0]).toMatchObject({
      standing: 'filed',
      person: expect.stringMatching(/\*/),
      since: expect.stringMatching(/^2026-0[23]-10$/),
    })
  })

  test('page after page, and found by a fragment', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await county.call(listCoverageMembers, { ...asked(), limit: 2, ...(cursor && { cursor }) })
      names.push(...page.rows.map(({ name }) => name))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(names).toHaveLength(6)
    expect([...names].sort()).toEqual(names)
    const found = await county.call(listCoverageMembers, { ...asked(), text: names[3]?.slice(2, 6) ?? '' })
    expect(found.rows.map(({ name }) => name)).toContain(names[3])
    await expect(county.call(listCoverageMembers, { ...asked(), cursor: 'x' })).rejects.toThrow('翻页标记')
  })

  test('the missing by reason add up to all that are not filed', async () => {
    const missing = await county.call(listMissing, asked())
    expect(missing).toMatchObject({ missing: 4, total: 4 })
    const counts = Object.fromEntries(missing.counts.map(({ reason, n }) => [reason, n]))
    expect(counts).toEqual({ never: 1, 'not-filed': 1, vacant: 1, expired: 1, 'list-old': 0 })
    for (const reason of ['never', 'not-filed', 'vacant', 'expired'] as const) {
      const { rows } = await county.call(listMissing, { ...asked(), reason })
      expect(rows.map((row) => row.reason)).toEqual([reason])
    }
    expect(missing.rows.find(({ reason }) => reason === 'vacant')).toMatchObject({
      termTo: '2026-02-28',
      since: '2026-03-01',
    })
  })

  test('today it says where the filing lies; of an old list that it is old', async () => {
    const [appointed] = await sql<{ enterprise_id: string; id: string }>(
      'select enterprise_id, id from appointments where enterprise_id = $1',
      [ids[2]],
    )
    const filingId = newId()
    await sql(
      `insert into filings (enterprise_id, id, status, unit_id, appointment_id, submitted_at) values ($1, $2, 'returned', $3, $4, now())`,
      [appointed?.enterprise_id, filingId, unit('market-360902'), appointed?.id],
    )
    const { on: _, ...today } = asked()
    const missing = await county.call(listMissing, { ...today, reason: 'returned' })
    expect(missing.rows).toMatchObject([{ reason: 'returned', filingId }])
    expect(missing.counts).toContainEqual({ reason: 'returned', n: 1 })
    expect(missing.counts).toContainEqual({ reason: 'not-filed', n: 0 })
    const later = await county.call(listMissing, { ...asked(), on: '2027-06-30', reason: 'list-old' })
    expect(later.total).toBe(4)
    expect(later.rows.every(({ listOld }) => listOld)).toBe(true)
    await sql('delete from filings where id = $1', [filingId])
  })

  test('a moved enterprise counts where it was then and where it is now; out of sight it is not named', async () => {
    await base.moveEnterprise(sql, {
      enterpriseId: ids[5] ?? '',
      unitId: unit('market-360981'),
      on: '2026-04-10',
      at: at('2026-04-10'),
    })
    const counted = async (boundaries: 'then' | 'now') => {
      const table = await city.call(readCoverage, { unitId: unit('market-360900'), on: DAY, boundaries })
      return ['袁州区市场监督管理局', '丰城市市场监督管理局'].map(
        (name) => table.rows.find((row) => row.unit.name === name)?.counts['above-scale']?.members,
      )
    }
    expect(await counted('then')).toEqual([6, 0])
    expect(await counted('now')).toEqual([5, 1])
    expect(await county.call(listCoverageMembers, asked())).toMatchObject({
      counted: 6,
      elsewhere: 1,
      total: 5,
    })
    expect(await county.call(listCoverageMembers, { ...asked(), boundaries: 'now' })).toMatchObject({
      counted: 5,
      elsewhere: 0,
      total: 5,
    })
    const atCity = { ...asked(), unitId: unit('market-360900') }
    expect(await city.call(listCoverageMembers, atCity)).toMatchObject({ counted: 6, elsewhere: 0 })
  })

  test('one person in several enterprises, named to each as far as he sees', async () => {
    const own = await county.call(listSamePersons, { unitId: unit('market-360902'), on: DAY })
    expect(own).toMatchObject({ total: 1, rows: [{ person: expect.stringMatching(/\*/), elsewhere: 1 }] })
    expect(own.rows[0]?.enterprises).toHaveLength(2)
    const all = await city.call(listSamePersons, { unitId: unit('market-360900'), on: DAY })
    expect(all.rows[0]?.enterprises).toHaveLength(3)
    expect(all.rows[0]?.elsewhere).toBe(0)
    expect(
      await city.call(listSamePersons, { unitId: unit('market-360900'), on: '2026-02-15' }),
    ).toMatchObject({ total: 0 })
  })
})

test('the trend has the month ends and the day, each as it was', async () => {
  const { points, goal } = await county.call(readTrend, {
    unitId: unit('market-360902'),
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
  await expect(county.call(readTrend, { unitId: unit('market-360902'), indicator: 'x' })).rejects.toThrow(
    '指标',
  )
})

test('in public no count of one or two, nor what gives it away', async () => {
  const table = await city.call(readPublicCoverage, { unitId: unit('market-360900'), on: DAY })
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
  const { rows } = await industry.call(listIndicators, {})
  expect(rows.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['K1', 'K2', 'K3', 'K4', 'K4′', 'K5', 'K6', 'K7']),
  )
  for (const row of rows) expect([row.doc.length > 5, row.source.length > 0]).toEqual([true, true])
})

test('all of it goes into workbooks', async () => {
  const of = { unitId: unit('market-360900'), on: DAY }
  const first = async (bytes: Uint8Array) => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes).buffer as never)
    return { sheet: book.worksheets[0], facts: JSON.stringify(book.worksheets[1]?.getSheetValues()) }
  }
  const table = await first((await city.download(exportCoverage, of)).bytes)
  expect(table.sheet?.getRow(1).getCell(2).value).toBe('规上企业备案覆盖率：分子')
  expect(table.facts).toContain('yichun-2024')
  expect(table.facts).toContain('没有名单')
  const rows = table.sheet?.getColumn(1).values ?? []
  expect(rows).toContain('宜春市市场监督管理局（合计）')
  expect((await first((await city.download(exportTrend, of)).bytes)).sheet?.rowCount).toBe(13)
  expect(
    (await first((await city.download(exportCoverageMembers, { ...of, measure: 'filed' })).bytes)).sheet
      ?.rowCount,
  ).toBe(3)
  const missing = await first((await city.download(exportMissing, of)).bytes)
  expect(missing.sheet?.getColumn(9).values).toEqual(
    expect.arrayContaining(['从未聘任', '离任后空缺', '任期届满未续聘']),
  )
  expect((await first((await city.download(exportSamePersons, of)).bytes)).sheet?.rowCount).toBe(4)
  const open = await first((await city.download(exportPublicCoverage, of)).bytes)
  expect(open.sheet?.getSheetValues().flat()).toContain('*')
})
