import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { endAppointment } from '#registry/appointments/contract.ts'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changeAction, listActions, reopenAction } from '#workbench/actions/contract.ts'
import { batchContract, productContract, releaseBatch } from '#workbench/master-data/contract.ts'
import * as contract from './contract.ts'
import { endDeputy, nameDeputy, readVetoOffice } from './deputies/contract.ts'
import { batchOf, meetConditions, paper, stopped } from './fixtures.ts'

let app: TestApp
let unitId: string
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

/** An enterprise with its officer in office, principal, a quality man and a filer. */
async function withOfficer() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const of = { enterpriseId }
  const filer = await signInAs(app, 'filer', of, { name: '示例吴' })
  const principal = await signInAs(app, 'principal', of, { name: '示例郑' })
  const staff = await signInAs(app, 'staff', of, { name: '示例钱' })
  const term = { personName: '示例周', termFrom: '2020-01-01', termTo: null, powers: ['quality-safety-veto'] }
  const appointment = await issuedAppointment(enterpriseId, filer, principal, term)
  const cqo = await signInAs(app, 'cqo', of, { name: '示例 周' })
  return { ...of, filer, principal, staff, cqo, appointment }
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )
const accountOf = async (client: Client) => (await client.call(readMe, {})).accountId

async function onBatch(batchNo = 'B-1') {
  const house = await withOfficer()
  const { enterpriseId, staff, cqo } = house
  const batch = await batchOf(enterpriseId, staff, batchNo)
  const veto = await stopped(enterpriseId, cqo, batch.id)
  const of = { enterpriseId, vetoId: veto.id }
  const release = (who: Client) =>
    who.call(releaseBatch, { enterpriseId, recordId: batch.id, version: batch.version, basis: '检验合格' })
  const read = (who: Client = cqo) => who.call(contract.readVeto, of)
  return { ...house, batch, veto, of, release, read }
}

describe('a veto', () => {
  test('stops at once, keeps who tried, and goes only with conditions proved, a second person and the office', async () => {
    const { enterpriseId, veto, of, cqo, staff, filer, principal, release, read } = await onBatch()
    expect(veto).toMatchObject({
      number: /^FJ-\d{4}-001$/.exec(veto.number)?.[0],
      state: 'in-force',
      acts: ['release'],
    })
    expect(veto.subjectText).toBe('批次 B-1')
    expect(await refusal(release(principal))).toMatchObject({
      code: 'under-hold',
      details: { number: veto.number },
    })
    expect((await principal.call(listNotices, {})).rows[0]?.title).toContain(veto.number)

    const lift = async (who: Client) =>
      who.call(contract.liftVeto, { ...of, version: (await read()).version })
    const check = async (who: Client) =>
      who.call(contract.checkVeto, { ...of, version: (await read()).version, note: '逐项看过报告' })
    expect(await refusal(lift(staff))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(lift(cqo))).toMatchObject({
      code: 'cannot-lift',
      detail: expect.stringContaining('第 1 项'),
    })
    expect(await refusal(check(staff))).toMatchObject({ code: 'cannot-check' })
    await meetConditions(enterpriseId, staff, veto.id)
    expect(await refusal(lift(cqo))).toMatchObject({ detail: expect.stringContaining('还没有第二人核对') })
    await check(cqo)
    expect(await refusal(lift(cqo))).toMatchObject({ detail: expect.stringContaining('核对的是您本人') })
    await check(staff)

    // What was looked at is no longer what stands there.
    const [condition] = (await staff.call(listActions, { enterpriseId, sourceId: veto.id, state: 'all' }))
      .rows
    if (!condition) throw new Error('no condition')
    const action = { enterpriseId, actionId: condition.id }
    await filer.call(reopenAction, { ...action, version: condition.version, reason: '漏了一箱' })
    expect(await refusal(lift(cqo))).toMatchObject({ detail: expect.stringContaining('第 1 项条件未满足') })
    await meetConditions(enterpriseId, filer, veto.id)
    expect(await refusal(lift(cqo))).toMatchObject({ detail: expect.stringContaining('核对之后条件有变动') })
    await check(filer)
    expect((await read()).may).toMatchObject({ lift: true, override: false })
    const lifted = await lift(cqo)
    expect(lifted.state).toBe('lifted')
    expect(await release(staff)).toMatchObject({ status: 'released' })

    const seen = await read()
    expect(seen.attemptList).toHaveLength(1)
    expect(seen.attemptList[0]).toMatchObject({ byName: '示例郑', act: 'release' })
    expect(seen.events.map(({ kind }) => kind)).toEqual(['raised', 'checked', 'checked', 'checked', 'lifted'])
    expect(seen.letter).toEqual({ personName: '示例周', letterNo: '示聘〔2026〕3 号', granted: true })
    expect(await refusal(lift(cqo))).toMatchObject({ code: 'cannot-lift' })
    const sealed = (await staff.call(listActions, { enterpriseId, sourceId: veto.id, state: 'all' })).rows[0]
    expect(
      await refusal(filer.call(reopenAction, { ...action, version: sealed?.version ?? 0, reason: '再来' })),
    ).toBeDefined()
  })

  test('outlives a change of officer: the old one can no longer lift it, the new one can', async () => {
    const { enterpriseId, veto, of, cqo, staff, principal, filer, appointment, read } = await onBatch()
    await meetConditions(enterpriseId, staff, veto.id)
    await staff.call(contract.checkVeto, { ...of, version: veto.version, note: '看过' })
    await principal.call(endAppointment, {
      ...{ enterpriseId, appointmentId: appointment.id, version: appointment.version },
      ...{ on: addDays(today, -1), reason: 'resignation' },
    })
    const { version } = await read()
    const vacant = await refusal(cqo.call(contract.liftVeto, { ...of, version }))
    expect(vacant).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('没有在任的首席质量官'),
    })
    await issuedAppointment(enterpriseId, filer, principal, {
      ...{ personName: '示例孙', termFrom: today, termTo: null, letterNo: '示聘〔2026〕9 号' },
    })
    const old = await refusal(cqo.call(contract.liftVeto, { ...of, version }))
    expect(old).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('在任的首席质量官是示例孙'),
    })
    expect((await read()).may.lift).toBe(false)
    const next = await signInAs(app, 'cqo', { enterpriseId }, { name: '示例孙' })
    expect((await next.call(contract.readVeto, of)).liftableBy).toEqual(['示例孙'])
    expect(await next.call(contract.liftVeto, { ...of, version })).toMatchObject({ state: 'lifted' })
  })

  test('can be overridden by the principal alone, in the open: reason, for ever, told to everyone', async () => {
    const { veto, of, cqo, staff, principal, release, read } = await onBatch()
    await principal.call(contract.giveVetoOpinion, { ...of, verdict: 'disagreed', text: '客户催货' })
    expect(await refusal(release(staff))).toMatchObject({ code: 'under-hold' })
    const { version } = await read()
    const reason = '客户书面同意让步接收，责任由本人承担'
    expect(await refusal(cqo.call(contract.overrideVeto, { ...of, version, reason }))).toMatchObject({
      code: 'forbidden',
    })
    const short = await refusal(principal.call(contract.overrideVeto, { ...of, version, reason: '急' }))
    expect(short).toMatchObject({ code: 'invalid-input', errors: [{ path: 'reason' }] })
    await principal.call(contract.overrideVeto, { ...of, version, reason })
    expect(await release(staff)).toMatchObject({ status: 'released' })
    const seen = await read()
    expect(seen).toMatchObject({ state: 'overridden', end: { byName: '示例郑', note: reason } })
    expect(seen.opinions).toMatchObject([{ verdict: 'disagreed', text: '客户催货' }])
    const [notice] = (await cqo.call(listNotices, {})).rows
    expect(notice).toMatchObject({ kind: 'veto-overridden', body: expect.stringContaining(reason) })
    const lift = await refusal(cqo.call(contract.liftVeto, { ...of, version: seen.version }))
    expect(lift).toMatchObject({ code: 'cannot-lift' })
    // Not even the database lets it be told otherwise.
    const tries = [
      "update vetoes set ended_note = '没有'",
      "update vetoes set state = 'lifted'",
      "update vetoes set facts = ''",
    ]
    for (const deed of tries)
      await expect(app.sql(`${deed} where id = $1`, [veto.id])).rejects.toThrow(/veto/)
    const rights = await app.sql<{ privilege_type: string }>(
      `select distinct privilege_type from information_schema.role_table_grants where grantee = 'opencqo_app'
         and table_name in ('veto_events', 'veto_evidence', 'veto_conditions', 'hold_attempts') order by 1`,
    )
    expect(rights.map((right) => right.privilege_type)).toEqual(['INSERT', 'SELECT'])
  })

  test('is not lifted past a condition that was reworded, dropped, added later or met without a paper', async () => {
    const { enterpriseId, veto, of, cqo, staff, read } = await onBatch()
    const [condition] = (await staff.call(listActions, { enterpriseId, sourceId: veto.id })).rows
    if (!condition) throw new Error('no condition')
    const action = { enterpriseId, actionId: condition.id }
    await staff.call(changeAction, {
      ...{ ...action, version: condition.version, what: '看一眼', ownerId: null },
      ...{ dueOn: condition.dueOn, note: '' },
    })
    await meetConditions(enterpriseId, staff, veto.id)
    expect((await read()).obstacles[0]).toContain('与提出的条件不同')
    expect((await read()).conditionList[0]?.what).toBe('密封圈换批，全检，泄漏率为 0')
    await cqo.call(contract.addVetoCondition, {
      ...of,
      what: '供应商 8D 报告',
      ownerId: null,
      dueOn: '2026-12-01',
    })
    expect((await read()).obstacles.join('')).toMatch(/第 2 项条件未满足/)
    const late = await refusal(
      staff.call(contract.addVetoCondition, { ...of, what: '免了', ownerId: null, dueOn: '2026-12-01' }),
    )
    expect(late).toMatchObject({ code: 'forbidden' })
  })
})

describe('deputies', () => {
  test('lift within their days; neither the principal nor an auditor is one; every naming is kept', async () => {
    const { enterpriseId, veto, of, cqo, staff, principal, filer } = await onBatch()
    const name = async (who: Client, whom: Client, from = today, until = addDays(today, 30)) =>
      who.call(nameDeputy, { enterpriseId, accountId: await accountOf(whom), from, until })
    expect(await refusal(name(staff, staff))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(name(cqo, principal))).toMatchObject({ errors: [{ path: 'accountId' }] })
    expect(await refusal(name(cqo, staff, addDays(today, -1)))).toMatchObject({ errors: [{ path: 'from' }] })
    await name(principal, filer, addDays(today, 1))
    const { id } = await name(cqo, staff)
    expect(await refusal(name(cqo, staff))).toMatchObject({ code: 'unfit-deputy' })

    await meetConditions(enterpriseId, filer, veto.id)
    const checked = await filer.call(contract.checkVeto, { ...of, version: veto.version, note: '看过' })
    const tomorrows = await refusal(filer.call(contract.liftVeto, { ...of, version: checked.version }))
    expect(tomorrows).toMatchObject({ code: 'forbidden' })
    expect(await staff.call(contract.liftVeto, { ...of, version: checked.version })).toMatchObject({
      state: 'lifted',
    })
    await principal.call(endDeputy, { enterpriseId, deputyId: id, reason: '调离' })
    const office = await cqo.call(readVetoOffice, { enterpriseId })
    expect(office.deputies.map(({ name: who, active, namedAs }) => [who, active, namedAs])).toEqual([
      ['示例钱', false, 'cqo'],
      ['示例吴', false, 'principal'],
    ])
    expect(office.deputies[0]?.ended).toMatchObject({ byName: '示例郑', note: '调离' })
  })
})

describe('around a veto', () => {
  test('evidence is only added, and only papers of the house; the notice prints; it is counted and exported', async () => {
    const { enterpriseId, of, cqo, staff, release } = await onBatch('B20261115-03')
    const other = await withOfficer()
    const file = await paper(enterpriseId, staff)
    const foreign = await paper(other.enterpriseId, other.staff)
    await staff.call(contract.addVetoEvidence, { ...of, fileId: file.id, what: '泄漏试验记录' })
    await staff.call(contract.addVetoEvidence, { ...of, fileId: file.id, what: '再传一次' })
    const stolen = await refusal(
      staff.call(contract.addVetoEvidence, { ...of, fileId: foreign.id, what: 'x' }),
    )
    expect(stolen).toMatchObject({ code: 'invalid-input', errors: [{ path: 'fileId' }] })
    await refusal(release(staff))
    await staff.call(contract.signVeto, of)
    const seen = await cqo.call(contract.readVeto, of)
    expect(seen.evidence).toMatchObject([
      { what: '泄漏试验记录', sha256: file.sha256, addedByName: '示例钱' },
    ])
    expect(seen.receipts).toMatchObject([{ name: '示例钱' }])
    const pdf = await cqo.download(contract.printVetoNotice, of)
    expect(Buffer.from(pdf.bytes.slice(0, 5)).toString()).toBe('%PDF-')
    expect(pdf.fileName).toBe(`否决通知单-${seen.number}.pdf`)
    const { total, rows } = await cqo.call(contract.countVetoes, { enterpriseId })
    expect(total).toMatchObject({
      raised: 1,
      inForce: 1,
      lifted: 0,
      overridden: 0,
      attempts: 1,
      meanHours: null,
    })
    expect(rows).toMatchObject([{ subjectKind: 'batch', raised: 1 }])
    const listed = await cqo.call(contract.listVetoes, { enterpriseId, text: '20261115', state: 'in-force' })
    expect(listed.rows).toMatchObject([{ attempts: 1, conditions: 1, conditionsMet: 0 }])
    expect((await cqo.call(contract.listVetoes, { enterpriseId, state: 'lifted' })).total).toBe(0)
    const sheet = await cqo.download(contract.exportVetoes, { enterpriseId })
    expect(sheet.bytes.length).toBeGreaterThan(2000)
    expect((await other.cqo.call(contract.listVetoes, { enterpriseId: other.enterpriseId })).total).toBe(0)
    expect(await refusal(other.cqo.call(contract.readVeto, of))).toMatchObject({ status: 404 })
  })

  test('what is wrong is told at its field, nothing is half written, and no number is lost', async () => {
    const { enterpriseId, cqo, staff } = await withOfficer()
    const batch = await batchOf(enterpriseId, staff, 'B-9')
    const owner = { what: '示例', ownerId: newId(), dueOn: '2026-12-01' }
    const nobody = await refusal(stopped(enterpriseId, cqo, batch.id, { conditions: [owner] }))
    expect(nobody).toMatchObject({ code: 'invalid-input', errors: [{ path: 'conditions.0.ownerId' }] })
    const nothing = await refusal(stopped(enterpriseId, cqo, newId()))
    expect(nothing).toMatchObject({ errors: [{ path: 'subjectId' }] })
    const none = await refusal(stopped(enterpriseId, cqo, batch.id, { conditions: [] }))
    expect(none?.errors?.[0]?.message).toContain('解除条件')
    const [first, second] = await Promise.all([
      stopped(enterpriseId, cqo, batch.id),
      stopped(enterpriseId, cqo, batch.id, {
        subjectKind: 'release',
        subjectId: null,
        subjectText: '某产品',
      }),
    ])
    expect([first.number, second.number].map((each) => each.slice(-3)).sort()).toEqual(['001', '002'])
    expect(second.subjectText).toBe('全部产品的放行')
  })

  test('what it was raised on stays: neither a name nor the undoing of an import takes it out of the hold', async () => {
    const { enterpriseId, staff, cqo, batch } = await onBatch('B-7')
    const of = { enterpriseId, recordId: batch.id, version: batch.version }
    const values = { batchNo: 'B-7x', product: batch.product, producedOn: '2026-11-15', quantity: null }
    const renamed = refusal(staff.call(batchContract.change, { ...of, values } as never))
    expect(await renamed).toMatchObject({ code: 'under-hold' })
    const body = new TextEncoder().encode('产品编号,产品名称\nCP-导入,示例导入产品\n')
    const { id } = await staff.call(
      productContract.startImport,
      { enterpriseId, fileName: '产品.csv' },
      { body },
    )
    const run = { enterpriseId, importId: id }
    await expect
      .poll(async () => (await staff.call(productContract.readImport, run)).status, { timeout: 10_000 })
      .toBe('checked')
    await staff.call(productContract.applyImport, run)
    const { rows } = await staff.call(productContract.list, { enterpriseId, text: '示例导入产品' } as never)
    await stopped(enterpriseId, cqo, rows[0]?.id ?? '', { subjectKind: 'product' })
    expect(await refusal(staff.call(productContract.undoImport, run))).toMatchObject({ code: 'wrong-state' })
  })
})
