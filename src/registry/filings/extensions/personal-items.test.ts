import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedOrgUnits } from '#foundation/org-units/index.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { keepPack } from '#registry/rules/index.ts'
import { readPack } from '#registry/rules/load-pack.ts'
import { bureau } from '#testing/other-places.ts'
import { administrator, makeEnterprise, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from '../contract.ts'
import { completeForm, filledDraft, issuedAppointment } from '../fixtures.ts'

/** A 情形 that lapses after five years, and a fact of the pack's own that it marks as personal. */
const pack = `
id: shili-days
version: 1
title: 示例市办法
docNo: 示市监〔2025〕9号
issuer: [示例市市场监督管理局]
areas: ["9903"]
effectiveFrom: 2025-01-01
effectiveTo: null
supersedes: null
parent: null
strength: must
flow: { order: appoint-first, levels: [county], fileTo: county, confirmation: [in-app] }
qualification: [{ id: education, title: 本科以上学历, clause: 第三条, fact: education, atLeast: bachelor }]
relaxations: []
exclusions:
  title: 不得担任的情形
  clause: 第五条
  items: [{ id: penalty, text: 因质量违法受过处罚未满五年, lasts: { amount: 5, unit: year } }]
facts:
  - { key: healthNote, label: 健康情况, type: text, personal: true }
generalConditions: null
powers: []
certificates: []
forms: []
targets: []
milestones: []
termination: null
awardPriority: null
provisions: []
`

const DAY = '2019-03-05'
const KEY = 'exclusion:penalty'
let app: TestApp
let unitId: string
let officer: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await inTransaction(app.installation.pool, administrator, async (tx) => {
    const reading = readPack(pack)
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    await keepPack(tx, { file: reading.file, text: pack })
    return seedOrgUnits(tx, [
      bureau('990300', 'city', '示例市', null),
      bureau('990302', 'county', '示例县', '990300'),
    ])
  })
  unitId = [...units.entries()].find(([key]) => key.includes('990302'))?.[1] ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

async function draftWith(extensions: Record<string, string>) {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const { id } = await issuedAppointment(enterpriseId, filer, principal)
  const draft = await filledDraft(enterpriseId, id, filer, { extensions })
  return { enterpriseId, filer, principal, draft, of: { enterpriseId, filingId: draft.id } }
}

test('the day of a lapsing exclusion and what the pack calls personal are sealed, judged by and not shown', async () => {
  const { draft, of, principal, filer } = await draftWith({ [KEY]: DAY, healthNote: '示例旧伤' })
  expect(draft.asked.filter(({ personal }) => personal).map(({ key }) => key)).toEqual(['healthNote', KEY])
  expect(draft).toMatchObject({ hiddenExtensions: [KEY, 'healthNote'], form: { extensions: {} } })
  expect(JSON.stringify(draft)).not.toMatch(/2019-03-05|2024-03-05|示例旧伤/)
  const confirmed = await principal.call(filing.confirmFiling, { ...of, version: draft.version })
  const sent = await filer.call(filing.submitFiling, { ...of, version: confirmed.version })
  // It has lapsed: judged with the day, told without it.
  const exclusions = sent.verdict?.tree.find(({ kind }) => kind === 'exclusions')
  expect(exclusions?.children[0]?.values[0]).toMatchObject({ shown: '已填写', remark: '满足' })
  const [row] = await app.sql<{ text: string }>(
    `select form::text || verdict::text || coalesce(asked::text, '') as text from filings where id = $1`,
    [draft.id],
  )
  expect(row?.text).not.toMatch(/2019-03-05|2024-03-05|示例旧伤/)
  const asked = { ...of, field: `extensions.${KEY}` as const, purpose: '核对' }
  expect(await officer.call(filing.revealFiling, asked)).toEqual({ value: DAY })
  const missing = officer.call(filing.revealFiling, { ...asked, field: 'extensions.exclusion:other' })
  await expect(missing).rejects.toThrow(/没有填写/)
})

test('left out keeps, empty text clears', async () => {
  const { draft, filer, of } = await draftWith({ [KEY]: DAY })
  const save = (version: number, extensions: Record<string, string>) =>
    filer.call(filing.saveFiling, {
      ...{ ...of, version, form: { ...completeForm, name: '示例周', extensions } },
      ...{ photoId: draft.photoId, scanIds: draft.scans.map(({ fileId }) => fileId), consent: true },
    })
  const kept = await save(draft.version, {})
  expect(kept.hiddenExtensions).toEqual([KEY])
  expect((await save(kept.version, { [KEY]: '' })).hiddenExtensions).toEqual([])
})

test('a filing from before keeps its day in the open form: hidden, revealed, and sealed when it is saved again', async () => {
  const { draft, filer, of } = await draftWith({})
  await app.sql(`update filings set form = jsonb_set(form, '{extensions}', $2::jsonb) where id = $1`, [
    draft.id,
    JSON.stringify({ [KEY]: DAY }),
  ])
  const read = await filer.call(filing.readFiling, of)
  expect(read).toMatchObject({ hiddenExtensions: [KEY], form: { extensions: {} } })
  const asked = { ...of, field: `extensions.${KEY}` as const, purpose: '核对' }
  expect(await filer.call(filing.revealFiling, asked)).toEqual({ value: DAY })
  await filer.call(filing.saveFiling, {
    ...{ ...of, version: read.version, form: { ...completeForm, name: '示例周', extensions: {} } },
    ...{ photoId: read.photoId, scanIds: read.scans.map(({ fileId }) => fileId), consent: true },
  })
  const rows = await app.sql(`select form -> 'extensions' as kept from filings where id = $1`, [draft.id])
  expect(rows).toEqual([{ kept: {} }])
  expect(await filer.call(filing.revealFiling, asked)).toEqual({ value: DAY })
})

test('a wrong day is refused in words when it is handed in', async () => {
  const { draft } = await draftWith({ [KEY]: '去年春天' })
  expect(draft.open.map(({ path }) => path)).toEqual([`extensions.${KEY}`])
})
