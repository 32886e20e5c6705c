import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster, listRosterMembers, recordRoster } from './contract.ts'
import * as drafts from './drafts/contract.ts'
import { codeOf, compared, listOf, plantEnterprise, untilCompared } from './fixtures.ts'
import { compareVersions, listPending, listVersions, verifyVersion } from './versions/contract.ts'

let app: TestApp
let keeper: Client
let county: string
let elsewhere: string
let industry: string
let of: { unitId: string; rosterId: string }

const plant = (name: string, n: number, unit = county) =>
  plantEnterprise((text, values) => app.sql(text, values), unit, name, codeOf(n))

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  elsewhere = units.get('market-360983') ?? ''
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

describe('a list that is uploaded', () => {
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    await newRoster()
    ids.stays = await plant('示例留下机械有限公司', 1)
    ids.goes = await plant('示例离开食品有限公司', 2)
    ids.renamed = await plant('示例旧名建材有限公司', 3)
    ids.twin = await plant('示例同名电子有限公司', 4)
    ids.near = await plant('宜春市示例相近纸业有限公司', 5)
    ids.moved = await plant('示例外县化工有限公司', 6, elsewhere)
    ids.comes = await plant('示例新来纺织有限公司', 7)
    ids.ended = await plant('示例注销木业有限公司', 8)
    await app.sql("update enterprises set ended_on = '2026-02-01', ended_as = 'deregistered' where id = $1", [
      ids.ended,
    ])
  })

  test('the first version is signed as it is', async () => {
    const draft = await compared(
      keeper,
      of,
      listOf([
        ['示例留下机械有限公司', codeOf(1)],
        ['示例离开食品有限公司', codeOf(2)],
      ]),
    )
    expect(draft).toMatchObject({ phase: 'ready', rowsRead: 2, counts: { new: 2 }, outlook: { entering: 2 } })
    const signed = await keeper.call(drafts.signDraft, { ...of, version: draft.version, note: '首次' })
    expect(signed).toMatchObject({ no: 1, entered: 2, left: 0, members: 2, pending: 0, note: '首次' })
    expect(signed.signedUnit).toContain('工业和信息化局')
    expect(signed.sha256).toBe(draft.sha256)
    expect(await members()).toEqual(['示例留下机械有限公司', '示例离开食品有限公司'].sort())
    expect(await members('2026-02-28')).toEqual([])
    expect((await keeper.call(drafts.readDraft, of)).draft).toBeNull()
  })

  test('the second is compared row by row; nothing is decided beforehand', async () => {
    const draft = await compared(
      keeper,
      of,
      listOf([
        ['示例留下机械有限公司', codeOf(1)],
        ['示例新名建材有限公司', codeOf(3)],
        ['示例同名电子有限公司', codeOf(40)],
        ['示例相近纸业有限公司', ''],
        ['示例外县化工有限公司', codeOf(6)],
        ['示例新来纺织有限公司', codeOf(7)],
        ['示例注销木业有限公司', codeOf(8)],
        ['示例没有的制药有限公司', codeOf(60)],
      ]),
      { effectiveOn: '2026-06-01' },
    )
    expect((await rowsOf()).map(({ line, outcome, decision }) => [line, outcome, decision])).toEqual([
      [2, 'same', null],
      [3, 'renamed', null],
      [4, 'other-code', null],
      [5, 'near', null],
      [6, 'elsewhere', null],
      [7, 'new', null],
      [8, 'ended', null],
      [9, 'unknown', null],
      [null, 'gone', null],
    ])
    const [renamed] = await rowsOf('renamed')
    expect(renamed?.candidates).toMatchObject([{ enterpriseId: ids.renamed, name: '示例旧名建材有限公司' }])
    expect((await rowsOf('elsewhere'))[0]?.message).toContain('高安市市场监督管理局')
    const sign = keeper.call(drafts.signDraft, { ...of, version: draft.version, note: '' })
    await expect(sign).rejects.toMatchObject({ problem: { code: 'undecided-rows' } })
    const again = keeper.call(
      drafts.startDraft,
      { ...of, fileName: 'a.csv', effectiveOn: '2026-06-01' },
      { body: listOf([['示例', '']]) },
    )
    await expect(again).rejects.toMatchObject({ problem: { code: 'draft-exists' } })
  })

  test("a draft is its keeper's alone, in the database too", async () => {
    const seenBy = async (unitId: string, table: string) => {
      const asker = { kind: 'system', role: 'system', for: { unitId } } as const
      const where = table === 'roster_versions' ? "where status = 'draft'" : ''
      const { rows } = await inTransaction(app.installation.pool, asker, (_tx, client) =>
        client.query(`select 1 from ${table} ${where} limit 1`),
      )
      return rows.length
    }
    for (const table of ['roster_versions', 'roster_version_rows']) {
      expect(await seenBy(industry, table)).toBe(1)
      expect(await seenBy(county, table)).toBe(0)
      expect(await seenBy(elsewhere, table)).toBe(0)
    }
  })

  test('a decision must be one of those that are offered, and nobody is taken twice', async () => {
    await expect(decide(3, 'leave')).rejects.toThrow('不能这样决定')
    await expect(decide(3, 'take', ids.near)).rejects.toThrow('没有选择名录中的企业')
    await expect(decide(2, 'skip')).rejects.toThrow('不能这样决定')
    await expect(decide(999, 'skip')).rejects.toMatchObject({ problem: { status: 404 } })
    await decide(3, 'take', ids.renamed)
    await decide(4, 'skip')
    await decide(5, 'take', ids.near)
    const { draft } = await keeper.call(drafts.readDraft, of)
    const alike = (outcome: drafts.DraftOutcome, decision: drafts.Decision, version: number) =>
      keeper.call(drafts.decideAlike, { ...of, outcome, decision, version })
    const version = draft?.version ?? 0
    await expect(alike('near', 'take', version)).rejects.toThrow('逐行选择')
    await expect(alike('gone', 'leave', version - 1)).rejects.toMatchObject({
      problem: { code: 'stale-version' },
    })
    let now = await alike('gone', 'leave', version)
    now = await alike('unknown', 'pending', now.version)
    now = await alike('elsewhere', 'skip', now.version)
    now = await alike('ended', 'skip', now.version)
    expect(now.outlook).toEqual({ entering: 3, leaving: 1, pending: 1, skipped: 3 })
  })

  test('compared anew, decisions on rows that come out as before stay', async () => {
    const { draft } = await keeper.call(drafts.readDraft, of)
    await keeper.call(drafts.compareDraft, { ...of, version: draft?.version ?? 0, effectiveOn: '2026-05-01' })
    const now = await untilCompared(keeper, of)
    expect(now).toMatchObject({ phase: 'ready', effectiveOn: '2026-05-01' })
    expect(now.outlook).toEqual({ entering: 3, leaving: 1, pending: 1, skipped: 3 })
  })

  test('of a version signed meanwhile the draft knows nothing and is compared anew', async () => {
    const record = { ...of, effectiveOn: '2026-05-01', leave: [], note: '', sha256: null }
    await keeper.call(recordRoster, {
      ...record,
      enter: [{ enterpriseId: ids.twin ?? '', nominated: false }],
    })
    const { draft } = await keeper.call(drafts.readDraft, of)
    expect(draft).toMatchObject({ baseNo: 1, latestNo: 2 })
    const sign = keeper.call(drafts.signDraft, { ...of, version: draft?.version ?? 0, note: '' })
    await expect(sign).rejects.toMatchObject({ problem: { code: 'outdated-draft' } })
    await keeper.call(drafts.compareDraft, { ...of, version: draft?.version ?? 0, effectiveOn: '2026-05-01' })
    const now = await untilCompared(keeper, of)
    // 示例同名电子 was said to be neither; now that it is on the list, it is gone.
    expect(now.undecided).toMatchObject({ gone: 1 })
    const alike = { ...of, outcome: 'gone', decision: 'stay', version: now.version } as const
    await keeper.call(drafts.decideAlike, alike)
  })

  test('signed, it decides; what was signed can be recomputed and compared', async () => {
    const { draft } = await keeper.call(drafts.readDraft, of)
    const signed = await keeper.call(drafts.signDraft, { ...of, version: draft?.version ?? 0, note: '' })
    expect(signed).toMatchObject({ no: 3, entered: 3, left: 1, members: 5, pending: 1 })
    expect(await members()).toEqual(
      [
        '示例同名电子有限公司',
        '示例新来纺织有限公司',
        '示例旧名建材有限公司',
        '示例留下机械有限公司',
        '宜春市示例相近纸业有限公司',
      ].sort(),
    )
    const { rows } = await keeper.call(listVersions, { rosterId: of.rosterId })
    expect(rows.map(({ no, kind }) => [no, kind])).toEqual([
      [3, 'file'],
      [2, 'record'],
      [1, 'file'],
    ])
    for (const { no } of rows) {
      expect(await keeper.call(verifyVersion, { rosterId: of.rosterId, no })).toMatchObject({ agrees: true })
    }
    const difference = await keeper.call(compareVersions, { rosterId: of.rosterId, fromNo: 1, toNo: 3 })
    expect(difference).toMatchObject({ came: 4, went: 1, stayed: 1, total: 6 })
    expect(difference.rows.map(({ change, name }) => [change, name])).toContainEqual([
      'pending-came',
      '示例没有的制药有限公司',
    ])
    const first = await keeper.call(listRosterMembers, { rosterId: of.rosterId, no: 1 })
    expect(first.total).toBe(2)
  })

  test('whoever keeps the directory is told whom it lacks; once added, it enters and waits no longer', async () => {
    const officer = await signInAs(app, 'county-officer', { unitId: county })
    const { rows: notices } = await officer.call(listNotices, {})
    expect(notices.map(({ kind }) => kind)).toContain('roster-pending')
    const waiting = await officer.call(listPending, { rosterId: of.rosterId })
    expect(waiting.rows).toMatchObject([
      { name: '示例没有的制药有限公司', enterpriseId: null, mayEnter: false },
    ])
    const stranger = await signInAs(app, 'county-officer', { unitId: elsewhere })
    expect(await stranger.call(listPending, { rosterId: of.rosterId })).toMatchObject({ total: 0 })
    const id = await plant('示例没有的制药有限公司', 60)
    expect((await keeper.call(listPending, {})).rows).toMatchObject([{ enterpriseId: id, mayEnter: true }])
    const record = { ...of, effectiveOn: '2026-05-01', leave: [], note: '', sha256: null }
    await keeper.call(recordRoster, { ...record, enter: [{ enterpriseId: id, nominated: false }] })
    expect(await keeper.call(listPending, {})).toMatchObject({ total: 0 })
    expect((await keeper.call(listVersions, { rosterId: of.rosterId })).rows[0]).toMatchObject({
      no: 4,
      pending: 0,
    })
  })

  test('what a person has found is remembered in the next file', async () => {
    const draft = await compared(keeper, of, listOf([['示例新名建材有限公司', codeOf(3)]]), {
      effectiveOn: '2026-07-01',
    })
    expect(draft.counts).toMatchObject({ same: 1, renamed: 0, gone: 5 })
    expect((await rowsOf('same'))[0]?.message).toContain('第 3 版已认定')
    expect(await keeper.call(drafts.discardDraft, { ...of, draftId: draft.id })).toEqual({ discarded: true })
    expect((await keeper.call(drafts.readDraft, of)).draft).toBeNull()
    expect(await members()).toHaveLength(6)
  })

  test('a member that has moved to another county can still be taken off', async () => {
    await app.sql('update enterprises set unit_id = $2 where id = $1', [ids.stays, elsewhere])
    const draft = await compared(keeper, of, listOf([['示例新来纺织有限公司', codeOf(7)]]), {
      effectiveOn: '2026-08-01',
    })
    const gone = await rowsOf('gone')
    expect(gone.find(({ name }) => name === '示例留下机械有限公司')?.message).toContain('移交')
    const { version } = await keeper.call(drafts.decideAlike, {
      ...of,
      outcome: 'gone',
      decision: 'leave',
      version: draft.version,
    })
    const signed = await keeper.call(drafts.signDraft, { ...of, version, note: '' })
    expect(signed).toMatchObject({ left: 5, members: 1 })
    expect((await keeper.call(verifyVersion, { rosterId: of.rosterId, no: signed.no })).agrees).toBe(true)
  })
})
