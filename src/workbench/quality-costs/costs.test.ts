import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { newId } from '#platform/ids.ts'
import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  checkCostMonth,
  correctCostLine,
  costAccountContract,
  costBaseContract,
  costLineContract,
  costPlanContract,
  costProposalContract,
  costTargetContract,
  exportCostAnalysis,
  listCostMonths,
  lockCostMonth,
  printCostReport,
  readCostAnalysis,
  readCostTrend,
  refuseCostProposal,
  setCostLockDay,
  spreadCostPlan,
  takeCostProposal,
} from './contract.ts'
import { costDue } from './declared.ts'
import { line, startChart } from './fixtures.ts'
import { proposeCost } from './propose-cost.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client
let officer: Client
let chart: Map<string, string>

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  clerk = await signInAs(app, 'staff', { enterpriseId })
  officer = await signInAs(app, 'cqo', { enterpriseId })
  chart = await startChart(clerk, enterpriseId)
})
afterAll(() => app.close())

async function imported(contract: LedgerContract, rows: readonly (readonly string[])[]) {
  const body = Buffer.from(stringify(rows.map((row) => [...row])))
  const { id } = await clerk.call(contract.startImport, { enterpriseId, fileName: '费用.csv' }, { body })
  for (;;) {
    const now = await clerk.call(contract.readImport, { enterpriseId, importId: id })
    if (now.status === 'checked') return now
    if (now.status === 'failed') throw new Error(now.problem ?? 'failed')
    await wait(30)
  }
}

const add = (values: ReturnType<typeof line>) => clerk.call(costLineContract.add, { enterpriseId, values })

async function seenOf(month: string) {
  const { months } = await officer.call(listCostMonths, { enterpriseId, year: Number(month.slice(0, 4)) })
  const found = months.find((each) => each.month === month)
  return { lines: found?.lines ?? -1, total: found?.total ?? -1 }
}

test('a list of the factory comes in as it is; units are read where they stand, wrong ones and money below zero are refused', async () => {
  const first = await imported(costLineContract, [
    ['单位：元'],
    ['会计期间', '费用项目', '金额（万元）', '摘要'],
    ['2026年7月', '废品损失', '3', '七月报废'],
    ['2026.7', '301', '1,200.50元', '补充报废'],
    ['2026/7/15', '返修损失', '-1', ''],
    ['2026-07', '返修损失', '(1.2)', '括号'],
    ['2026-07', '没有的科目', '1', ''],
    ['2026-07', '返修损失', '5吨', ''],
    ['2026年7月', '废品损失', '3', '七月报废'],
    ['2062-07', '废品损失', '1', ''],
  ])
  expect(first).toMatchObject({ added: 2, rejected: 6 })
  expect(first.refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('金额：是负数'),
    expect.stringContaining('括号里的金额在账表中表示负数'),
    expect.stringContaining('没有登记过“没有的科目”'),
    expect.stringContaining('不认识单位'),
    expect.stringMatching(/与第 3 行重复.*请在“摘要”或“凭证号”中写明区别/),
    expect.stringContaining('2062年7月还没有到'),
  ])
  await clerk.call(costLineContract.applyImport, { enterpriseId, importId: first.id })
  const of = await clerk.call(readCostAnalysis, { enterpriseId, from: '2026-07', to: '2026-07' })
  expect(of.total.amount).toBe(31_200_50)
  // The same list once more adds nothing.
  const again = await imported(costLineContract, [
    ['会计期间', '费用项目', '金额（万元）', '摘要'],
    ['2026年7月', '废品损失', '3', '七月报废'],
  ])
  expect(again).toMatchObject({ added: 0, same: 1 })
  await expect(
    imported(costLineContract, [
      ['月份', '科目', '金额（万美元）'],
      ['2026-07', '废品损失', '3'],
    ]),
  ).rejects.toThrow('金额单位是“万美元”')
})

test('negative amounts, months to come and corrections of open months are refused in the form too', async () => {
  await expect(add(line('2026-07', chart.get('301'), -1))).rejects.toThrow('金额：是负数')
  await expect(add(line('2199-07', chart.get('301'), 1))).rejects.toThrow('还没有到')
  await expect(add(line('2026-08', chart.get('301'), -1, { corrects: '2026-07' }))).rejects.toThrow(
    '更正月份：没有锁定，不用更正',
  )
  await expect(
    app.sql(
      `insert into cost_lines (enterprise_id, id, search, changed_at, month, account, class, amount) values ($1, $2, '', now(), '2026-07', $3, '', -1)`,
      [enterpriseId, newId(), chart.get('301')],
    ),
  ).rejects.toThrow('negative_only_to_correct')
})

test('a locked month refuses everything, in the database too, and is corrected in the next open one', async () => {
  const run = await imported(costLineContract, [
    ['月份', '科目', '金额', '摘要'],
    ['2026-07', '停工损失', '100', '停工'],
  ])
  await clerk.call(costLineContract.applyImport, { enterpriseId, importId: run.id })
  const late = await imported(costLineContract, [
    ['月份', '科目', '金额', '摘要'],
    ['2026-07', '停工损失', '200', '又停工'],
  ])
  const added = await add(line('2026-07', chart.get('101'), 500_00, { what: '质量例会' }))
  await clerk.call(costBaseContract.add, {
    enterpriseId,
    values: { month: '2026-07', revenue: 2_000_000_00, totalCost: null, outputValue: null, note: null },
  })
  const stale = { lines: 1, total: 1 }
  await expect(officer.call(lockCostMonth, { enterpriseId, month: '2026-07', seen: stale })).rejects.toThrow(
    '您打开后费用有变动',
  )
  const seen = await seenOf('2026-07')
  await expect(clerk.call(lockCostMonth, { enterpriseId, month: '2026-07', seen })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  const locked = await officer.call(lockCostMonth, { enterpriseId, month: '2026-07', seen })
  expect(locked).toMatchObject({ total: 31_800_50, lines: 4, locked: { byName: '示例cqo' } })

  const refused = { problem: { code: 'month-locked' } }
  const of = { enterpriseId, recordId: added.id }
  await expect(add(line('2026-07', chart.get('301'), 1))).rejects.toMatchObject(refused)
  const values = line('2026-07', chart.get('101'), 600_00, { what: '质量例会' })
  await expect(clerk.call(costLineContract.change, { ...of, version: 1, values })).rejects.toMatchObject(
    refused,
  )
  await expect(
    clerk.call(costLineContract.retire, { ...of, version: 1, on: '2026-08-01', reason: '' }),
  ).rejects.toMatchObject(refused)
  for (const [op, importId] of [
    [costLineContract.undoImport, run.id],
    [costLineContract.applyImport, late.id],
  ] as const)
    await expect(clerk.call(op, { enterpriseId, importId })).rejects.toThrow('2026年7月已锁定')
  for (const statement of [
    `update cost_lines set amount = 1 where id = '${added.id}'`,
    `delete from cost_lines where id = '${added.id}'`,
    `update cost_lines set month = '2026-08' where id = '${added.id}'`,
    `update cost_bases set revenue = 1 where enterprise_id = '${enterpriseId}'`,
  ])
    await expect(app.sql(statement)).rejects.toThrow('cost month is locked')
  await expect(app.sql('delete from cost_locks')).rejects.toThrow('never unlocked')
  await expect(app.sql("update cost_locks set month = '2026-06'")).rejects.toThrow('never unlocked')

  // What was not known at the locking may be filled in, what was known stays.
  const [base] = (await clerk.call(costBaseContract.list, { enterpriseId })).rows
  const filled = {
    month: '2026-07',
    revenue: 2_000_000_00,
    totalCost: 1_500_000_00,
    outputValue: null,
    note: null,
  }
  const ofBase = { enterpriseId, recordId: base?.id ?? '', version: 1 }
  await clerk.call(costBaseContract.change, { ...ofBase, values: filled })
  await expect(
    clerk.call(costBaseContract.change, { ...ofBase, version: 2, values: { ...filled, revenue: 1 } }),
  ).rejects.toMatchObject(refused)

  const corrected = await clerk.call(correctCostLine, { ...of, difference: -200_00, why: '多记' })
  expect(corrected.month).toBe('2026-08')
  const { record } = await clerk.call(costLineContract.read, { enterpriseId, recordId: corrected.id })
  expect(record).toMatchObject({ amount: -200_00, corrects: '2026-07', class: 'prevention' })
  await expect(add(line('2026-09', chart.get('301'), -1, { corrects: '2026-07' }))).rejects.toThrow(
    '2026年8月',
  )
  expect(await officer.call(checkCostMonth, { enterpriseId, month: '2026-07' })).toMatchObject({ same: true })
})

test('a computation of a locked month again finds what went round the database', async () => {
  await app.sql('alter table cost_lines disable trigger guard')
  await app.sql(
    "update cost_lines set amount = amount + 1 where enterprise_id = $1 and month = '2026-07' and what = '质量例会'",
    [enterpriseId],
  )
  const found = await officer.call(checkCostMonth, { enterpriseId, month: '2026-07' })
  expect(found.same).toBe(false)
  expect(found.now.sums.prevention - found.kept.sums.prevention).toBe(1)
  await app.sql(
    "update cost_lines set amount = amount - 1 where enterprise_id = $1 and month = '2026-07' and what = '质量例会'",
    [enterpriseId],
  )
  await app.sql('alter table cost_lines enable trigger guard')
  expect(await officer.call(checkCostMonth, { enterpriseId, month: '2026-07' })).toMatchObject({ same: true })
})

const source = { kind: 'incident', id: newId(), number: 'SJ-2026-009', path: 'incidents/x' }
const propose = (amountFen: number, month = '2026-08', lineOf = 'scrap') => {
  const actor = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  return inTransaction(app.installation.pool, actor, (tx) =>
    proposeCost(
      { tx, now: new Date('2026-09-05T02:00:00Z'), actor },
      { enterpriseId, source, line: lineOf, account: '301', month, amountFen, what: '报废 3 件' },
    ),
  )
}
const pending = async () =>
  (await clerk.call(costProposalContract.list, { enterpriseId, ...{ standing: 'pending' } })).rows

test('what another record proposes is taken once or refused with a reason; a difference is proposed anew', async () => {
  await propose(300_00)
  const [proposal] = await pending()
  const of = {
    enterpriseId,
    recordId: proposal?.id ?? '',
    account: chart.get('301') ?? '',
    department: null,
    product: null,
  }
  const [one, two] = await Promise.allSettled([
    clerk.call(takeCostProposal, { ...of, version: 1 }),
    officer.call(takeCostProposal, { ...of, version: 1 }),
  ])
  expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected'])
  const [row] = await app.sql<{ n: number }>(
    'select count(*)::int as n from cost_lines where source_id = $1',
    [source.id],
  )
  expect(row?.n).toBe(1)
  await expect(
    app.sql(
      `insert into cost_lines (enterprise_id, id, search, changed_at, month, account, class, amount, source_kind, source_id, source_line, source_number, source_path)
       select enterprise_id, $2, search, changed_at, month, account, class, amount, source_kind, source_id, source_line, source_number, source_path
         from cost_lines where source_id = $1`,
      [source.id, newId()],
    ),
  ).rejects.toThrow('cost_lines_one_source')

  await propose(250_00)
  const [less] = await pending()
  expect(less).toMatchObject({ amount: -50_00, month: '2026-08' })
  const taken = await clerk.call(takeCostProposal, {
    ...of,
    recordId: less?.id ?? '',
    version: less?.version ?? 0,
  })
  expect(taken.month).toBe('2026-08')

  const lines = (await clerk.call(costLineContract.list, { enterpriseId, text: 'SJ-2026-009' })).rows
  expect(lines.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-50_00, 300_00])
  const sourced = lines.find(({ amount }) => amount > 0)
  await expect(
    clerk.call(costLineContract.change, {
      enterpriseId,
      recordId: sourced?.id ?? '',
      version: sourced?.version ?? 0,
      values: line('2026-08', chart.get('301'), 1),
    }),
  ).rejects.toThrow('来自 SJ-2026-009')

  await propose(90_00, '2026-08', 'rework')
  const [other] = await pending()
  await clerk.call(refuseCostProposal, {
    enterpriseId,
    recordId: other?.id ?? '',
    version: 1,
    reason: '已在工资中',
  })
  const { record, events } = await clerk.call(costProposalContract.read, {
    enterpriseId,
    recordId: other?.id ?? '',
  })
  expect(record).toMatchObject({ standing: 'refused', reason: '已在工资中', decidedBy: '示例staff' })
  expect(events.map(({ kind }) => kind)).toEqual(['refused', 'proposed'])
})

test('what is proposed for a locked month goes into the next open one and names it', async () => {
  await propose(70_00, '2026-07', 'late')
  const [late] = await pending()
  const of = {
    enterpriseId,
    recordId: late?.id ?? '',
    version: 1,
    account: chart.get('301') ?? '',
    department: null,
    product: null,
  }
  const taken = await clerk.call(takeCostProposal, of)
  expect(taken.month).toBe('2026-08')
  const { record } = await clerk.call(costLineContract.read, { enterpriseId, recordId: taken.lineId })
  expect(record).toMatchObject({ corrects: '2026-07', sourceNumber: 'SJ-2026-009' })
})

test('plan, targets and last year stand beside the figures; the trend reads locked months from their lock', async () => {
  await clerk.call(spreadCostPlan, {
    enterpriseId,
    year: 2026,
    account: null,
    class: 'internal',
    amount: 100_00,
  })
  await clerk.call(spreadCostPlan, {
    enterpriseId,
    year: 2026,
    account: null,
    class: 'internal',
    amount: 120_01,
  })
  await expect(
    clerk.call(costPlanContract.add, {
      enterpriseId,
      values: { month: '2026-01', account: null, class: null, amount: 1, note: null },
    }),
  ).rejects.toThrow('科目、类别：都没有填写')
  await clerk.call(costTargetContract.add, {
    enterpriseId,
    values: { year: 2026, indicator: 'cost-rate', value: '1.5', note: null },
  })
  await add(line('2025-07', chart.get('302'), 400_00))
  const of = await clerk.call(readCostAnalysis, { enterpriseId, from: '2026-07', to: '2026-07' })
  expect(of.classes.find((each) => each.class === 'internal')).toMatchObject({
    plan: 10_00,
    lastYear: 400_00,
  })
  expect(of.indicators[0]).toMatchObject({
    indicator: 'cost-rate',
    numerator: 31_800_50,
    denominator: 2_000_000_00,
    value: 1.59,
    target: 1.5,
    kept: false,
  })
  const trend = await clerk.call(readCostTrend, { enterpriseId, until: '2026-08' })
  expect(trend.months.slice(-2)).toMatchObject([
    { month: '2026-07', locked: true, total: 31_800_50 },
    { month: '2026-08', locked: false, total: 120_00 },
  ])
})

test('a locking and those who write at the same moment: what is locked is what stands there', async () => {
  const month = '2026-06'
  const deeds = Array.from({ length: 8 }, (_, n) =>
    add(line(month, chart.get('201'), n + 1, { what: `同时 ${n}` })),
  )
  const locking = officer.call(lockCostMonth, { enterpriseId, month, seen: { lines: 0, total: 0 } })
  const done = await Promise.allSettled([...deeds.slice(0, 4), locking, ...deeds.slice(4)])
  if (done[4]?.status === 'rejected')
    await officer.call(lockCostMonth, { enterpriseId, month, seen: await seenOf(month) })
  expect(await officer.call(checkCostMonth, { enterpriseId, month })).toMatchObject({ same: true })
  const written = done.filter((each, at) => at !== 4 && each.status === 'fulfilled').length
  expect((await seenOf(month)).lines).toBe(written)
})

test('the report and the workbook hold the figures; an amount beyond belief is refused, not kept', async () => {
  const period = { enterpriseId, from: '2026-07', to: '2026-09' }
  const { bytes } = await clerk.download(printCostReport, period)
  const { text } = readPdf(bytes)
  for (const words of ['质量成本分析报告', '2026年第3季度', '31,800.50', '未锁定', '更正'])
    expect(text.replaceAll(/\s/g, '')).toContain(words)
  const workbook = await clerk.download(exportCostAnalysis, period)
  expect(workbook.fileName).toBe('质量成本分析-2026年第3季度.xlsx')
  await expect(add(line('2026-08', chart.get('301'), 10 ** 12 + 1))).rejects.toThrow('金额：超过 100 亿元')
  await expect(propose(10 ** 13, '2026-08', 'much')).rejects.toThrow('超过 100 亿元')
  await expect(
    clerk.call(readCostAnalysis, { enterpriseId, from: '2024-01', to: '2026-08' }),
  ).rejects.toThrow('超过 24 个月')
})

test('an account that has lines stays in its class; the day of locking is set with a version', async () => {
  const [account] = (await clerk.call(costAccountContract.list, { enterpriseId, text: '301' })).rows
  const values = { code: '301', name: '废品损失', class: 'external', note: null }
  const of = { enterpriseId, recordId: account?.id ?? '', version: account?.version ?? 0 }
  await expect(clerk.call(costAccountContract.change, { ...of, values })).rejects.toThrow(
    '已有费用，不能改类别',
  )
  await clerk.call(costAccountContract.change, {
    ...of,
    values: { ...values, class: 'internal', name: '报废损失' },
  })
  expect(await clerk.call(setCostLockDay, { enterpriseId, version: 0, lockDay: 10 })).toEqual({
    lockDay: 10,
    version: 1,
  })
  await expect(clerk.call(setCostLockDay, { enterpriseId, version: 0, lockDay: 12 })).rejects.toMatchObject({
    problem: { status: 409 },
  })
  const due = await inTransaction(
    app.installation.pool,
    { kind: 'system', role: 'system', for: { enterpriseId } },
    async (tx) => (await costDue[0]?.query(enterpriseId, '2026-10-09').execute(tx))?.rows,
  )
  expect(due).toMatchObject([{ number: '2026-08', due_on: '2026-09-10' }])
})
