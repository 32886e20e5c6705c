import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { acceptFiling, registerFiling } from '../contract.ts'
import { completeForm, submittedFiling } from '../fixtures.ts'
import { exportEntries, exportEntriesInFull, listEntries, markEntered, unmarkEntered } from './contract.ts'

let app: TestApp
let unitId: string
let city: string
let officer: Client
let filer: Client
const filed: { enterpriseId: string; filingId: string }[] = []

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  city = units.get('market-360900') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  for (let n = 0; n < 3; n += 1) {
    const enterpriseId = await makeEnterprise(app, unitId)
    filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    const of = { enterpriseId, filingId: submitted.id }
    if (n === 2) continue
    const accepted = await officer.call(acceptFiling, { ...of, version: submitted.version })
    await officer.call(registerFiling, { ...of, version: accepted.version })
    filed.push(of)
  }
})
afterAll(() => app.close())

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const open = async (client = officer, of = unitId) => client.call(listEntries, { unitId: of })

test('what is registered and not entered is listed, for the county and those above; a submitted one is not', async () => {
  const list = await open()
  expect(list.total).toBe(2)
  expect(list.rows.map(({ filingId }) => filingId)).toEqual(filed.map(({ filingId }) => filingId))
  const above = await signInAs(app, 'city-officer', { unitId: city })
  expect((await open(above, city)).total).toBe(2)
  const first = await officer.call(listEntries, { unitId, limit: 1 })
  const second = await officer.call(listEntries, { unitId, limit: 1, cursor: first.next ?? '' })
  expect([first.rows[0]?.filingId, second.rows[0]?.filingId]).toEqual(filed.map(({ filingId }) => filingId))
  expect(second.next).toBeNull()
})

test('marked all or none, with a day that can be true; taken back with its reason; nothing is forgotten', async () => {
  const mark = (enteredOn: string, filings = filed) =>
    officer.call(markEntered, { unitId, filings, enteredOn })
  await expect(mark('2099-01-01')).rejects.toThrow('还没有到')
  await expect(mark('2020-01-01')).rejects.toThrow('全部没有登记')
  const [one] = filed
  if (!one) throw new Error('nothing filed')
  expect(await mark(today(), [one])).toEqual({ marked: 1, left: 1 })
  await expect(mark(today())).rejects.toThrow('2 件中有 1 件')
  await expect(mark(today(), [one, one])).rejects.toThrow('全部没有登记')
  expect((await open()).total).toBe(1)
  const done = await officer.call(listEntries, { unitId, state: 'entered' })
  expect(done.rows[0]).toMatchObject({ enteredOn: today(), enteredBy: '示例county-officer' })
  expect(await officer.call(unmarkEntered, { unitId, filings: [one], note: '录错了' })).toEqual({
    unmarked: 1,
  })
  expect((await open()).total).toBe(2)
  expect(await mark(today())).toEqual({ marked: 2, left: 0 })
  expect(
    await app.sql('select count(*)::int as n from filing_entry_events where filing_id = $1', [one.filingId]),
  ).toEqual([{ n: 3 }])
  // With nothing left, a duty to enter is done.
  expect(await app.sql('select duty_id, done from duty_marks where unit_id = $1', [unitId])).toEqual([
    { duty_id: 'kind:entry', done: true },
  ])
  await officer.call(unmarkEntered, { unitId, filings: filed, note: '再来' })
})

test('the export is masked; in full only for a purpose, in the trail, and the enterprises are told', async () => {
  const masked = await officer.download(exportEntries, { unitId, state: 'open' })
  const { strings } = await textOf(masked.bytes)
  expect(strings).toContain('138****')
  expect(strings).not.toContain(completeForm.idNumber)
  await expect(officer.download(exportEntriesInFull, { unitId, purpose: '' })).rejects.toThrow('用途')
  const full = await officer.download(exportEntriesInFull, { unitId, purpose: '录入省信息采集系统' })
  const whole = await textOf(full.bytes)
  expect(whole.strings).toContain(completeForm.idNumber)
  expect(whole.strings).toContain('个人信息完整')
  const trail = await officer.call(listAudit, { chainId: unitId, limit: 10 })
  expect(trail.rows.map(({ action }) => action)).toContain('filing-entry.exported-in-full')
  const owner = await signInAs(app, 'filer', { enterpriseId: filed[0]?.enterpriseId ?? '' })
  expect((await owner.call(listNotices, {})).rows[0]).toMatchObject({ title: '个人信息被导出' })
})

test('under the application role nobody marks for another unit, nor writes the list itself', async () => {
  const stranger = { kind: 'system', role: 'system', for: { unitId: city } } as const
  const [one] = filed
  const event = (tx: Parameters<Parameters<typeof inTransaction>[2]>[0]) =>
    tx
      .insertInto('filing_entry_events')
      .values({
        enterprise_id: one?.enterpriseId ?? '',
        id: one?.filingId ?? '',
        filing_id: one?.filingId ?? '',
        entered_on: '2026-01-01',
        unit_id: city,
        account_id: city,
        account_name: '示例',
      })
      .execute()
  await expect(inTransaction(app.installation.pool, stranger, event)).rejects.toThrow(/row-level security/)
  await expect(app.database.pool.query('update filing_entries set entered_on = null')).rejects.toThrow(
    /permission denied/,
  )
})

/** All words of a workbook. */
async function textOf(bytes: Uint8Array): Promise<{ strings: string }> {
  const { default: ExcelJS } = await import('@protobi/exceljs')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  const strings: string[] = []
  book.eachSheet((sheet) => sheet.eachRow((row) => void strings.push(JSON.stringify(row.values))))
  return { strings: strings.join('\n') }
}
