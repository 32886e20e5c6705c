import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { createRoster, recordRoster } from '#registry/rosters/contract.ts'
import { endEnterprise } from '#registry/upkeep/contract.ts'
import { administrator, makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addCredential,
  applySurveyImport,
  countSurvey,
  downloadSurveyResult,
  listCredentials,
  listSurvey,
  readSurveyImport,
  startSurveyImport,
  undoSurveyImport,
  voidCredential,
} from './contract.ts'

let app: TestApp
let unitId: string
let otherUnit: string
let bureau: string
let officer: Client

const base = { saidBy: '查看原件', asOf: '2026-06-30' } as const
/** Of nobody; the check digit is right. */
const ID_NUMBER = '11010119900307109X'

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  otherUnit = units.get('market-360983') ?? ''
  bureau = units.get('industry-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const header = ['企业名称', '统一社会信用代码', '首席质量官姓名', '身份证号', '是否参加培训']

async function handIn(rows: (string | undefined)[][]) {
  const input = { unitId, fileName: '摸底.csv', asOf: '2026-06-30', saidBy: '企业填报' }
  return officer.call(startSurveyImport, input, { body: Buffer.from(stringify([header, ...rows])) })
}

/** Under the application role, past the policies in code; taken back afterwards. */
async function asEnterprise(enterpriseId: string, statement: string) {
  const client = await app.database.pool.connect()
  const context = contextStatements({ ...administrator, kind: 'enterprise', role: 'filer', enterpriseId })
  try {
    await client.query(`begin; ${context}; ${statement}`)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function moveAway(enterpriseId: string, to: string) {
  await app.sql('update enterprises set unit_id = $2 where id = $1', [enterpriseId, to])
}

test('an enterprise takes back what it said itself, not what the bureau recorded', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const record = { ...base, enterpriseId, kind: 'letter', held: false } as const
  const ours = await officer.call(addCredential, record)
  const theirs = await filer.call(addCredential, { ...record, held: true })
  await expect(
    filer.call(voidCredential, { enterpriseId, recordId: ours.id, reason: '不是这样' }),
  ).rejects.toMatchObject({ problem: { status: 403 } })
  const voiding = (
    id: string,
  ) => `insert into credential_records (enterprise_id, id, kind, held, said_by, as_of, source, recorded_at, voids)
    values ('${enterpriseId}', gen_random_uuid(), 'letter', true, '', '2026-06-30', 'survey', now(), '${id}')`
  await expect(asEnterprise(enterpriseId, voiding(ours.id))).rejects.toThrow(/row-level security/)
  await asEnterprise(enterpriseId, voiding(theirs.id))
  await filer.call(voidCredential, { enterpriseId, recordId: theirs.id, reason: '填错了' })
  expect((await officer.call(listCredentials, { enterpriseId })).answers.letter).toBe('no')
})

test('of two who take the same record back at once, one is told that it is done', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  const record = { ...base, enterpriseId, kind: 'letter', held: true } as const
  const { id: recordId } = await officer.call(addCredential, record)
  const voids = await Promise.allSettled(
    [1, 2, 3, 4].map(() => officer.call(voidCredential, { enterpriseId, recordId, reason: '记错了' })),
  )
  const refused = voids.flatMap((each) => (each.status === 'rejected' ? [each.reason.problem.code] : []))
  expect(refused).toEqual(['already-void', 'already-void', 'already-void'])
})

test('an enterprise that has ended counts no more, and the counts equal the lists behind them', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  await officer.call(addCredential, { ...base, enterpriseId, kind: 'training', held: true })
  const trained = { unitId, kind: 'training', answer: 'yes' } as const
  const before = await officer.call(countSurvey, { unitId })
  expect((await officer.call(listSurvey, trained)).total).toBe(before.training)
  const { version } = await officer.call(readEnterprise, { enterpriseId })
  await officer.call(endEnterprise, {
    enterpriseId,
    version,
    as: 'deregistered',
    effectiveOn: '2026-07-01',
    note: '',
  })
  const after = await officer.call(countSurvey, { unitId })
  expect(after).toMatchObject({ training: before.training - 1, surveyed: before.surveyed - 1 })
  expect((await officer.call(listSurvey, trained)).total).toBe(after.training)
  expect((await officer.call(listSurvey, { unitId })).total).toBe(after.surveyed)
  expect(await officer.call(countSurvey, { unitId, on: '2026-06-30' })).toMatchObject({
    training: before.training,
  })
})

test('an enterprise with two officers of whom one was trained is trained, in whichever order the rows stand', async () => {
  const enterprises = await Promise.all([1, 2].map(() => makeEnterprise(app, unitId)))
  const [one, two] = await Promise.all(
    enterprises.map((enterpriseId) => officer.call(readEnterprise, { enterpriseId })),
  )
  const run = await handIn([
    [one?.name, one?.creditCode, '示例甲', '', '是'],
    [one?.name, one?.creditCode, '示例乙', '', '否'],
    [two?.name, two?.creditCode, '示例丙', '', '否'],
    [two?.name, two?.creditCode, '示例丁', '', '是'],
  ])
  await officer.call(applySurveyImport, { unitId, importId: run.id })
  for (const enterpriseId of enterprises) {
    expect((await officer.call(listCredentials, { enterpriseId })).answers.training).toBe('yes')
  }
})

test('enterprises handed over since the dry run: writing is refused, said why, and nothing is written', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  const { name, creditCode } = await officer.call(readEnterprise, { enterpriseId })
  const run = await handIn([[name, creditCode, '示例甲', '', '是']])
  await moveAway(enterpriseId, otherUnit)
  const ofRun = { unitId, importId: run.id }
  await expect(officer.call(applySurveyImport, ofRun)).rejects.toMatchObject({
    problem: { status: 409, code: 'wrong-state', detail: expect.stringMatching(/移交/) },
  })
  expect(await officer.call(readSurveyImport, ofRun)).toMatchObject({ status: 'checked' })
})

test('enterprises handed over since the writing: undoing is refused rather than done by halves', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  const { name, creditCode } = await officer.call(readEnterprise, { enterpriseId })
  const run = await handIn([[name, creditCode, '示例甲', '', '是']])
  const ofRun = { unitId, importId: run.id }
  await officer.call(applySurveyImport, ofRun)
  await moveAway(enterpriseId, otherUnit)
  await expect(officer.call(undoSurveyImport, ofRun)).rejects.toMatchObject({
    problem: { status: 409, detail: expect.stringMatching(/移交/) },
  })
  const heir = await signInAs(app, 'county-officer', { unitId: otherUnit })
  expect((await heir.call(listCredentials, { enterpriseId })).answers.training).toBe('yes')
})

test('身份证号 lies nowhere in clear: neither in the database nor in the kept list; the result still opens', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  const { name, creditCode } = await officer.call(readEnterprise, { enterpriseId })
  const run = await handIn([[name, creditCode, '示例甲', ID_NUMBER, '是']])
  expect(run).toMatchObject({ good: 1 })
  await officer.call(applySurveyImport, { unitId, importId: run.id })
  const folder = app.installation.vault.uploads
  const kept = (await readdir(folder)).filter((file) => file === run.id)
  expect(kept).toHaveLength(1)
  expect((await readFile(join(folder, run.id))).includes(ID_NUMBER)).toBe(false)
  const [found] = await app.sql(
    `select count(*) filter (where to_jsonb(c)::text like '%' || $1 || '%')::int as records,
            (select count(*)::int from survey_import_rows r where to_jsonb(r)::text like '%' || $1 || '%') as rows
       from credential_records c`,
    [ID_NUMBER],
  )
  expect(found).toEqual({ records: 0, rows: 0 })
  const result = await officer.download(downloadSurveyResult, { unitId, importId: run.id })
  expect(new TextDecoder().decode(result.bytes)).toMatch(/可以登记/)
})

test('who is on the list of 规模以上企业 today is found, recorded or not; who has left it is not', async () => {
  const [one = '', two = '', gone = ''] = await Promise.all([1, 2, 3].map(() => makeEnterprise(app, unitId)))
  await officer.call(addCredential, { ...base, enterpriseId: one, kind: 'letter', held: true })
  const keeper = await signInAs(app, 'industry-officer', { unitId: bureau })
  const head = { unitId: bureau, scopeCode: 'above-scale', level: null, docNo: '', periodTo: null }
  const { id: rosterId } = await keeper.call(createRoster, {
    ...head,
    name: '示例区规上企业名单',
    periodFrom: '2026-01-01',
  })
  const record = { unitId: bureau, rosterId, note: '', sha256: null }
  const enter = [one, two, gone].map((enterpriseId) => ({ enterpriseId, nominated: false }))
  await keeper.call(recordRoster, { ...record, effectiveOn: '2026-01-01', enter, leave: [] })
  await keeper.call(recordRoster, { ...record, effectiveOn: '2026-06-01', enter: [], leave: [gone] })
  const listed = async (answer: 'yes' | 'unknown' | undefined) => {
    const asked = { unitId, who: 'above-scale', ...(answer && { kind: 'letter' as const, answer }) } as const
    return (await officer.call(listSurvey, asked)).rows.map(({ enterpriseId }) => enterpriseId).sort()
  }
  expect(await listed(undefined)).toEqual([one, two].sort())
  expect(await listed('yes')).toEqual([one])
  expect(await listed('unknown')).toEqual([two])
})
