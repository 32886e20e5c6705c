import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportConformity, stateClause } from '../contract.ts'
import {
  freezeReport,
  listReports,
  listSharedReports,
  openSharedReport,
  printReport,
  printSharedReport,
  readReport,
  shareReport,
  withdrawShare,
} from './contract.ts'

let app: TestApp
let enterpriseId: string
let unitId: string
let otherUnitId: string
let cqo: Client
let clerk: Client
let county: Client

beforeAll(async () => {
  app = await startTestApp()
  const place = await seedPlace(app)
  unitId = place.get('market-360902') ?? ''
  otherUnitId = place.get('market-360981') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  cqo = await signInAs(app, 'cqo', { enterpriseId })
  clerk = await signInAs(app, 'filer', { enterpriseId })
  county = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const frozen = () => clerk.call(freezeReport, { enterpriseId })

test('a report stays as it was, with a number and a digest that is checked', async () => {
  const first = await frozen()
  expect(first.number).toMatch(/^FH-\d{4}-001$/)
  await cqo.call(stateClause, { enterpriseId, clause: '5.2a', seq: 0, text: '主持过三次质量攻关' })
  const second = await frozen()
  expect(second.digest).not.toBe(first.digest)
  const of = { enterpriseId, reportId: first.id }
  const read = await cqo.call(readReport, of)
  expect(read).toMatchObject({ intact: true, totals: { proved: 0 }, shares: [], unit: { id: unitId } })
  expect(read.content.clauses.find(({ id }) => id === '5.2a')).toMatchObject({ state: 'none' })
  expect((await cqo.call(listReports, { enterpriseId, limit: 1 })).rows[0]?.id).toBe(second.id)

  await app.sql(
    `update conformity_reports set content = replace(content, '"state":"none"', '"state":"proved"') where id = $1`,
    [first.id],
  )
  expect(await cqo.call(readReport, of)).toMatchObject({ intact: false })
})

test('the PDF has every clause, the time and the digest; the workbook is written', async () => {
  const made = await frozen()
  const pdf = await cqo.download(printReport, { enterpriseId, reportId: made.id })
  expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe('%PDF-')
  const text = (await readPdf(Buffer.from(pdf.bytes))).text.replace(/\s/g, '')
  for (const words of [made.number, made.digest, '7.1.2b', '9.5', '主持过三次质量攻关', '已有证据（自述）']) {
    expect(text).toContain(words)
  }
  const sheet = await cqo.download(exportConformity, { enterpriseId })
  expect(Buffer.from(sheet.bytes).subarray(0, 2).toString()).toBe('PK')
})

test('only what was shared is seen, only by that unit, only until it is taken back, and every opening is told', async () => {
  const kept = await frozen()
  const given = await frozen()
  const of = { enterpriseId, reportId: given.id }
  const share = { ...of, toUnitId: unitId, digest: given.digest }
  expect((await county.call(listSharedReports, { unitId })).rows).toEqual([])
  await expect(clerk.call(shareReport, share)).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(cqo.call(shareReport, { ...share, toUnitId: otherUnitId })).rejects.toMatchObject({
    problem: { code: 'other-unit' },
  })
  await expect(cqo.call(shareReport, { ...share, digest: kept.digest })).rejects.toMatchObject({
    problem: { code: 'other-content' },
  })
  await cqo.call(shareReport, share)
  await expect(cqo.call(shareReport, share)).rejects.toMatchObject({ problem: { code: 'already-shared' } })

  const { rows } = await county.call(listSharedReports, { unitId })
  expect(rows.map(({ number }) => number)).toEqual([given.number])
  expect((await county.call(listNotices, {})).rows[0]?.title).toContain(given.number)
  const shareId = rows[0]?.shareId ?? ''
  const opened = await county.call(openSharedReport, { unitId, shareId })
  expect(opened).toMatchObject({ intact: true, content: { number: given.number } })
  await county.call(openSharedReport, { unitId, shareId })
  await county.download(printSharedReport, { unitId, shareId })
  const seen = await cqo.call(readReport, of)
  expect(seen.shares[0]?.openings.map(({ how, byName }) => [how, byName])).toEqual([
    ['printed', '示例county-officer'],
    ['read', '示例county-officer'],
  ])

  const city = await signInAs(app, 'city-officer', { unitId: (await parentOf(unitId)) ?? '' })
  await expect(city.call(openSharedReport, { unitId, shareId })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  const other = await signInAs(app, 'county-officer', { unitId: otherUnitId })
  await expect(other.call(openSharedReport, { unitId: otherUnitId, shareId })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  // An enterprise that has moved is no longer read by the unit that it left.
  await app.sql('update tenants set unit_id = $2 where enterprise_id = $1', [enterpriseId, otherUnitId])
  expect((await county.call(listSharedReports, { unitId })).rows).toEqual([])
  expect((await other.call(listSharedReports, { unitId: otherUnitId })).rows).toEqual([])
  await app.sql('update tenants set unit_id = $2 where enterprise_id = $1', [enterpriseId, unitId])

  await cqo.call(withdrawShare, { ...of, shareId })
  expect((await county.call(listSharedReports, { unitId })).rows).toEqual([])
  await expect(county.call(openSharedReport, { unitId, shareId })).rejects.toThrow('企业已经撤回')
  await expect(cqo.call(withdrawShare, { ...of, shareId })).rejects.toMatchObject({
    problem: { code: 'wrong-state' },
  })
  expect((await cqo.call(readReport, of)).shares[0]).toMatchObject({
    withdrawnBy: '示例cqo',
    openings: [{}, {}],
  })
})

async function parentOf(unit: string): Promise<string | undefined> {
  const [row] = await app.sql<{ parent_id: string }>('select parent_id from org_units where id = $1', [unit])
  return row?.parent_id
}
