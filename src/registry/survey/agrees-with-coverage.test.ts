import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { readCoverage } from '#registry/coverage/contract.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { endEnterprise } from '#registry/upkeep/contract.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { addCredential, countSurvey, voidCredential } from './contract.ts'

let app: TestApp
let unitId: string
let officer: Client

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const days = ['2026-01-31', '2026-03-31', '2026-06-30', '2026-10-31'] as const

/** In the directory since long ago: it counts on the days that are asked. */
async function oldEnterprise(number: number): Promise<string> {
  const id = newId()
  const code = makeCreditCode(`91360900MAX${String(number).padStart(6, '0')}`)
  await app.sql(
    `insert into enterprises (id, credit_code, name, unit_id, address, created_at)
     values ($1, $2, $3, $4, '江西省宜春市示例路 1 号', '2025-01-01')`,
    [id, code, `示例${number}号旧厂`, unitId],
  )
  return id
}

const day = fc.constantFrom(...days)
const deed = fc.record({
  kind: fc.constantFrom('letter', 'training', 'evaluation'),
  held: fc.boolean(),
  asOf: day,
  heldOn: fc.option(day),
  voided: fc.boolean(),
})
const history = fc.record({ deeds: fc.array(deed, { maxLength: 5 }), endedOn: fc.option(day) })

test('the three counts are the same in 摸底登记 and in 覆盖率, on every day, whatever was recorded, voided or ended', async () => {
  const histories = fc.sample(history, { numRuns: 14, seed: 20261121 })
  for (const [at, { deeds, endedOn }] of histories.entries()) {
    const enterpriseId = await oldEnterprise(at)
    for (const { voided, heldOn, ...said } of deeds) {
      const possible = said.held && heldOn !== null && heldOn <= said.asOf ? heldOn : null
      const record = { enterpriseId, ...said, heldOn: possible, saidBy: '企业填报' }
      const { id: recordId } = await officer.call(addCredential, record)
      if (voided) await officer.call(voidCredential, { enterpriseId, recordId, reason: '记错了' })
    }
    if (endedOn === null) continue
    const { version } = await officer.call(readEnterprise, { enterpriseId })
    const ending = { enterpriseId, version, as: 'stopped', effectiveOn: endedOn, note: '' } as const
    await officer.call(endEnterprise, ending)
  }
  const enterpriseId = await oldEnterprise(histories.length)
  const [filer, principal] = await Promise.all([
    signInAs(app, 'filer', { enterpriseId }),
    signInAs(app, 'principal', { enterpriseId }),
  ])
  await issuedAppointment(enterpriseId, filer, principal, { termFrom: '2026-10-08' })

  const seen = new Set<string>()
  for (const on of days) {
    const counts = await officer.call(countSurvey, { unitId, on })
    const { all } = (await officer.call(readCoverage, { unitId, on })).total.counts
    expect([on, counts.letter, counts.training, counts.evaluation]).toEqual([
      on,
      all?.letter,
      all?.trained,
      all?.evaluated,
    ])
    seen.add([counts.letter, counts.training, counts.evaluation].join())
  }
  // The histories are such that something changes from day to day.
  expect(seen.size).toBeGreaterThan(2)
})
