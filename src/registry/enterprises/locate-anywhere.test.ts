import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantOrgUnits, searchOrgUnits } from '#foundation/org-units/contract.ts'
import { homeArea, unitsAround } from '#foundation/org-units/index.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { unitLocator } from './locate.ts'

let app: TestApp
let admin: Client
beforeAll(async () => {
  app = await startTestApp()
  admin = await signInAs(app, 'system-admin', { platform: true })
  await admin.call(plantOrgUnits, { areaCode: '000000', industry: false })
})
afterAll(() => app.close())

/** Where an importer of that code places an address, and among how many units it has looked. */
async function placed(importer: string, address: string) {
  const [unit] = (await admin.call(searchOrgUnits, { text: importer })).rows
  const asUnit = { kind: 'system', role: 'system', for: { unitId: unit?.id ?? '' } } as const
  const around = await inTransaction(app.installation.pool, asUnit, (tx) =>
    unitsAround(tx, unit?.id ?? '', '2030-01-01'),
  )
  const found = unitLocator(around.units, homeArea(around.areaCode ?? ''))({ address, creditCode: '' })
  const name = around.units.find(({ id }) => id === found.unitId)?.name ?? null
  return { name, among: around.units.length, inScope: around.scope.has(found.unitId ?? '') }
}

describe('with the units of the whole country', () => {
  test('a district of a municipality looks among the districts', async () => {
    expect(await placed('110105', '北京市朝阳区示例路 1 号')).toEqual({
      name: '北京市朝阳区市场监督管理局',
      among: 16,
      inScope: true,
    })
    expect((await placed('110105', '北京市海淀区示例路 1 号')).inScope).toBe(false)
    expect((await placed('110105', '吉林省长春市朝阳区示例路 1 号')).name).toBeNull()
  })

  test('a county without a city looks among those of its province', async () => {
    expect(await placed('429004', '湖北省仙桃市示例大道 1 号')).toMatchObject({
      name: '仙桃市市场监督管理局',
      among: 4,
      inScope: true,
    })
    expect((await placed('429004', '湖北省武汉市示例大道 1 号')).name).toBeNull()
  })

  test('a city without counties is the place itself', async () => {
    expect(await placed('441900', '广东省东莞市示例镇示例路 1 号')).toEqual({
      name: '东莞市市场监督管理局',
      among: 1,
      inScope: true,
    })
  })
})
