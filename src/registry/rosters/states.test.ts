import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster, exportRosterMembers, recordRoster } from './contract.ts'
import { decideAlike, downloadRosterTemplate, signDraft } from './drafts/contract.ts'
import { codeOf, compared, listOf, plantEnterprise } from './fixtures.ts'
import { monthsOf } from './renewal.ts'
import { exportRosterStates, listRosterStates, remindKeeper } from './states/contract.ts'
import { exportDifference, exportPending } from './versions/contract.ts'

let app: TestApp
let units: Map<string, string>
let city: Client
let keeper: Client
let rosterId: string
const unit = (key: string) => units.get(key) ?? ''
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  keeper = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  const unitId = unit('industry-360902')
  const sql = (text: string, values?: unknown[]) => app.sql(text, values)
  const id = await plantEnterprise(sql, unit('market-360902'), '示例状态机械有限公司', codeOf(1))
  const head = { scopeCode: 'above-scale', level: null, docNo: '', periodFrom: '2020-01-01', periodTo: null }
  rosterId = (await keeper.call(createRoster, { unitId, name: '示例规上名单', ...head })).id
  const of = { unitId, rosterId, leave: [], note: '', sha256: null }
  const enter = [{ enterpriseId: id, nominated: false }]
  await keeper.call(recordRoster, { ...of, effectiveOn: addDays(today, -500), enter })
})
afterAll(() => app.close())

const states = (asked: object = {}) =>
  city.call(listRosterStates, { unitId: unit('market-360900'), scopeCode: 'above-scale', ...asked })
const sheetOf = async (bytes: Uint8Array) => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as never)
  return book
}

test('the city sees which lists hold, which are old and which are missing', async () => {
  const found = await states()
  expect(found).toMatchObject({ months: 12, laidDown: false, counts: { current: 0, old: 1 } })
  const own = found.rows.find(({ unitId }) => unitId === unit('market-360902'))
  expect(own).toMatchObject({ state: 'old', members: 1, versions: [{ no: 1, members: 1, pending: 0 }] })
  expect(own?.keeper?.unitId).toBe(unit('industry-360902'))
  const then = await states({ onDate: addDays(today, -400) })
  expect(then.counts).toMatchObject({ current: 1, old: 0 })
  const missing = await states({ state: 'missing' })
  expect(missing.rows.every(({ versions }) => versions.length === 0)).toBe(true)
  expect(missing.rows.length).toBe(missing.counts.missing)
})

test('a period of the rule pack is read in whole months', () => {
  expect(monthsOf({ amount: 1, unit: 'year' })).toBe(12)
  expect(monthsOf({ amount: 6, unit: 'month' })).toBe(6)
  expect(monthsOf({ amount: 45, unit: 'day' })).toBe(2)
  expect(monthsOf({ amount: 20, unit: 'workday' })).toBe(1)
})

test('the bureau that keeps the list is asked for it, once a day', async () => {
  const about = {
    unitId: unit('market-360900'),
    aboutUnitId: unit('market-360983'),
    scopeCode: 'above-scale',
  }
  const answer = await city.call(remindKeeper, { ...about, note: '请于本月底前签认' })
  expect(answer.toUnit).toContain('高安市工业和信息化局')
  const again = city.call(remindKeeper, { ...about, note: '' })
  await expect(again).rejects.toMatchObject({ problem: { code: 'reminded-today' } })
  const told = await signInAs(app, 'industry-officer', { unitId: unit('industry-360983') })
  const { rows } = await told.call(listNotices, {})
  expect(rows[0]).toMatchObject({ kind: 'roster-reminder' })
  expect(rows[0]?.body).toContain('请于本月底前签认')
  const row = (await states()).rows.find(({ unitId }) => unitId === about.aboutUnitId)
  expect(row?.lastReminder).not.toBeNull()
  const unknown = city.call(remindKeeper, { ...about, scopeCode: 'nothing', note: '' })
  await expect(unknown).rejects.toMatchObject({ problem: { status: 422 } })
  const far = city.call(remindKeeper, { ...about, aboutUnitId: unit('industry-360983'), note: '' })
  await expect(far).rejects.toMatchObject({ problem: { status: 404 } })
})

test('where nobody keeps lists the reminder says who must arrange it', async () => {
  await app.sql("update org_units set functions = '{}' where line = 'industry'")
  const about = {
    unitId: unit('market-360900'),
    aboutUnitId: unit('market-360981'),
    scopeCode: 'above-scale',
  }
  const remind = city.call(remindKeeper, { ...about, note: '' })
  await expect(remind).rejects.toMatchObject({ problem: { code: 'no-keeper' } })
  await app.sql(`update org_units set functions = '{roster}' where line = 'industry'`)
})

test('members, differences, those that wait and the states go into workbooks, with what one must know to read them', async () => {
  const of = { unitId: unit('industry-360902'), rosterId }
  const draft = await compared(keeper, of, listOf([['示例等待机械有限公司', codeOf(9)]]), {
    effectiveOn: today,
  })
  const { version } = await keeper.call(decideAlike, {
    ...of,
    outcome: 'unknown',
    decision: 'pending',
    version: draft.version,
  })
  const next = await keeper.call(decideAlike, { ...of, outcome: 'gone', decision: 'stay', version })
  const signed = await keeper.call(signDraft, { ...of, version: next.version, note: '' })
  expect(signed).toMatchObject({ no: 2, members: 1, pending: 1 })

  const members = await sheetOf((await keeper.download(exportRosterMembers, { rosterId, no: 2 })).bytes)
  expect(members.worksheets[0]?.getRow(2).getCell(1).value).toBe('示例状态机械有限公司')
  const facts = Object.values(members.worksheets[1]?.getColumn(2).values ?? {}).map(String)
  expect(facts).toContain(signed.membersDigest)
  const difference = await sheetOf(
    (await keeper.download(exportDifference, { rosterId, fromNo: 1, toNo: 2 })).bytes,
  )
  expect(difference.worksheets[0]?.getRow(2).getCell(1).value).toBe('待入名录（新）')
  const pending = await sheetOf((await keeper.download(exportPending, { rosterId })).bytes)
  expect(pending.worksheets[0]?.getRow(1).getCell(1).value).toBe('企业名称')
  expect(pending.worksheets[0]?.getRow(2).getCell(2).value).toBe(codeOf(9))
  const listed = await sheetOf(
    (
      await city.download(exportRosterStates, {
        unitId: unit('market-360900'),
        scopeCode: 'above-scale',
        state: 'current',
      })
    ).bytes,
  )
  expect(listed.worksheets[0]?.getRow(2).getCell(2).value).toBe('有效')
  const template = await sheetOf((await keeper.download(downloadRosterTemplate, of)).bytes)
  const header = (template.worksheets[0]?.getRow(1).values as unknown[]).slice(1)
  expect(header).toEqual(['企业名称', '统一社会信用代码', '所属县区'])
})
