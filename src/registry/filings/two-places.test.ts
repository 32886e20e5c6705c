import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#foundation/audit-trail/contract.ts'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import { seedOrgUnits } from '#foundation/org-units/index.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { bureau, seedOtherPlaces } from '#testing/other-places.ts'
import { administrator, makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from './contract.ts'
import { filledDraft, issuedAppointment, picture, submittedFiling } from './fixtures.ts'

let app: TestApp
let units: Map<string, string>
const at = (code: string) => units.get(`market-${code}`) ?? ''
const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })

beforeAll(async () => {
  app = await startTestApp()
  const yichun = await seedPlace(app)
  const others = await seedOtherPlaces(app)
  units = new Map([...yichun, ...others])
})
afterAll(() => app.close())

async function people(code: string) {
  const enterpriseId = await makeEnterprise(app, at(code))
  return {
    enterpriseId,
    filer: await signInAs(app, 'filer', { enterpriseId }),
    principal: await signInAs(app, 'principal', { enterpriseId }),
  }
}

const officer = (code: string) =>
  signInAs(
    app,
    code.endsWith('0000') ? 'province-officer' : code.endsWith('00') ? 'city-officer' : 'county-officer',
    { unitId: at(code) },
  )

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )

async function evidence(enterpriseId: string, filer: Client) {
  const body = await picture()
  const file = await filer.call(addFile, { enterpriseId, purpose: 'evidence', name: '证明.jpg' }, { body })
  return file.id
}

describe('two places in one installation', () => {
  test('a 唐山 filing is judged train-first beside a 宜春 filing that is appoint-first', async () => {
    const tangshan = await people('130208')
    const paper = await evidence(tangshan.enterpriseId, tangshan.filer)
    const there = await submittedFiling(tangshan.enterpriseId, tangshan.filer, tangshan.principal, {
      trained: true,
      trainedOn: '2026-05',
      trainer: '示例市场监督管理局',
      generalConditions: {
        character: true,
        'quality-law': true,
        'quality-knowledge': true,
        'trade-knowledge': true,
      },
      extensions: { titleField: 'quality', trainedByRegulator: true, continuingEducation: 'not-due' },
      evidence: { trainedByRegulator: [paper] },
    })
    expect(there.verdict).toMatchObject({ outcome: 'pass', pack: { id: 'tangshan-2024' } })
    expect(there.procedure).toMatchObject({ order: 'train-first', outcome: 'kept', clause: '9.3' })

    const yichun = await people('360902')
    const here = await submittedFiling(yichun.enterpriseId, yichun.filer, yichun.principal)
    expect(here.verdict).toMatchObject({ outcome: 'pass', pack: { id: 'yichun-2024' } })
    expect(here.procedure).toMatchObject({ order: 'appoint-first', outcome: 'kept' })

    for (const [mine, code] of [
      [there, '130208'],
      [here, '360902'],
    ] as const) {
      const clerk = await officer(code)
      const of = { enterpriseId: mine.enterpriseId, filingId: mine.id }
      const accepted = await clerk.call(filing.acceptFiling, { ...of, version: mine.version })
      const registered = await clerk.call(filing.registerFiling, { ...of, version: accepted.version })
      expect(registered.filingNo).toMatch(new RegExp(`^CQO-${code}-`))
    }
  })

  test('appointed before training in 唐山: registered only with a recorded reason', async () => {
    const { enterpriseId, filer, principal } = await people('130208')
    const submitted = await submittedFiling(enterpriseId, filer, principal, { trained: false })
    expect(submitted.procedure).toMatchObject({ outcome: 'not-kept' })
    const clerk = await officer('130208')
    const of = { enterpriseId, filingId: submitted.id }
    const accepted = await clerk.call(filing.acceptFiling, { ...of, version: submitted.version })
    const refused = await refusal(clerk.call(filing.registerFiling, { ...of, version: accepted.version }))
    expect(refused).toMatchObject({ code: 'reason-required', errors: [{ path: 'registerReason' }] })
    const registered = await clerk.call(filing.registerFiling, {
      ...of,
      version: accepted.version,
      registerReason: '已报名下一期任职培训，先予备案。',
    })
    expect(registered).toMatchObject({
      status: 'registered',
      registerReason: '已报名下一期任职培训，先予备案。',
    })
  })
})

describe('a chain nobody has seen', () => {
  const conditional = (kind: 'food' | 'other', paper: string) => ({
    extensions: { licenceKind: kind },
    evidence: { licenceKind: [paper] },
  })

  test('county reviews and inspects, city publicizes, province registers; each only at its own step', async () => {
    const { enterpriseId, filer, principal } = await people('990102')
    const paper = await evidence(enterpriseId, filer)
    const submitted = await submittedFiling(enterpriseId, filer, principal, conditional('food', paper))
    const of = { enterpriseId, filingId: submitted.id }
    expect(submitted.chain.map(({ title, unitName }) => `${title}：${unitName}`)).toEqual([
      '县级审核：示例县市场监督管理局',
      '现场核查：示例县市场监督管理局',
      '市级公示：示例市市场监督管理局',
      '省级登记：示例省市场监督管理局',
    ])
    const [county, city, province] = await Promise.all(['990102', '990100', '990000'].map(officer))
    if (!county || !city || !province) throw new Error('no officers')

    expect(submitted.scans.map(({ fileId }) => fileId)).toContain(paper)
    expect(submitted.abilities.accept).toBe(false)
    const early = await refusal(county.call(filing.registerFiling, { ...of, version: submitted.version }))
    expect(early).toMatchObject({ code: 'wrong-state' })
    expect(early?.detail).toContain('县级审核')
    const cityFirst = await refusal(
      city.call(filing.passFilingStep, { ...of, version: submitted.version, opinion: '同意。' }),
    )
    expect(cityFirst).toMatchObject({ code: 'forbidden' })

    const reviewed = await county.call(filing.passFilingStep, {
      ...of,
      version: submitted.version,
      opinion: '材料齐全。',
    })
    expect(reviewed).toMatchObject({ status: 'accepted', desk: { id: 'inspection' } })
    const inspection = { ...of, version: reviewed.version, opinion: '现场相符。' }
    const key = { idempotencyKey: 'sent-twice' }
    const inspected = await county.call(filing.passFilingStep, inspection, key)
    // Whoever repeats it is answered alike, though the filing lies with somebody else by now.
    expect(await county.call(filing.passFilingStep, inspection, key)).toEqual(inspected)
    expect(inspected.desk).toMatchObject({ id: 'notice', unitName: '示例市市场监督管理局' })
    expect(inspected.abilities.pass).toBe(false)

    const waiting = await city.call(filing.listFilings, { desk: 'mine' })
    expect(waiting.rows).toMatchObject([{ id: submitted.id, desk: { title: '市级公示' } }])
    expect(await city.call(filing.countFilings, {})).toMatchObject({ desk: 1 })
    expect((await city.call(listNotices, {})).rows).toMatchObject([{ kind: 'filing-at-desk' }])

    const from = addDays(today(), -20)
    const published = await city.call(filing.publicizeFiling, {
      ...of,
      version: inspected.version,
      from,
      place: 'https://example.com/gongshi/1',
    })
    const notice = published.desk?.notice
    expect(notice).toMatchObject({ from, place: 'https://example.com/gongshi/1' })
    const passed = await city.call(filing.passFilingStep, {
      ...of,
      version: published.version,
      opinion: '公示无异议。',
    })
    expect(passed.desk).toMatchObject({ id: 'register', unitName: '示例省市场监督管理局' })
    const registered = await province.call(filing.registerFiling, { ...of, version: passed.version })
    expect(registered.filingNo).toBe(`示备-990000-${today().slice(0, 4)}-001`)
    expect(registered.chain.every(({ doneAt, doneBy }) => doneAt !== null && doneBy !== null)).toBe(true)
    const chain = await filer.call(verifyAudit, { chainId: enterpriseId })
    expect(chain.brokenAt).toBeNull()
  })

  test('a step for some only is left out for others; a notice that still runs cannot be ended', async () => {
    const { enterpriseId, filer, principal } = await people('990102')
    const paper = await evidence(enterpriseId, filer)
    const submitted = await submittedFiling(enterpriseId, filer, principal, conditional('other', paper))
    const of = { enterpriseId, filingId: submitted.id }
    expect(submitted.chain.map(({ id }) => id)).toEqual(['county-review', 'notice', 'register'])
    const [county, city] = await Promise.all(['990102', '990100'].map(officer))
    if (!county || !city) throw new Error('no officers')
    const opinion = '同意。'
    const reviewed = await county.call(filing.passFilingStep, { ...of, version: submitted.version, opinion })
    const place = '示例市政务大厅公告栏'
    const published = await city.call(filing.publicizeFiling, {
      ...of,
      version: reviewed.version,
      from: today(),
      place,
    })
    const early = await refusal(
      city.call(filing.passFilingStep, { ...of, version: published.version, opinion }),
    )
    expect(early).toMatchObject({ code: 'notice-not-over' })
    const returned = await city.call(filing.returnFiling, {
      ...of,
      version: published.version,
      defects: [{ place: 'general', why: '公示期间有异议。', how: '说明情况。' }],
    })
    expect(returned).toMatchObject({ status: 'returned', desk: null })
    expect(returned.correctionDueOn).not.toBeNull()
  })

  test('what the pack asks must be there with its paper before it is handed in', async () => {
    const { enterpriseId, filer, principal } = await people('990102')
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    const draft = await filledDraft(enterpriseId, appointment.id, filer)
    expect(draft.asked).toMatchObject([{ key: 'licenceKind', evidence: '生产许可证', required: true }])
    expect(draft.open.map(({ path }) => path)).toEqual(['extensions.licenceKind'])
    const { gender: _g, birthDate: _b, idNumber: _i, mobile: _m, address: _a, ...rest } = draft.form
    const { email: _e, principalContact: _p, ...form } = rest
    const saved = await filer.call(filing.saveFiling, {
      enterpriseId,
      filingId: draft.id,
      version: draft.version,
      form: { ...form, extensions: { licenceKind: 'wine' } },
      photoId: draft.photoId,
      scanIds: draft.scans.map(({ fileId }) => fileId),
      consent: true,
    })
    expect(saved.open[0]?.message).toContain('没有这个选项')
  })

  test('a level this installation has no unit for is refused at submission, with what to do', async () => {
    const lonely = await inTransaction(app.installation.pool, administrator, (tx) =>
      seedOrgUnits(tx, [{ ...bureau('990103', 'county', '示例孤县', null) }]),
    )
    units = new Map([...units, ...lonely])
    const { enterpriseId, filer, principal } = await people('990103')
    const paper = await evidence(enterpriseId, filer)
    const problem = await refusal(
      submittedFiling(enterpriseId, filer, principal, conditional('other', paper)),
    )
    expect(problem).toMatchObject({ code: 'no-desk' })
    expect(problem?.detail).toContain('市级公示')
  })
})
