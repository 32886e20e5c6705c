import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { registeredFiling, sentReport } from '#registry/reports/fixtures.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { recomputeFromCommandLine } from './cli-recompute.ts'

let app: TestApp
let login: string
let enterpriseId: string
let said: string[]

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  login = await makeAccount(app, 'county-officer', { unitId })
  const officer = await signInAs(app, 'county-officer', { unitId })
  enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  await registeredFiling({ enterpriseId, filer, principal, officer })
  await sentReport(officer, unitId, civilDateOf(new Date()))
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

test('recomputes what was published, and fails loudly where the records were changed', async () => {
  expect(await run('--login', login)).toBe(0)
  expect(said.join('\n')).toMatch(/360902-\d{4}-001　\d+ 项相符\n1 份报送包全部相符。/)
  // As somebody with the database in his hands would.
  await app.sql("update appointment_events set recorded_at = '2199-01-01' where enterprise_id = $1", [
    enterpriseId,
  ])
  said = []
  expect(await run('--login', login)).toBe(1)
  expect(said.join('\n')).toContain('不符　袁州区市场监督管理局：已颁发聘书企业数：上报 1，重算 0')
})
