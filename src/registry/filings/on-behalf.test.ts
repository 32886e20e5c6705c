import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import { addFile, type FilePurpose } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import type { InputOf } from '#platform/operation.ts'
import {
  addAppointmentScan,
  changeAppointment,
  draftAppointment,
  issueAppointment,
  listAppointments,
} from '#registry/appointments/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  acceptFiling,
  confirmFiling,
  type Filing,
  listFilings,
  printFilingForm,
  readFiling,
  registerFiling,
  saveFiling,
  startFiling,
  submitFiling,
} from './contract.ts'
import { completeForm, picture } from './fixtures.ts'

let app: TestApp
let unitId: string
let otherUnit: string
let officer: Client
let colleague: Client
let outsider: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  otherUnit = units.get('market-360981') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
  colleague = await signInAs(app, 'county-officer', { unitId })
  outsider = await signInAs(app, 'county-officer', { unitId: otherUnit })
})
afterAll(() => app.close())

const particulars: Omit<InputOf<typeof draftAppointment>, 'enterpriseId'> = {
  personName: '示例吴',
  positionTitle: '副总经理',
  positionLevel: 'decision',
  fullTime: true,
  departments: [],
  powers: [],
  termFrom: '2026-10-08',
  termTo: '2029-10-07',
  allowanceFen: null,
  careerPath: '',
  appointerName: '示例冯',
  appointerCapacity: '法定代表人',
  letterNo: null,
}

async function add(client: Client, enterpriseId: string, purpose: FilePurpose) {
  const name = `${purpose}.jpg`
  return (await client.call(addFile, { enterpriseId, purpose, name }, { body: await picture() })).id
}

async function appointedOnPaper(client: Client, enterpriseId: string) {
  const drafted = await client.call(draftAppointment, { enterpriseId, ...particulars })
  const fileId = await add(client, enterpriseId, 'appointment-scan')
  const of = { enterpriseId, appointmentId: drafted.id }
  const scanned = await client.call(addAppointmentScan, { ...of, version: drafted.version, fileId })
  return client.call(issueAppointment, { ...of, version: scanned.version, issuedOn: '2026-10-08' })
}

async function filledFromPaper(
  client: Client,
  enterpriseId: string,
  papers: FilePurpose[] = ['consent-scan'],
) {
  const appointment = await appointedOnPaper(client, enterpriseId)
  const draft = await client.call(startFiling, { enterpriseId, appointmentId: appointment.id })
  const photoId = await add(client, enterpriseId, 'photo')
  const scanIds = [appointment.scanId ?? '']
  for (const purpose of papers) scanIds.push(await add(client, enterpriseId, purpose))
  const { gender: _g, birthDate: _b, ...known } = draft.form
  const form = { ...known, ...completeForm }
  const of = { enterpriseId, filingId: draft.id, version: draft.version }
  return client.call(saveFiling, { ...of, form, photoId, scanIds, consent: true })
}

async function handedIn(client: Client, enterpriseId: string): Promise<Filing> {
  const filled = await filledFromPaper(client, enterpriseId)
  const of = { enterpriseId, filingId: filled.id }
  const scanId = await add(client, enterpriseId, 'confirmation-scan')
  const confirmed = await client.call(confirmFiling, { ...of, version: filled.version, scanId })
  return client.call(submitFiling, { ...of, version: confirmed.version })
}

describe('代办', () => {
  test('carries a filing from paper to submission, and says everywhere by whom', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filing = await handedIn(officer, enterpriseId)
    expect(filing).toMatchObject({
      status: 'submitted',
      onBehalf: { unitName: '袁州区市场监督管理局', byName: '示例county-officer' },
    })
    expect(filing.events.map(({ kind, onBehalfOf }) => [kind, onBehalfOf])).toEqual([
      ['started', '袁州区市场监督管理局'],
      ['confirmed', '袁州区市场监督管理局'],
      ['submitted', '袁州区市场监督管理局'],
    ])
    expect(filing.events[1]?.note).toBe('企业负责人已在纸质备案表上确认')
    const pdf = await officer.download(printFilingForm, { enterpriseId, filingId: filing.id })
    expect(readPdf(pdf.bytes).text.replaceAll('\u200b', '')).toContain(
      '由袁州区市场监督管理局代办录入（经办人示例county-officer），企业负责人已在纸质备案表上签字盖章确认。',
    )
    const trail = await officer.call(listAudit, { chainId: enterpriseId, limit: 50 })
    expect(trail.rows.every(({ details }) => details.onBehalf === true)).toBe(true)

    // The enterprise gets an account later.
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const seen = await principal.call(readFiling, { enterpriseId, filingId: filing.id })
    expect(seen.onBehalf?.unitName).toBe('袁州区市场监督管理局')
    const appointments = await principal.call(listAppointments, { enterpriseId })
    expect(appointments.rows[0]?.onBehalf?.byName).toBe('示例county-officer')
    const notices = await principal.call(listNotices, {})
    expect(notices.rows.map(({ kind }) => kind)).toContain('filing-submitted-on-behalf')
  })

  test('needs the stamped letter and its date before the appointment counts', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const drafted = await officer.call(draftAppointment, { enterpriseId, ...particulars })
    const of = { enterpriseId, appointmentId: drafted.id }
    await expect(
      officer.call(issueAppointment, { ...of, version: drafted.version, issuedOn: '2026-10-08' }),
    ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: 'scanId' }] } })
    const fileId = await add(officer, enterpriseId, 'appointment-scan')
    const scanned = await officer.call(addAppointmentScan, { ...of, version: drafted.version, fileId })
    for (const issuedOn of [null, '2199-01-01']) {
      await expect(
        officer.call(issueAppointment, { ...of, version: scanned.version, issuedOn }),
      ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: 'issuedOn' }] } })
    }
  })

  test('needs the signed consent and the stamped form on paper', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filled = await filledFromPaper(officer, enterpriseId, [])
    expect(filled.open.map(({ path }) => path)).toEqual(['consent-scan'])
    const whole = await filledFromPaper(officer, await makeEnterprise(app, unitId))
    const of = { enterpriseId: whole.enterpriseId, filingId: whole.id, version: whole.version }
    await expect(officer.call(confirmFiling, { ...of })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ path: 'scanId' }] },
    })
    await expect(officer.call(submitFiling, of)).rejects.toMatchObject({ problem: { code: 'not-confirmed' } })
  })

  test('is registered by another officer; alone, only with a recorded reason', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filing = await handedIn(officer, enterpriseId)
    const of = { enterpriseId, filingId: filing.id }
    const accepted = await officer.call(acceptFiling, { ...of, version: filing.version })
    expect(accepted.fourEyes).toBe('other-officer')
    await expect(
      officer.call(registerFiling, { ...of, version: accepted.version, fourEyesReason: '想自己登记' }),
    ).rejects.toMatchObject({ problem: { code: 'four-eyes' } })
    const registered = await colleague.call(registerFiling, { ...of, version: accepted.version })
    expect(registered).toMatchObject({ status: 'registered', fourEyesReason: null })

    const alone = await signInAs(app, 'county-officer', { unitId: otherUnit })
    await app.sql(
      `update grants set valid_to = now() where unit_id = $1 and account_id in (
         select account_id from grants where unit_id = $1 order by id limit 1)`,
      [otherUnit],
    )
    const own = await handedIn(alone, await makeEnterprise(app, otherUnit))
    const mine = { enterpriseId: own.enterpriseId, filingId: own.id }
    const taken = await alone.call(acceptFiling, { ...mine, version: own.version })
    expect(taken.fourEyes).toBe('reason')
    await expect(alone.call(registerFiling, { ...mine, version: taken.version })).rejects.toMatchObject({
      problem: { code: 'reason-required', errors: [{ path: 'fourEyesReason' }] },
    })
    const done = await alone.call(registerFiling, {
      ...mine,
      version: taken.version,
      fourEyesReason: '本单位只有一位经办人，分管领导已复核。',
    })
    expect(done.fourEyesReason).toContain('分管领导')
    await app.sql('update grants set valid_to = null where unit_id = $1', [otherUnit])
  })

  test('a colleague who changes the content counts as having filled it in', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filled = await filledFromPaper(officer, enterpriseId)
    const of = { enterpriseId, filingId: filled.id }
    const { gender: _g, birthDate: _b, ...form } = filled.form
    const { idNumber: _i, mobile: _m, address: _a, email: _e, principalContact: _c, ...open } = form
    const saved = await colleague.call(saveFiling, {
      ...of,
      version: filled.version,
      form: { ...open, products: '示例改过的产品' },
      photoId: filled.photoId,
      scanIds: filled.scans.map(({ fileId }) => fileId),
      consent: true,
    })
    const scanId = await add(officer, enterpriseId, 'confirmation-scan')
    const confirmed = await officer.call(confirmFiling, { ...of, version: saved.version, scanId })
    const sent = await officer.call(submitFiling, { ...of, version: confirmed.version })
    const accepted = await colleague.call(acceptFiling, { ...of, version: sent.version })
    await expect(colleague.call(registerFiling, { ...of, version: accepted.version })).rejects.toMatchObject({
      problem: { code: 'four-eyes' },
    })
  })

  test('is for the responsible unit alone, and its drafts are listed there and nowhere else', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    await expect(outsider.call(draftAppointment, { enterpriseId, ...particulars })).rejects.toMatchObject({
      problem: { status: expect.toSatisfy((status: number) => status === 403 || status === 404) },
    })
    await expect(add(outsider, enterpriseId, 'photo')).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
    const filled = await filledFromPaper(officer, enterpriseId)
    const mine = await officer.call(listFilings, { status: 'draft', onBehalf: 'mine' })
    expect(mine.rows.map(({ id }) => id)).toContain(filled.id)
    expect((await outsider.call(listFilings, { status: 'draft' })).total).toBe(0)
    const city = await signInAs(app, 'city-officer', {
      unitId:
        (await app.sql<{ id: string }>('select parent_id as id from org_units where id = $1', [unitId]))[0]
          ?.id ?? '',
    })
    await expect(city.call(readFiling, { enterpriseId, filingId: filled.id })).rejects.toMatchObject({
      problem: { status: 404 },
    })
  })

  test('an enterprise draft is not for the unit to change', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const drafted = await filer.call(draftAppointment, { enterpriseId, ...particulars })
    const change = { enterpriseId, appointmentId: drafted.id, version: drafted.version, ...particulars }
    await expect(officer.call(changeAppointment, change)).rejects.toMatchObject({ problem: { status: 404 } })
  })
})

describe('the database itself', () => {
  const asUnit = (id: string) => contextStatements({ kind: 'system', role: 'system', for: { unitId: id } })
  const asEnterprise = (id: string) =>
    contextStatements({ kind: 'system', role: 'system', for: { enterpriseId: id } })

  async function attempt(context: string, sql: string, values: unknown[] = []): Promise<string> {
    const client = await app.database.pool.connect()
    try {
      await client.query(`begin; ${context}`)
      const { rowCount } = await client.query(sql, values)
      return `${rowCount} rows`
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('lets a unit insert only for enterprises it is responsible for, and only in its own name', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const { id: appointmentId } = await appointedOnPaper(officer, enterpriseId)
    const insert = (onBehalf: string | null, unit: string, status = 'draft') =>
      `insert into filings (enterprise_id, id, status, unit_id, appointment_id, on_behalf_unit_id, on_behalf_name)
       values ('${enterpriseId}', gen_random_uuid(), '${status}', '${unit}', '${appointmentId}',
               ${onBehalf ? `'${onBehalf}', '示例'` : 'null, null'})`
    expect(await attempt(asUnit(unitId), insert(unitId, unitId))).toBe('1 rows')
    const refused = /row-level security/
    expect(await attempt(asUnit(unitId), insert(null, unitId))).toMatch(refused)
    expect(await attempt(asUnit(unitId), insert(unitId, otherUnit))).toMatch(refused)
    expect(await attempt(asUnit(unitId), insert(unitId, unitId, 'withdrawn'))).toMatch(refused)
    expect(await attempt(asUnit(otherUnit), insert(otherUnit, otherUnit))).toMatch(refused)
    expect(await attempt(asUnit(otherUnit), insert(unitId, unitId))).toMatch(refused)
    // Nor may an enterprise pretend that its county did it.
    expect(await attempt(asEnterprise(enterpriseId), insert(unitId, unitId))).toMatch(refused)
    const file = (onBehalf: string | null) =>
      `insert into files (enterprise_id, id, purpose, name, media_type, size, sha256, added_by, on_behalf_unit_id)
       values ('${enterpriseId}', gen_random_uuid(), 'other', 'x', 'image/jpeg', 1, '\\x00', gen_random_uuid(),
               ${onBehalf ? `'${onBehalf}'` : 'null'})`
    expect(await attempt(asUnit(unitId), file(unitId))).toBe('1 rows')
    expect(await attempt(asUnit(unitId), file(null))).toMatch(refused)
    expect(await attempt(asUnit(otherUnit), file(otherUnit))).toMatch(refused)
    expect(await attempt(asEnterprise(enterpriseId), file(unitId))).toMatch(refused)
  })

  test('lets nobody write an event in the name of another unit', async () => {
    const { enterpriseId, id } = await handedIn(officer, await makeEnterprise(app, unitId))
    const [row] = await app.sql<{ id: string }>('select parent_id as id from org_units where id = $1', [
      unitId,
    ])
    const cityId = row?.id ?? ''
    const event = (onBehalf: string) =>
      `insert into filing_events (enterprise_id, id, filing_id, kind, effective_on, account_name, role, on_behalf_unit_id)
       values ('${enterpriseId}', gen_random_uuid(), '${id}', 'confirmed', '2026-11-21', 'x', 'county-officer', '${onBehalf}')`
    expect(await attempt(asUnit(unitId), event(unitId))).toBe('1 rows')
    for (const [asked, onBehalf] of [
      [asUnit(unitId), otherUnit],
      [asUnit(cityId), cityId],
      [asUnit(cityId), unitId],
      [asEnterprise(enterpriseId), unitId],
    ] as const) {
      expect(await attempt(asked, event(onBehalf))).toMatch(/row-level security/)
    }
  })

  test('keeps who acted, and the four eyes', async () => {
    const filing = await handedIn(officer, await makeEnterprise(app, unitId))
    const where = `where enterprise_id = '${filing.enterpriseId}' and id = '${filing.id}'`
    const unit = asUnit(unitId)
    expect(
      await attempt(unit, `update filings set on_behalf_unit_id = null, on_behalf_name = null ${where}`),
    ).toMatch(/kept as it is|row-level security/)
    expect(await attempt(unit, `update filings set on_behalf_accounts = '{}' ${where}`)).toMatch(
      /kept as it is/,
    )
    expect(await attempt(unit, `update filings set registered_by = on_behalf_accounts[1] ${where}`)).toMatch(
      /four_eyes/,
    )
    expect(await attempt(unit, `update filings set confirmation_scan_id = null ${where}`)).toMatch(
      /confirmed_on_paper/,
    )
    expect(await attempt(asUnit(otherUnit), `update filings set version = version ${where}`)).toBe('0 rows')
  })

  test('an officer alone cannot issue without the scan', async () => {
    const enterpriseId = await makeEnterprise(app, unitId)
    const { id } = await officer.call(draftAppointment, { enterpriseId, ...particulars })
    expect(
      await attempt(asUnit(unitId), `update appointments set status = 'issued' where id = $1`, [id]),
    ).toMatch(/on_behalf_needs_scan/)
  })
})
