import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { seedOrgUnits } from '#foundation/org-units/index.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { endAppointment, readAppointment } from '#registry/appointments/contract.ts'
import { keepPack } from '#registry/rules/index.ts'
import { readPack } from '#registry/rules/load-pack.ts'
import { bureau } from '#testing/other-places.ts'
import { administrator, makeEnterprise, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from '../contract.ts'
import { picture, submittedFiling } from '../fixtures.ts'
import { readTenure } from '../tenure/contract.ts'
import { startFilingCancellation, startFilingChange } from './contract.ts'

/** The county accepts and the city registers; replacements within ten workdays. */
const pack = `
id: shili-follow
version: 1
title: 示例市办法
docNo: 示市监〔2025〕11号
issuer: [示例市市场监督管理局]
areas: ["9904"]
effectiveFrom: 2025-01-01
effectiveTo: null
supersedes: null
parent: null
strength: must
flow:
  order: appoint-first
  levels: [county, city]
  fileTo: county
  clause: 第八条
  deadlines: { replacementFiling: { amount: 10, unit: workday, clause: 第九条 } }
  steps:
    - { id: take, title: 受理, level: county, action: accept }
    - { id: enter, title: 登记, level: city, action: register }
qualification: [{ id: education, title: 本科以上学历, clause: 第三条, fact: education, atLeast: bachelor }]
relaxations: []
exclusions: null
generalConditions: null
powers: []
certificates: []
forms: []
targets: []
milestones: []
termination: null
awardPriority: null
provisions: []
`

let app: TestApp
let unitId: string
let county: Client
let colleague: Client
let city: Client
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  const units = await inTransaction(app.installation.pool, administrator, async (tx) => {
    const reading = readPack(pack)
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    await keepPack(tx, { file: reading.file, text: pack })
    return seedOrgUnits(tx, [
      bureau('990400', 'city', '示例市', null),
      bureau('990402', 'county', '示例县', '990400'),
    ])
  })
  const unit = (code: string) => [...units.entries()].find(([key]) => key.includes(code))?.[1] ?? ''
  unitId = unit('990402')
  county = await signInAs(app, 'county-officer', { unitId })
  colleague = await signInAs(app, 'county-officer', { unitId })
  city = await signInAs(app, 'city-officer', { unitId: unit('990400') })
})
afterAll(() => app.close())

async function through(sent: filing.Filing) {
  const of = { enterpriseId: sent.enterpriseId, filingId: sent.id }
  const accepted = await county.call(filing.acceptFiling, { ...of, version: sent.version })
  return city.call(filing.registerFiling, { ...of, version: accepted.version })
}

async function filed() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const first = await through(await submittedFiling(enterpriseId, filer, principal))
  return { enterpriseId, filer, principal, first, of: { enterpriseId, filingId: first.id } }
}

describe('a filing that another unit registers', () => {
  test('the city closes what the county took in; nobody closes it from outside', async () => {
    const { enterpriseId, filer, principal, first, of } = await filed()
    const draft = await filer.call(startFilingCancellation, { ...of, on: today, reason: 'transfer' })
    const ids = { enterpriseId, filingId: draft.id }
    const confirmed = await principal.call(filing.confirmFiling, { ...ids, version: draft.version })
    const sent = await filer.call(filing.submitFiling, { ...ids, version: confirmed.version })
    const early = city.call(filing.registerFiling, { ...ids, version: sent.version })
    await expect(early).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    const done = await through(sent)
    expect(done).toMatchObject({ status: 'cancelled', filingNo: first.filingNo })
    expect(await filer.call(filing.readFiling, of)).toMatchObject({ status: 'cancelled' })
  })

  test('a replacement is due so many workdays after the last day, by the document', async () => {
    const { enterpriseId, filer, principal, first } = await filed()
    const ids = { enterpriseId, appointmentId: first.appointmentId }
    const { version } = await filer.call(readAppointment, ids)
    await principal.call(endAppointment, { ...ids, version, on: '2026-11-02', reason: 'transfer' })
    const { replacement, vacancy } = await county.call(readTenure, { enterpriseId })
    expect(vacancy).toMatchObject({ since: '2026-11-03', expired: false })
    expect(replacement).toEqual({
      leftOn: '2026-11-02',
      dueOn: '2026-11-16',
      within: { amount: 10, unit: 'workday' },
      promised: false,
      clause: '第九条',
      docNo: '示市监〔2025〕11号',
    })
  })
})

describe('代办', () => {
  test('the county changes and cancels on behalf from paper; confirmed by a stamped scan', async () => {
    const { enterpriseId, of, filer } = await filed()
    const scan = async (name: string) => {
      const body = await picture()
      return (await county.call(addFile, { enterpriseId, purpose: 'confirmation-scan', name }, { body })).id
    }
    const change = await county.call(startFilingChange, of)
    expect(change).toMatchObject({ kind: 'change', onBehalf: { unitId }, changes: [] })
    const ids = { enterpriseId, filingId: change.id }
    await county.call(filing.withdrawFiling, { ...ids, version: change.version })
    const draft = await county.call(startFilingCancellation, { ...of, on: today, reason: 'resignation' })
    expect(draft).toMatchObject({ kind: 'cancel', onBehalf: { unitId }, open: [] })
    const cancel = { enterpriseId, filingId: draft.id }
    const bare = county.call(filing.confirmFiling, { ...cancel, version: draft.version })
    await expect(bare).rejects.toMatchObject({ problem: { errors: [{ path: 'scanId' }] } })
    const confirmed = await county.call(filing.confirmFiling, {
      ...{ ...cancel, version: draft.version, scanId: await scan('盖章注销表.jpg') },
    })
    const sent = await county.call(filing.submitFiling, { ...cancel, version: confirmed.version })
    const taken = await colleague.call(filing.acceptFiling, { ...cancel, version: sent.version })
    const done = await city.call(filing.registerFiling, { ...cancel, version: taken.version })
    expect(done.status).toBe('cancelled')
    expect((await filer.call(readTenure, { enterpriseId })).inForce).toBeNull()
  })
})
