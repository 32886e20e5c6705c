import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readCoverage, verifyCoverage } from './contract.ts'
import * as base from './history.fixture.ts'
import { foldCoverageJob, gatherCoverageJob } from './jobs/fold-coverage.job.ts'

let app: TestApp
let unitId: string
let officer: Client
const owner: base.Sql = async (text, values) => (await app.sql(text, values)) as never

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

/** Rows ever appended: the job that folds them may come at any minute. */
const written = async () => {
  const [row] = await owner<{ n: number }>(
    `select last_value::int as n from pg_sequences where sequencename = 'coverage_tail_id_seq'`,
  )
  return row?.n ?? 0
}
const due = async () => {
  const [row] = await owner<{ n: number }>(
    'select count(*)::int as n from coverage_tail where day <= beijing_day(now())',
  )
  return row?.n
}
const filed = async () => (await officer.call(readCoverage, { unitId })).total.counts.all

async function wholeAndRight() {
  const verified = await officer.call(verifyCoverage, { unitId })
  expect(verified).toMatchObject({ differences: [], wrong: [] })
  return verified.compared
}

describe('what keeps the numbers', () => {
  test('handing in and accepting write nothing; registering does, and the number is there at once', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    expect(await filed()).toMatchObject({ members: 1, filed: 0 })
    const before = await written()
    const of = { enterpriseId, filingId: submitted.id }
    const accepted = await officer.call(acceptFiling, { ...of, version: submitted.version })
    expect(await written()).toBe(before)
    await officer.call(registerFiling, { ...of, version: accepted.version })
    expect(await written()).toBeGreaterThan(before)
    expect(await filed()).toMatchObject({ members: 1, filed: 1, letter: 1 })
    await wholeAndRight()
  })

  test('folding changes where numbers lie, not the numbers', async () => {
    const before = await officer.call(readCoverage, { unitId })
    await foldCoverageJob.run(app.installation, {})
    await gatherCoverageJob.run(app.installation, {})
    expect(await due()).toBe(0)
    const after = await officer.call(readCoverage, { unitId })
    expect([after.total.counts, after.rows]).toEqual([before.total.counts, before.rows])
    expect(await wholeAndRight()).toBeGreaterThan(0)
    await expect(app.database.pool.query('select coverage_fold(current_date)')).rejects.toThrow(
      'only for jobs',
    )
  })

  test('an import of thousands costs a few rows, and taking it back leaves none', async () => {
    const { members = 0, never = 0 } = (await filed()) ?? {}
    const before = await written()
    const importId = newId()
    await owner(
      `with added as (
         insert into enterprises (id, credit_code, name, unit_id, size, import_id)
         select gen_random_uuid(), 'I' || lpad(n::text, 17, '0'), '示例导入' || n, $1, case n % 2 when 0 then '小型' end, $2
           from generate_series(1, 3000) n returning id)
       insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
       select id, gen_random_uuid(), $1, current_date, '名单导入' from added`,
      [unitId, importId],
    )
    expect((await written()) - before).toBe(4)
    expect(await filed()).toMatchObject({ members: members + 3000, never: never + 3000 })
    await owner(`update enterprises set size = '大型' where import_id = $1 and size is not null`, [importId])
    expect((await officer.call(readCoverage, { unitId })).total.counts.sme?.members).toBe(0)
    await wholeAndRight()
    await owner('delete from enterprises where import_id = $1', [importId])
    expect(await filed()).toMatchObject({ members, never })
    await wholeAndRight()
  })

  test('whoever writes at the same time, of one enterprise or of several, while it is folded: the numbers are whole', async () => {
    const at = '2026-01-05T02:00:00Z'
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) ids.push(await base.enterEnterprise(owner, { unitId, size: '小型', at }))
    const pool = app.installation.pool
    const clients = await Promise.all([1, 2, 3, 4].map(() => pool.connect()))
    try {
      const tellSome = async (client: (typeof clients)[number], seed: number) => {
        await client.query(`begin; set local opencqo.kind = 'unit'; set local opencqo.unit = '${unitId}'`)
        const write: base.Sql = async (text, values) => (await client.query(text, values)).rows as never
        const enterpriseId = ids[seed % ids.length] ?? ''
        const record = {
          enterpriseId,
          id: newId(),
          kind: 'training',
          held: true,
          heldOn: '2026-02-01',
        } as const
        await write(
          `insert into credential_records (enterprise_id, id, kind, held, held_on, issuer, said_by, as_of, source, recorded_at, unit_id)
           values ($1, $2, $3, $4, $5, $6, '示例', '2026-03-01', 'survey', now(), $7)`,
          [...Object.values(record), `示例${seed}`, unitId],
        )
        await client.query('commit')
      }
      const work = clients.map(async (client, n) => {
        for (let time = 0; time < 6; time += 1) await tellSome(client, n * 6 + time)
      })
      await Promise.all([
        ...work,
        foldCoverageJob.run(app.installation, {}),
        foldCoverageJob.run(app.installation, {}),
      ])
    } finally {
      for (const client of clients) client.release()
    }
    expect(await filed()).toMatchObject({ trained: 3, 'trained-times': 24 })
    await wholeAndRight()
  })

  test('made anew from the records after rows were written past it', async () => {
    await owner(`update coverage_tail set delta = delta + 5`)
    await owner(`insert into coverage_values values ($1, 'all', 'filed', '2026-01-01', 9)`, [unitId])
    expect((await officer.call(verifyCoverage, { unitId })).differences.length).toBeGreaterThan(0)
    await owner('select coverage_rebuild()')
    await wholeAndRight()
    expect(await filed()).toMatchObject({ filed: 1, 'trained-times': 24 })
  })
})
