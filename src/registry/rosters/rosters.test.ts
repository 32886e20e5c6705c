import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { type Filing, readFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  changeRoster,
  createRoster,
  listMemberships,
  listRosterMembers,
  listRosters,
  recordRoster,
} from './contract.ts'
import { listCodes, type RosterEvent, spellsOf, standingOn } from './domain.ts'
import { rosterFacts } from './facts.ts'

let app: TestApp
let county: string
let industry: string
let elsewhere: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  industry = units.get('industry-360902') ?? ''
  elsewhere = units.get('market-360983') ?? ''
})
afterAll(() => app.close())

const aboveScale = {
  scopeCode: 'above-scale',
  level: null,
  name: '示例区 2026 年规上企业名单',
  docNo: '',
  periodFrom: '2026-01-01',
  periodTo: '2026-12-31',
}
const on = { note: '', sha256: null, leave: [] as string[] }
const asCounty = () => ({ kind: 'system', role: 'system', for: { unitId: county } }) as const
const factsAt = (enterpriseId: string, date: string, known = new Date()) =>
  inTransaction(app.installation.pool, asCounty(), (tx) => rosterFacts(tx, enterpriseId, date, known))

describe('a dated list', () => {
  test('decides 规上 from the day on which it is known to, and of whoever it does not name', async () => {
    const [listed, unlisted] = [await makeEnterprise(app, county), await makeEnterprise(app, county)]
    const foreign = await makeEnterprise(app, elsewhere)
    const keeper = await signInAs(app, 'industry-officer', { unitId: industry })
    const before = new Date()
    expect(await factsAt(listed, '2026-06-01')).toEqual({ lists: [], aboveScale: undefined })
    const roster = await keeper.call(createRoster, { unitId: industry, ...aboveScale })
    // A list without members decides nothing.
    expect(await factsAt(unlisted, '2026-06-01')).toEqual({ lists: [], aboveScale: undefined })
    const of = { unitId: industry, rosterId: roster.id, ...on }
    const enter = [{ enterpriseId: listed, nominated: false }]
    expect(await keeper.call(recordRoster, { ...of, effectiveOn: '2026-03-01', enter })).toEqual({
      entered: 1,
      left: 0,
      unchanged: 0,
      no: 1,
      membersDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await keeper.call(recordRoster, { ...of, effectiveOn: '2026-03-01', enter })).toMatchObject({
      entered: 0,
      unchanged: 1,
    })
    expect(await factsAt(listed, '2026-06-01')).toEqual({ lists: ['above-scale'], aboveScale: true })
    // Nothing was signed for that day.
    expect(await factsAt(listed, '2026-02-28')).toEqual({ lists: [], aboveScale: undefined })
    expect(await factsAt(listed, '2027-01-01')).toEqual({ lists: [], aboveScale: undefined })
    expect(await factsAt(unlisted, '2026-06-01')).toEqual({ lists: [], aboveScale: false })
    expect(await factsAt(foreign, '2026-06-01')).toEqual({ lists: [], aboveScale: undefined })
    expect(await factsAt(listed, '2026-06-01', before)).toEqual({ lists: [], aboveScale: undefined })
    await expect(keeper.call(recordRoster, { ...of, effectiveOn: '2027-01-01', enter })).rejects.toThrow(
      '不在名单期间',
    )
    const strange = [{ enterpriseId: foreign, nominated: false }]
    await expect(
      keeper.call(recordRoster, { ...of, effectiveOn: '2026-03-01', enter: strange }),
    ).rejects.toThrow('不在本单位的范围内')
  })

  test('is kept by units with the function of lists, and seen by an enterprise only where it stands itself', async () => {
    const own = await makeEnterprise(app, county)
    const officer = await signInAs(app, 'county-officer', { unitId: county })
    await expect(officer.call(createRoster, { unitId: county, ...aboveScale })).rejects.toThrow('名单职能')
    const prize = {
      ...aboveScale,
      scopeCode: 'government-quality-award',
      level: 'city' as const,
      name: '示例市市长质量奖',
      periodTo: null,
    }
    await expect(officer.call(createRoster, { unitId: county, ...prize, level: null })).rejects.toThrow(
      '级别',
    )
    const roster = await officer.call(createRoster, { unitId: county, ...prize })
    const of = { unitId: county, rosterId: roster.id, ...on }
    const enter = [{ enterpriseId: own, nominated: true }]
    await officer.call(recordRoster, { ...of, effectiveOn: '2026-05-01', enter })
    expect((await factsAt(own, '2026-05-01')).lists).toEqual([
      'government-quality-award',
      'government-quality-award-city',
      'government-quality-award-city-nominated',
      'government-quality-award-nominated',
    ])
    const filer = await signInAs(app, 'filer', { enterpriseId: own })
    const { rows } = await filer.call(listMemberships, { enterpriseId: own })
    expect(rows).toMatchObject([{ rosterId: roster.id, from: '2026-05-01', to: null, nominated: true }])
    await expect(filer.call(listRosters, {})).rejects.toMatchObject({ problem: { status: 403 } })
    const neighbour = await signInAs(app, 'county-officer', { unitId: elsewhere })
    expect(await neighbour.call(listRosterMembers, { rosterId: roster.id })).toMatchObject({ total: 0 })
    expect(await officer.call(listRosterMembers, { rosterId: roster.id })).toMatchObject({ total: 1 })
    const head = { unitId: county, rosterId: roster.id, name: '改名', docNo: '', periodTo: null }
    expect(await officer.call(changeRoster, { ...head, version: roster.version })).toMatchObject({
      name: '改名',
    })
    await expect(officer.call(changeRoster, { ...head, version: 99 })).rejects.toMatchObject({
      problem: { code: 'stale-version' },
    })
  })
})

test("a filing is judged by the list of its appointment date, and the form's word stands beside", async () => {
  const enterpriseId = await makeEnterprise(app, county)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const filing = await submittedFiling(enterpriseId, filer, principal)
  const said = filing.form.aboveScale
  const warned = ({ warnings }: Filing) => warnings.some(({ path }) => path === 'aboveScale')
  const keeper = await signInAs(app, 'industry-officer', { unitId: industry })
  const day = filing.form.appointedFrom ?? ''
  const period = { periodFrom: `${day.slice(0, 4)}-01-01`, periodTo: `${day.slice(0, 4)}-12-31` }
  const roster = await keeper.call(createRoster, { unitId: industry, ...aboveScale, ...period })
  const named = said ? await makeEnterprise(app, county) : enterpriseId
  await keeper.call(recordRoster, {
    ...on,
    unitId: industry,
    rosterId: roster.id,
    effectiveOn: period.periodFrom,
    enter: [{ enterpriseId: named, nominated: false }],
  })
  // What was handed in is judged by what was known then.
  const of = { enterpriseId, filingId: filing.id }
  expect(warned(await filer.call(readFiling, of))).toBe(warned(filing))
  const other = await makeEnterprise(app, county)
  const again = await submittedFiling(
    other,
    await signInAs(app, 'filer', { enterpriseId: other }),
    await signInAs(app, 'principal', { enterpriseId: other }),
  )
  expect(warned(again)).toBe(said === true)
})

describe('memberships as of a day, as known at an instant', () => {
  const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}`
  const event = fc.record({
    kind: fc.constantFrom('enter' as const, 'leave' as const),
    nominated: fc.boolean(),
    effectiveOn: fc.integer({ min: 1, max: 9 }).map(day),
  })
  const histories = fc.array(event, { maxLength: 12 }).map((events) =>
    events.map(
      (each, index): RosterEvent => ({
        ...each,
        recordedAt: new Date(index * 1000).toISOString(),
        id: newId(),
      }),
    ),
  )

  test('the stretches say of every day what the events say', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 12 }), (events, last) => {
        const known = new Date(last * 1000).toISOString()
        const spells = spellsOf(events, known)
        for (let n = 0; n <= 11; n += 1) {
          const at = spells.filter(({ from, to }) => from <= day(n) && (to === null || day(n) < to))
          const standing = standingOn(events, day(n), known)
          expect(at.map(({ nominated }) => nominated)).toEqual(standing ? [standing.nominated] : [])
        }
      }),
    )
  })

  test('the database says the same, whatever the order of recording', async () => {
    const enterpriseId = await makeEnterprise(app, county)
    const [officer] = await app.sql('select id from accounts limit 1')
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 0, max: 12 }), async (events, last) => {
        const rosterId = newId()
        await app.sql(
          `insert into rosters (id, unit_id, scope_code, name, period_from, created_by) values ($1, $2, 'key-industry', '示例', '2026-01-01', $3)`,
          [rosterId, county, officer?.id],
        )
        for (const [index, { id, kind, nominated, effectiveOn, recordedAt }] of events.entries()) {
          await app.sql(
            `insert into roster_versions (unit_id, id, roster_id, kind, status, no, effective_on, created_by, signed_at, signed_by)
             values ($1, $2, $3, 'record', 'signed', $4, $5, $6, $7, $6)`,
            [county, id, rosterId, index + 1, effectiveOn, officer?.id, recordedAt],
          )
          await app.sql(
            `insert into roster_events (enterprise_id, id, roster_id, kind, nominated, effective_on, recorded_at, recorded_by, version_no)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
            [enterpriseId, id, rosterId, kind, nominated, effectiveOn, recordedAt, officer?.id, index + 1],
          )
        }
        const known = new Date(last * 1000)
        for (const n of [1, 5, 9]) {
          const rows = await app.sql('select nominated from roster_members($1, $2, $3)', [
            rosterId,
            day(n),
            known,
          ])
          const standing = standingOn(events, day(n), known.toISOString())
          expect(rows).toEqual(standing ? [{ nominated: standing.nominated }] : [])
        }
      }),
      { numRuns: 25 },
    )
  })
})

test('rules ask by scope, by level and by 提名', () => {
  const prize = { scopeCode: 'prize', level: 'city' as const, nominated: false }
  expect(listCodes([prize, { ...prize, level: null, nominated: true }])).toEqual([
    'prize',
    'prize-city',
    'prize-nominated',
  ])
})
