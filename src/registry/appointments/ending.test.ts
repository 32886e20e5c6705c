import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { issuedAppointment, picture } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { endAppointment, listAppointments, listEndReasons } from './contract.ts'
import { vacantSince } from './tenure.ts'

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

async function inOffice() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const of = { enterpriseId, appointmentId: appointment.id, version: appointment.version }
  return { enterpriseId, filer, principal, of }
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )

describe('the end of a time in office', () => {
  test('is recorded by the principal with a reason of the rules and proof; the unit is told', async () => {
    const { enterpriseId, filer, principal, of } = await inOffice()
    const { rows } = await filer.call(listEndReasons, { enterpriseId })
    expect(rows[0]).toEqual({
      id: 'breach-of-ethics',
      text: '违反职业操守',
      clause: '三（三）2',
      docNo: '宜市市监联发〔2024〕9号',
    })
    expect(rows.map(({ id }) => id)).toContain('resignation')
    const body = await picture()
    const proof = await filer.call(
      addFile,
      { enterpriseId, purpose: 'evidence', name: '离职证明.jpg' },
      { body },
    )
    expect(
      await refusal(filer.call(endAppointment, { ...of, on: today, reason: 'resignation' })),
    ).toMatchObject({ code: 'forbidden' })
    const ended = await principal.call(endAppointment, {
      ...of,
      on: today,
      reason: 'resignation',
      note: '本人辞职。',
      scanId: proof.id,
    })
    expect(ended).toMatchObject({
      status: 'ended',
      ending: { on: today, reason: 'resignation', reasonText: '离职', note: '本人辞职。', scanId: proof.id },
    })
    const told = await officer.call(listNotices, {})
    expect(told.rows[0]).toMatchObject({ kind: 'appointment-ended' })
    const seen = await officer.call(listAppointments, { enterpriseId })
    expect(seen.rows).toMatchObject([{ status: 'ended', ending: { reasonText: '离职' } }])
    expect(
      await refusal(principal.call(endAppointment, { ...of, on: today, reason: 'other' })),
    ).toMatchObject({
      status: 409,
    })
  })

  test.each([
    ['on', { on: '2026-10-01', reason: 'transfer' }, '早于任期开始'],
    ['on', { on: addDays(today, 1), reason: 'transfer' }, '还没有到'],
    ['on', { on: '2026-02-30', reason: 'transfer' }, ''],
    ['reason', { on: today, reason: 'retired-to-the-sea' }, '请从列表中选择'],
    ['note', { on: today, reason: 'other' }, '没有写明'],
  ])('what does not fit is refused at its field: %s', async (path, given, words) => {
    const { principal, of } = await inOffice()
    const refused = await refusal(principal.call(endAppointment, { ...of, ...given }))
    expect(refused).toMatchObject({ status: 422, errors: [{ path }] })
    expect(refused?.detail).toContain(words)
  })

  test('a successor begins the day after; a day in office of two is refused, by the database too', async () => {
    const { enterpriseId, filer, principal, of } = await inOffice()
    await principal.call(endAppointment, { ...of, on: today, reason: 'transfer' })
    const same = await refusal(
      issuedAppointment(enterpriseId, filer, principal, { termFrom: today, personName: '示例吴' }),
    )
    expect(same).toMatchObject({ code: 'overlapping-term' })
    const tomorrow = addDays(today, 1)
    const next = await issuedAppointment(enterpriseId, filer, principal, {
      termFrom: tomorrow,
      personName: '示例吴',
    })
    expect(next.status).toBe('issued')
    await expect(
      app.sql('update appointments set term_from = $2 where id = $1', [next.id, today]),
    ).rejects.toThrow(/one_in_office/)
  })

  test('the post is vacant from the day after the last one left until the next begins', async () => {
    const { enterpriseId, filer, principal, of } = await inOffice()
    await principal.call(endAppointment, { ...of, on: '2026-11-01', reason: 'transfer' })
    const rows = async () => (await filer.call(listAppointments, { enterpriseId })).rows
    expect(vacantSince(await rows(), '2026-11-01')).toBeNull()
    expect(vacantSince(await rows(), '2026-11-21')).toBe('2026-11-02')
    await issuedAppointment(enterpriseId, filer, principal, { termFrom: '2026-11-15', personName: '示例吴' })
    expect(vacantSince(await rows(), '2026-11-10')).toBe('2026-11-02')
    expect(vacantSince(await rows(), '2026-11-21')).toBeNull()
    expect(vacantSince([], '2026-11-21')).toBeNull()
  })
})
