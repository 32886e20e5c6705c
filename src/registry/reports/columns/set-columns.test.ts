import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readReport } from '../contract.ts'
import { preparedReport } from '../fixtures.ts'
import { readReportColumns, setReportColumns } from './contract.ts'

let app: TestApp
let county: Client
let city: Client
let countyId: string
let cityId: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  countyId = units.get('market-360902') ?? ''
  cityId = units.get('market-360900') ?? ''
  county = await signInAs(app, 'county-officer', { unitId: countyId })
  city = await signInAs(app, 'city-officer', { unitId: cityId })
})
afterAll(() => app.close())

const detailOf = async (client: Client, unitId: string) =>
  (await client.call(readReportColumns, { unitId })).rows.find(({ form }) => form === 'detail')

test('columns are those of the unit, else of the nearest above, else of the product', async () => {
  expect(await detailOf(county, countyId)).toMatchObject({ of: 'default', version: 0, set: { docNo: '' } })
  const wanted = {
    title: '示例汇总表',
    docNo: '示例文号',
    columns: [{ key: 'enterprise', title: '单位名称' }],
  }
  const of = { unitId: cityId, form: 'detail', version: 0 } as const
  await city.call(setReportColumns, { ...of, ...wanted })
  expect(await detailOf(county, countyId)).toMatchObject({
    of: 'above',
    ofName: expect.stringContaining('宜春市'),
    version: 0,
    set: wanted,
  })
  const blank = [...wanted.columns, { key: 'blank-1', title: '盖章' }]
  await county.call(setReportColumns, { ...of, ...wanted, unitId: countyId, columns: blank })
  expect(await detailOf(county, countyId)).toMatchObject({ of: 'own', version: 1 })
  await expect(city.call(setReportColumns, { ...of, ...wanted })).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  for (const key of ['password', 'enterprise']) {
    const columns = [...wanted.columns, { key, title: '示例' }]
    await expect(
      city.call(setReportColumns, { ...of, ...wanted, version: 1, columns }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ path: 'columns.1.key' }] } })
  }
  await county.call(setReportColumns, { ...of, ...wanted, unitId: countyId, version: 1, columns: null })
  expect(await detailOf(county, countyId)).toMatchObject({ of: 'above' })
})

test('a pack counts until before whatever others are still writing', async () => {
  const draft = await preparedReport(county, countyId, civilDateOf(new Date()))
  const of = { unitId: countyId, packId: draft.id }
  const writer = await app.database.pool.connect()
  try {
    const { rows } = await writer
      .query('begin; select now() as begun')
      .then((results) => (results as unknown as { rows: { begun: Date }[] }[])[1] ?? { rows: [] })
    const begun = rows[0]?.begun.getTime() ?? 0
    await new Promise((done) => setTimeout(done, 20))
    const during = await county.call(readReport, of)
    expect(Date.parse(during.knownAt)).toBe(begun)
    await writer.query('rollback')
    const after = await county.call(readReport, of)
    expect(Date.parse(after.knownAt)).toBeGreaterThan(begun)
    expect(after.digest).toBe(during.digest)
  } finally {
    writer.release()
  }
})
