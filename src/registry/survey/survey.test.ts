import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addCredential,
  applySurveyImport,
  countSurvey,
  downloadSurveyResult,
  downloadSurveyTemplate,
  exportSurvey,
  listCredentials,
  listSurvey,
  startSurveyImport,
  undoSurveyImport,
  voidCredential,
} from './contract.ts'

let app: TestApp
let unitId: string
let otherUnit: string
let officer: Client
let enterprises: string[]

const base = { saidBy: '电话核实', asOf: '2026-06-30' } as const

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  otherUnit = units.get('market-360983') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  enterprises = []
  for (let n = 0; n < 4; n += 1) enterprises.push(await makeEnterprise(app, unitId))
})
afterAll(() => app.close())

const of = (at: number) => ({ enterpriseId: enterprises[at] ?? '' })

test('a later day holds over an earlier one, of one day the later record; a voided record no longer counts, both stay', async () => {
  const early = {
    ...of(0),
    kind: 'evaluation',
    held: true,
    heldOn: '2025-05-01',
    issuer: '示例评价机构',
    number: 'P-1',
  } as const
  const first = await officer.call(addCredential, { ...base, ...early, asOf: '2026-03-31' })
  expect(first).toMatchObject({ held: true, heldOn: '2025-05-01', holds: true, unitName: expect.any(String) })
  const later = await officer.call(addCredential, { ...base, ...of(0), kind: 'evaluation', held: false })
  expect((await officer.call(listCredentials, of(0))).answers.evaluation).toBe('no')
  await officer.call(voidCredential, { ...of(0), recordId: later.id, reason: '记错了企业' })
  const { rows, answers } = await officer.call(listCredentials, of(0))
  expect(answers).toEqual({ letter: 'unknown', training: 'unknown', evaluation: 'yes' })
  expect(rows.map(({ id, voidReason, holds }) => [id, voidReason, holds])).toEqual([
    [later.id, '记错了企业', false],
    [first.id, null, true],
  ])
  await expect(
    officer.call(voidCredential, { ...of(0), recordId: later.id, reason: '再作废一次' }),
  ).rejects.toMatchObject({ problem: { code: 'already-void', status: 409 } })
})

test('what cannot be is refused at its field', async () => {
  const wrong = async (said: object, path: string) => {
    const asked = officer.call(addCredential, {
      ...base,
      ...of(1),
      kind: 'training',
      held: true,
      ...said,
    } as never)
    await expect(asked).rejects.toMatchObject({ problem: { status: 422, errors: [{ path }] } })
  }
  await wrong({ asOf: '2999-01-01' }, 'asOf')
  await wrong({ held: false, heldOn: '2026-01-01' }, 'heldOn')
  await wrong({ heldOn: '2026-07-01' }, 'heldOn')
  await wrong({ idNumber: '110101199001011234' }, 'idNumber')
  await wrong({ saidBy: '' }, 'saidBy')
})

test('an officer in office by a letter issued here counts as 聘书, whatever was recorded', async () => {
  const filer = await signInAs(app, 'filer', of(1))
  await issuedAppointment(of(1).enterpriseId, filer, await signInAs(app, 'principal', of(1)))
  await filer.call(addCredential, { ...base, ...of(1), kind: 'letter', held: false })
  expect(await filer.call(listCredentials, of(1))).toMatchObject({
    letterHere: true,
    answers: { letter: 'yes' },
  })
  const { rows } = await officer.call(listSurvey, { unitId, kind: 'letter', answer: 'yes' })
  expect(rows.map(({ enterpriseId }) => enterpriseId)).toEqual([of(1).enterpriseId])
})

test('another county neither reads nor records', async () => {
  const other = await signInAs(app, 'county-officer', { unitId: otherUnit })
  await expect(other.call(listCredentials, of(0))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(other.call(listSurvey, { unitId })).rejects.toMatchObject({ problem: { status: 403 } })
  const record = { ...base, ...of(0), kind: 'letter', held: true } as const
  await expect(other.call(addCredential, record)).rejects.toMatchObject({ problem: { status: 403 } })
})

test('a list in the columns of 附件2 is judged row by row, written whole, counted, and taken back', async () => {
  const [one, two] = await Promise.all([2, 3].map((at) => officer.call(readEnterprise, of(at))))
  const before = await officer.call(countSurvey, { unitId })
  const list = stringify([
    ['示例县企业首席质量官信息汇总表'],
    [
      '企业名称',
      '统一社会信用代码',
      '首席质量官姓名',
      '身份证号',
      '是否颁发聘书',
      '聘任时间',
      '是否参加培训',
      '培训时间',
      '培训组织方',
      '是否取得评价证书',
      '证书编号',
    ],
    [one?.name, one?.creditCode, '示例甲', '', '是', '2024年5月', '是', '2024.6.3', '示例培训机构', '否', ''],
    [two?.name, '', '示例乙', '', '否', '', '未参加', '', '', '√', 'P-2'],
    [one?.name, two?.creditCode, '示例丙', '', '是', '', '', '', '', '', ''],
    ['示例不在名录中的企业', '', '', '', '是', '', '', '', '', '', ''],
    [two?.name, '', '示例丁', '11010119900101123X', '也许', '', '', '', '', '', ''],
    [two?.name, '', '示例戊', '', '', '', '', '', '', '', ''],
    [one?.name, '', '示例甲', '', '是', '', '', '', '', '', ''],
  ])
  const input = { unitId, fileName: '摸底.csv', asOf: '2026-06-30', saidBy: '企业填报' }
  const run = await officer.call(startSurveyImport, input, { body: Buffer.from(list) })
  expect(run).toMatchObject({ status: 'checked', rowsRead: 7, good: 2, rejected: 5, records: 6 })
  expect(run.refused.map(({ line, message }) => `${line} ${message}`)).toEqual([
    expect.stringMatching(/^5 统一社会信用代码是“.*”的，与名称不符/),
    expect.stringMatching(/^6 名录中没有这家企业/),
    expect.stringMatching(/^7 .*身份证号：.*是否颁发聘书：看不懂“也许”|^7 身份证号：/),
    expect.stringMatching(/^8 三项都没有填写/),
    expect.stringMatching(/^9 与第 3 行是同一家企业的同一个人/),
  ])
  expect((await officer.call(countSurvey, { unitId })).surveyed).toBe(before.surveyed)
  const result = await officer.download(downloadSurveyResult, { unitId, importId: run.id })
  const lines = new TextDecoder().decode(result.bytes).split('\r\n')
  expect(lines[1]).toMatch(/证书编号,导入结果$/)
  expect(lines[2]).toMatch(/可以登记$/)
  expect(lines[5]).toMatch(/未导入：名录中没有这家企业/)

  const ofRun = { unitId, importId: run.id }
  expect(await officer.call(applySurveyImport, ofRun)).toMatchObject({ status: 'applied' })
  await expect(officer.call(applySurveyImport, ofRun)).rejects.toMatchObject({ problem: { status: 409 } })
  expect(await officer.call(countSurvey, { unitId })).toMatchObject({
    surveyed: before.surveyed + 2,
    letter: before.letter + 1,
    training: before.training + 1,
    evaluation: before.evaluation + 1,
  })
  const record = (await officer.call(listCredentials, of(2))).rows.find(({ kind }) => kind === 'training')
  expect(record).toMatchObject({
    heldOn: '2024-06-03',
    issuer: '示例培训机构',
    saidBy: '企业填报',
    source: 'import',
  })
  await officer.call(undoSurveyImport, ofRun)
  expect(await officer.call(countSurvey, { unitId })).toEqual(before)
  expect((await officer.call(listCredentials, of(2))).rows.every(({ voidedAt }) => voidedAt !== null)).toBe(
    true,
  )
})

test('those without a record are listed too, pages follow, and list and workbook agree', async () => {
  const all = await officer.call(listSurvey, { unitId, who: 'all' })
  const without = await officer.call(listSurvey, { unitId, who: 'unrecorded' })
  const recorded = await officer.call(listSurvey, { unitId })
  expect(recorded.total + without.total).toBe(all.total)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await officer.call(listSurvey, { unitId, who: 'all', limit: 3, ...(cursor && { cursor }) })
    seen.push(...page.rows.map(({ enterpriseId }) => enterpriseId))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(new Set(seen).size).toBe(all.total)
  expect((await officer.download(exportSurvey, { unitId })).fileName).toMatch(/^摸底登记-.*\.xlsx$/)
  expect((await officer.download(downloadSurveyTemplate, { unitId })).fileName).toContain('参考格式')
})
