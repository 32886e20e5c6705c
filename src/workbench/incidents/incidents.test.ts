import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { reportIncident } from './contract.ts'

let app: TestApp
let enterpriseId: string
let staff: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  staff = await signInAs(app, 'staff', { enterpriseId })
})
afterAll(() => app.close())

test('anybody reports; when it was first known stays, in the database itself', async () => {
  const { id, number } = await staff.call(reportIncident, {
    enterpriseId,
    kind: 'hidden-danger',
    what: '三号压机压力表不回零。已停机。',
    firstKnownAt: '2026-11-02T07:30:00+08:00',
  })
  expect(number).toMatch(/^SJ-\d{4}-001$/)
  await expect(
    app.sql('update incidents set first_known_at = now(), first_known_on = current_date where id = $1', [id]),
  ).rejects.toThrow('written once')
  await expect(app.sql('delete from incidents where id = $1', [id])).rejects.toThrow('never deleted')
  const [row] = await app.sql<{ title: string; on: string }>(
    'select title, first_known_on::text as on from incidents where id = $1',
    [id],
  )
  expect(row).toEqual({ title: '三号压机压力表不回零', on: '2026-11-02' })
})
