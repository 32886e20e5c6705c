import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readCoverage } from '../contract.ts'
import * as base from '../history.fixture.ts'
import { at, DAY, makeSamplePlace } from '../sample-place.fixture.ts'
import { listCoverageMembers, listMissing, listSamePersons } from './contract.ts'

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
  const ids = await makeSamplePlace(sql, unit)
  return {
    unit,
    ids,
    county: await signInAs(app, 'county-officer', { unitId: unit('market-360902') }),
    city: await signInAs(app, 'city-officer', { unitId: unit('market-360900') }),
  }
}

describe('what is behind a number', () => {
  const asked = () => ({ unitId: place.unit('market-360902'), scope: 'above-scale', on: DAY })

  test('every number opens its list, names masked', async () => {
    const { total } = await place.county.call(readCoverage, { unitId: place.unit('market-360902'), on: DAY })
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
        const list = await place.county.call(listCoverageMembers, { ...asked(), scope, measure })
        expect([list.rows.length, list.total, list.counted], `${scope} ${measure}`).toEqual(
          Array(3).fill(total.counts[scope]?.[measure]),
        )
      }
    }
    const filed = await place.county.call(listCoverageMembers, { ...asked(), measure: 'filed' })
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
      const page = await place.county.call(listCoverageMembers, {
        ...asked(),
        limit: 2,
        ...(cursor && { cursor }),
      })
      names.push(...page.rows.map(({ name }) => name))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(names).toHaveLength(6)
    expect([...names].sort()).toEqual(names)
    const found = await place.county.call(listCoverageMembers, {
      ...asked(),
      text: names[3]?.slice(2, 6) ?? '',
    })
    expect(found.rows.map(({ name }) => name)).toContain(names[3])
    await expect(place.county.call(listCoverageMembers, { ...asked(), cursor: 'x' })).rejects.toThrow(
      '翻页标记',
    )
  })

  test('the missing by reason add up to all that are not filed', async () => {
    const missing = await place.county.call(listMissing, asked())
    expect(missing).toMatchObject({ missing: 4, total: 4 })
    const counts = Object.fromEntries(missing.counts.map(({ reason, n }) => [reason, n]))
    expect(counts).toEqual({ never: 1, 'not-filed': 1, vacant: 1, expired: 1, 'list-old': 0 })
    for (const reason of ['never', 'not-filed', 'vacant', 'expired'] as const) {
      const { rows } = await place.county.call(listMissing, { ...asked(), reason })
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
      [place.ids[2]],
    )
    const filingId = newId()
    await sql(
      `insert into filings (enterprise_id, id, status, unit_id, appointment_id, submitted_at) values ($1, $2, 'returned', $3, $4, now())`,
      [appointed?.enterprise_id, filingId, place.unit('market-360902'), appointed?.id],
    )
    const { on: _, ...today } = asked()
    const missing = await place.county.call(listMissing, { ...today, reason: 'returned' })
    expect(missing.rows).toMatchObject([{ reason: 'returned', filingId }])
    expect(missing.counts).toContainEqual({ reason: 'returned', n: 1 })
    expect(missing.counts).toContainEqual({ reason: 'not-filed', n: 0 })
    const later = await place.county.call(listMissing, { ...asked(), on: '2027-06-30', reason: 'list-old' })
    expect(later.total).toBe(4)
    expect(later.rows.every(({ listOld }) => listOld)).toBe(true)
    await sql('delete from filings where id = $1', [filingId])
  })

  test('a moved enterprise counts where it was then and where it is now; out of sight it is not named', async () => {
    await base.moveEnterprise(sql, {
      enterpriseId: place.ids[5] ?? '',
      unitId: place.unit('market-360981'),
      on: '2026-04-10',
      at: at('2026-04-10'),
    })
    const counted = async (boundaries: 'then' | 'now') => {
      const table = await place.city.call(readCoverage, {
        unitId: place.unit('market-360900'),
        on: DAY,
        boundaries,
      })
      return ['袁州区市场监督管理局', '丰城市市场监督管理局'].map(
        (name) => table.rows.find((row) => row.unit.name === name)?.counts['above-scale']?.members,
      )
    }
    expect(await counted('then')).toEqual([6, 0])
    expect(await counted('now')).toEqual([5, 1])
    expect(await place.county.call(listCoverageMembers, asked())).toMatchObject({
      counted: 6,
      elsewhere: 1,
      total: 5,
    })
    expect(await place.county.call(listCoverageMembers, { ...asked(), boundaries: 'now' })).toMatchObject({
      counted: 5,
      elsewhere: 0,
      total: 5,
    })
    const atCity = { ...asked(), unitId: place.unit('market-360900') }
    expect(await place.city.call(listCoverageMembers, atCity)).toMatchObject({ counted: 6, elsewhere: 0 })
  })

  test('one person in several enterprises, named to each as far as he sees', async () => {
    const own = await place.county.call(listSamePersons, { unitId: place.unit('market-360902'), on: DAY })
    expect(own).toMatchObject({ total: 1, rows: [{ person: expect.stringMatching(/\*/), elsewhere: 1 }] })
    expect(own.rows[0]?.enterprises).toHaveLength(2)
    const all = await place.city.call(listSamePersons, { unitId: place.unit('market-360900'), on: DAY })
    expect(all.rows[0]?.enterprises).toHaveLength(3)
    expect(all.rows[0]?.elsewhere).toBe(0)
    expect(
      await place.city.call(listSamePersons, { unitId: place.unit('market-360900'), on: '2026-02-15' }),
    ).toMatchObject({ total: 0 })
  })
})
