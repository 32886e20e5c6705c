import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { Refused } from '#platform/operation.ts'
import { keepPack, shippedPacks } from '#registry/rules/index.ts'
import { readPack } from '#registry/rules/load-pack.ts'
import { administrator, makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changePlanMembers, readPlan, startPlan } from './contract.ts'
import { signedAboveScale } from './fixtures.ts'
import { acceptPlan, discardPlan, returnPlan, submitPlan, withdrawPlan } from './handing/contract.ts'
import { readOwnPlans } from './units/contract.ts'

let app: TestApp
let unitId: string
let county: Client
let city: Client
const ids: string[] = []

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  county = await signInAs(app, 'county-officer', { unitId })
  city = await signInAs(app, 'city-officer', { unitId: units.get('market-360900') ?? '' })
  for (let n = 0; n < 4; n += 1) ids.push(await makeEnterprise(app, unitId))
  const industryId = units.get('industry-360902') ?? ''
  await signedAboveScale(await signInAs(app, 'industry-officer', { unitId: industryId }), industryId, ids)
})
afterAll(() => app.close())

const deeds = ['start', 'put', 'take', 'submit', 'withdraw', 'discard', 'return', 'accept'] as const
type Deed = (typeof deeds)[number]

/** Enough for every deed to have a chance. */
const begun: readonly (readonly [Deed, number])[] = [
  ['start', 0],
  ['put', 0],
  ['submit', 0],
]

/** Does what is asked with the newest version; what is refused is refused in words, never a fault. */
async function attempt(deed: Deed, which: number, year: number): Promise<void> {
  const [newest] = await app.sql<{ id: string; version: number }>(
    'select id, version from cultivation_plans where unit_id = $1 and year = $2 order by no desc limit 1',
    [unitId, year],
  )
  const of = { unitId, planId: newest?.id ?? '00000000-0000-7000-8000-000000000000' }
  const versioned = { ...of, version: newest?.version ?? 1 }
  const enterpriseId = ids[which] ?? ''
  const nothing = { add: [], remove: [], addAll: null }
  const calls: Record<Deed, () => Promise<unknown>> = {
    start: () => county.call(startPlan, { unitId, year, reason: '调整' }),
    put: () => county.call(changePlanMembers, { ...of, ...nothing, add: [{ enterpriseId, year, note: '' }] }),
    take: () => county.call(changePlanMembers, { ...of, ...nothing, remove: [enterpriseId] }),
    submit: () =>
      county.call(submitPlan, { ...versioned, explanation: '说明', preparedBy: '示例', reviewedBy: '示例' }),
    withdraw: () => county.call(withdrawPlan, { ...versioned, reason: '还要改' }),
    discard: () => county.call(discardPlan, versioned),
    return: () => city.call(returnPlan, { ...versioned, defects: [{ place: '甲', why: '乙', how: '丙' }] }),
    accept: () => city.call(acceptPlan, versioned),
  }
  await calls[deed]().catch((error: unknown) => {
    if (!(error instanceof Refused) || error.problem.status >= 500) throw error
  })
}

test('whatever is tried in whatever order: one open version, the latest accepted in force, what was handed in unchanged', async () => {
  let year = 2050
  const step = fc.tuple(fc.constantFrom(...deeds), fc.nat({ max: 3 }))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      year += 1
      const frozen = new Map<string, string>()
      for (const [deed, which] of [...begun, ...steps]) {
        await attempt(deed, which, year)
        const versions = await stored(year)
        expect(
          versions.filter(({ status }) => status === 'draft' || status === 'submitted').length,
        ).toBeLessThan(2)
        for (const { id, content } of versions.filter(({ submitted }) => submitted)) {
          expect(content).toBe(frozen.get(id) ?? content)
          frozen.set(id, content)
        }
      }
      const accepted = (await stored(year)).findLast(({ status }) => status === 'accepted')
      expect((await county.call(readOwnPlans, { unitId, year })).inForce).toBe(accepted?.id ?? null)
    }),
    { numRuns: 6 },
  )
}, 60_000)

type Stored = { id: string; status: string; submitted: boolean; content: string }

/** The versions of a year as the database has them, oldest first, each with all that may not change once it was handed in. */
const stored = (year: number) =>
  app.sql<Stored>(
    `select p.id, p.status, p.submitted_at is not null as submitted,
            concat_ws('|', p.digest, p.submitted_at, p.warnings, p.basis,
              (select string_agg(r::text, ';' order by r.position) from cultivation_plan_rows r where r.plan_id = p.id),
              (select string_agg(m::text, ';' order by m.enterprise_id) from cultivation_plan_members m where m.plan_id = p.id)) as content
       from cultivation_plans p where p.unit_id = $1 and p.year = $2 order by p.no`,
    [unitId, year],
  )

test('how many years the form has is a word of the rule pack; a plan that was begun keeps its own', async () => {
  const before = await county.call(startPlan, { unitId, year: 2031 })
  const shipped = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')
  const text = (shipped?.text ?? '')
    .replace(/^version: 1$/m, 'version: 2')
    .replace('培育计划报送表, version: 1,', '培育计划报送表, version: 2, years: 3,')
  const reading = readPack(text, [])
  if (!reading.ok) throw new Error(reading.problems[0]?.reason)
  await inTransaction(app.installation.pool, administrator, (tx) =>
    keepPack(tx, { file: reading.file, text }),
  )
  const { id } = await county.call(startPlan, { unitId, year: 2032 })
  const plan = await county.call(readPlan, { unitId, planId: id })
  expect(plan.columns.slice(3)).toEqual(['2032年培育计划数', '2033年培育计划数', '2034年培育计划数'])
  expect(plan.rows[0]?.planned).toEqual([0, 0, 0])
  expect((await county.call(readPlan, { unitId, planId: before.id })).columns).toHaveLength(5)
})
