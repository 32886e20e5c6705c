import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { acceptFiling, type Filing, readFiling, withdrawFiling } from '../contract.ts'
import { submittedFiling } from '../fixtures.ts'
import { acceptFilings } from './contract.ts'

let app: TestApp
let unitId: string
let officer: Client
let outsider: Client
let city: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  outsider = await signInAs(app, 'county-officer', { unitId: units.get('market-360981') ?? '' })
  city = await signInAs(app, 'city-officer', { unitId: units.get('market-360900') ?? '' })
})
afterAll(() => app.close())

async function submitted(): Promise<{ filing: Filing; filer: Client }> {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  return { filing: await submittedFiling(enterpriseId, filer, principal), filer }
}
const item = ({ enterpriseId, id, version }: Filing) => ({ enterpriseId, filingId: id, version })

describe('filing.accept-many', () => {
  test('accepts what it can, tells for each of the others why not, and leaves them as they are', async () => {
    const [fine, stale, done, gone] = [
      await submitted(),
      await submitted(),
      await submitted(),
      await submitted(),
    ]
    await officer.call(acceptFiling, item(done.filing))
    await gone.filer.call(withdrawFiling, { ...item(gone.filing) })
    const strange = { enterpriseId: newId(), filingId: newId(), version: 1 }
    const answer = await officer.call(acceptFilings, {
      filings: [
        item(fine.filing),
        { ...item(stale.filing), version: stale.filing.version - 1 },
        { ...item(done.filing), version: done.filing.version + 1 },
        { ...item(gone.filing), version: gone.filing.version + 1 },
        strange,
      ],
    })
    expect(answer.accepted).toBe(1)
    expect(answer.rows.map(({ accepted, problem }) => (accepted ? 'accepted' : problem?.code))).toEqual([
      'accepted',
      'stale-version',
      'wrong-state',
      'wrong-state',
      'not-found',
    ])
    expect(answer.rows[2]?.problem?.detail).toContain('已受理')
    const read = (filing: Filing) =>
      officer.call(readFiling, { enterpriseId: filing.enterpriseId, filingId: filing.id })
    expect((await read(fine.filing)).status).toBe('accepted')
    expect((await read(fine.filing)).events.at(-1)?.kind).toBe('accepted')
    const untouched = await read(stale.filing)
    expect([untouched.status, untouched.events.at(-1)?.kind]).toEqual(['submitted', 'submitted'])
  })

  test('leaves an entry in each enterprise chain and one for the batch in that of the unit', async () => {
    const [one, other] = [await submitted(), await submitted()]
    await officer.call(acceptFilings, { filings: [item(one.filing), item(other.filing)] })
    for (const { filing } of [one, other]) {
      const { rows } = await officer.call(listAudit, { chainId: filing.enterpriseId, limit: 1 })
      expect(rows[0]).toMatchObject({ action: 'filing.accepted', details: { batch: true } })
    }
    const { rows } = await officer.call(listAudit, { chainId: unitId, limit: 1 })
    expect(rows[0]).toMatchObject({ action: 'filing.accepted-many', details: { accepted: 2, refused: 0 } })
  })

  test('is safe to repeat: the same key gives the same answer, a new one does nothing twice', async () => {
    const { filing } = await submitted()
    const input = { filings: [item(filing), item(filing)] }
    const first = await officer.call(acceptFilings, input, { idempotencyKey: 'batch-0001' })
    expect(first.rows.map(({ accepted }) => accepted)).toEqual([true, true])
    expect(await officer.call(acceptFilings, input, { idempotencyKey: 'batch-0001' })).toEqual(first)
    const again = await officer.call(acceptFilings, input)
    expect(again.accepted).toBe(0)
    const events = await app.sql("select 1 from filing_events where filing_id = $1 and kind = 'accepted'", [
      filing.id,
    ])
    expect(events).toHaveLength(1)
  })

  test('is no way around: another county sees nothing, the city sees and may not', async () => {
    const { filing } = await submitted()
    const asked = { filings: [item(filing)] }
    const codes = async (client: Client) => (await client.call(acceptFilings, asked)).rows[0]?.problem?.code
    expect(await codes(outsider)).toBe('not-found')
    expect(await codes(city)).toBe('forbidden')
  })

  test('two batches of the same filings at once: each is accepted once', async () => {
    const made = [await submitted(), await submitted(), await submitted(), await submitted()]
    const filings = made.map(({ filing }) => item(filing))
    const answers = await Promise.all([
      officer.call(acceptFilings, { filings }),
      officer.call(acceptFilings, { filings: [...filings].reverse() }),
    ])
    expect(answers.map(({ accepted }) => accepted).reduce((sum, each) => sum + each)).toBe(4)
  })

  test('refuses more than it takes, by name', async () => {
    const filings = Array.from({ length: 101 }, () => ({
      enterpriseId: newId(),
      filingId: newId(),
      version: 1,
    }))
    await expect(officer.call(acceptFilings, { filings })).rejects.toMatchObject({
      problem: { status: 422, detail: expect.stringContaining('选中的备案') },
    })
  })
})
