import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrgUnit } from '#foundation/org-units/contract.ts'
import { addOrgUnit, changeOrgUnit, endOrgUnit } from '#foundation/org-units/deeds/contract.ts'
import type { Client } from '#platform/client.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { acceptFiling, listFilings, readFiling, registerFiling } from './contract.ts'
import { submittedFiling } from './fixtures.ts'

let app: TestApp
let admin: Client
let units: ReadonlyMap<string, string>
const today = civilDateOf(new Date())
const yesterday = addDays(today, -1)

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
  admin = await signInAs(app, 'system-admin', { platform: true })
})
afterAll(() => app.close())

const place = (key: string) => units.get(key) ?? ''

async function filed(unitId: string) {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const submitted = await submittedFiling(enterpriseId, filer, principal)
  return { enterpriseId, filingId: submitted.id, version: submitted.version }
}

test('a branch ends: its successor reads what was registered and goes on with what is open, under its own code', async () => {
  const branch = place('branch-1')
  const heir = place('market-360902')
  const officer = await signInAs(app, 'county-officer', { unitId: branch })
  const successor = await signInAs(app, 'county-officer', { unitId: heir })
  const outsider = await signInAs(app, 'county-officer', { unitId: place('market-360981') })
  const done = await filed(branch)
  const accepted = await officer.call(acceptFiling, done)
  const registered = await officer.call(registerFiling, { ...done, version: accepted.version })
  const open = await filed(branch)
  const half = await officer.call(acceptFiling, open)
  await expect(successor.call(readFiling, done)).rejects.toMatchObject({ problem: { code: 'not-found' } })

  const { version } = await admin.call(readOrgUnit, { unitId: branch })
  await admin.call(endOrgUnit, { unitId: branch, version, lastDay: yesterday, successorId: heir })

  const told = await app.sql(
    `select title from notices where enterprise_id = $1 and kind = 'unit-taken-over'`,
    [open.enterpriseId],
  )
  expect(told).toEqual([{ title: '备案转由“袁州区市场监督管理局”办理' }])
  expect((await successor.call(readFiling, done)).filingNo).toBe(registered.filingNo)
  expect(registered.filingNo).toContain('360901F1')
  const goesOn = await successor.call(registerFiling, { ...open, version: half.version })
  expect(goesOn.filingNo).toContain('360902')
  expect(goesOn.unitId).toBe(heir)
  expect((await successor.call(listFilings, { status: 'registered' })).total).toBe(2)
  await expect(outsider.call(readFiling, done)).rejects.toMatchObject({ problem: { code: 'not-found' } })
  await expect(officer.call(readFiling, done)).rejects.toMatchObject({
    problem: { code: 'sign-in-required' },
  })
})

test('a new code numbers what comes, and leaves what was given', async () => {
  const unitId = place('market-360921')
  const officer = await signInAs(app, 'county-officer', { unitId })
  const numbered = async () => {
    const filing = await filed(unitId)
    const { version } = await officer.call(acceptFiling, filing)
    return officer.call(registerFiling, { ...filing, version })
  }
  const first = await numbered()
  const { version } = await admin.call(readOrgUnit, { unitId })
  const change = { numberingCode: '360921A' }
  await admin.call(changeOrgUnit, { unitId, version, change, effectiveOn: today })
  const second = await numbered()
  const form = (code: string, seq: string) => new RegExp(`${code}\\D.*${seq}$`)
  expect(first.filingNo).toMatch(form('360921', '00001'))
  expect(second.filingNo).toMatch(form('360921A', '00002'))
  const [kept] = await app.sql('select filing_no from filings where id = $1', [first.id])
  expect(kept?.filing_no).toBe(first.filingNo)
})

test('the unit that serves another registers for it', async () => {
  const zone = await admin.call(addOrgUnit, {
    name: '示例园区管委会',
    shortName: '示例园区',
    kind: 'zone',
    parentId: place('market-360900'),
    functions: ['training'],
    validFrom: '2020-01-01',
  })
  const unitId = place('market-360922')
  const server = await admin.call(readOrgUnit, { unitId })
  const change = { serves: [zone.id] }
  await admin.call(changeOrgUnit, { unitId, version: server.version, change, effectiveOn: today })
  const officer = await signInAs(app, 'county-officer', { unitId })
  const filing = await filed(zone.id)
  const accepted = await officer.call(acceptFiling, filing)
  expect(accepted).toMatchObject({ unitId, status: 'accepted' })
  expect((await officer.call(registerFiling, { ...filing, version: accepted.version })).filingNo).toContain(
    '360922',
  )
})
