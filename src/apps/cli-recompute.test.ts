import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enlist, enterEnterprise, makeRoster } from '#registry/coverage/history.fixture.ts'
import { makeAccount, PASSWORD, seedPlace } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { recomputeFromCommandLine } from './cli-recompute.ts'

let app: TestApp
let login: string
let countyId: string
let said: string[]

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  countyId = units.get('market-360902') ?? ''
  login = await makeAccount(app, 'city-officer', { unitId: units.get('market-360900') ?? '' })
  const at = '2026-01-05T02:00:00Z'
  const roster = { unitId: countyId, scope: 'key-industry', level: null, from: '2026-01-01', to: null }
  const rosterId = await makeRoster(app.sql, roster)
  for (let n = 0; n < 3; n += 1) {
    const enterpriseId = await enterEnterprise(app.sql, { unitId: countyId, size: '小型', at })
    if (n > 0)
      await enlist(app.sql, { rosterId, enterpriseId, kind: 'enter', nominated: false, on: '2026-02-01', at })
  }
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

test('every number kept is that of the records; the first that is not is named, and the command fails', async () => {
  expect(await run('--login', login)).toBe(0)
  expect(said.join('\n')).toMatch(/袁州区市场监督管理局　\d+ 个数、2 家企业的经历相符/)
  expect(said.at(-1)).toMatch(/^\d+ 个单位、\d+ 个数全部相符。$/)
  expect(await run('--login', login, '--unit', countyId, '--on', '2026-01-10')).toBe(0)
  // As somebody with the database in his hands would.
  const slip = (delta: number) =>
    app.sql(
      `insert into coverage_tail (unit_id, scope, measure, day, delta) values ($1, 'key-industry', 'members', '2026-02-01', $2)`,
      [countyId, delta],
    )
  await slip(1)
  said = []
  expect(await run('--login', login)).toBe(1)
  expect(said.join('\n')).toContain('袁州区市场监督管理局　不符　2026-02-01 key-industry members：保存')
  expect(await run('--login', login, '--on', '2026-01-10')).toBe(0)
  await slip(-1)
  await app.sql(`update coverage_standings set measures = '{members,filed}' where scopes @> '{key-industry}'`)
  said = []
  expect(await run('--login', login)).toBe(1)
  expect(said.join('\n')).toContain('的记录与统计用的经历不同')
})

test('says how it is used', async () => {
  expect(await run('--help')).toBe(0)
  expect(await run()).toBe(2)
  expect(said.join('\n')).toContain('--login')
  expect(await run('--login', login, '--unit', 'x')).toBe(2)
})
