import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantOrgUnits } from '#foundation/org-units/contract.ts'
import { invite } from '#foundation/people/contract.ts'
import type { Client } from '#platform/client.ts'
import { loadShippedPack } from '#registry/rules/contract.ts'
import { makeAccount, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { readSetUp } from './contract.ts'

let app: TestApp
let admin: Client
beforeAll(async () => {
  app = await startTestApp()
  admin = await signInAs(app, 'system-admin', { platform: true })
})
afterAll(() => app.close())

test('what is still to be done follows from what is there', async () => {
  const empty = await admin.call(readSetUp, {})
  expect(empty.units).toEqual({ total: 0, top: [] })
  expect(empty.administrators.map(({ role, holders }) => [role, holders])).toEqual([
    ['system-admin', 1],
    ['security-admin', 0],
    ['audit-admin', 0],
  ])
  expect(empty.packs.every(({ covers }) => covers.length === 0)).toBe(true)

  const { units } = await admin.call(plantOrgUnits, { areaCode: '130200', industry: false })
  const planted = await admin.call(readSetUp, {})
  expect(planted.units.top).toEqual(['河北省市场监督管理局'])
  expect(planted.places).toMatchObject({ total: 1, without: 1, rows: [{ pack: null }] })
  const fitting = planted.packs.find(({ covers }) => covers.includes('河北省唐山市'))
  expect(fitting).toMatchObject({ id: 'tangshan-2024', loaded: false, draft: false })
  expect(planted.packs[0]?.id).toBe('tangshan-2024')

  await admin.call(loadShippedPack, { packId: 'tangshan-2024' })
  const ruled = await admin.call(readSetUp, {})
  expect(ruled.places).toMatchObject({
    without: 0,
    rows: [{ pack: expect.stringContaining('DB1302/T 589') }],
  })

  const city = units.find(({ level }) => level === 'city')?.unitId ?? ''
  expect(ruled.officers.rows.find(({ unitId }) => unitId === city)).toMatchObject({ invited: false })
  const officer = { name: '示例李', role: 'city-officer', enterpriseId: null, unitId: city } as const
  await admin.call(invite, officer)
  const invited = await admin.call(readSetUp, {})
  expect(invited.officers.rows.find(({ unitId }) => unitId === city)).toMatchObject({ invited: true })
  await makeAccount(app, 'city-officer', { unitId: city })
  const staffed = await admin.call(readSetUp, {})
  expect(staffed.officers).toMatchObject({ holders: 1, without: invited.officers.without - 1 })
})

test('a county directly under its province stands for itself among the places', async () => {
  await admin.call(plantOrgUnits, { areaCode: '469001', industry: false })
  const { places } = await admin.call(readSetUp, {})
  expect(places.rows).toContainEqual(
    expect.objectContaining({ name: expect.stringContaining('五指山市'), above: '海南省市场监督管理局' }),
  )
})

test('the whole country is answered too, in part and with its totals', async () => {
  await admin.call(plantOrgUnits, { areaCode: '000000', industry: false })
  const { units, places, officers } = await admin.call(readSetUp, {})
  expect(units.total).toBeGreaterThan(3000)
  expect(places.rows.length).toBe(50)
  expect(places.total).toBeGreaterThan(300)
  expect(officers.rows.length).toBe(50)
})
