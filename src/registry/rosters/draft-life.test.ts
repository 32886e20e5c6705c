import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster, listRosterMembers, recordRoster } from './contract.ts'
import * as drafts from './drafts/contract.ts'
import { codeOf, compared, listOf, plantEnterprise } from './fixtures.ts'
import { compareDraftJob } from './jobs/compare-draft.job.ts'
import { compareVersions, verifyVersion } from './versions/contract.ts'

let app: TestApp
let keeper: Client
let county: string
let industry: string
let of: { unitId: string; rosterId: string }

const plant = (name: string, n: number, unit = county) =>
  plantEnterprise((text, values) => app.sql(text, values), unit, name, codeOf(n))

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  industry = units.get('industry-360902') ?? ''
  keeper = await signInAs(app, 'industry-officer', { unitId: industry })
})
afterAll(() => app.close())

async function newRoster() {
  const head = { scopeCode: 'above-scale', level: null, docNo: '', periodFrom: '2026-01-01', periodTo: null }
  const { id } = await keeper.call(createRoster, { unitId: industry, name: '示例规上名单', ...head })
  of = { unitId: industry, rosterId: id }
}

const rowsOf = async (outcome?: drafts.DraftOutcome) =>
  (await keeper.call(drafts.listDraftRows, { ...of, outcome, limit: 200 })).rows
const decide = async (line: number, decision: drafts.Decision, enterpriseId: string | null = null) =>
  keeper.call(drafts.decideRows, { ...of, rows: [{ seq: line, decision, enterpriseId }] })
const members = async (onDate = '2026-12-31') =>
  (await keeper.call(listRosterMembers, { rosterId: of.rosterId, onDate, limit: 200 })).rows.map(
    ({ name }) => name,
  )

describe('a draft', () => {
  beforeAll(newRoster)

  test('given up while it is compared leaves nothing behind, and its file is no longer named', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => [`示例批量${n}号机械有限公司`, codeOf(5000 + n)])
    const started = await keeper.call(
      drafts.startDraft,
      { ...of, fileName: '批量.csv', effectiveOn: '2026-03-01' },
      { body: listOf(rows) },
    )
    await keeper.call(drafts.discardDraft, { ...of, draftId: started.id })
    await compareDraftJob.run(app.installation, { unitId: industry, draftId: started.id })
    const left = await app.sql('select 1 from roster_version_rows where version_id = $1', [started.id])
    expect(left).toEqual([])
    const named = () =>
      inTransaction(
        app.installation.pool,
        { kind: 'system', role: 'system', for: { platform: true } },
        (_tx, client) => client.query('select * from named_uploads($1)', [[started.id]]),
      )
    expect((await named()).rows).toEqual([])
    await expect(
      keeper.download(drafts.downloadDraftResult, { ...of, versionId: started.id }),
    ).rejects.toMatchObject({ problem: { status: 404 } })
  })

  test('whose comparison was broken off begins anew, with the decisions that were made', async () => {
    const draft = await compared(keeper, of, listOf([['示例中断机械有限公司', codeOf(900)]]))
    await decide(2, 'pending')
    // As a crash leaves it: begun anew, rows gone, decisions kept beside.
    await app.sql(
      `update roster_versions set phase = 'reading', kept_decisions = (
         select jsonb_agg(jsonb_build_object('line', line, 'outcome', outcome, 'name', name, 'creditCode', credit_code,
           'enterpriseId', enterprise_id, 'decision', decision, 'decidedEnterprise', decided_enterprise))
           from roster_version_rows where version_id = $1) where id = $1`,
      [draft.id],
    )
    await app.sql('delete from roster_version_rows where version_id = $1', [draft.id])
    await compareDraftJob.run(app.installation, { unitId: industry, draftId: draft.id })
    expect(await rowsOf()).toMatchObject([{ line: 2, outcome: 'unknown', decision: 'pending' }])
    await keeper.call(drafts.discardDraft, { ...of, draftId: draft.id })
  })

  test('of an earlier day than a signed version says that what came later stays', async () => {
    const id = await plant('示例更早机械有限公司', 901)
    const record = { ...of, effectiveOn: '2026-09-01', leave: [], note: '', sha256: null }
    await keeper.call(recordRoster, { ...record, enter: [{ enterpriseId: id, nominated: false }] })
    const draft = await compared(keeper, of, listOf([['示例更早机械有限公司', codeOf(901)]]))
    expect(draft).toMatchObject({ laterFrom: '2026-09-01', counts: { new: 1 } })
    const signed = await keeper.call(drafts.signDraft, { ...of, version: draft.version, note: '' })
    expect(signed).toMatchObject({ no: 2, members: 1, effectiveOn: '2026-03-01' })
    expect(await members('2026-03-01')).toEqual(['示例更早机械有限公司'])
    expect((await keeper.call(verifyVersion, { rosterId: of.rosterId, no: 1 })).agrees).toBe(true)
  })
})

test('a prize has levels and 提名; the one becomes the other by a later list', async () => {
  const city = await signInAs(app, 'county-officer', { unitId: county })
  const head = { scopeCode: 'government-quality-award', level: 'county', docNo: '', periodTo: null } as const
  const { id: rosterId } = await city.call(createRoster, {
    unitId: county,
    name: '示例区长质量奖',
    ...head,
    periodFrom: '2026-01-01',
  })
  const prize = { unitId: county, rosterId }
  await plant('示例获奖机械有限公司', 950)
  const header = ['获奖企业', '统一社会信用代码', '奖项']
  const row = (what: string) => [['示例获奖机械有限公司', codeOf(950), what]]
  const first = await compared(city, prize, listOf(row('提名奖'), header))
  await city.call(drafts.signDraft, { ...prize, version: first.version, note: '' })
  const second = await compared(city, prize, listOf(row('正奖'), header), { effectiveOn: '2026-06-01' })
  expect(second.counts).toMatchObject({ new: 1, same: 0 })
  await city.call(drafts.signDraft, { ...prize, version: second.version, note: '' })
  const { rows } = await city.call(compareVersions, { rosterId, fromNo: 1, toNo: 2 })
  expect(rows).toMatchObject([{ change: 'prize', nominated: false }])
})
