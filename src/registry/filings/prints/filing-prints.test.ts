import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import type { Filing } from '../contract.ts'
import { submittedFiling } from '../fixtures.ts'
import { cancelPrint, type FilingPrint, fetchPrint, listPrints, readPrint, startPrint } from './contract.ts'
import { purgePrintsJob } from './purge-prints.job.ts'

let app: TestApp
let unitId: string
let officer: Client
let colleague: Client
let city: Client
let cityId: string
let filings: { filing: Filing; principal: Client }[]

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  cityId = units.get('market-360900') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  colleague = await signInAs(app, 'county-officer', { unitId })
  city = await signInAs(app, 'city-officer', { unitId: cityId })
  filings = []
  for (let made = 0; made < 3; made += 1) {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    filings.push({ filing: await submittedFiling(enterpriseId, filer, principal), principal })
  }
})
afterAll(() => app.close())

const items = () => filings.map(({ filing: { enterpriseId, id } }) => ({ enterpriseId, filingId: id }))

async function finished(client: Client, { unitId: of, id }: FilingPrint): Promise<FilingPrint> {
  return expect
    .poll(() => client.call(readPrint, { unitId: of, printId: id }), { timeout: 30_000, interval: 100 })
    .toMatchObject({ finishedAt: expect.any(String) })
    .then(() => client.call(readPrint, { unitId: of, printId: id }))
}

describe('many forms in one file', () => {
  test('a page each, personal data masked, kept for whoever asked', async () => {
    const asked = await officer.call(startPrint, { unitId, filings: items() })
    const print = await finished(officer, asked)
    expect(print).toMatchObject({ status: 'done', total: 3, done: 3, leftOut: [] })
    const { bytes } = await officer.download(fetchPrint, { unitId, printId: print.id })
    const { pages, text } = readPdf(bytes)
    expect(pages).toBe(3)
    for (const { filing } of filings) expect(text).toContain(filing.enterpriseName)
    expect(text).toContain('369***********0029')
    expect(text).not.toContain('369001198703120029')
    await expect(colleague.call(readPrint, { unitId, printId: print.id })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    expect((await colleague.call(listPrints, { unitId })).rows).toEqual([])
    expect((await officer.call(listPrints, { unitId })).rows[0]?.id).toBe(print.id)
    const trail = await officer.call(listAudit, { chainId: unitId, limit: 1 })
    expect(trail.rows[0]).toMatchObject({
      action: 'filing.printed-many',
      details: { count: 3, inFull: false },
    })
  })

  test('in full only with a purpose, logged for each and told to each enterprise', async () => {
    await expect(officer.call(startPrint, { unitId, filings: items(), shown: 'full' })).rejects.toMatchObject(
      { problem: { status: 422, errors: [{ path: 'purpose' }] } },
    )
    const asked = await officer.call(startPrint, {
      unitId,
      filings: items(),
      shown: 'full',
      purpose: '年度归档',
    })
    const print = await finished(officer, asked)
    const { bytes } = await officer.download(fetchPrint, { unitId, printId: print.id })
    expect(readPdf(bytes).text).toContain('369001198703120029')
    for (const { filing, principal } of filings) {
      const trail = await officer.call(listAudit, { chainId: filing.enterpriseId, limit: 1 })
      expect(trail.rows[0]).toMatchObject({
        action: 'filing.printed-in-full',
        details: { purpose: '年度归档', batch: true },
      })
      const notices = await principal.call(listNotices, {})
      expect(notices.rows[0]?.body).toContain('年度归档')
    }
  })

  test('the city may print masked forms of its counties, not in full', async () => {
    const masked = await city.call(startPrint, { unitId: cityId, filings: items() })
    expect((await finished(city, masked)).status).toBe('done')
    await expect(
      city.call(startPrint, { unitId: cityId, filings: items(), shown: 'full', purpose: '抽查' }),
    ).rejects.toMatchObject({ problem: { status: 422, detail: expect.stringContaining('3 份不能这样打印') } })
  })

  test('a form that does not fit is left out by name, the others are printed', async () => {
    const [first, second] = items()
    if (!first || !second) throw new Error('no filings')
    await app.sql(
      `update filings set form = jsonb_set(form, '{awards}', to_jsonb(repeat('奖', 3000))) where id = $1`,
      [first.filingId],
    )
    const asked = await officer.call(startPrint, { unitId, filings: [first, second] })
    const print = await finished(officer, asked)
    expect(print.status).toBe('done')
    expect(print.leftOut).toEqual([
      { ...first, name: filings[0]?.filing.enterpriseName, reason: '工作简历太长，一页排不下。' },
    ])
    const { bytes } = await officer.download(fetchPrint, { unitId, printId: print.id })
    expect(readPdf(bytes).pages).toBe(1)
  })

  test('what is not mine to see is refused by name before anything is made', async () => {
    const strange = { enterpriseId: newId(), filingId: newId() }
    await expect(officer.call(startPrint, { unitId, filings: [...items(), strange] })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ path: 'filings.3' }] },
    })
  })

  test('a finished one cannot be cancelled; after a day it is gone with its file', async () => {
    const print = await finished(officer, await officer.call(startPrint, { unitId, filings: items() }))
    const of = { unitId, printId: print.id }
    await expect(officer.call(cancelPrint, of)).rejects.toMatchObject({ problem: { code: 'wrong-state' } })
    const [row] = await app.sql<{ file_id: string }>('select file_id from filing_prints where id = $1', [
      print.id,
    ])
    await app.sql(`update filing_prints set asked_at = now() - interval '25 hours' where id = $1`, [print.id])
    await purgePrintsJob.run(app.installation, {})
    await expect(officer.call(readPrint, of)).rejects.toMatchObject({ problem: { status: 404 } })
    await expect(app.installation.vault.get(row?.file_id ?? '')).rejects.toThrow()
  })

  test('a cancelled one stays without a file', async () => {
    const asked = await officer.call(startPrint, { unitId, filings: items() })
    const of = { unitId, printId: asked.id }
    const cancelled = await officer.call(cancelPrint, of).catch(() => undefined)
    const end = await finished(officer, asked)
    expect(end.status).toBe(cancelled ? 'cancelled' : 'done')
    if (cancelled) {
      await expect(officer.download(fetchPrint, of)).rejects.toMatchObject({
        problem: { code: 'wrong-state' },
      })
    }
  })
})
