import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import { acceptInvitation } from '#foundation/people/contract.ts'
import type { Client } from '#platform/client.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { listEnterprises, readEnterprise } from '#registry/enterprises/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  acceptRegistration,
  addRegistrationScan,
  listRegisteringUnits,
  listRegistrations,
  lookRegistration,
  readRegistration,
  readRegistrationScan,
  refuseRegistration,
  revealApplicant,
  SCAN_LIMIT,
  startRegistration,
  submitRegistration,
} from './contract.ts'
import { purgeDraftsJob } from './jobs/purge-drafts.job.ts'

let app: TestApp
let place: Map<string, string>
let unitId: string
let officer: Client
let count = 0
const CODE = 'chaxun-1'

beforeAll(async () => {
  app = await startTestApp()
  place = await seedPlace(app)
  unitId = place.get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n')
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.problem?.code ?? error,
  )

function form(more: Record<string, unknown> = {}) {
  count += 1
  const number = String(count).padStart(3, '0')
  return {
    creditCode: makeCreditCode(`91360902MAYRRR${number}`),
    name: `江西示例注册${'甲乙丙丁戊己庚辛壬癸'.charAt(count % 10)}${number}机械有限公司`,
    unitId,
    address: '江西省宜春市袁州区示例路 9 号',
    role: 'filer' as const,
    applicantName: '示例吴',
    applicantPost: '质量部经办',
    mobile: '138 0000 0000',
    code: CODE,
    ...more,
  }
}

/** As an applicant does it: fill in, add a scan, hand in. */
async function register(more: Record<string, unknown> = {}) {
  // One address fills in many forms here; what it may do is another test.
  await app.sql('delete from sign_in_failures')
  const browser = app.browser()
  const filled = form(more)
  const draft = await browser.call(startRegistration, filled)
  const scan = { ticket: draft.ticket, kind: 'licence' as const, name: '执照.pdf' }
  await browser.call(addRegistrationScan, scan, { body: new Blob([pdf]) })
  const sent = await browser.call(submitRegistration, { receiptNo: draft.receiptNo, ticket: draft.ticket })
  const { rows } = await officer.call(listRegistrations, { text: filled.name, state: 'pending' })
  return { ...draft, ...sent, filled, id: rows[0]?.id ?? '' }
}
const look = (receiptNo: string, code = CODE) => app.browser().call(lookRegistration, { receiptNo, code })

test('units that register are found by a fragment of their name, without signing in', async () => {
  const { rows } = await app.browser().call(listRegisteringUnits, { text: '袁州' })
  expect(rows.map(({ id }) => id)).toContain(unitId)
  expect(rows.every(({ name }) => !name.includes('工业和信息化'))).toBe(true)
})

test('a new enterprise is confirmed, the applicant fetches the invitation by receipt and becomes its 经办人', async () => {
  const sent = await register()
  expect(await look(sent.receiptNo)).toMatchObject({ state: 'pending', invitation: null })
  const told = await officer.call(listNotices, {})
  expect(told.rows[0]).toMatchObject({ kind: 'registration', link: `/registrations/${sent.id}` })
  const shown = await officer.call(readRegistration, { registrationId: sent.id })
  expect(shown).toMatchObject({ mobile: '138****0000', known: null, elsewhere: null, others: [] })
  const of = { registrationId: sent.id, scanId: shown.scans[0]?.id ?? '' }
  const scan = await officer.download(readRegistrationScan, of)
  expect(Buffer.from(scan.bytes).equals(pdf)).toBe(true)
  expect(await officer.call(revealApplicant, { registrationId: sent.id, purpose: '电话核对' })).toEqual({
    mobile: '13800000000',
  })
  const stored = await app.sql('select * from registrations where receipt_no = $1', [sent.receiptNo])
  expect(JSON.stringify(stored)).not.toContain('13800000000')
  expect(JSON.stringify(stored)).not.toContain(CODE)

  const accepted = await officer.call(acceptRegistration, { registrationId: sent.id })
  expect(accepted.added).toBe(true)
  const enterprise = await officer.call(readEnterprise, { enterpriseId: accepted.enterpriseId })
  expect(enterprise).toMatchObject({ creditCode: sent.filled.creditCode, name: sent.filled.name, unitId })
  expect(await codeOf(officer.call(acceptRegistration, { registrationId: sent.id }))).toBe('wrong-state')

  const found = await look(sent.receiptNo)
  expect(found).toMatchObject({ state: 'accepted', invitation: accepted.token })
  const person = { login: `zhuce${count}`, name: '示例吴', password: 'Zhuce-2026x' }
  const me = await app.browser().call(acceptInvitation, { token: found.invitation ?? '', ...person })
  expect(me.grant).toMatchObject({ role: 'filer', enterpriseId: accepted.enterpriseId })
  expect((await look(sent.receiptNo)).invitation).toBeNull()
  const trail = await app.sql<{ action: string; details: string }>(
    'select action, details from audit_entries where chain_id = any($1)',
    [[accepted.enterpriseId, unitId]],
  )
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['registration.accepted', 'registration.revealed', 'invitation.accepted']),
  )
  expect(JSON.stringify(trail)).not.toMatch(/示例吴|13800000000/)
})

test('an enterprise of the directory is not made twice and its people are shown beside', async () => {
  const enterpriseId = await makeEnterprise(app, unitId)
  await signInAs(app, 'principal', { enterpriseId })
  const { creditCode } = await officer.call(readEnterprise, { enterpriseId })
  const sent = await register({ creditCode, role: 'filer' })
  const second = await register({ creditCode, role: 'principal' })
  const shown = await officer.call(readRegistration, { registrationId: sent.id })
  expect(shown.known).toMatchObject({
    enterpriseId,
    own: true,
    people: [expect.stringContaining('企业负责人')],
  })
  expect(shown.others).toMatchObject([{ id: second.id }])
  const accepted = await officer.call(acceptRegistration, { registrationId: sent.id })
  expect(accepted).toMatchObject({ enterpriseId, added: false })
  const { total } = await officer.call(listEnterprises, { text: creditCode })
  expect(total).toBe(1)
})

test('an enterprise of another unit is told to the officer, never to the applicant', async () => {
  const elsewhere = place.get('market-360981') ?? ''
  const enterpriseId = await makeEnterprise(app, elsewhere)
  const [row] = await app.sql('select credit_code from enterprises where id = $1', [enterpriseId])
  const sent = await register({ creditCode: row?.credit_code })
  const shown = await officer.call(readRegistration, { registrationId: sent.id })
  expect(shown).toMatchObject({ known: null, elsewhere: expect.stringContaining('丰城') })
  expect(await codeOf(officer.call(acceptRegistration, { registrationId: sent.id }))).toBe('wrong-state')
  await officer.call(refuseRegistration, { registrationId: sent.id, reason: '请向负责的单位注册。' })
  const found = await look(sent.receiptNo)
  expect(found).toMatchObject({ state: 'refused', reason: '请向负责的单位注册。', invitation: null })
  expect(await codeOf(officer.call(refuseRegistration, { registrationId: sent.id, reason: 'x' }))).toBe(
    'wrong-state',
  )
})

test('two officers who confirm at once make one enterprise and one invitation', async () => {
  const sent = await register()
  const other = await signInAs(app, 'county-officer', { unitId })
  const both = await Promise.all(
    [officer, other].map((each) => codeOf(each.call(acceptRegistration, { registrationId: sent.id }))),
  )
  expect(both.filter((code) => code === 'done')).toHaveLength(1)
  const made = await app.sql('select 1 from enterprises where credit_code = $1', [sent.filled.creditCode])
  expect(made).toHaveLength(1)
  const invited = await app.sql(
    'select 1 from invitations i join enterprises e on e.id = i.enterprise_id where e.credit_code = $1',
    [sent.filled.creditCode],
  )
  expect(invited).toHaveLength(1)
})

test('a check digit that does not fit wants a reason of the officer', async () => {
  const right = makeCreditCode(`91360902MAYRRQ${String(count).padStart(3, '0')}`)
  const wrong = right.slice(0, 17) + (right.endsWith('A') ? 'B' : 'A')
  const sent = await register({ creditCode: wrong })
  expect(sent.creditCodeWarning).toBe(true)
  const accept = { registrationId: sent.id }
  expect(await codeOf(officer.call(acceptRegistration, accept))).toBe('invalid-input')
  const reasoned = { ...accept, codeReason: '与营业执照一致' }
  expect(await codeOf(officer.call(acceptRegistration, reasoned))).toBe('done')
})

test('nothing is handed in without a scan, twice, or with what is no scan', async () => {
  const browser = app.browser()
  const { receiptNo, ticket } = await browser.call(startRegistration, form())
  const send = () => codeOf(browser.call(submitRegistration, { receiptNo, ticket }))
  expect(await send()).toBe('wrong-state')
  const add = (body: Buffer, of = ticket) =>
    codeOf(
      browser.call(
        addRegistrationScan,
        { ticket: of, kind: 'authorisation', name: '授权书.pdf' },
        { body: new Blob([new Uint8Array(body)]) },
      ),
    )
  expect(await add(Buffer.from('not a scan at all'))).toBe('wrong-file-type')
  expect(await add(Buffer.from('%PDF-1.4 /JavaScript (x)'))).toBe('wrong-file-type')
  expect(await add(Buffer.alloc(SCAN_LIMIT + 2048))).toBe('too-large')
  expect(await add(pdf, 'nobody-has-this-ticket-here')).toBe('wrong-state')
  for (let n = 0; n < 3; n += 1) expect(await add(pdf)).toBe('done')
  expect(await add(pdf)).toBe('wrong-state')
  expect(await send()).toBe('done')
  expect(await send()).toBe('wrong-state')
  expect(await add(pdf)).toBe('wrong-state')
})

test('receipt and code cannot be guessed: both wrong answers are alike, then the address waits', async () => {
  const { receiptNo } = await register()
  await app.sql('delete from sign_in_failures')
  const answers = [await codeOf(look(receiptNo, 'falsch-1')), await codeOf(look('ZC261121-AAAAAAAA'))]
  expect(answers).toEqual(['receipt-unknown', 'receipt-unknown'])
  for (let n = 0; n < 18; n += 1) await codeOf(look(receiptNo, 'falsch-1'))
  expect(await codeOf(look(receiptNo))).toBe('too-many-tries')
  await app.sql('delete from sign_in_failures')
  expect(await codeOf(look(receiptNo))).toBe('done')
})

test('one address begins ten registrations, then waits; a known and an unknown enterprise are answered alike', async () => {
  await app.sql('delete from sign_in_failures')
  const answers: string[] = []
  for (let n = 0; n < 11; n += 1) answers.push(await codeOf(app.browser().call(startRegistration, form())))
  expect(answers).toEqual([...Array(10).fill('done'), 'too-many-tries'])
})

test('wrong particulars are each told with their field', async () => {
  await app.sql('delete from sign_in_failures')
  const wrong = {
    creditCode: '123',
    mobile: '1380000',
    code: 'kurz',
    unitId: place.get('industry-360902'),
    address: '',
  }
  const answer = await app
    .browser()
    .call(startRegistration, form(wrong))
    .catch((error) => error.problem)
  expect(answer.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    'address',
    'code',
    'creditCode',
    'mobile',
  ])
  const unit = { unitId: place.get('industry-360902') }
  expect(await codeOf(app.browser().call(startRegistration, form(unit)))).toBe('invalid-input')
})

test('another unit sees nothing of it, and drafts are forgotten after two days', async () => {
  const sent = await register()
  const stranger = await signInAs(app, 'county-officer', { unitId: place.get('market-360981') ?? '' })
  expect((await stranger.call(listRegistrations, {})).rows).toEqual([])
  expect(await codeOf(stranger.call(readRegistration, { registrationId: sent.id }))).toBe('not-found')
  await app.sql('delete from sign_in_failures')
  const draft = await app.browser().call(startRegistration, form())
  await app.sql("update registrations set created_at = now() - interval '3 days'")
  await purgeDraftsJob.run(app.installation, {})
  expect(await app.sql("select 1 from registrations where state = 'draft'")).toEqual([])
  expect(await codeOf(look(draft.receiptNo))).toBe('receipt-unknown')
  expect(await codeOf(look(sent.receiptNo))).toBe('done')
})
