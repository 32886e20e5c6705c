import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readMe, switchGrant } from './contract.ts'
import { FAILURE_DAYS, KEY_DAYS, purgeExpiredJob, SESSION_DAYS } from './jobs/purge-expired.job.ts'

let app: TestApp
let unitId: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

test('old keys and long expired sessions go, the others stay', async () => {
  const client = await signInAs(app, 'county-officer', { unitId })
  const other = await signInAs(app, 'county-officer', { unitId })
  const { grant } = await client.call(readMe, {})
  for (const idempotencyKey of ['old-key-1', 'new-key-1']) {
    await client.call(switchGrant, { grantId: grant.id }, { idempotencyKey })
  }
  await app.sql(
    `update idempotency_keys set at = now() - interval '${KEY_DAYS} days 1 hour' where key = 'old-key-1'`,
  )
  const expired = (days: number) => `now() - interval '${days} days'`
  const accountOf = async (from: typeof client) => (await from.call(readMe, {})).accountId
  const [mine, theirs] = [await accountOf(client), await accountOf(other)]
  await app.sql(`update sessions set expires_at = ${expired(SESSION_DAYS + 1)} where account_id = $1`, [
    theirs,
  ])
  const counted = (name: string, days: number) =>
    app.sql(
      'insert into sign_in_failures values ($1, 1, null, now() - make_interval(days => $2, hours => 1))',
      [Buffer.from(name), days],
    )
  await counted('old', FAILURE_DAYS)
  await counted('new', 0)
  await purgeExpiredJob.run(app.installation, {})
  const failures = await app.sql<{ login_digest: Buffer }>('select login_digest from sign_in_failures')
  expect(failures.map((row) => row.login_digest.toString())).toEqual(['new'])
  const keys = await app.sql('select key from idempotency_keys where account_id = $1', [mine])
  expect(keys).toEqual([{ key: 'new-key-1' }])
  const sessions = await app.sql('select account_id from sessions where account_id = any($1)', [
    [mine, theirs],
  ])
  expect(sessions).toEqual([{ account_id: mine }])
})

test('the application may not purge for somebody who is signed in', async () => {
  await expect(app.installation.pool.query('select purge_sessions(now(), 10)')).rejects.toThrow(
    /only for jobs/,
  )
})
