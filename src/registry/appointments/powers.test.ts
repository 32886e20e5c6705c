import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '#platform/documents/read-pdf.ts'
import type { Refused } from '#platform/operation.ts'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changeAppointment, draftAppointment, printAppointmentLetter } from './contract.ts'

let app: TestApp
let unitId: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

async function enterprise() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  return { enterpriseId, filer, principal: await signInAs(app, 'principal', { enterpriseId }) }
}

describe('the powers of an appointment', () => {
  test('are granted one by one, the veto among them, and stand in the letter in the words of the rules', async () => {
    const { enterpriseId, filer, principal } = await enterprise()
    const { pack } = await filer.call(readPackInForce, { unitId, onDate: '2026-10-08' })
    expect(pack.powers).toHaveLength(6)
    const powers = ['quality-safety-veto', 'quality-funds']
    const issued = await issuedAppointment(enterpriseId, filer, principal, { powers })
    expect(issued.powers).toEqual(powers)
    const of = { enterpriseId, appointmentId: issued.id }
    const { text } = readPdf((await filer.download(printAppointmentLetter, of)).bytes)
    for (const { id, title } of pack.powers) {
      expect(text.includes(title), title).toBe(powers.includes(id))
    }
  })

  test('one that the rules do not name is refused, in a draft and in its change', async () => {
    const { enterpriseId, filer, principal } = await enterprise()
    const refused = (thrown: unknown) => (thrown as Refused).problem
    const unknown = { code: 'invalid-input', errors: [{ path: 'powers' }] }
    const made = await issuedAppointment(enterpriseId, filer, principal, { powers: ['do-anything'] }).catch(
      refused,
    )
    expect(made).toMatchObject(unknown)
    const particulars = {
      enterpriseId,
      personName: '示例周',
      positionTitle: '副总经理',
      positionLevel: 'decision',
      fullTime: true,
      departments: [],
      powers: [],
      termFrom: '2026-10-08',
      termTo: null,
      allowanceFen: null,
      careerPath: '',
      appointerName: '示例郑',
      appointerCapacity: '法定代表人',
      letterNo: null,
    } as const
    const draft = await filer.call(draftAppointment, { ...particulars, departments: [], powers: [] })
    const changed = await filer
      .call(changeAppointment, {
        ...particulars,
        departments: [],
        appointmentId: draft.id,
        version: draft.version,
        powers: ['quality-funds', 'do-anything'],
      })
      .catch(refused)
    expect(changed).toMatchObject(unknown)
  })
})
