import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { proposeCost } from './propose-cost.ts'

let app: TestApp
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
})
afterAll(() => app.close())

const source = { kind: 'incident', id: newId(), number: 'SJ-2026-001', path: 'incidents/x' }

async function propose(amountFen: number, line = 'scrap') {
  const actor = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  await inTransaction(app.installation.pool, actor, (tx) =>
    proposeCost(
      { tx, now: new Date('2026-09-05T02:00:00Z'), actor },
      { enterpriseId, source, line, account: '301', month: '2026-09', amountFen, what: '报废 3 件' },
    ),
  )
}

const proposals = () =>
  app.sql<{ step: number; state: string; amount: number }>(
    'select step, standing as state, amount from cost_proposals where enterprise_id = $1 order by source_line, step',
    [enterpriseId],
  )

test('one proposal for a line of a source; what is pending follows, what is nothing goes', async () => {
  await propose(300_00)
  await propose(450_00)
  expect(await proposals()).toEqual([{ step: 1, state: 'pending', amount: 45000 }])
  await propose(0)
  expect(await proposals()).toMatchObject([{ state: 'withdrawn' }])
  await propose(450_00)
  expect(await proposals()).toMatchObject([{ state: 'pending' }])
  const chart = await app.sql('select 1 from cost_accounts where enterprise_id = $1', [enterpriseId])
  expect(chart).toHaveLength(20)
})

test('what was refused comes back only with another amount', async () => {
  await app.sql("update cost_proposals set standing = 'refused', reason = '重复' where enterprise_id = $1", [
    enterpriseId,
  ])
  await propose(450_00)
  expect(await proposals()).toMatchObject([{ state: 'refused' }])
  await propose(460_00)
  expect(await proposals()).toMatchObject([{ state: 'pending', amount: 46000 }])
})
