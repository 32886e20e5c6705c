import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '#foundation/audit-trail/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { printAppointmentLetter } from '#registry/appointments/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from './contract.ts'
import { filledDraft, issuedAppointment, submittedFiling } from './fixtures.ts'

let app: TestApp
let county: string
let officer: Client
let city: Client
let enterpriseId: string
let filer: Client
let principal: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId: county })
  city = await signInAs(app, 'city-officer', { unitId: units.get('market-360900') ?? '' })
})
beforeEach(async () => {
  enterpriseId = await makeEnterprise(app, county)
  filer = await signInAs(app, 'filer', { enterpriseId })
  principal = await signInAs(app, 'principal', { enterpriseId })
})
afterAll(() => app.close())

const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown) => thrown as Refused,
  )
  return error?.problem
}

describe('the way of a filing', () => {
  test('from draft to 已备案, seen by county and city, told to the enterprise', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    expect(submitted.status).toBe('submitted')
    expect(submitted.verdict).toMatchObject({ outcome: 'pass', pack: { id: 'yichun-2024' } })
    const of = { enterpriseId, filingId: submitted.id }
    const accepted = await officer.call(filing.acceptFiling, { ...of, version: submitted.version })
    const registered = await officer.call(filing.registerFiling, { ...of, version: accepted.version })
    expect(registered.filingNo).toMatch(/^CQO-360902-\d{4}-\d{5}$/)
    expect(registered.events.map((event) => event.kind)).toEqual([
      'started',
      'confirmed',
      'submitted',
      'accepted',
      'registered',
    ])
    const seen = await city.call(filing.listFilings, {
      status: 'registered',
      text: registered.filingNo ?? '',
    })
    expect(seen.rows).toMatchObject([{ id: submitted.id, filingNo: registered.filingNo }])
    const notices = await filer.call(listNotices, {})
    expect(notices.rows.map((notice) => notice.kind)).toEqual(['filing-registered', 'filing-accepted'])
    const chain = await filer.call(verifyAudit, { chainId: enterpriseId })
    expect(chain.brokenAt).toBeNull()
    expect(chain.entries).toBeGreaterThan(8)
    const { bytes, mediaType } = await officer.download(filing.printFilingForm, of)
    expect(mediaType).toContain('application/pdf')
    expect(Buffer.from(bytes.slice(0, 5)).toString()).toBe('%PDF-')
  })

  test('is returned with all defects at once, answered, and submitted again after a new confirmation', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    const of = { enterpriseId, filingId: submitted.id }
    const returned = await officer.call(filing.returnFiling, {
      ...of,
      version: submitted.version,
      defects: [
        { place: 'currentPost', why: '与聘书不一致。', how: '按任命文件改成一致。', basis: '附件1 现任职务' },
        { place: 'appointment-scan', why: '没有盖章。', how: '补传盖章的聘书。' },
      ],
    })
    expect(returned.defects).toHaveLength(2)
    const {
      gender: _g,
      birthDate: _b,
      idNumber: _i,
      mobile: _m,
      address: _a,
      email: _e,
      principalContact: _p,
      ...form
    } = returned.form
    const saved = await filer.call(filing.saveFiling, {
      ...of,
      version: returned.version,
      form: { ...form, currentPost: '质量总监' },
      photoId: returned.photoId,
      scanIds: returned.scans.map((scan) => scan.fileId),
      consent: true,
      answers: [{ seq: 1, answer: '已改' }],
    })
    expect(saved.form.idNumber).toBe(submitted.form.idNumber)
    expect(saved.defects.map((defect) => defect.answer)).toEqual(['已改', null])
    const unconfirmed = await refusal(filer.call(filing.submitFiling, { ...of, version: saved.version }))
    expect(unconfirmed?.code).toBe('not-confirmed')
    const confirmed = await principal.call(filing.confirmFiling, { ...of, version: saved.version })
    const again = await filer.call(filing.submitFiling, { ...of, version: confirmed.version })
    expect(again.status).toBe('submitted')
  })

  test('is withdrawn by the filer, and can be started anew', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    const of = { enterpriseId, filingId: submitted.id }
    const gone = await filer.call(filing.withdrawFiling, { ...of, version: submitted.version })
    expect(gone.status).toBe('withdrawn')
    const again = await filer.call(filing.startFiling, {
      enterpriseId,
      appointmentId: submitted.appointmentId,
    })
    expect(again.status).toBe('draft')
  })

  test('lists every open point at once, and the filer cannot confirm for the principal', async () => {
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    const draft = await filer.call(filing.startFiling, { enterpriseId, appointmentId: appointment.id })
    const problem = await refusal(
      principal.call(filing.confirmFiling, { enterpriseId, filingId: draft.id, version: draft.version }),
    )
    expect(problem).toMatchObject({ code: 'incomplete-filing', status: 422 })
    expect(problem?.errors?.map((error) => error.path)).toEqual(
      expect.arrayContaining(['idNumber', 'mobile', 'education', 'photo', 'appointment-scan', 'consent']),
    )
  })
})

describe('what an officer decides', () => {
  test('a relaxation for a small enterprise needs a reason, which is kept with the verdict', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal, {
      education: { level: 'associate', completed: true },
    })
    const of = { enterpriseId, filingId: submitted.id }
    expect(submitted.verdict).toMatchObject({ outcome: 'relaxed', needsReason: true })
    const accepted = await officer.call(filing.acceptFiling, { ...of, version: submitted.version })
    const bare = await refusal(officer.call(filing.registerFiling, { ...of, version: accepted.version }))
    expect(bare?.code).toBe('reason-required')
    const registered = await officer.call(filing.registerFiling, {
      ...of,
      version: accepted.version,
      relaxationReason: '在本企业质量岗位连续工作八年。',
    })
    expect(registered.verdict).toMatchObject({ outcome: 'relaxed', needsReason: false })
  })

  test('a fail does not block, it asks for a recorded reason', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal, { qualityYears: 2 })
    const of = { enterpriseId, filingId: submitted.id }
    expect(submitted.verdict?.outcome).toBe('fail')
    const accepted = await officer.call(filing.acceptFiling, { ...of, version: submitted.version })
    const bare = await refusal(officer.call(filing.registerFiling, { ...of, version: accepted.version }))
    expect(bare?.code).toBe('reason-required')
    const registered = await officer.call(filing.registerFiling, {
      ...of,
      version: accepted.version,
      registerReason: '企业已承诺一年内更换。',
    })
    expect(registered.registerReason).toBe('企业已承诺一年内更换。')
  })

  test('of two officers one wins, the other sees what changed', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    const input = { enterpriseId, filingId: submitted.id, version: submitted.version }
    const second = await signInAs(app, 'county-officer', { unitId: county })
    const results = await Promise.allSettled([
      officer.call(filing.acceptFiling, input),
      second.call(filing.acceptFiling, input),
    ])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const lost = results.find((result) => result.status === 'rejected') as PromiseRejectedResult
    expect((lost.reason as Refused).problem).toMatchObject({
      status: 409,
      code: 'stale-version',
      details: { status: 'accepted' },
    })
  })

  test('numbers have no gaps when many are registered at once and some are refused', async () => {
    const made: filing.Filing[] = []
    for (let n = 0; n < 6; n += 1) {
      const id = await makeEnterprise(app, county)
      const [a, b] = [
        await signInAs(app, 'filer', { enterpriseId: id }),
        await signInAs(app, 'principal', { enterpriseId: id }),
      ]
      const submitted = await submittedFiling(id, a, b)
      made.push(
        await officer.call(filing.acceptFiling, {
          enterpriseId: id,
          filingId: submitted.id,
          version: submitted.version,
        }),
      )
    }
    await Promise.allSettled(
      made.flatMap((each) =>
        [each.version, each.version].map((version) =>
          officer.call(filing.registerFiling, {
            enterpriseId: each.enterpriseId,
            filingId: each.id,
            version,
          }),
        ),
      ),
    )
    const rows = await app.sql<{ n: number }>(
      'select right(filing_no, 5)::int as n from filing_number_register order by 1',
    )
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, index) => index + 1))
    expect(rows.length).toBeGreaterThanOrEqual(6)
  })
})

describe('what must not happen', () => {
  test('the same key twice makes one record, another content under it is refused', async () => {
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    const input = { enterpriseId, appointmentId: appointment.id }
    const key = { idempotencyKey: 'one-intent-0001' }
    const [first, second] = await Promise.all([
      filer.call(filing.startFiling, input, key),
      filer.call(filing.startFiling, input, key),
    ])
    expect(second.id).toBe(first.id)
    const other = await refusal(
      filer.call(filing.startFiling, { enterpriseId, appointmentId: enterpriseId }, key),
    )
    expect(other?.code).toBe('idempotency-key-reused')
  })

  test('personal data are masked and sealed; a reveal is for a purpose, logged and told', async () => {
    const submitted = await submittedFiling(enterpriseId, filer, principal)
    const of = { enterpriseId, filingId: submitted.id }
    expect(submitted.form).toMatchObject({
      idNumber: '369***********0029',
      mobile: '138****0000',
      gender: '女',
    })
    const stored = await app.sql('select f::text as row from filings f where id = $1', [submitted.id])
    expect(JSON.stringify(stored)).not.toContain('369001198703120029')
    const { value } = await officer.call(filing.revealFiling, {
      ...of,
      field: 'idNumber',
      purpose: '核对身份证件',
    })
    expect(value).toBe('369001198703120029')
    const trail = await app.sql("select details from audit_entries where action = 'filing.revealed'")
    expect(JSON.stringify(trail)).toContain('核对身份证件')
    expect(JSON.stringify(trail)).not.toContain('369001198703120029')
    const told = await filer.call(listNotices, {})
    expect(told.rows[0]?.kind).toBe('personal-data-revealed')
    expect(
      (await refusal(city.call(filing.revealFiling, { ...of, field: 'mobile', purpose: '好奇' })))?.status,
    ).toBe(403)
  })

  test('another enterprise and another county do not find it; a draft is not shown to the county', async () => {
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    const draft = await filledDraft(enterpriseId, appointment.id, filer)
    const of = { enterpriseId, filingId: draft.id }
    expect((await refusal(officer.call(filing.readFiling, of)))?.status).toBe(404)
    const otherEnterprise = await makeEnterprise(app, county)
    const stranger = await signInAs(app, 'filer', { enterpriseId: otherEnterprise })
    expect((await refusal(stranger.call(filing.readFiling, of)))?.status).toBe(404)
    expect((await refusal(app.browser().call(filing.readFiling, of)))?.status).toBe(401)
  })
})

test('a character that no font has is printed as 〓 and told of at its field', async () => {
  const appointment = await issuedAppointment(enterpriseId, filer, principal, { personName: '示例𠮷' })
  expect(appointment.unprintable).toEqual(['𠮷'])
  const letter = await filer.download(printAppointmentLetter, { enterpriseId, appointmentId: appointment.id })
  expect(Buffer.from(letter.bytes).subarray(0, 5).toString()).toBe('%PDF-')
  const draft = await filledDraft(enterpriseId, appointment.id, filer)
  expect(draft.warnings).toContainEqual({
    path: 'name',
    message: '姓名：字体中没有“𠮷”，打印时印成“〓”。请打印后在纸上手工填写。',
  })
  const form = await filer.download(filing.printFilingForm, { enterpriseId, filingId: draft.id })
  expect(Buffer.from(form.bytes).subarray(0, 5).toString()).toBe('%PDF-')
})

test("the reviewer's finding on 禁任情形 is kept with the verdict; a found one needs a reason", async () => {
  const submitted = await submittedFiling(enterpriseId, filer, principal)
  const of = { enterpriseId, filingId: submitted.id }
  const accepted = await officer.call(filing.acceptFiling, { ...of, version: submitted.version })
  const register = (more: object) =>
    officer.call(filing.registerFiling, { ...of, version: accepted.version, ...more })
  expect(await refusal(register({ exclusionsReview: 'found' }))).toMatchObject({ code: 'reason-required' })
  const registered = await register({ exclusionsReview: 'none-found' })
  const exclusions = registered.verdict?.tree.find(({ kind }) => kind === 'exclusions')
  expect(exclusions).toMatchObject({ outcome: 'met' })
})

test('one person in several enterprises is told to offices that see them, and to nobody else', async () => {
  const form = { idNumber: '369001197505050010' }
  const first = await submittedFiling(enterpriseId, filer, principal, form)
  const other = await makeEnterprise(app, county)
  const otherFiler = await signInAs(app, 'filer', { enterpriseId: other })
  const otherPrincipal = await signInAs(app, 'principal', { enterpriseId: other })
  const second = await submittedFiling(other, otherFiler, otherPrincipal, form)
  expect(second.samePerson).toEqual([])
  const seen = await officer.call(filing.readFiling, { enterpriseId: other, filingId: second.id })
  expect(seen.samePerson).toMatchObject([{ enterpriseId, filingId: first.id, status: 'submitted' }])
})
