import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { endAppointment, readAppointment } from '#registry/appointments/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from '../contract.ts'
import { completeForm, filledDraft, issuedAppointment, picture, submittedFiling } from '../fixtures.ts'
import { saveFilingCancellation, startFilingCancellation, startFilingChange } from './contract.ts'

let app: TestApp
let unitId: string
let officer: Client
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

async function people() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  return { enterpriseId, filer, principal }
}
type People = Awaited<ReturnType<typeof people>>

async function registered(of: { enterpriseId: string; filingId: string }, version: number) {
  const accepted = await officer.call(filing.acceptFiling, { ...of, version })
  return officer.call(filing.registerFiling, { ...of, version: accepted.version })
}

async function filedEnterprise() {
  const who = await people()
  const { enterpriseId, filer, principal } = who
  const submitted = await submittedFiling(enterpriseId, filer, principal)
  const first = await registered({ enterpriseId, filingId: submitted.id }, submitted.version)
  return { ...who, first, of: { enterpriseId, filingId: first.id } }
}

async function handedIn({ enterpriseId, filer, principal }: People, draft: filing.Filing) {
  const of = { enterpriseId, filingId: draft.id }
  const confirmed = await principal.call(filing.confirmFiling, { ...of, version: draft.version })
  return filer.call(filing.submitFiling, { ...of, version: confirmed.version })
}

/** The draft saved with some fields changed. */
function saved(filer: Client, draft: filing.Filing, form: filing.FilingForm) {
  const { gender: _g, birthDate: _b, idNumber: _i, mobile: _m, address: _a, email: _e, ...kept } = draft.form
  const { principalContact: _p, ...open } = kept
  return filer.call(filing.saveFiling, {
    enterpriseId: draft.enterpriseId,
    filingId: draft.id,
    version: draft.version,
    form: { ...open, ...form },
    photoId: draft.photoId,
    scanIds: draft.scans.map(({ fileId }) => fileId),
    consent: true,
  })
}

const problem = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )

describe('变更', () => {
  test('takes over content and number; the earlier one stays in force until it is registered', async () => {
    const who = await filedEnterprise()
    const { filer, of, first } = who
    const draft = await filer.call(startFilingChange, of)
    expect(draft).toMatchObject({
      kind: 'change',
      status: 'draft',
      changes: [],
      photoId: first.photoId,
      previous: { filingId: first.id, filingNo: first.filingNo, kind: 'new' },
    })
    expect(draft.form).toMatchObject({ products: completeForm.products, idNumber: '369***********0029' })
    expect(draft.consentedAt).not.toBeNull()
    const same = await problem(handedIn(who, draft))
    expect(same).toMatchObject({ status: 422, detail: expect.stringContaining('没有改动') })

    const changed = await saved(filer, await filer.call(filing.readFiling, idOf(draft)), {
      products: '日用陶瓷',
      mobile: '13700000000',
    })
    expect(changed.changes).toEqual(['mobile', 'products'])
    const sent = await handedIn(who, changed)
    const seen = await officer.call(filing.readFiling, idOf(sent))
    expect(seen.changes).toEqual(['mobile', 'products'])
    expect(seen.previous?.form.products).toBe(completeForm.products)
    expect(JSON.stringify(seen)).not.toMatch(/13700000000|13800000000/)
    expect((await filer.call(filing.readFiling, of)).status).toBe('registered')

    const done = await registered(idOf(sent), sent.version)
    expect(done).toMatchObject({ status: 'registered', filingNo: first.filingNo, kind: 'change' })
    const earlier = await filer.call(filing.readFiling, of)
    expect(earlier).toMatchObject({ status: 'changed', cancelledOn: null })
    expect(earlier.supersededAt).not.toBeNull()
    expect(earlier.events.at(-1)).toMatchObject({ kind: 'changed' })
    expect(
      await app.sql('select filing_id from filing_number_register where filing_no = $1', [first.filingNo]),
    ).toEqual([{ filing_id: done.id }])
    const list = await officer.call(filing.listFilings, { kind: 'change', status: 'registered' })
    expect(list.rows.map(({ id }) => id)).toContain(done.id)
  })

  test('another person is no change: refused, or shown to the reviewer where only the number differs', async () => {
    const who = await filedEnterprise()
    const draft = await who.filer.call(startFilingChange, who.of)
    const corrected = await saved(who.filer, draft, { idNumber: '369001198804120028' })
    expect(corrected.warnings.map(({ path }) => path)).toContain('idNumber')
    const another = await saved(who.filer, corrected, { name: '示例吴' })
    expect(await problem(handedIn(who, another))).toMatchObject({
      status: 422,
      errors: [{ path: 'idNumber' }],
    })
  })

  test('one at a time, only of what is in force, withdrawn and begun again', async () => {
    const who = await filedEnterprise()
    const { filer, of } = who
    const draft = await filer.call(startFilingChange, of)
    expect(await problem(filer.call(startFilingChange, of))).toMatchObject({ code: 'open-filing-exists' })
    await filer.call(filing.withdrawFiling, { ...idOf(draft), version: draft.version })
    const next = await saved(filer, await filer.call(startFilingChange, of), { products: '日用陶瓷' })
    const sent = await handedIn(who, next)
    const back = await officer.call(filing.returnFiling, {
      ...idOf(sent),
      version: sent.version,
      defects: [{ place: 'products', why: '写得不全', how: '请写明规格' }],
    })
    expect(back.status).toBe('returned')
    const mended = await saved(filer, await filer.call(filing.readFiling, idOf(sent)), { products: '陶瓷' })
    const again = await handedIn(who, mended)
    await registered(idOf(again), again.version)
    expect(await problem(filer.call(startFilingChange, of))).toMatchObject({ code: 'not-in-force' })
  })
})

describe('更换', () => {
  test('a successor gets a new number; the earlier one ends with the day the new term begins', async () => {
    const who = await filedEnterprise()
    const { enterpriseId, filer, principal, first, of } = who
    const { version } = await filer.call(readAppointment, {
      enterpriseId,
      appointmentId: first.appointmentId,
    })
    const left = addDays(today, -3)
    await principal.call(endAppointment, {
      ...{ enterpriseId, appointmentId: first.appointmentId, version },
      ...{ on: left, reason: 'resignation' },
    })
    expect(await filer.call(filing.readFiling, of)).toMatchObject({ status: 'registered', leftOn: left })
    const waiting = await officer.call(filing.listFilings, { term: 'left' })
    expect(waiting.rows.map(({ id }) => id)).toContain(first.id)
    expect(await problem(filer.call(startFilingChange, of))).toMatchObject({ status: 409 })

    const next = await issuedAppointment(enterpriseId, filer, principal, {
      personName: '示例吴',
      termFrom: today,
      termTo: null,
    })
    const draft = await filledDraft(enterpriseId, next.id, filer, { idNumber: '369001198804120028' })
    expect(draft).toMatchObject({ kind: 'replace', changes: [], previous: { personName: '示例周' } })
    const sent = await handedIn(who, draft)
    const done = await registered(idOf(sent), sent.version)
    expect(done.filingNo).not.toBe(first.filingNo)
    expect(await filer.call(filing.readFiling, of)).toMatchObject({ status: 'cancelled', cancelledOn: today })
    const notices = await filer.call(listNotices, {})
    expect(notices.rows[0]?.title).toContain('更换备案已登记，新编号')
  })

  test('who has left is not registered any more', async () => {
    const { enterpriseId, filer, principal } = await people()
    const sent = await submittedFiling(enterpriseId, filer, principal)
    const ids = { enterpriseId, appointmentId: sent.appointmentId }
    const { version } = await filer.call(readAppointment, ids)
    await principal.call(endAppointment, { ...ids, version, on: today, reason: 'transfer' })
    const of = idOf(sent)
    const accepted = await officer.call(filing.acceptFiling, { ...of, version: sent.version })
    const refused = await problem(officer.call(filing.registerFiling, { ...of, version: accepted.version }))
    expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('已于') })
  })

  test('two begun as 新报: the later term takes the place of the earlier, never the other way round', async () => {
    const who = await people()
    const { enterpriseId, filer, principal } = who
    const one = await issuedAppointment(enterpriseId, filer, principal, {
      termFrom: '2026-01-01',
      termTo: '2026-10-31',
    })
    const two = await issuedAppointment(enterpriseId, filer, principal, {
      personName: '示例吴',
      termFrom: '2026-11-01',
      termTo: null,
    })
    const drafts = [
      await filledDraft(enterpriseId, one.id, filer),
      await filledDraft(enterpriseId, two.id, filer),
    ]
    const [early, late] = [await handedIn(who, drafts[0] as never), await handedIn(who, drafts[1] as never)]
    const done = await registered(idOf(late), late.version)
    expect(done.kind).toBe('new')
    const accepted = await officer.call(filing.acceptFiling, { ...idOf(early), version: early.version })
    expect(
      await problem(officer.call(filing.registerFiling, { ...idOf(early), version: accepted.version })),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('任期更晚') })
  })
})

describe('注销', () => {
  async function proof(filer: Client, enterpriseId: string) {
    const body = await picture()
    const name = '离职证明.jpg'
    return (await filer.call(addFile, { enterpriseId, purpose: 'evidence', name }, { body })).id
  }

  test('reason, last day and proof; registered, it ends the filing and the time in office', async () => {
    const who = await filedEnterprise()
    const { enterpriseId, filer, principal, first, of } = who
    const scanIds = [await proof(filer, enterpriseId)]
    const begun = { ...of, reason: 'resignation', note: '', scanIds }
    expect(
      await problem(filer.call(startFilingCancellation, { ...begun, on: addDays(today, 1) })),
    ).toMatchObject({
      errors: [{ path: 'on' }],
    })
    expect(
      await problem(filer.call(startFilingCancellation, { ...begun, on: today, reason: 'gone' })),
    ).toMatchObject({ errors: [{ path: 'reason' }] })
    const draft = await filer.call(startFilingCancellation, { ...begun, on: today })
    expect(draft).toMatchObject({
      kind: 'cancel',
      verdict: null,
      open: [],
      cancellation: { reasonText: '离职' },
    })
    expect(draft.form.career).toBeUndefined()
    const changed = await filer.call(saveFilingCancellation, {
      ...{ ...idOf(draft), version: draft.version, scanIds },
      ...{ on: addDays(today, -1), reason: 'transfer', note: '调往集团' },
    })
    expect(changed.cancellation).toMatchObject({ on: addDays(today, -1), reasonText: '调离' })
    expect(await problem(saved(filer, changed, {}))).toMatchObject({ status: 409 })
    const sent = await handedIn(who, changed)
    expect(sent.chain.map(({ action }) => action)).toEqual(['accept', 'register'])
    expect((await filer.call(filing.readFiling, of)).status).toBe('registered')
    const done = await registered(idOf(sent), sent.version)
    expect(done).toMatchObject({ status: 'cancelled', filingNo: first.filingNo })
    expect(await filer.call(filing.readFiling, of)).toMatchObject({ status: 'cancelled', cancelledOn: today })
    const appointment = await principal.call(readAppointment, {
      enterpriseId,
      appointmentId: first.appointmentId,
    })
    expect(appointment).toMatchObject({
      status: 'ended',
      ending: { on: addDays(today, -1), reason: 'transfer' },
    })
    const page = await filer.download(filing.printFilingForm, idOf(done))
    const pdf = readPdf(page.bytes)
    expect(pdf.text).toContain('企业首席质量官备案注销表')
    expect(pdf.text).toContain('调往集团')
    const rows = (await officer.call(filing.listFilings, { kind: 'following', status: 'cancelled' })).rows
    expect(rows.map(({ id }) => id)).toContain(done.id)
  })

  test('of who was ended by record, the last day is that of the record', async () => {
    const who = await filedEnterprise()
    const { enterpriseId, filer, principal, first, of } = who
    const ids = { enterpriseId, appointmentId: first.appointmentId }
    const { version } = await filer.call(readAppointment, ids)
    const left = addDays(today, -2)
    await principal.call(endAppointment, { ...ids, version, on: left, reason: 'transfer' })
    const said = { ...of, reason: 'transfer' }
    expect(await problem(filer.call(startFilingCancellation, { ...said, on: today }))).toMatchObject({
      detail: expect.stringContaining(left),
    })
    const sent = await handedIn(who, await filer.call(startFilingCancellation, { ...said, on: left }))
    await registered(idOf(sent), sent.version)
    expect(await filer.call(filing.readFiling, of)).toMatchObject({ cancelledOn: addDays(left, 1) })
  })

  test('only the desk closes; under the application role a foreign unit and the enterprise cannot', async () => {
    const who = await filedEnterprise()
    const draft = await who.filer.call(startFilingCancellation, { ...who.of, on: today, reason: 'transfer' })
    const sent = await handedIn(who, draft)
    await expect(
      app.sql("select close_filing($1, $2, 'cancelled', current_date, now())", [who.enterpriseId, sent.id]),
    ).rejects.toThrow(/only the desk/)
    await expect(app.sql("update filings set filing_no = 'X' where id = $1", [who.first.id])).rejects.toThrow(
      /kept as it is/,
    )
  })
})

const idOf = ({ enterpriseId, id }: filing.Filing) => ({ enterpriseId, filingId: id })
