import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { invalidInput, staleVersion, wrongState } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { yearMonthOf } from '#platform/values/year-month.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changeAction, dropAction } from '#workbench/actions/contract.ts'
import { costProposalContract } from '#workbench/quality-costs/contract.ts'
import {
  addRecallAction,
  changeRecall,
  closeRecall,
  completeRecall,
  concludeRecall,
  openRecall,
  printPaper,
  readDossier,
  recordDeed,
  reportPlan,
  reportStage,
  reportSummary,
  resumeRecall,
  savePlan,
  setRecallCost,
  startRecall,
} from './contract.ts'
import {
  type RecallDossier,
  recallBatchContract,
  recallContract,
  recallCustomerContract,
} from './dossier/contract.ts'
import { changeScheme, listSchemes } from './schemes/contract.ts'

let app: TestApp
let enterpriseId: string
let staff: Client
let cqo: Client
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  staff = await signInAs(app, 'staff', { enterpriseId })
  cqo = await signInAs(app, 'cqo', { enterpriseId })
})
afterAll(() => app.close())

const clue = {
  title: '示例电暖器外壳过热',
  what: '示例顾客反映外壳烫手',
  kind: 'consumer' as const,
  product: null,
  initiative: 'voluntary' as const,
  clue: 'complaint',
  conditions: [] as string[],
  responsible: null,
  note: '',
}
const open = (more: object = {}) => staff.call(openRecall, { enterpriseId, ...clue, ...more })
const of = ({ recall }: RecallDossier) => ({ enterpriseId, recordId: recall.id, version: recall.version })
const refusedWith = (code: string, path?: string) => ({
  problem: { code, ...(path && { errors: [{ path }] }) },
})

async function addBatch(at: RecallDossier, values: object) {
  const whole = {
    recall: at.recall.id,
    batchNo: 'B1',
    toRecall: '100',
    produced: null,
    inStock: null,
    note: null,
  }
  return staff.call(recallBatchContract.add, { enterpriseId, values: { ...whole, ...values } })
}
async function addCustomer(at: RecallDossier, values: object) {
  const whole = { recall: at.recall.id, customer: '示例商行', batchNo: 'B1', shipped: '100' }
  return staff.call(recallCustomerContract.add, { enterpriseId, values: { ...whole, ...values } } as never)
}
const planOf = (at: RecallDossier) =>
  Object.fromEntries(at.scheme.fields.map(({ key, kind }) => [key, kind === 'date' ? today : `示例${key}`]))

test('from the clue to the closing, with the figures of each report frozen', async () => {
  let at = await open({ knownAt: '2026-01-05T09:00:00+08:00' })
  expect(at.recall).toMatchObject({ stage: 'clue', knownOn: '2026-01-05' })
  expect(at.recall.number).toMatch(/^ZH-\d{4}-\d{3}$/)
  await expect(
    staff.call(concludeRecall, { ...of(at), outcome: 'confirm', note: '检测不合格' }),
  ).rejects.toMatchObject(refusedWith('forbidden'))
  at = await cqo.call(concludeRecall, {
    ...of(at),
    at: '2026-01-06T09:00:00+08:00',
    outcome: 'confirm',
    note: '检测不合格',
  })
  expect(at.recall).toMatchObject({ stage: 'confirmed', nextDue: '2026-01-20' })
  const report = { toWhom: '示例省局', how: '书面', note: '' }
  const gaps = await cqo.call(reportPlan, { ...of(at), ...report }).catch((error) => error)
  const paths = gaps.problem.errors.map(({ path }: { path: string }) => path)
  expect(paths).toContain('values.defect')
  expect(paths).toContain('batches')
  await addBatch(at, {})
  at = await staff.call(savePlan, { ...of(at), values: planOf(at) })
  at = await cqo.call(reportPlan, { ...of(at), ...report, at: '2026-01-20T16:00:00+08:00' })
  expect(at.recall.stage).toBe('planned')
  expect(at.clocks.find(({ key }) => key === 'plan')?.state).toBe('met')
  await expect(cqo.call(reportPlan, { ...of(at), ...report })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'note'),
  )
  at = await staff.call(startRecall, { ...of(at), at: '2026-01-21T09:00:00+08:00', note: '' })
  const customer = await addCustomer(at, {
    shipped: '80',
    recovered: '30',
    notifiedOn: today,
    notifiedHow: 'phone',
  })
  const words = { toWhom: '示例省局', how: '', done: '示例一', deviation: '', next: '示例下一步' }
  at = await staff.call(reportStage, { ...of(at), ...words })
  await staff.call(recallCustomerContract.change, {
    enterpriseId,
    recordId: customer.id,
    version: 1,
    values: {
      recall: at.recall.id,
      customer: '示例商行',
      batchNo: 'B1',
      shipped: '80',
      recovered: '60',
      corrected: '15',
    },
  } as never)
  at = await staff.call(reportStage, { ...of(at), ...words })
  const stages = at.papers.filter(({ kind }) => kind === 'stage')
  expect(stages.map(({ no, figures }) => [no, figures.done, figures.rate])).toEqual([
    [1, 30, 30],
    [2, 75, 75],
  ])
  await expect(cqo.call(completeRecall, { ...of(at), note: '' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'note'),
  )
  at = await cqo.call(completeRecall, { ...of(at), note: '其余已由使用者自行报废' })
  at = await cqo.call(reportSummary, {
    ...of(at),
    toWhom: '示例省局',
    how: '',
    effect: '示例效果',
    disposal: '示例处置',
    improvement: '示例改进',
  })
  await expect(addCustomer(at, { customer: '又一家' })).rejects.toMatchObject(refusedWith(wrongState.code))
  const action = await staff.call(addRecallAction, {
    enterpriseId,
    recordId: at.recall.id,
    what: '改进示例模具',
    ownerId: null,
    dueOn: null,
  })
  const closing = { effect: '示例评估', note: '公布由示例平台代办' }
  await expect(cqo.call(closeRecall, { ...of(at), ...closing })).rejects.toMatchObject(
    refusedWith('recall-not-ready'),
  )
  await cqo.call(dropAction, { enterpriseId, actionId: action.id, version: 1, reason: '并入年度计划' })
  await expect(cqo.call(closeRecall, { ...of(at), effect: '示例评估', note: '' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'note'),
  )
  at = await cqo.call(closeRecall, { ...of(at), ...closing })
  expect(at.recall).toMatchObject({ stage: 'closed', nextDue: null })
  await expect(
    cqo.call(changeAction, {
      enterpriseId,
      actionId: action.id,
      version: 3,
      what: 'x',
      ownerId: null,
      dueOn: null,
      note: '',
    }),
  ).rejects.toMatchObject(refusedWith(wrongState.code))
  await expect(app.sql('update recall_particulars set known_at = now()')).rejects.toThrow('written once')
  for (const { id } of at.papers) {
    const { bytes } = await staff.download(printPaper, { enterpriseId, recordId: at.recall.id, paper: id })
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
  }
})

test('what happened lies neither in the future nor before what it follows', async () => {
  const future = new Date(Date.now() + 3_600_000).toISOString()
  await expect(open({ knownAt: future })).rejects.toMatchObject(refusedWith(invalidInput.code, 'knownAt'))
  await expect(open({ knownAt: '0001-01-01T00:00:00Z' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'knownAt'),
  )
  const at = await open({ knownAt: '2026-03-02T09:00:00+08:00' })
  const conclude = (when: string) =>
    cqo.call(concludeRecall, { ...of(at), at: when, outcome: 'refute', note: '误报' })
  await expect(conclude('2026-03-02T08:59:00+08:00')).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'at'),
  )
  await expect(conclude(future)).rejects.toMatchObject(refusedWith(invalidInput.code, 'at'))
  const refuted = await conclude('2026-03-02T09:00:00+08:00')
  await expect(conclude('2026-03-03T09:00:00+08:00')).rejects.toMatchObject(refusedWith(staleVersion.code))
  await expect(addBatch(refuted, {})).rejects.toMatchObject(refusedWith(wrongState.code))
  const again = await cqo.call(resumeRecall, { ...of(refuted), note: '又有投诉' })
  expect(again.recall.stage).toBe('investigating')
})

test('quantities that cannot be are refused with the field, in the form', async () => {
  const at = await open()
  await expect(addBatch(at, { toRecall: '-1' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'values.toRecall'),
  )
  await expect(addBatch(at, { produced: '99' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'values.toRecall'),
  )
  await expect(addCustomer(at, { shipped: '10', recovered: '8', corrected: '3' })).rejects.toMatchObject(
    refusedWith(invalidInput.code, 'values.recovered'),
  )
  await addCustomer(at, { shipped: '0.3', recovered: '0.1', corrected: '0.2' })
  await addBatch(at, { toRecall: '0.3' })
  const { figures } = await cqo.call(readDossier, of(at))
  expect(figures).toMatchObject({ done: 0.3, toRecall: 0.3, rate: 100 })
})

test('a clock of the serious case appears when the case becomes serious; deeds end it', async () => {
  let at = await open({ knownAt: '2026-02-02T09:00:00+08:00' })
  expect(at.recall.nextDue).toBeNull()
  at = await staff.call(changeRecall, { ...of(at), ...clue, conditions: ['serious'] })
  expect(at.recall).toMatchObject({ nextDue: '2026-02-04' })
  at = await staff.call(recordDeed, {
    ...of(at),
    at: '2026-02-05T09:00:00+08:00',
    kind: 'authority-told',
    toWhom: '示例市局',
    how: '传真',
    note: '',
  })
  expect(at.clocks.find(({ key }) => key === 'serious-report')?.state).toBe('late')
  expect(at.recall.nextDue).toBeNull()
  const { rows } = await cqo.call(recallContract.list, { enterpriseId, text: at.recall.number } as never)
  expect(rows).toHaveLength(1)
})

test('an enterprise sets its own spans; what has begun keeps those it began with', async () => {
  const before = await open({ knownAt: '2026-04-07T09:00:00+08:00' })
  const [consumer] = (await cqo.call(listSchemes, { enterpriseId })).schemes
  if (!consumer) throw new Error('no scheme')
  const clocks = consumer.clocks.map(({ key, label, span, addressee, source, off }) => ({
    key,
    label,
    span: key === 'plan' ? { amount: 3, unit: 'workday' as const } : span,
    addressee,
    source,
    off,
  }))
  const { source, retention, fields } = consumer
  const change = (who: Client) =>
    who.call(changeScheme, {
      enterpriseId,
      kind: 'consumer',
      version: 0,
      scheme: { source, retention, fields, clocks },
    })
  await expect(change(staff)).rejects.toMatchObject(refusedWith('forbidden'))
  expect((await change(cqo)).version).toBe(1)
  await expect(change(cqo)).rejects.toMatchObject(refusedWith(staleVersion.code))
  const after = await open({ knownAt: '2026-04-07T09:00:00+08:00' })
  const due = async (at: RecallDossier) =>
    (
      await cqo.call(concludeRecall, {
        ...of(at),
        at: '2026-04-07T10:00:00+08:00',
        outcome: 'confirm',
        note: '示例',
      })
    ).recall.nextDue
  expect(await due(after)).toBe('2026-04-10')
  expect(await due(before)).toBe('2026-04-21')
})

test('a cost is proposed to the quality costs once, and again when it changes', async () => {
  let at = await open()
  const cost = { account: '402' as const, month: yearMonthOf(today), what: '示例运费' }
  const set = (costId: string | null, amountFen: number) =>
    staff.call(setRecallCost, { enterpriseId, recordId: at.recall.id, costId, ...cost, amountFen })
  at = await set(null, 123_400)
  const [line] = at.costs
  at = await set(line?.id ?? '', 100_000)
  const { rows } = await staff.call(costProposalContract.list, {
    enterpriseId,
    text: at.recall.number,
  } as never)
  expect(rows).toMatchObject([{ amount: 100_000, month: cost.month, sourceNumber: at.recall.number }])
})
