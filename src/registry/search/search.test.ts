import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { listFilings } from '#registry/filings/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { find } from './contract.ts'
import { fillOfficerWordsJob } from './jobs/fill-officer-words.job.ts'

type Kept = {
  id: string
  enterpriseId: string
  unitId: string
  name: string
  filingNo: string | null
  seen: boolean
}

const NAMES = ['曾示国', '单示明', '王示小明', '欧阳示国', '示例·艾力·买买提', '示𠮷明']
/** What finds each by pinyin, as its bearer would say it. */
const SPOKEN: Record<string, readonly string[]> = {
  zsg: ['曾示国'],
  ssm: ['单示明'],
  shiguo: ['曾示国', '欧阳示国'],
  oys: ['欧阳示国'],
}

let app: TestApp
let kept: Kept[]
let people: Record<'county' | 'other' | 'city' | 'industry' | 'filer', Client>
let sees: Record<keyof typeof people, (one: Kept) => boolean>

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const at = (key: string) => units.get(key) ?? ''
  const [here, there] = [at('market-360902'), at('market-360983')]
  kept = []
  for (const [index, name] of [...NAMES, ...NAMES].entries()) {
    const unitId = index < NAMES.length ? here : there
    kept.push(await appointed(name, unitId, index))
  }
  kept.push({ ...(await appointed('示建国草稿', here, 90, 'draft')), seen: false })
  const [first] = kept
  people = {
    county: await signInAs(app, 'county-officer', { unitId: here }),
    other: await signInAs(app, 'county-officer', { unitId: there }),
    city: await signInAs(app, 'city-officer', { unitId: at('market-360900') }),
    industry: await signInAs(app, 'industry-officer', { unitId: at('industry-360902') }),
    filer: await signInAs(app, 'filer', { enterpriseId: first?.enterpriseId ?? '' }),
  }
  sees = {
    county: (one) => one.unitId === here,
    other: (one) => one.unitId === there,
    city: () => true,
    industry: () => false,
    filer: (one) => one.enterpriseId === first?.enterpriseId,
  }
})
afterAll(() => app.close())

/** An officer; every second one has a registered filing. */
async function appointed(name: string, unitId: string, number: number, status = 'issued'): Promise<Kept> {
  const enterpriseId = await makeEnterprise(app, unitId)
  const id = newId()
  await app.sql(
    `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, term_from,
       appointer_name, appointer_capacity) values ($1, $2, $3, $4, '质量总监', 'senior', true, '2026-01-01', '示例郑', '法定代表人')`,
    [enterpriseId, id, status, name],
  )
  const filingNo =
    status === 'issued' && number % 2 === 0 ? `3609022026${String(number).padStart(4, '0')}` : null
  if (filingNo) {
    await app.sql(
      `insert into filings (enterprise_id, id, status, unit_id, appointment_id, person_name, submitted_at, registered_at, filing_no)
       values ($1, $2, 'registered', $3, $4, $5, '2026-02-01', '2026-02-02', $6)`,
      [enterpriseId, newId(), unitId, id, name, filingNo],
    )
  }
  return { id, enterpriseId, unitId, name, filingNo, seen: true }
}

const idsOf = async (who: Client, text: string) =>
  (await who.call(find, { text })).officers.rows.map(({ appointmentId }) => appointmentId).sort()

const expected = (who: keyof typeof people, fits: (one: Kept) => boolean) =>
  kept
    .filter((one) => one.seen && sees[who](one) && fits(one))
    .map(({ id }) => id)
    .sort()

const everybody = ['county', 'other', 'city', 'industry', 'filer'] as const

async function foundByAll(text: string, fits: (one: Kept) => boolean) {
  for (const who of everybody) {
    expect(await idsOf(people[who], text), `${who}: ${text}`).toEqual(expected(who, fits))
  }
}

describe('officers', () => {
  test('are found by any fragment of the name by whoever may read them and by nobody else, words made or not', async () => {
    const fragments = fc.constantFrom(...NAMES).chain((name) => {
      const signs = [...name]
      return fc
        .tuple(fc.nat(signs.length - 2), fc.integer({ min: 2, max: signs.length }))
        .map(([from, length]) => signs.slice(from, from + length).join(''))
    })
    const property = fc.asyncProperty(fragments, (text) =>
      foundByAll(text, ({ name }) => name.includes(text)),
    )
    await fc.assert(property, { numRuns: 12 })
    await fillOfficerWordsJob.run(app.installation, {})
    expect(await app.sql('select 1 from officer_names where words is null')).toEqual([])
    await fc.assert(property, { numRuns: 12 })
  })

  test('are found by pinyin, the family name read as one', async () => {
    await fillOfficerWordsJob.run(app.installation, {})
    for (const [text, names] of Object.entries(SPOKEN)) {
      await foundByAll(text, ({ name }) => names.includes(name))
    }
  })

  test('are found by 备案编号 and by the code of the enterprise', async () => {
    await foundByAll('36090220260004', ({ filingNo }) => filingNo === '36090220260004')
    await foundByAll('360902', ({ filingNo }) => filingNo?.startsWith('360902') ?? false)
    const [first] = kept
    const [enterprise] = await app.sql<{ credit_code: string }>(
      'select credit_code from enterprises where id = $1',
      [first?.enterpriseId],
    )
    await foundByAll(
      enterprise?.credit_code ?? '',
      ({ enterpriseId }) => enterpriseId === first?.enterpriseId,
    )
  })

  test('say where they stand, and lead to what their finder may read', async () => {
    const { rows } = (await people.county.call(find, { text: '曾示' })).officers
    expect(rows).toMatchObject([
      { personName: '曾示国', state: 'filed', filingNo: '36090220260000', positionTitle: '质量总监' },
    ])
    const { rows: filings } = await people.county.call(listFilings, { status: 'registered' })
    expect(filings.map(({ id }) => id)).toContain(rows[0]?.filingId)
    await app.sql("update appointments set term_to = '2026-01-31' where id = $1", [rows[0]?.appointmentId])
    const again = (await people.county.call(find, { text: '曾示' })).officers
    expect(again.rows).toMatchObject([{ state: 'past' }])
  })

  test('of a revoked letter are found no longer, and under a corrected name at once', async () => {
    const one = await appointed('示初名', kept[0]?.unitId ?? '', 99)
    const named = async (text: string) => (await idsOf(people.county, text)).includes(one.id)
    expect(await named('初名')).toBe(true)
    await fillOfficerWordsJob.run(app.installation, {})
    await app.sql("update appointments set person_name = '示改名' where id = $1", [one.id])
    expect(await named('初名')).toBe(false)
    expect(await named('改名')).toBe(true)
    await app.sql("update appointments set status = 'revoked' where id = $1", [one.id])
    expect(await named('改名')).toBe(false)
  })
})

test('enterprises are found beside them; marks find nothing, and nothing at all is refused', async () => {
  const { enterprises, officers } = await people.county.call(find, { text: '号机械' })
  expect(enterprises.total).toBe(kept.filter((one) => sees.county(one)).length + 1)
  expect(officers.total).toBe(0)
  for (const text of ["'", '%', '\\', '_', "');--", '{', '"', ';', '曾%国', "x' or '1'='1"]) {
    const found = await people.city.call(find, { text })
    expect([found.enterprises.total, found.officers.total], text).toEqual([0, 0])
  }
  await expect(people.city.call(find, { text: ' ' })).rejects.toMatchObject({
    problem: { code: 'invalid-input' },
  })
})
