import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changePlanMembers, startPlan } from '#registry/cultivation-plans/contract.ts'
import { signedAboveScale } from '#registry/cultivation-plans/fixtures.ts'
import { submitPlan } from '#registry/cultivation-plans/handing/contract.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { recomputeFromCommandLine } from './cli-recompute.ts'

let app: TestApp
let login: string
let planId: string
let said: string[]

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const unitId = units.get('market-360902') ?? ''
  const industryId = units.get('industry-360902') ?? ''
  login = await makeAccount(app, 'city-officer', { unitId: units.get('market-360900') ?? '' })
  const enterpriseId = await makeEnterprise(app, unitId)
  const keeper = await signInAs(app, 'industry-officer', { unitId: industryId })
  await signedAboveScale(keeper, industryId, [enterpriseId])
  const county = await signInAs(app, 'county-officer', { unitId })
  planId = (await county.call(startPlan, { unitId, year: 2031 })).id
  const of = { unitId, planId }
  const add = [{ enterpriseId, year: 2031, note: '' }]
  const { version } = await county.call(changePlanMembers, { ...of, add, remove: [], addAll: null })
  const signer = { preparedBy: '示例填报人', reviewedBy: '示例审核人' }
  await county.call(submitPlan, { ...of, ...signer, version, explanation: '' })
})
afterAll(() => app.close())
beforeEach(() => {
  said = []
})

const run = (...args: string[]) => {
  const say = (line: string) => void said.push(line)
  const { signal } = new AbortController()
  const terminal = { out: say, err: say, password: async () => PASSWORD, signal, environment: {} }
  return recomputeFromCommandLine([...args, '--server', app.baseUrl], terminal)
}

test('every version of 培育计划 that was handed in is recomputed; the first that differs is named, and the command fails', async () => {
  expect(await run('--login', login)).toBe(0)
  expect(said).toContain('1 版培育计划全部相符。')
  await app.sql('update cultivation_plan_rows set above_scale = 9 where plan_id = $1', [planId])
  said = []
  expect(await run('--login', login)).toBe(1)
  expect(said.at(-1)).toBe(
    '袁州区市场监督管理局 2031 年培育计划第 1 版　不符　袁州区，规上企业数：报送时为 9，重算为 1。',
  )
})

test('every signed version of a list is counted anew; one that was altered is named, and the command fails', async () => {
  await app.sql('update cultivation_plan_rows set above_scale = 1 where plan_id = $1', [planId])
  expect(await run('--login', login)).toBe(0)
  expect(said).toContain('1 版签认的名单全部相符。')
  await app.sql(`update roster_versions set members = 9`)
  said = []
  expect(await run('--login', login)).toBe(1)
  expect(said.at(-1)).toContain('第 1 版　不符　签认时成员 9 家、待入名录 0 家，重算为 1 家')
})
