import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readCockpit } from './contract.ts'

let app: TestApp
let enterpriseId: string
let otherId: string
let cqo: Client
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  otherId = await makeEnterprise(app, unitId)
  cqo = await signInAs(app, 'cqo', { enterpriseId })
})
afterAll(() => app.close())

const staff = async (name: string, login: string | null) => {
  const id = newId()
  await app.sql(
    `insert into staff_members (enterprise_id, id, search, changed_at, staff_no, name, login) values ($1, $2, $3, now(), $3, $4, $5)`,
    [enterpriseId, id, name, name, login],
  )
  return id
}
const action = (of: string, days: number, ownerId: string | null, kind = 'task', sourceId = newId()) =>
  app.sql(
    `insert into actions (enterprise_id, id, source_kind, source_id, source_number, source_path, kind, what, owner_id, due_on, search,
       created_at, changed_at) values ($1, $2, 'veto', $3, 'FJ-2026-001', 'vetoes', $4, $5, $6, $7, '', now(), now())`,
    [of, newId(), sourceId, kind, `${days} 天`, ownerId, addDays(today, days)],
  )
const instrument = (of: string, no: string, days: number, keeper: string | null = null) =>
  app.sql(
    `insert into instruments (enterprise_id, id, search, changed_at, instrument_no, name, keeper, due_on, basis)
     values ($1, $2, '', now(), $3, '卡尺', $4, $5, 'certified')`,
    [of, newId(), no, keeper, addDays(today, days)],
  )

test('what is due comes from every part, by its day, counted before it is cut, and can be narrowed to mine', async () => {
  const [login] = await app.sql<{ login: string }>('select login from accounts where id = $1', [
    (await cqo.call(readMe, {})).accountId,
  ])
  const mine = await staff('示例甲', (login?.login ?? '').toUpperCase())
  const another = await staff('示例乙', 'jemand-anders')
  await action(enterpriseId, -4, another)
  await action(enterpriseId, 0, mine)
  await action(enterpriseId, 8, mine)
  await action(otherId, -1, null)
  await instrument(enterpriseId, 'JL-1', -1, mine)
  await instrument(enterpriseId, 'JL-2', 7)
  await instrument(otherId, 'JL-3', 0)

  const { due, inStaff } = await cqo.call(readCockpit, { enterpriseId })
  expect(inStaff).toBe(true)
  expect(due).toMatchObject({ overdue: 2, today: 1, week: 1 })
  expect(due.rows.map(({ label, number, owner, mine: own }) => [label, number, owner, own])).toEqual([
    ['措施', 'FJ-2026-001', '示例乙', false],
    ['计量器具', 'JL-1', '示例甲', true],
    ['措施', 'FJ-2026-001', '示例甲', true],
    ['计量器具', 'JL-2', null, false],
  ])
  expect(due.labels).toEqual(expect.arrayContaining(['措施', '计量器具', '计划']))
  const own = await cqo.call(readCockpit, { enterpriseId, whose: 'mine', limit: 1 })
  expect(own.due).toMatchObject({ overdue: 1, today: 1, week: 0, rows: [{ number: 'JL-1' }] })
  const measured = await cqo.call(readCockpit, { enterpriseId, label: '计量器具' })
  expect(measured.due).toMatchObject({ overdue: 1, week: 1 })
})

test('a veto in force shows what it stops, its conditions and every attempt; one that has ended is gone', async () => {
  const vetoId = newId()
  const hold = (sourceId: string, number: string, ended: boolean) =>
    app.sql(
      `insert into holds (enterprise_id, id, source_kind, source_id, source_number, path, subject_kind, subject_text, acts, since, ended_at)
       values ($1, $2, 'veto', $3, $4, $5, 'release', '全部成品', '{release}', now() - interval '2 days', $6) returning id`,
      [enterpriseId, newId(), sourceId, number, `vetoes/${sourceId}`, ended ? new Date() : null],
    ) as Promise<{ id: string }[]>
  const [placed] = await hold(vetoId, 'FJ-2026-007', false)
  await hold(newId(), 'FJ-2026-006', true)
  await action(enterpriseId, 20, null, 'condition', vetoId)
  await app.sql(
    `insert into hold_attempts (enterprise_id, id, hold_id, source_id, act, what, at, by_name) values ($1, $2, $3, $4, 'release', '示例', now(), '示例')`,
    [enterpriseId, newId(), placed?.id, vetoId],
  )
  const { vetoes } = await cqo.call(readCockpit, { enterpriseId })
  expect(vetoes).toMatchObject({
    standing: 1,
    attempts: 1,
    rows: [{ number: 'FJ-2026-007', acts: ['release'], conditions: { met: 0, all: 1 }, attempts: 1 }],
  })
})

test('an enterprise that has nothing yet sees nothing due, no veto, and every clause', async () => {
  const auditor = await signInAs(app, 'auditor', {
    enterpriseId: await makeEnterprise(app, await unitOf(enterpriseId)),
  })
  const { grant } = await auditor.call(readMe, {})
  const found = await auditor.call(readCockpit, { enterpriseId: grant.enterpriseId ?? '' })
  expect(found).toMatchObject({
    due: { rows: [] },
    inStaff: false,
    vetoes: { standing: 0 },
    totals: { proved: 0 },
  })
  expect(found.clauses).toHaveLength(65)
})

async function unitOf(of: string): Promise<string> {
  const [row] = await app.sql<{ unit_id: string }>('select unit_id from tenants where enterprise_id = $1', [
    of,
  ])
  return row?.unit_id ?? ''
}
