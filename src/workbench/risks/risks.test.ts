import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listActions } from '#workbench/actions/contract.ts'
import { reportIncident } from '#workbench/incidents/contract.ts'
import * as contract from './contract.ts'
import { levelOf } from './domain.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client
let cqo: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  clerk = await signInAs(app, 'filer', { enterpriseId })
  cqo = await signInAs(app, 'cqo', { enterpriseId })
})
afterAll(() => app.close())

const read = async (recordId: string) =>
  (await clerk.call(contract.riskContract.read, { enterpriseId, recordId })).record
const matrix = () => clerk.call(contract.readRiskMatrix, { enterpriseId })

test('the enterprise’s own list is taken over: numbers given or made, levels computed, wrong ratings told by row', async () => {
  const rows = [
    ['编号', '风险点', '工序', '严重程度', '可能性', '风险等级'],
    ['R-7', '压机压力失控', '冲压', '5', '3', '低'],
    ['', '电镀层厚度不足', '电镀', '3', '2', ''],
    ['', '来料混批', '来料检验', '6', '2', ''],
    ['r-7', '标签错贴', '包装', '2', '2', ''],
    ['', '涂层起泡', '涂装', '', '', ''],
  ]
  const body = Buffer.from(stringify(rows))
  const { id } = await clerk.call(
    contract.riskContract.startImport,
    { enterpriseId, fileName: '风险清单.csv' },
    { body },
  )
  const of = { enterpriseId, importId: id }
  let run = await clerk.call(contract.riskContract.readImport, of)
  while (run.status === 'checking') {
    await wait(30)
    run = await clerk.call(contract.riskContract.readImport, of)
  }
  expect(run.refused.map(({ line, message }) => [line, message])).toEqual([
    [4, expect.stringContaining('评价方案只有 5 级，填的是 6')],
    [5, expect.stringContaining('“R-7”已经是另一条风险的编号')],
  ])
  await clerk.call(contract.riskContract.applyImport, of)
  const { rows: kept } = await clerk.call(contract.riskContract.list, { enterpriseId })
  const byPoint = new Map(kept.map((row) => [row.point, row]))
  // What the file says of the level does not count.
  expect(byPoint.get('压机压力失控')).toMatchObject({ riskNo: 'R-7', level: 'larger', score: 15 })
  expect(byPoint.get('电镀层厚度不足')?.riskNo).toMatch(/^FX-\d{4}-001$/)
  expect(byPoint.get('涂层起泡')).toMatchObject({ level: null, schemeVersion: 1 })
  expect(await matrix()).toMatchObject({
    unrated: 1,
    cells: expect.arrayContaining([{ severity: 5, likelihood: 3, count: 1 }]),
  })
})

test('the level is the scheme’s for every pair, in the database as in the domain; nobody can write another', async () => {
  const { scheme } = await matrix()
  const [{ id } = { id: '' }] = await app.sql<{ id: string }>(
    "select id from risks where point = '压机压力失控'",
  )
  for (let severity = 1; severity <= 5; severity += 1) {
    for (let likelihood = 1; likelihood <= 5; likelihood += 1) {
      const [row] = await app.sql<{ level: string }>(
        "update risks set severity = $2, likelihood = $3, level = 'low' where id = $1 returning level",
        [id, severity, likelihood],
      )
      expect(row?.level).toBe(levelOf(scheme, severity, likelihood))
    }
  }
  const [typed] = await app.sql<{ level: string }>(
    "update risks set level = 'low' where id = $1 returning level",
    [id],
  )
  expect(typed?.level).toBe('major')
})

test('a review rates anew and sets the next day; a new scheme leaves what was rated, until asked to rate again', async () => {
  const values = {
    riskNo: null,
    point: '阀体裂纹',
    process: '铸造',
    severity: 4,
    likelihood: 2,
    identifiedOn: '2026-01-31',
    reviewMonths: 1,
  }
  const { id } = await clerk.call(contract.riskContract.add, { enterpriseId, values: values as never })
  expect(await read(id)).toMatchObject({ level: 'general', nextReviewOn: '2026-02-28' })
  expect((await matrix()).overdue).toBeGreaterThan(0)
  const of = { enterpriseId, riskId: id }
  const rated = {
    on: '2026-10-08',
    severity: 4,
    likelihood: 3,
    residualSeverity: 4,
    residualLikelihood: 1,
    reviewMonths: 12,
    conclusion: '增加探伤',
  }
  const review = await clerk.call(contract.reviewRisk, { ...of, version: 1, ...rated })
  expect(review).toMatchObject({ level: 'larger', residualLevel: 'low', schemeVersion: 1 })
  expect(await read(id)).toMatchObject({ level: 'larger', nextReviewOn: '2027-10-08', version: 2 })
  await expect(clerk.call(contract.reviewRisk, { ...of, version: 1, ...rated })).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  await clerk.call(contract.addRiskMeasure, { ...of, what: '购置探伤仪', ownerId: null, dueOn: '2026-12-31' })
  expect((await clerk.call(listActions, { enterpriseId, sourceId: id })).rows[0]).toMatchObject({
    kind: 'measure',
  })

  const scheme = {
    name: '三级',
    severities: ['轻', '中', '重', '很重'],
    likelihoods: ['少', '中', '多'],
    cells: [
      ['low', 'low', 'low'],
      ['low', 'low', 'general'],
      ['low', 'general', 'general'],
      ['general', 'general', 'general'],
    ] as contract.RiskScheme['cells'],
    reason: '简化',
  }
  const change = { enterpriseId, version: 1, ...scheme }
  await expect(clerk.call(contract.changeRiskScheme, change)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  })
  const falling = [...scheme.cells.slice(0, 3), ['low', 'low', 'low']] as contract.RiskScheme['cells']
  await expect(cqo.call(contract.changeRiskScheme, { ...change, cells: falling })).rejects.toThrow('还低')
  expect(await cqo.call(contract.changeRiskScheme, change)).toEqual({ version: 2, rerated: 0 })
  expect(await read(id)).toMatchObject({ level: 'larger', schemeVersion: 1 })
  expect((await matrix()).earlierScheme).toBeGreaterThan(0)
  await expect(cqo.call(contract.changeRiskScheme, change)).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  const again = await cqo.call(contract.changeRiskScheme, { ...change, version: 2, rerate: true })
  expect(again).toMatchObject({ version: 3, rerated: 4 })
  expect(await read(id)).toMatchObject({ level: 'general', schemeVersion: 3 })
  expect((await matrix()).earlierScheme).toBe(0)
  const { reviews } = await clerk.call(contract.readRiskCourse, of)
  expect(reviews).toMatchObject([{ level: 'larger', schemeVersion: 1 }])
})

test('an incident names its risk, and the risk shows it; a link to another enterprise’s is refused', async () => {
  const { rows } = await clerk.call(contract.riskContract.list, { enterpriseId, text: '阀体' })
  const riskId = rows[0]?.id ?? ''
  await clerk.call(reportIncident, { enterpriseId, kind: 'accident', what: '阀体开裂', risk: riskId })
  const course = await clerk.call(contract.readRiskCourse, { enterpriseId, riskId })
  expect(course.incidents).toMatchObject([{ title: '阀体开裂', stage: 'reported' }])
  const stranger = {
    enterpriseId,
    kind: 'accident' as const,
    what: '示例',
    risk: '00000000-0000-7000-8000-000000000001',
  }
  await expect(clerk.call(reportIncident, stranger)).rejects.toThrow('没有这条风险')
})
