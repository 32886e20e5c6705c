import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilities } from '#apps/capabilities.ts'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { guide } from './catalogue/guide.ts'
import {
  addClauseAction,
  readClause,
  readConformity,
  setClauseAside,
  stateClause,
  takeBackWord,
} from './contract.ts'
import { registryEvidence } from './registry-evidence.ts'

let app: TestApp
let enterpriseId: string
let cqo: Client
let principal: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  cqo = await signInAs(app, 'cqo', { enterpriseId })
  principal = await signInAs(app, 'principal', { enterpriseId })
})
afterAll(() => app.close())

const stateOf = async (id: string) => {
  const { clauses } = await cqo.call(readConformity, { enterpriseId })
  return clauses.find((clause) => clause.id === id)
}

test('every source that a need names by its list is declared, and every declared clause is one of the guide', () => {
  const declared = capabilities.flatMap(({ name, evidence = [] }) =>
    evidence.map((each) => ({ name, ...each })),
  )
  const lists = new Set(declared.map(({ name, path }) => `${name}:${path.split('?')[0]}`))
  const named = guide.clauses.flatMap(({ needs }) => needs.flatMap(({ from }) => from))
  expect(named.filter((from) => from.includes(':') && !lists.has(from))).toEqual([])
  const own = registryEvidence('2026-11-20')
  const known = new Set([
    ...own.map(({ source }) => source),
    ...capabilities.map(({ name }) => name),
    ...lists,
  ])
  // Not built yet: the enterprise says so itself.
  const later = ['standards', 'controls', 'excellence', 'certificates', 'staff-training']
  expect(named.filter((from) => !known.has(from) && !later.includes(from))).toEqual([])
  const ids = new Set(guide.clauses.map(({ id }) => id))
  const clauses = [...declared, ...own.map(({ evidence }) => evidence)].flatMap((each) => each.clauses)
  expect(clauses.filter((id) => !ids.has(id))).toEqual([])
})

test('the letter in force proves what it says, and nothing of a letter whose term is over', async () => {
  const { totals } = await cqo.call(readConformity, { enterpriseId })
  expect(totals).toMatchObject({ total: 65, proved: 0, notApplicable: 0 })
  const letter = (from: string, to: string | null, powers: string[]) =>
    app.sql(
      `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, departments,
         powers, term_from, term_to, appointer_name, appointer_capacity, issued_on)
       values ($1, $2, 'issued', '示例周', '副总经理', 'decision', true, '{质量部}', $3, $4, $5, '示例郑', '法定代表人', $4)`,
      [enterpriseId, newId(), powers, from, to],
    )
  await letter('2020-01-01', '2022-12-31', ['quality-safety-veto', 'quality-culture'])
  expect(await stateOf('8.1d')).toMatchObject({ state: 'none' })
  expect(await stateOf('9.2')).toMatchObject({ state: 'none' })
  await letter('2023-01-01', null, ['quality-safety-veto'])
  expect(await stateOf('4.1')).toMatchObject({ state: 'proved' })
  expect(await stateOf('4.2')).toMatchObject({ state: 'partly' })
  expect(await stateOf('8.1d')).toMatchObject({ state: 'proved' })
  expect(await stateOf('8.1a')).toMatchObject({ state: 'none' })
  expect(await stateOf('9.4')).toMatchObject({ state: 'proved' })
})

test('training older than a year is named and does not count as this year’s', async () => {
  const year = new Date().getUTCFullYear()
  const training = (on: string) =>
    app.sql(
      `insert into credential_records (enterprise_id, id, kind, held, held_on, said_by, as_of, source, recorded_at)
       values ($1, $2, 'training', true, $3, '示例', $3, 'training', now())`,
      [enterpriseId, newId(), on],
    )
  await training(`${year - 3}-06-01`)
  const old = await cqo.call(readClause, { enterpriseId, clause: '5.1f' })
  expect(old.clause.state).toBe('partly')
  expect(old.clause.needs[1]?.records[0]).toMatchObject({ n: 0, older: `${year - 3}-06-01` })
  await training(new Date().toISOString().slice(0, 10))
  expect(await stateOf('5.1f')).toMatchObject({ state: 'proved' })
})

test('own words: replaced, taken back, kept in the history; the second of two writers is told', async () => {
  const of = { enterpriseId, clause: '5.3d' }
  const body = Buffer.from(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF',
  )
  const file = await cqo.call(addFile, { enterpriseId, purpose: 'record', name: '保密协议.pdf' }, { body })
  const said = await cqo.call(stateClause, { ...of, seq: 0, text: '签有保密协议', fileId: file.id })
  expect(said).toMatchObject({
    state: 'proved',
    stated: true,
    word: { seq: 1, file: { name: '保密协议.pdf' } },
  })
  await expect(principal.call(stateClause, { ...of, seq: 0, text: '另一份自述' })).rejects.toMatchObject({
    problem: { status: 409, code: 'stale-version' },
  })
  await principal.call(stateClause, { ...of, seq: 1, text: '签有保密协议，每年重申' })
  await expect(
    cqo.call(stateClause, { ...of, seq: 2, text: '示例', validUntil: '2020年1月1日' }),
  ).rejects.toThrow('有效期至：2020-01-01 已经过去')
  await cqo.call(takeBackWord, { ...of, seq: 2 })
  const { clause, words } = await cqo.call(readClause, of)
  expect(clause).toMatchObject({ state: 'none', word: null })
  expect(words.map(({ kind, byName }) => [kind, byName])).toEqual([
    ['withdrawn', '示例cqo'],
    ['statement', '示例principal'],
    ['statement', '示例cqo'],
  ])
})

test('不适用 is the officer’s, with a reason, and only he takes it back', async () => {
  const of = { enterpriseId, clause: '7.3b' }
  await expect(principal.call(setClauseAside, { ...of, seq: 0, text: '示例' })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  expect(await cqo.call(setClauseAside, { ...of, seq: 0, text: '不参与标准制修订' })).toMatchObject({
    state: 'not-applicable',
  })
  expect((await cqo.call(readConformity, { enterpriseId })).totals).toMatchObject({
    total: 64,
    notApplicable: 1,
  })
  await expect(principal.call(takeBackWord, { ...of, seq: 1 })).rejects.toThrow('由首席质量官撤回')
  await expect(principal.call(stateClause, { ...of, seq: 1, text: '示例' })).rejects.toThrow(
    '由首席质量官撤回',
  )
  expect(await cqo.call(takeBackWord, { ...of, seq: 1 })).toMatchObject({ state: 'none' })
})

test('a gap becomes an action of the clause', async () => {
  const of = { enterpriseId, clause: '7.2b' }
  const { id } = await cqo.call(addClauseAction, {
    ...of,
    what: '登记主要质量风险',
    ownerId: null,
    dueOn: '2099-01-31',
  })
  const { sourceId } = await cqo.call(readClause, of)
  const rows = await app.sql(
    'select id, kind, source_path from actions where enterprise_id = $1 and source_id = $2',
    [enterpriseId, sourceId],
  )
  expect(rows).toEqual([{ id, kind: 'gap', source_path: 'conformity/7.2b' }])
  await expect(cqo.call(readClause, { enterpriseId, clause: '7.9' })).rejects.toMatchObject({
    problem: { status: 404 },
  })
})
