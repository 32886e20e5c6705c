import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#foundation/sign-in/contract.ts'
import { createClient } from '#platform/client.ts'
import { type Handled, perform } from '#platform/perform.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { watchPool } from '#testing/round-trips.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { confirmFiling } from './contract.ts'
import { filledDraft, issuedAppointment, submittedFiling } from './fixtures.ts'
import { listFilingsHandler } from './operations/list-filings.ts'
import { readFilingHandler } from './operations/read-filing.ts'
import { submitFilingHandler } from './operations/submit-filing.ts'

let app: TestApp
let unitId: string
let officer: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await tokenOf(await makeAccount(app, 'county-officer', { unitId }))
})
afterAll(() => app.close())

async function tokenOf(login: string): Promise<string> {
  const cookies = new Map<string, string>()
  await createClient({ baseUrl: app.baseUrl, cookies }).call(signIn, { login, password: PASSWORD })
  return cookies.get('opencqo_session') ?? ''
}

/** Round trips to the database of one request, and the statements in them. */
async function costOf(handled: Handled, token: string, input: object) {
  const { pool, sent } = watchPool(app.installation.pool)
  await perform({ ...app.installation, pool }, handled, { input, token, idempotencyKey: 'round-trips' })
  return { trips: new Set(sent.map(({ trip }) => trip)).size, statements: sent.length }
}

async function newEnterprise() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  return { enterpriseId, filer, principal }
}

// What these cost is what an office waits for. Whoever adds a trip should know why, and raise the number here.

test('a filing is read in three round trips: who asks with the filing, its parts, the end', async () => {
  const { enterpriseId, filer, principal } = await newEnterprise()
  const { id } = await submittedFiling(enterpriseId, filer, principal)
  const cost = await costOf(readFilingHandler, officer, { enterpriseId, filingId: id })
  expect(cost.trips).toBeLessThanOrEqual(3)
  expect(cost.statements).toBeLessThanOrEqual(9)
})

test('a page of the register is read in three round trips', async () => {
  const cost = await costOf(listFilingsHandler, officer, { unitId, status: 'submitted' })
  expect(cost.trips).toBeLessThanOrEqual(3)
  expect(cost.statements).toBeLessThanOrEqual(5)
})

test('a filing is submitted in six round trips', async () => {
  const { enterpriseId, filer, principal } = await newEnterprise()
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const draft = await filledDraft(enterpriseId, appointment.id, filer)
  const { version } = await principal.call(confirmFiling, {
    enterpriseId,
    filingId: draft.id,
    version: draft.version,
  })
  const token = await tokenOf(await makeAccount(app, 'filer', { enterpriseId }))
  const cost = await costOf(submitFilingHandler, token, { enterpriseId, filingId: draft.id, version })
  expect(cost.trips).toBeLessThanOrEqual(6)
  expect(cost.statements).toBeLessThanOrEqual(26)
})
