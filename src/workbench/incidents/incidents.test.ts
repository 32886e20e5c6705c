import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { finishAction, listActions, reopenAction } from '#workbench/actions/contract.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { costProposalContract } from '#workbench/quality-costs/contract.ts'
import {
  addIncidentLoss,
  changeIncidentLoss,
  countIncidents,
  printIncidentReport,
  tellBureau,
} from './aftermath/contract.ts'
import type { IncidentCourse } from './chain.ts'
import * as contract from './contract.ts'

let app: TestApp
let enterpriseId: string
let staff: Client
let cqo: Client
/** In the staff ledger, with the login of `staff`. */
let personId: string

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  const login = await makeAccount(app, 'staff', { enterpriseId })
  staff = app.browser()
  await staff.call(signIn, { login, password: PASSWORD })
  cqo = await signInAs(app, 'cqo', { enterpriseId })
  const values = {
    staffNo: 'G001',
    name: '示例丙',
    login,
    department: null,
    post: null,
    keyPost: null,
    joinedOn: null,
    note: null,
  }
  personId = (await cqo.call(staffContract.add, { enterpriseId, values })).id
})
afterAll(() => app.close())

const report = (grade: 'general' | 'major' = 'general') =>
  staff.call(contract.reportIncident, {
    enterpriseId,
    kind: 'hidden-danger',
    grade,
    what: '三号压机压力表不回零。已停机。',
    firstKnownAt: '2026-11-02T07:30:00+08:00',
  })
const courseOf = (incidentId: string): Promise<IncidentCourse> =>
  cqo.call(contract.readIncidentCourse, { enterpriseId, incidentId })

test('anybody reports; when it was first known stays, in the database itself', async () => {
  const { id, number } = await report()
  expect(number).toMatch(/^SJ-\d{4}-001$/)
  await expect(
    app.sql('update incidents set first_known_at = now(), first_known_on = current_date where id = $1', [id]),
  ).rejects.toThrow('written once')
  await expect(app.sql('delete from incidents where id = $1', [id])).rejects.toThrow('never deleted')
  const { record } = await cqo.call(contract.incidentContract.read, { enterpriseId, recordId: id })
  expect(record).toMatchObject({
    title: '三号压机压力表不回零',
    firstKnownOn: '2026-11-02',
    stage: 'reported',
  })
  const late = { enterpriseId, kind: 'accident' as const, what: '示例', firstKnownAt: '2999-01-01T00:00:00Z' }
  await expect(staff.call(contract.reportIncident, late)).rejects.toThrow('还没有到')
  const slip = { ...late, firstKnownAt: '0206-11-02T00:00:00Z' }
  await expect(staff.call(contract.reportIncident, slip)).rejects.toThrow('请核对年份')
})

test('the whole way of a major one: the gate names what is missing, and opens when nothing is', async () => {
  const { id: incidentId } = await report('major')
  const of = { enterpriseId, incidentId }
  const now = async () => ({ ...of, version: (await courseOf(incidentId)).version })
  const close = async () => cqo.call(contract.closeIncident, { ...(await now()), note: '' })
  await expect(close()).rejects.toMatchObject({ problem: { code: 'gate-open' } })
  await staff.call(contract.handleIncident, { ...(await now()), text: '停机隔离', on: '2026-11-03' })
  const words = {
    whys: ['卡滞'],
    causes: [{ factor: 'method' as const, text: '没有点检规程', main: true }],
    investigators: '',
    on: '2026-11-04',
  }
  await staff.call(contract.investigateIncident, {
    ...(await now()),
    ...words,
    rootCause: '点检规程缺失',
    factor: 'method',
  })
  const points = { cause: '查清', treatment: '批评教育', measures: '已落实', education: '' }
  const found = { departmentId: null, personId, finding: '点检缺失', treatment: '批评教育' }
  await cqo.call(contract.assignIncident, { ...(await now()), ...found, fourPoints: points })
  const action = { kind: 'corrective' as const, what: '编写点检规程', ownerId: personId, dueOn: '2026-11-30' }
  const { id: actionId } = await cqo.call(contract.addIncidentAction, { ...of, ...action })
  const verify = async (who: Client, effective = true) =>
    who.call(contract.verifyIncident, {
      ...(await now()),
      effective,
      statement: '连续两周点检正常',
      on: '2026-11-20',
    })
  await expect(verify(cqo)).rejects.toThrow('措施“编写点检规程”：示例丙，没有完成')
  const finish = { enterpriseId, actionId, version: 1, result: '已发布', doneOn: '2026-11-15', fileIds: [] }
  await staff.call(finishAction, finish)
  // He is responsible, owns the action and finished it.
  await expect(verify(staff)).rejects.toMatchObject({ problem: { code: 'not-independent' } })
  await verify(cqo)
  const missing = (await courseOf(incidentId)).openPoints.map(({ code }) => code)
  expect(missing).toEqual(['four-points', 'bureau'])
  await expect(close()).rejects.toThrow('四不放过“有关人员未受到教育不放过”：没有回答')

  await cqo.call(contract.assignIncident, {
    ...(await now()),
    ...found,
    fourPoints: { ...points, education: '已培训' },
  })
  const told = {
    outcome: 'reported' as const,
    told: '示例区市场监督管理局',
    way: '电话',
    note: '',
    at: '2026-11-02T10:00:00+08:00',
  }
  await expect(staff.call(tellBureau, { ...of, ...told, at: '2026-11-01T00:00:00Z' })).rejects.toThrow(
    '早于首次知道',
  )
  await staff.call(tellBureau, { ...of, ...told })
  expect((await courseOf(incidentId)).bureauReports[0]).toMatchObject({ delayHours: 2 })
  // Responsibility was written again: the verification is void.
  expect((await courseOf(incidentId)).openPoints.map(({ code }) => code)).toEqual(['verification'])
  await verify(cqo)
  await expect(staff.call(contract.closeIncident, { ...(await now()), note: '' })).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  })
  expect(await close()).toMatchObject({ stage: 'closed' })
  const [sealed] = (await cqo.call(listActions, { enterpriseId, sourceId: incidentId, state: 'all' })).rows
  expect(sealed?.sealedAt).not.toBeNull()
  const again = { enterpriseId, actionId, version: sealed?.version ?? 0, reason: '示例' }
  await expect(staff.call(reopenAction, again)).rejects.toMatchObject({ problem: { status: 409 } })

  await cqo.call(contract.reopenIncident, { ...(await now()), reason: '再次发生' })
  const course = await courseOf(incidentId)
  expect([course.stage, course.verification]).toEqual(['acting', null])
  const { events } = await cqo.call(contract.incidentContract.read, { enterpriseId, recordId: incidentId })
  expect(events.map(({ kind }) => kind)).toContain('close')
  expect(events[0]).toMatchObject({ kind: 'reopen', note: '再次发生' })
})

test('two at once: one closes while the other adds an action; both never succeed', async () => {
  const { id: incidentId } = await report()
  const of = { enterpriseId, incidentId }
  const at = async () => ({ ...of, version: (await courseOf(incidentId)).version })
  await staff.call(contract.handleIncident, { ...(await at()), text: '处置', on: '2026-11-03' })
  const words = {
    whys: ['卡滞'],
    causes: [],
    investigators: '',
    on: '2026-11-04',
    rootCause: '卡滞',
    factor: 'machine' as const,
  }
  await staff.call(contract.investigateIncident, { ...(await at()), ...words })
  const fourPoints = { cause: '一', treatment: '二', measures: '三', education: '四' }
  await staff.call(contract.assignIncident, {
    ...(await at()),
    departmentId: null,
    personId,
    finding: '示例',
    treatment: '',
    fourPoints,
  })
  const add = { ...of, kind: 'correction' as const, what: '换表', ownerId: null, dueOn: null }
  const { id: actionId } = await staff.call(contract.addIncidentAction, add)
  await staff.call(finishAction, {
    enterpriseId,
    actionId,
    version: 1,
    result: '换好',
    doneOn: '2026-11-05',
    fileIds: [],
  })
  await cqo.call(contract.verifyIncident, {
    ...(await at()),
    effective: true,
    statement: '有效',
    on: '2026-11-06',
  })
  const version = (await courseOf(incidentId)).version
  const outcomes = await Promise.allSettled([
    cqo.call(contract.closeIncident, { ...of, version, note: '' }),
    staff.call(contract.addIncidentAction, { ...add, what: '再换一只' }),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { stage } = await courseOf(incidentId)
  const open = await cqo.call(listActions, { enterpriseId, sourceId: incidentId })
  expect(stage === 'closed').toBe(open.total === 0)
})

test('losses go on to the cost of quality, corrected there and not doubled; the report says what is there and what is not', async () => {
  const { id: incidentId } = await report('major')
  const of = { enterpriseId, incidentId }
  const loss = { account: '301' as const, month: '2026-11', amountFen: 125_000, what: '报废阀体 25 件' }
  const { id: lossId } = await staff.call(addIncidentLoss, { ...of, ...loss })
  await staff.call(changeIncidentLoss, { ...of, lossId, ...loss, amountFen: 150_000 })
  const proposed = (await cqo.call(costProposalContract.list, { enterpriseId })).rows
  expect(proposed).toMatchObject([{ amount: 150_000 }])
  await expect(staff.call(addIncidentLoss, { ...of, ...loss, amountFen: -1 })).rejects.toThrow('要大于 0')
  await expect(staff.call(addIncidentLoss, { ...of, ...loss, month: '2099-01' })).rejects.toThrow('还没有到')
  const { bytes } = await cqo.download(printIncidentReport, of)
  const { text } = readPdf(new Uint8Array(bytes))
  for (const said of [
    '质量安全隐患调查处理报告',
    '2026-11-02 07:30',
    '1,500.00',
    '重大，还没有记录向属地报告的情况',
    '还没有关闭',
  ])
    expect(text.replaceAll(/\s/g, '')).toContain(said.replaceAll(' ', ''))
})

test('facts are corrected, the first-known time is not among them; a veto is named by its number', async () => {
  const { id: incidentId } = await report()
  const none = {
    department: null,
    product: null,
    batch: null,
    supplier: null,
    customer: null,
    equipment: null,
    risk: null,
  }
  const facts = {
    kind: 'accident' as const,
    grade: 'larger' as const,
    what: '压力表损坏',
    title: '压力表损坏',
    place: '一车间',
  }
  const of = { enterpriseId, incidentId, version: 1, ...none, ...facts }
  await expect(staff.call(contract.correctIncident, { ...of, vetoNumber: 'FJ-2026-404' })).rejects.toThrow(
    '没有“FJ-2026-404”',
  )
  const changed = { ...of, firstKnownAt: '2020-01-01T00:00:00Z' }
  const corrected = await staff.call(contract.correctIncident, changed)
  expect(corrected).toMatchObject({ kind: 'accident', version: 2, firstKnownAt: '2026-11-01T23:30:00.000Z' })
  await expect(staff.call(contract.correctIncident, of)).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
})

test('counts by cause and department leave out what was none', async () => {
  const { id: incidentId } = await report()
  const before = await cqo.call(countIncidents, { enterpriseId })
  await cqo.call(contract.dismissIncident, { enterpriseId, incidentId, version: 1, reason: '误报' })
  const { total, bars } = await cqo.call(countIncidents, { enterpriseId })
  expect(total).toBe(before.total - 1)
  expect(bars.reduce((all, { count }) => all + count, 0)).toBe(total)
  expect(bars.at(-1)).toMatchObject({ key: null, name: '原因未查明', cumulativePermille: 1000 })
  expect(bars.map(({ name }) => name)).toEqual(expect.arrayContaining(['法', '机']))
  expect((await cqo.call(countIncidents, { enterpriseId, by: 'department' })).total).toBe(total)
})
