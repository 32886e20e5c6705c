import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { endAppointment } from '#registry/appointments/contract.ts'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import {
  answerOpinion,
  decideApproval,
  opinionAbilities,
  opinionContract,
  putOpinion,
  submitForApproval,
  withdrawOpinion,
} from './contract.ts'
import { due, evidence } from './evidence.ts'

let app: TestApp
let enterpriseId: string
let [filer, principal, staff, cqo]: Client[] = []
let head: Client
let headId: string
let appointment: { id: string; version: number }
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  enterpriseId = await makeEnterprise(app, (await seedPlace(app)).get('market-360902') ?? '')
  const of = { enterpriseId }
  filer = await signInAs(app, 'filer', of)
  principal = await signInAs(app, 'principal', of, { name: '示例郑' })
  staff = await signInAs(app, 'staff', of)
  appointment = await issuedAppointment(enterpriseId, filer, principal, {
    termFrom: '2020-01-01',
    termTo: null,
  })
  cqo = await signInAs(app, 'cqo', of, { name: '示例周' })
  const login = await makeAccount(app, 'staff', of, { name: '示例采购部长' })
  head = app.browser()
  await head.call(signIn, { login, password: PASSWORD })
  const values = { staffNo: '7', name: '示例采购部长', login }
  headId = (await filer.call(staffContract.add, { enterpriseId, values } as never)).id
})
afterAll(() => app.close())

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )
const who = (client: Client | undefined): Client => client as Client
const put = (more: object = {}, by: Client | undefined = cqo) =>
  who(by).call(putOpinion, {
    ...{ enterpriseId, kind: 'proposal', matter: 'business', title: '暂缓更换密封圈供方' },
    ...{ body: '新供方样件硬度离散，建议完成小批验证后再定。', answerBy: addDays(today, 7), ...more },
  } as never)
const read = async (client: Client | undefined, recordId: string) =>
  (await who(client).call(opinionContract.read, { enterpriseId, recordId })) as unknown as {
    record: Record<string, unknown>
    events: { kind: string }[]
  }

test('a proposal of the officer is answered once by the principal: adopted or not and why, by whom, when', async () => {
  expect(await refusal(put({}, staff))).toMatchObject({ code: 'forbidden' })
  const proposal = await put()
  expect(proposal).toMatchObject({ number: expect.stringMatching(/^YJ-\d{4}-001$/), status: 'waiting' })
  const of = { enterpriseId, recordId: proposal.id, version: proposal.version }
  const answer = { ...of, outcome: 'partly', reason: '同意小批验证，交期不变。' } as const
  expect(await refusal(who(cqo).call(answerOpinion, answer))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(who(staff).call(answerOpinion, answer))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(who(principal).call(answerOpinion, { ...answer, reason: ' ' }))).toMatchObject({
    errors: [{ path: 'reason' }],
  })
  expect(await who(principal).call(opinionAbilities, { enterpriseId, recordId: proposal.id })).toMatchObject({
    answer: true,
    decide: false,
    withdraw: false,
  })
  expect(await who(principal).call(answerOpinion, answer)).toMatchObject({ status: 'partly' })
  expect(await refusal(who(principal).call(answerOpinion, answer))).toMatchObject({ status: 409 })
  const { record, events } = await read(cqo, proposal.id)
  expect(record).toMatchObject({
    ...{
      author: '示例周',
      addressee: '企业负责人',
      answeredBy: '示例郑',
      answeredOn: today,
      waitsUntil: null,
    },
  })
  expect(events.map(({ kind }) => kind)).toEqual(['答复', 'added'])
  expect((await who(cqo).call(listNotices, {})).rows[0]?.title).toContain('部分采纳')
  await expect(app.sql("update opinions set answer = '改口' where id = $1", [proposal.id])).rejects.toThrow(
    /once/,
  )
})

test('to whom it is addressed may answer; what is overdue is found; a successor may withdraw what his predecessor put', async () => {
  const proposal = await put({ addressee: '采购部', addresseeStaff: headId, answerBy: today })
  const as = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  const waiting = await inTransaction(
    app.installation.pool,
    as,
    (tx) => due[0]?.query(enterpriseId, today).execute(tx) ?? Promise.reject(),
  )
  expect(waiting.rows).toMatchObject([
    { number: proposal.number, owner: '示例采购部长', owner_id: headId, due_on: today },
  ])
  const listed = await who(cqo).call(opinionContract.list, { enterpriseId, waitsUntilTo: today } as never)
  expect(listed.total).toBe(1)
  const of = { enterpriseId, recordId: proposal.id, version: proposal.version }
  expect(await head.call(answerOpinion, { ...of, outcome: 'adopted', reason: '照办' })).toMatchObject({
    status: 'adopted',
  })
  const early = await refusal(put({ answerBy: addDays(today, -1) }))
  expect(early).toMatchObject({ errors: [{ path: 'answerBy' }] })
  const left = await put({ title: '前任的建议' })
  await who(principal).call(endAppointment, {
    ...{ enterpriseId, appointmentId: appointment.id, version: appointment.version },
    ...{ on: addDays(today, -1), reason: 'resignation' },
  })
  expect(await refusal(put())).toMatchObject({ detail: expect.stringContaining('没有在任的首席质量官') })
  await issuedAppointment(enterpriseId, who(filer), who(principal), {
    personName: '示例孙',
    termFrom: today,
    termTo: null,
  })
  const next = await signInAs(app, 'cqo', { enterpriseId }, { name: '示例孙' })
  const withdrawn = { enterpriseId, recordId: left.id, version: left.version, reason: '情况已变' }
  expect(await refusal(who(staff).call(withdrawOpinion, withdrawn))).toMatchObject({ code: 'forbidden' })
  expect(await next.call(withdrawOpinion, withdrawn)).toMatchObject({ status: 'withdrawn' })
  cqo = next
})

test('the officer decides on what others submitted, never on his own', async () => {
  const said = {
    enterpriseId,
    matter: 'rewards',
    title: '三季度质量奖励名单',
    body: '见附件',
    answerBy: null,
  } as const
  expect(await refusal(who(cqo).call(submitForApproval, said))).toMatchObject({ code: 'forbidden' })
  const submitted = await who(staff).call(submitForApproval, said)
  const of = { enterpriseId, recordId: submitted.id, version: submitted.version }
  const decision = { ...of, outcome: 'conditional', reason: '去掉一项重复奖励后执行' } as const
  expect(await refusal(who(principal).call(decideApproval, decision))).toMatchObject({ code: 'forbidden' })
  const wrong = await refusal(who(principal).call(answerOpinion, { ...of, outcome: 'adopted', reason: '好' }))
  expect(wrong).toMatchObject({ code: 'wrong-state' })
  expect(await refusal(who(cqo).call(decideApproval, { ...decision, version: 9 }))).toMatchObject({
    code: 'stale-version',
  })
  expect(await who(cqo).call(decideApproval, decision)).toMatchObject({ status: 'conditional' })
  const as = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  const counts = await inTransaction(app.installation.pool, as, async (tx) => {
    const rows = await Promise.all(
      evidence.map((each) => each.query(enterpriseId, addDays(today, -365)).execute(tx)),
    )
    return Object.fromEntries(evidence.map(({ clauses }, at) => [clauses[0], rows[at]?.rows[0]]))
  })
  expect(counts['8.1g']).toEqual({ n: 1, latest: today })
  expect(counts['6.2']).toEqual({ n: 2, latest: today })
  expect(counts['8.1e']).toEqual({ n: 0, latest: null })
})

test('a matter of persons is not read by every quality man, nor told of in the notices', async () => {
  const proposal = await put({ matter: 'personnel', title: '调任示例甲', kind: 'proposal' })
  expect(await refusal(read(staff, proposal.id))).toMatchObject({ status: 404 })
  const list = async (client: Client | undefined) =>
    (await who(client).call(opinionContract.list, { enterpriseId, matter: 'personnel' } as never)).total
  expect(await list(staff)).toBe(0)
  expect(await list(principal)).toBe(1)
  const told = (await who(staff).call(listNotices, {})).rows.map(({ title, body }) => title + body).join('')
  expect(told).toContain(proposal.number)
  expect(told).not.toContain('示例甲')
  const addressed = await put({
    matter: 'personnel',
    title: '调任示例乙',
    addresseeStaff: headId,
    addressee: '采购部',
  })
  expect((await read(head, addressed.id)).record).toMatchObject({ title: '调任示例乙' })
})
