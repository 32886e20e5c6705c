import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import {
  acceptFiling,
  confirmFiling,
  listFilings,
  readFiling,
  registerFiling,
  startFiling,
  submitFiling,
} from '#registry/filings/contract.ts'
import { filledDraft, issuedAppointment } from '#registry/filings/fixtures.ts'
import { startFilingCancellation } from '#registry/filings/follow/contract.ts'
import { readTenure } from '#registry/filings/tenure/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changeAppointment, endAppointment, issueAppointment, readAppointment } from '../contract.ts'
import { evaluateTerm, listTermEvaluations, renewAppointment } from './contract.ts'

let app: TestApp
let unitId: string
let officer: Client
const today = civilDateOf(new Date())
const termFrom = addDays(today, -700)
const termTo = addDays(today, 30)

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

async function inOffice() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const appointment = await issuedAppointment(enterpriseId, filer, principal, { termFrom, termTo })
  const of = { enterpriseId, appointmentId: appointment.id }
  return { enterpriseId, filer, principal, appointment, of }
}

const evaluation = {
  evaluatedOn: today,
  result: 'renew' as const,
  items: [{ text: '年度质量计划完成情况', sample: true, finding: '全部完成' }],
  opinion: '履职良好，同意续聘。',
}

const problem = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )

async function renewed() {
  const who = await inOffice()
  const { principal, filer, of, appointment } = who
  await principal.call(evaluateTerm, { ...of, ...evaluation })
  const draft = await filer.call(renewAppointment, {
    ...of,
    version: appointment.version,
    termTo: addDays(termTo, 365),
  })
  return { ...who, draft, next: { enterpriseId: who.enterpriseId, appointmentId: draft.id } }
}

/** Handed in and registered by the county. */
async function registered(
  { enterpriseId, filer, principal }: Pick<Who, 'enterpriseId' | 'filer' | 'principal'>,
  id: string,
  version: number,
) {
  const of = { enterpriseId, filingId: id }
  const confirmed = await principal.call(confirmFiling, { ...of, version })
  const sent = await filer.call(submitFiling, { ...of, version: confirmed.version })
  const accepted = await officer.call(acceptFiling, { ...of, version: sent.version })
  return officer.call(registerFiling, { ...of, version: accepted.version })
}
type Who = Awaited<ReturnType<typeof inOffice>>

describe('任期届满评价', () => {
  test('by the principal alone, kept apart from units, in the term and not ahead', async () => {
    const { filer, principal, of, enterpriseId } = await inOffice()
    expect(await problem(filer.call(evaluateTerm, { ...of, ...evaluation }))).toMatchObject({
      code: 'forbidden',
    })
    const ahead = { ...of, ...evaluation, evaluatedOn: addDays(today, 1) }
    expect(await problem(principal.call(evaluateTerm, ahead))).toMatchObject({
      errors: [{ path: 'evaluatedOn' }],
    })
    await principal.call(evaluateTerm, { ...of, ...evaluation, result: 'reselect' })
    await principal.call(evaluateTerm, { ...of, ...evaluation })
    const { rows } = await filer.call(listTermEvaluations, { enterpriseId })
    expect(rows.map(({ result }) => result)).toEqual(['renew', 'reselect'])
    expect((await officer.call(listTermEvaluations, { enterpriseId })).rows).toEqual([])
  })
})

describe('续聘', () => {
  test('follows without gap, of the same officer, only on an evaluation that says so, once', async () => {
    const { filer, principal, of, appointment } = await inOffice()
    const asked = { ...of, version: appointment.version, termTo: addDays(termTo, 365) }
    expect(await problem(filer.call(renewAppointment, asked))).toMatchObject({ code: 'not-evaluated' })
    await principal.call(evaluateTerm, { ...of, ...evaluation, result: 'reselect' })
    expect(await problem(filer.call(renewAppointment, asked))).toMatchObject({ code: 'not-evaluated' })
    await principal.call(evaluateTerm, { ...of, ...evaluation })
    const draft = await filer.call(renewAppointment, asked)
    expect(draft).toMatchObject({
      status: 'draft',
      renewsId: appointment.id,
      personName: appointment.personName,
      termFrom: addDays(termTo, 1),
      departments: appointment.departments,
    })
    expect(await problem(filer.call(renewAppointment, asked))).toMatchObject({ status: 409 })
    expect(await problem(principal.call(evaluateTerm, { ...of, ...evaluation }))).toMatchObject({
      status: 409,
    })
    const { id: appointmentId, version, ...particulars } = draft
    const change = { ...particulars, appointmentId, version }
    expect(
      await problem(filer.call(changeAppointment, { ...change, termFrom: addDays(termTo, 2) })),
    ).toMatchObject({
      errors: [{ path: 'termFrom' }],
    })
    expect(await problem(filer.call(changeAppointment, { ...change, personName: '示例吴' }))).toMatchObject({
      errors: [{ path: 'personName' }],
    })
    const issued = await principal.call(issueAppointment, {
      enterpriseId: of.enterpriseId,
      appointmentId,
      version,
    })
    expect(issued.status).toBe('issued')
  })

  test('its filing is a 变更 that keeps the number; the old one counts until its term ends', async () => {
    const who = await renewed()
    const { enterpriseId, filer, principal, appointment, next, draft } = who
    const first = await filledDraft(enterpriseId, appointment.id, filer)
    const one = await registered(who, first.id, first.version)
    await principal.call(issueAppointment, { ...next, version: draft.version })
    const change = await filer.call(startFiling, next)
    expect(change).toMatchObject({ kind: 'change', changes: ['appointedFrom'], open: [] })
    const two = await registered(who, change.id, change.version)
    expect(two.filingNo).toBe(one.filingNo)
    const tenure = await officer.call(readTenure, { enterpriseId })
    expect(tenure.stretches.map(({ from, to, state }) => [from, to, state])).toEqual([
      [termFrom, addDays(today, -1), 'unfiled'],
      [today, termTo, 'filed'],
      [addDays(termTo, 1), addDays(termTo, 365), 'filed'],
    ])
    expect(tenure).toMatchObject({ vacancy: null, replacement: null, inForce: { kind: 'change' } })
    const directory = await officer.call(listEnterprises, { cqo: 'filed' })
    expect(directory.rows.map(({ id }) => id)).toContain(enterpriseId)
  })

  test('a term that ends within 60 days is told to the enterprise and listed for the county', async () => {
    const who = await inOffice()
    const { enterpriseId, filer, appointment } = who
    const draft = await filledDraft(enterpriseId, appointment.id, filer)
    const filed = await registered(who, draft.id, draft.version)
    const { ending } = await filer.call(readTenure, { enterpriseId })
    expect(ending).toMatchObject({
      appointmentId: appointment.id,
      days: 30,
      evaluation: null,
      renewedBy: null,
    })
    const { rows } = await officer.call(listFilings, { term: 'ending' })
    expect(rows).toContainEqual(expect.objectContaining({ id: filed.id, termTo, leftOn: null }))
  })

  test('who leaves does not begin the next term: the renewal is revoked, and may not be issued or filed', async () => {
    const { enterpriseId, filer, principal, appointment, next, of, draft } = await renewed()
    await principal.call(issueAppointment, { ...next, version: draft.version })
    const { version } = await principal.call(readAppointment, of)
    await principal.call(endAppointment, { ...of, version, on: today, reason: 'resignation' })
    expect(await principal.call(readAppointment, next)).toMatchObject({ status: 'revoked' })
    expect(await problem(filer.call(startFiling, next))).toMatchObject({ status: 409 })
    const other = await issuedAppointment(enterpriseId, filer, principal, {
      personName: '示例吴',
      termFrom: addDays(today, 1),
      termTo: null,
    })
    expect(other.status).toBe('issued')
    expect(appointment.id).not.toBe(other.id)
  })

  test('a renewal filed ahead, then the officer leaves: the cancellation ends the term at hand', async () => {
    const who = await renewed()
    const { enterpriseId, filer, principal, appointment, next, draft, of } = who
    const first = await filledDraft(enterpriseId, appointment.id, filer)
    await registered(who, first.id, first.version)
    await principal.call(issueAppointment, { ...next, version: draft.version })
    const change = await filer.call(startFiling, next)
    await registered(who, change.id, change.version)
    const cancel = await filer.call(startFilingCancellation, {
      ...{ enterpriseId, filingId: change.id },
      ...{ on: today, reason: 'resignation' },
    })
    expect(cancel.appointmentId).toBe(appointment.id)
    await registered(who, cancel.id, cancel.version)
    expect(await principal.call(readAppointment, of)).toMatchObject({
      status: 'ended',
      ending: { on: today },
    })
    expect(await principal.call(readAppointment, next)).toMatchObject({ status: 'revoked' })
    const seen = await officer.call(readFiling, { enterpriseId, filingId: change.id })
    expect(seen).toMatchObject({ status: 'cancelled', cancelledOn: addDays(today, 1) })
  })
})
