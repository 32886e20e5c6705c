import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { qualityPlans } from './index.ts'
import {
  addItemLater,
  amendItem,
  cancelItem,
  confirmItem,
  readItemStanding,
  reportProgress,
} from './items/contract.ts'
import type { planItems } from './ledgers.ts'
import {
  approvePlan,
  concludePlan,
  itemContract,
  printPlan,
  readPlanOverview,
  readPlanWithItems,
  returnPlan,
  savePlanReview,
  startPlan,
  submitPlan,
} from './plan/contract.ts'
import {
  approveStrategy,
  changeStrategy,
  draftStrategy,
  listStrategies,
  printStrategy,
  readStrategy,
  returnStrategy,
  submitStrategy,
} from './strategy/contract.ts'

type Item = LedgerRecord<typeof planItems>

let app: TestApp
let enterpriseId: string
let clerk: Client
let officer: Client
let principal: Client
let inspector: Client
let owner: string

/** Everything here happens in these years, whenever the test runs. */
const at = (day: string) => {
  Object.assign(app.installation, { now: () => new Date(`${day}T02:00:00Z`) })
}

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  at('2027-01-05')
  clerk = await signInAs(app, 'filer', { enterpriseId })
  officer = await signInAs(app, 'cqo', { enterpriseId })
  principal = await signInAs(app, 'principal', { enterpriseId })
  const login = await makeAccount(app, 'staff', { enterpriseId })
  inspector = app.browser()
  await inspector.call(signIn, { login, password: PASSWORD })
  const blank = { department: null, post: null, keyPost: null, joinedOn: null, note: null }
  const added = await clerk.call(staffContract.add, {
    enterpriseId,
    values: { staffNo: 'G1', name: '示例甲', ...blank, login },
  })
  owner = added.id
})
afterAll(() => app.close())

const whole = {
  basis: '支撑企业五年规划',
  analysis: {
    internal: '设备较新，检验人员不足',
    external: '顾客要求提高',
    strengths: ['工艺稳定'],
    weaknesses: ['检验能力不足'],
    opportunities: ['出口增长'],
    threats: ['原料波动'],
    studies: '',
  },
  goals: [{ field: 'responsibility' as const, text: '零重大投诉', target: '0 起', by: '2029年12月31日' }],
  measures: [{ text: '建立计量室', who: '质量部', by: null }],
}

test('a strategy goes from draft over a return into force; a new edition supersedes it', async () => {
  const begun = await clerk.call(draftStrategy, { enterpriseId })
  expect(begun).toMatchObject({ number: 'ZL-2027-001', edition: 1, status: 'draft', may: ['change'] })
  await expect(officer.call(draftStrategy, { enterpriseId })).rejects.toThrow('ZL-2027-001（第 1 版）草稿')
  const of = { enterpriseId, strategyId: begun.id }
  await expect(officer.call(submitStrategy, { ...of, version: 1 })).rejects.toThrow(
    /规划期.*内部环境.*外部环境.*优势.*质量目标.*主要措施/,
  )
  const written = {
    title: '质量战略规划',
    periodFrom: '2027-01-01',
    periodTo: '2029-12-31',
    content: whole,
    answers: [],
  }
  await expect(
    clerk.call(changeStrategy, { ...of, version: 1, ...written, periodTo: '2026-12-31' }),
  ).rejects.toThrow('终止日期早于起始日期')
  await clerk.call(changeStrategy, { ...of, version: 1, ...written })
  await expect(clerk.call(changeStrategy, { ...of, version: 1, ...written })).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  await officer.call(submitStrategy, { ...of, version: 2 })
  await expect(clerk.call(changeStrategy, { ...of, version: 3, ...written })).rejects.toThrow('待批准')
  await principal.call(returnStrategy, { ...of, version: 3, reason: '目标不够具体' })
  await officer.call(submitStrategy, { ...of, version: 4 })
  const inForce = await principal.call(approveStrategy, { ...of, version: 5 })
  expect(inForce).toMatchObject({ status: 'in-force', approvedOn: '2027-01-05', may: [] })
  expect(inForce.events.map(({ kind }) => kind)).toEqual([
    'approved',
    'submitted',
    'returned',
    'submitted',
    'changed',
    'drafted',
  ])
  expect(inForce.events.find(({ kind }) => kind === 'returned')?.note).toBe('目标不够具体')

  const next = await officer.call(draftStrategy, { enterpriseId })
  expect(next.content.goals).toEqual([{ ...whole.goals[0], by: '2029-12-31' }])
  const ofNext = { enterpriseId, strategyId: next.id }
  await officer.call(submitStrategy, { ...ofNext, version: 1 })
  await principal.call(approveStrategy, { ...ofNext, version: 2 })
  const { rows } = await clerk.call(listStrategies, { enterpriseId })
  expect(rows.map(({ edition, status }) => [edition, status])).toEqual([
    [2, 'in-force'],
    [1, 'superseded'],
  ])
  const paper = await clerk.download(printStrategy, of)
  expect(Buffer.from(paper.bytes.slice(0, 5)).toString()).toBe('%PDF-')
})

const items = (planId: string) => clerk.call(readPlanWithItems, { enterpriseId, planId })

async function imported(rows: readonly (readonly string[])[], into?: string) {
  const body = Buffer.from(stringify(rows.map((row) => [...row])))
  const { id } = await clerk.call(
    itemContract.startImport,
    { enterpriseId, fileName: '计划.csv', into },
    { body },
  )
  for (;;) {
    const run = await clerk.call(itemContract.readImport, { enterpriseId, importId: id })
    if (run.status === 'failed') throw new Error(run.problem ?? '')
    if (run.status !== 'checking') return run
    await wait(30)
  }
}

const attributes = {
  name: '顾客满意度调查',
  content: '',
  requirement: '每季一次',
  resources: '问卷',
  goal: '满意度 90 分',
  fromOn: '2027-04-01',
  toOn: '2027-10-31',
  department: null,
  method: '查报告',
}

const header = [
  '计划',
  '序号',
  '工作项目',
  '要求',
  '资源',
  '目标',
  '开始时间',
  '完成时间',
  '负责人',
  '验收方法',
]
const line = (no: string, name: string, to: string, who = '示例甲') =>
  ['2027年度质量工作计划', no, name, '按制度', '2 人', '合格率 98%', '2027.1.10', to, who, '查记录'] as const

let planId: string

test('a plan starts from the list that there is; the principal approves what is whole, and no file writes into it then', async () => {
  const plan = await clerk.call(startPlan, { enterpriseId, year: 2027, kind: 'quality' })
  planId = plan.id
  expect(plan).toMatchObject({ number: 'JH-2027-001', title: '2027年度质量工作计划', status: 'draft' })
  await expect(officer.call(startPlan, { enterpriseId, year: 2027, kind: 'quality' })).rejects.toThrow(
    'JH-2027-001',
  )
  const run = await imported([
    header,
    line('1', '建立计量台帐', '2027年3月31日'),
    line('2', '检验员培训', '2027/6/30', ''),
    line('3', '供应商审核', '2027-09-30', '没有这个人'),
    line('4', 'QC 小组活动', '2027-01-01'),
  ])
  expect(run).toMatchObject({ added: 2, rejected: 2 })
  expect(run.refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('没有登记过“没有这个人”'),
    expect.stringContaining('早于开始日期'),
  ])
  // A list that does not say of which plan it is goes into the one from whose page it was handed in.
  const bare = [header.slice(1), line('9', '晚到的', '2027-12-31').slice(1)]
  await expect(imported(bare)).rejects.toThrow('缺少“所属计划”列')
  const late = await imported(bare, plan.number)
  expect(late).toMatchObject({ added: 1, rejected: 0 })
  await clerk.call(itemContract.applyImport, { enterpriseId, importId: run.id })

  const of = { enterpriseId, planId }
  await expect(officer.call(submitPlan, { ...of, version: 1 })).rejects.toThrow(
    '第 2 项“检验员培训”：没有填写责任人。请补全。',
  )
  // What was taken out of the draft stays out once the plan is approved.
  const out = await clerk.call(itemContract.add, {
    enterpriseId,
    values: { ...attributes, plan: planId, itemNo: '备1', owner },
  })
  const ofOut = { enterpriseId, recordId: out.id }
  await clerk.call(itemContract.retire, { ...ofOut, version: 1, on: '2027-01-05', reason: '不办' })
  const second = (await items(planId)).items[1] as Item
  const { id: recordId, version } = second
  const values = { ...second, owner }
  await clerk.call(itemContract.change, { enterpriseId, recordId, version, values })
  await officer.call(submitPlan, { ...of, version: 1 })
  await expect(
    clerk.call(itemContract.add, { enterpriseId, values: { ...second, itemNo: '7' } }),
  ).rejects.toThrow('不在拟定中')
  await principal.call(returnPlan, { ...of, version: 2, reason: '再想想' })
  await officer.call(submitPlan, { ...of, version: 3 })
  await principal.call(approvePlan, { ...of, version: 4 })
  const shown = await items(planId)
  expect(shown.items.map(({ standing, dueOn }) => [standing, dueOn])).toEqual([
    ['open', '2027-03-31'],
    ['open', '2027-06-30'],
  ])

  // What was checked while the plan was a draft does not slip into it now, nor is it taken out.
  await expect(
    clerk.call(itemContract.applyImport, { enterpriseId, importId: late.id }),
  ).rejects.toMatchObject({ problem: { status: 409 } })
  await expect(clerk.call(itemContract.undoImport, { enterpriseId, importId: run.id })).rejects.toThrow(
    '又被改过',
  )
  const current = shown.items[1] as Item
  const again = { enterpriseId, recordId, version: current.version }
  await expect(clerk.call(itemContract.change, { ...again, values })).rejects.toThrow('不在拟定中')
  await expect(clerk.call(itemContract.retire, { ...again, on: '2027-01-05', reason: '' })).rejects.toThrow(
    '不在拟定中',
  )
  await expect(
    clerk.call(itemContract.retire, { ...ofOut, version: 2, on: null, reason: '' }),
  ).rejects.toThrow('不在拟定中')
  expect((await imported([header, line('5', '第五项', '2027-12-31')])).rejected).toBe(1)
})

test('who is responsible reports with proof, and somebody else confirms', async () => {
  const [first] = (await items(planId)).items as Item[]
  const of = { enterpriseId, itemId: first?.id ?? '' }
  const picture = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  const file = await inspector.call(
    addFile,
    { enterpriseId, purpose: 'record', name: '台帐.pdf' },
    { body: picture },
  )
  const { version } = (await clerk.call(readItemStanding, of)).item
  const report = { ...of, version, percent: 40, text: '台帐已建立', fileIds: [file.id] }
  await expect(inspector.call(reportProgress, { ...report, fileIds: [file.id, file.id] })).rejects.toThrow(
    '证据文件',
  )
  const far = await inspector.call(reportProgress, report)
  expect(far.entries[0]).toMatchObject({ percent: 40, files: [{ id: file.id, name: '台帐.pdf' }] })
  await expect(inspector.call(reportProgress, report)).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  const done = await officer.call(reportProgress, {
    ...of,
    version: far.item.version,
    percent: 100,
    text: '全部完成',
  })
  expect(done.item.standing).toBe('reported')
  const confirming = { ...of, version: done.item.version, accepted: true, text: '已查台帐' }
  await expect(inspector.call(confirmItem, confirming)).rejects.toThrow('您是这一项的责任人')
  await expect(officer.call(confirmItem, confirming)).rejects.toThrow('您自己填报')
  const refused = await clerk.call(confirmItem, { ...confirming, accepted: false, text: '缺 3 件' })
  expect(refused.item).toMatchObject({ standing: 'open', progress: 40, dueOn: '2027-03-31' })
  const again = await inspector.call(reportProgress, {
    ...of,
    version: refused.item.version,
    percent: 100,
    text: '补齐',
  })
  const ended = await principal.call(confirmItem, { ...confirming, version: again.item.version })
  expect(ended.item).toMatchObject({
    standing: 'done',
    progress: 100,
    doneOn: '2027-01-05',
    dueOn: null,
  })
  expect(ended.may).toEqual([])
})

test('in mid-year it changes only with a reason, and the history shows what stood there before', async () => {
  const of = { enterpriseId, planId }
  const added = await officer.call(addItemLater, {
    ...of,
    values: { ...attributes, owner },
    reason: '顾客新要求',
  })
  expect(added.item).toMatchObject({ itemNo: '3', standing: 'open', dueOn: '2027-10-31' })
  const ofItem = { enterpriseId, itemId: added.item.id }
  const later = { ...attributes, owner, toOn: '2027-11-30' }
  await expect(
    officer.call(amendItem, { ...ofItem, version: 1, values: later, reason: ' ' }),
  ).rejects.toThrow('原因')
  await expect(
    officer.call(amendItem, {
      ...ofItem,
      version: 1,
      values: { ...later, fromOn: '2027-12-01' },
      reason: '改',
    }),
  ).rejects.toThrow('早于开始日期')
  const amended = await officer.call(amendItem, { ...ofItem, version: 1, values: later, reason: '问卷延期' })
  expect(amended.item.dueOn).toBe('2027-11-30')
  const { events } = await clerk.call(itemContract.read, { enterpriseId, recordId: added.item.id })
  expect(events[0]).toMatchObject({ kind: 'amended', note: '问卷延期' })
  expect(events[0]?.changes).toContainEqual({ key: 'toOn', from: '2027-10-31', to: '2027-11-30' })

  const dropped = await officer.call(addItemLater, {
    ...of,
    values: { ...attributes, name: '不办的', owner },
    reason: '先列上',
  })
  const cancelled = await officer.call(cancelItem, {
    enterpriseId,
    itemId: dropped.item.id,
    version: 1,
    reason: '与第 3 项重复',
  })
  expect(cancelled.item).toMatchObject({ standing: 'cancelled', dueOn: null })
  const { rows } = await principal.call(listNotices, {})
  expect(rows.map(({ title }) => title)).toContain('2027年度质量工作计划已变更：顾客满意度调查')
})

test('overdue items are told; the year’s end carries them over once and proposes to the strategy', async () => {
  at('2027-10-15')
  const before = await items(planId)
  expect(before.counts).toEqual({ items: 3, done: 1, overdue: 1 })
  const of = { enterpriseId, planId }
  const open = before.items.filter(({ standing }) => standing === 'open')
  const verdicts = open.map(({ id }, place) => ({
    itemId: id,
    note: '讲师未到位',
    carryTo: place === 0 ? '2028-05-31' : null,
  }))
  const review = { verdicts, surroundings: '', evaluation: '完成大半', proposals: ['增加检验人员'] }
  const saved = await officer.call(savePlanReview, { ...of, version: before.plan.version, review })
  await expect(officer.call(concludePlan, { ...of, version: saved.plan.version })).rejects.toThrow(
    '2027-11-01 起才能完成',
  )
  at('2027-12-28')
  const concluded = await officer.call(concludePlan, { ...of, version: saved.plan.version })
  expect(concluded.items.map(({ standing }) => standing)).toEqual(['done', 'carried', 'missed', 'cancelled'])
  await expect(officer.call(concludePlan, { ...of, version: concluded.plan.version })).rejects.toThrow(
    '不能这样办理',
  )

  const overview = await principal.call(readPlanOverview, { enterpriseId, year: 2028 })
  const next = overview.plans.find(({ kind }) => kind === 'quality')
  expect(next).toMatchObject({ status: 'draft', counts: { items: 1 } })
  const [carried] = (await items(next?.id ?? '')).items
  expect(carried).toMatchObject({
    name: '检验员培训',
    fromOn: '2028-01-01',
    toOn: '2028-05-31',
    standing: 'draft',
  })
  expect(concluded.items[1]?.carriedTo).toBe(carried?.id)
  const standing = await clerk.call(readItemStanding, { enterpriseId, itemId: carried?.id ?? '' })
  expect(standing.carriedFrom).toMatchObject({ name: '检验员培训', planTitle: '2027年度质量工作计划' })

  const { prepared } = overview
  const strategyOf = { enterpriseId, strategyId: prepared?.id ?? '' }
  const draft = await officer.call(readStrategy, strategyOf)
  expect(draft.proposals).toEqual([
    { text: '增加检验人员', planId, planNumber: 'JH-2027-001', answer: 'open', note: '' },
  ])
  await expect(officer.call(submitStrategy, { ...strategyOf, version: 1 })).rejects.toThrow('修订建议 1')
  const paper = await clerk.download(printPlan, of)
  expect(Buffer.from(paper.bytes.slice(0, 5)).toString()).toBe('%PDF-')
})

test('clauses are proved by what is in force; what is due names the one responsible', async () => {
  const asker = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  const proved = await inTransaction(app.installation.pool, asker, async (tx) => {
    const counts = new Map<string, number>()
    for (const { clauses, query } of qualityPlans.evidence ?? []) {
      const { rows } = await query(enterpriseId, '2027-01-01').execute(tx)
      for (const clause of clauses) counts.set(clause, (counts.get(clause) ?? 0) + (rows[0]?.n ?? 0))
    }
    return counts
  })
  expect(Object.fromEntries(proved)).toMatchObject({
    '7.1.1a': 1,
    '7.5a': 1,
    '6.4': 0,
    '7.1.2a': 1,
    '7.1.2b': 2,
    '7.1.2c': 1,
    '7.4g': 0,
  })

  const plan = await clerk.call(startPlan, { enterpriseId, year: 2027, kind: 'culture' })
  const values = { ...attributes, plan: plan.id, itemNo: '1', owner }
  await clerk.call(itemContract.add, { enterpriseId, values })
  await officer.call(submitPlan, { enterpriseId, planId: plan.id, version: 1 })
  const due = (until: string) =>
    inTransaction(app.installation.pool, asker, async (tx) => {
      const found = await Promise.all(
        (qualityPlans.due ?? []).map(({ query }) => query(enterpriseId, until).execute(tx)),
      )
      return found.flatMap(({ rows }) => rows)
    })
  expect(await due('2027-12-31')).toEqual([])
  await principal.call(approvePlan, { enterpriseId, planId: plan.id, version: 2 })
  expect(await due('2027-10-30')).toEqual([])
  expect(await due('2027-10-31')).toMatchObject([
    {
      number: 'JH-2027-002-1',
      what: attributes.name,
      owner: '示例甲',
      owner_id: owner,
      due_on: '2027-10-31',
    },
  ])
})
