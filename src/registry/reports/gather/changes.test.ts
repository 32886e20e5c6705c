import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { acceptFiling, confirmFiling, registerFiling, submitFiling } from '#registry/filings/contract.ts'
import { picture } from '#registry/filings/fixtures.ts'
import { startFilingCancellation } from '#registry/filings/follow/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listReportChanges, listReportRows, readReport } from '../contract.ts'
import { registeredFiling, sentReport } from '../fixtures.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('the next pack tells what was cancelled since, and only that', async () => {
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  const officer = await signInAs(app, 'county-officer', { unitId })
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const filed = await registeredFiling({ enterpriseId, filer, principal, officer })
  const today = civilDateOf(new Date())
  const first = await sentReport(officer, unitId, today)
  const file = { enterpriseId, purpose: 'evidence', name: '离职证明.jpg' } as const
  const { id } = await filer.call(addFile, file, { body: await picture() })
  const left = addDays(today, -1)
  const draft = await filer.call(startFilingCancellation, {
    ...{ enterpriseId, filingId: filed.id, reason: 'resignation', note: '', scanIds: [id] },
    on: left,
  })
  const of = { enterpriseId, filingId: draft.id }
  const confirmed = await principal.call(confirmFiling, { ...of, version: draft.version })
  const submitted = await filer.call(submitFiling, { ...of, version: confirmed.version })
  const accepted = await officer.call(acceptFiling, { ...of, version: submitted.version })
  await officer.call(registerFiling, { ...of, version: accepted.version })

  const next = { unitId, packId: (await sentReport(officer, unitId, today)).id }
  const pack = await officer.call(readReport, next)
  expect(pack).toMatchObject({ base: first.number, changes: { new: 0, change: 0, replace: 0, cancel: 1 } })
  expect((await officer.call(listReportChanges, next)).rows).toMatchObject([
    { kind: 'cancel', filingNo: filed.filingNo, effectiveOn: left },
  ])
  expect((await officer.call(listReportRows, next)).rows).toEqual([])
  const filedNow = pack.total.find(({ key }) => key === 'filed')
  expect(filedNow?.numerator).toBe(0)
})
