import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { signedAboveScale } from '#registry/cultivation-plans/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addReportSlip,
  discardReport,
  exportReport,
  fetchReceiptFile,
  fetchReportFile,
  fetchSlipFile,
  listReportPacks,
  listReportRows,
  type PackRow,
  readReport,
  readReportStanding,
  verifyReports,
} from './contract.ts'
import { registeredFiling, sentReport } from './fixtures.ts'
import {
  acknowledgeReports,
  listIncomingReports,
  receiveReport,
  returnReports,
  takeReceipt,
} from './incoming/contract.ts'
import {
  confirmPeerKey,
  enterPeerKey,
  listReportKeys,
  makeReportKey,
  revokePeerKey,
} from './keys/contract.ts'
import { canonicalJson, type Json } from './sealing/canonical-json.ts'
import { writeSignedFile } from './sealing/signed-file.ts'
import { fingerprintOf, makeUnitKey } from './sealing/unit-key.ts'

/** Two installations with databases of their own: 袁州区 keeps its records in one, 宜春市 in the other. */
let below: TestApp
let above: TestApp
let county: Client
let countyTwo: Client
let city: Client
let cityTwo: Client
let countyId: string
let cityId: string
/** The county as the city's installation knows it. */
let countyThere: string
const today = civilDateOf(new Date())
const files: Buffer<ArrayBuffer>[] = []
const packs: PackRow[] = []

beforeAll(async () => {
  below = await startTestApp()
  above = await startTestApp()
  const [here, there] = [await seedPlace(below), await seedPlace(above)]
  countyId = here.get('market-360902') ?? ''
  countyThere = there.get('market-360902') ?? ''
  cityId = there.get('market-360900') ?? ''
  county = await signInAs(below, 'county-officer', { unitId: countyId })
  countyTwo = await signInAs(below, 'county-officer', { unitId: countyId })
  city = await signInAs(above, 'city-officer', { unitId: cityId })
  cityTwo = await signInAs(above, 'city-officer', { unitId: cityId })
  const industry = await signInAs(below, 'industry-officer', { unitId: here.get('industry-360902') ?? '' })
  const enterpriseId = await makeEnterprise(below, countyId)
  await signedAboveScale(industry, here.get('industry-360902') ?? '', [enterpriseId])
  const filer = await signInAs(below, 'filer', { enterpriseId })
  const principal = await signInAs(below, 'principal', { enterpriseId })
  await registeredFiling({ enterpriseId, filer, principal, officer: county })
})
afterAll(async () => {
  await below.close()
  await above.close()
})

const refusedWith = (code: string) => ({ problem: { code } })
const receive = (bytes: Uint8Array<ArrayBuffer>) =>
  city.call(receiveReport, { unitId: cityId }, { body: bytes })
const fileOf = async (pack: PackRow) => {
  const { bytes } = await county.download(fetchReportFile, { unitId: countyId, packId: pack.id })
  return Buffer.from(bytes) as Buffer<ArrayBuffer>
}

/** The key file of a unit as it travels, and its fingerprint as it is read out by phone. */
async function keyFrom(client: Client, unitId: string) {
  const { own } = await client.call(listReportKeys, { unitId })
  const [key] = own
  if (!key) throw new Error('no key')
  return { file: JSON.stringify(key.file), spoken: key.spoken }
}

describe('keys of two installations', () => {
  test('are made, exchanged, and of use only after a second look that compares fingerprints', async () => {
    await county.call(makeReportKey, { unitId: countyId, reason: '首次生成' })
    await city.call(makeReportKey, { unitId: cityId, reason: '首次生成' })
    const fromCounty = await keyFrom(county, countyId)
    const fromCity = await keyFrom(city, cityId)
    await expect(city.call(enterPeerKey, { unitId: cityId, file: '{}' })).rejects.toMatchObject(
      refusedWith('not-a-key'),
    )
    await expect(city.call(enterPeerKey, { unitId: cityId, file: fromCity.file })).rejects.toMatchObject(
      refusedWith('not-a-key'),
    )
    const entered = await city.call(enterPeerKey, { unitId: cityId, file: fromCounty.file })
    expect(entered).toMatchObject({ status: 'entered', spoken: fromCounty.spoken, look: 'other-officer' })
    await expect(city.call(enterPeerKey, { unitId: cityId, file: fromCounty.file })).rejects.toMatchObject(
      refusedWith('key-known'),
    )
    const confirmation = { unitId: cityId, keyId: entered.id, spoken: fromCounty.spoken }
    await expect(city.call(confirmPeerKey, confirmation)).rejects.toMatchObject(refusedWith('second-look'))
    await expect(
      cityTwo.call(confirmPeerKey, { ...confirmation, spoken: fromCity.spoken }),
    ).rejects.toMatchObject(refusedWith('fingerprint-differs'))
    expect(await cityTwo.call(confirmPeerKey, confirmation)).toMatchObject({ status: 'confirmed' })
    expect(await county.call(readReportStanding, { unitId: countyId })).toMatchObject({ delivery: 'here' })
    const upper = await county.call(enterPeerKey, { unitId: countyId, file: fromCity.file })
    await countyTwo.call(confirmPeerKey, {
      unitId: countyId,
      keyId: upper.id,
      spoken: fromCity.spoken.replaceAll(' ', ''),
    })
    expect(await county.call(readReportStanding, { unitId: countyId })).toMatchObject({ delivery: 'to-file' })
  })

  test('no secret is in an answer, in the trail, or in the clear in the database', async () => {
    const { rows } = await county.call(listAudit, { chainId: countyId })
    expect(rows.map(({ action }) => action)).toContain('report-key.made')
    const [secret] = await below.sql<{ signing: Buffer; agreement: Buffer }>(
      'select signing_sealed as signing, agreement_sealed as agreement from report_key_secrets where unit_id = $1',
      [countyId],
    )
    // Suite, key id, nonce and tag around 32 bytes.
    expect(secret?.signing.length).toBe(65)
    expect(JSON.stringify(await county.call(listReportKeys, { unitId: countyId }))).not.toMatch(
      /secret|sealed/,
    )
  })
})

describe('a pack travels as a file', () => {
  test('and arrives: signature, sender, receiver and order hold, and only the receiver reads the rows', async () => {
    packs.push(await sentReport(county, countyId, today))
    expect(packs[0]).toMatchObject({ delivery: 'to-file', status: 'sent' })
    files.push(await fileOf(packs[0] as PackRow))
    const [file] = files
    if (!file) throw new Error('no file')
    expect(file.includes('369001198703120029')).toBe(false)
    const received = await receive(file)
    expect(received).toMatchObject({ kind: 'pack', number: packs[0]?.number, unitId: countyThere })
    const of = { unitId: countyThere, packId: received.packId }
    const read = await city.call(readReport, of)
    expect(read).toMatchObject({ rows: 1, changes: { new: 1 }, delivery: 'from-file', filledBy: '示例填' })
    expect(read.total.find(({ key }) => key === 'above-scale-coverage')).toMatchObject({
      numerator: 1,
      denominator: 1,
    })
    const { rows } = await city.call(listReportRows, of)
    expect(rows[0]).toMatchObject({ person: '示例周', idNumber: '369***********0029' })
    const full = await city.download(exportReport, { ...of, purpose: '示例核对' })
    expect(full.mediaType).toContain('spreadsheetml')
    const incoming = await city.call(listIncomingReports, { unitId: cityId })
    expect(incoming.rows.find(({ unitId }) => unitId === countyThere)).toMatchObject({
      state: 'sent',
      filed: 1,
    })
  })

  test('its receipt goes back the same way', async () => {
    const row = (await city.call(listIncomingReports, { unitId: cityId })).rows.find(({ pack }) => pack)
    const pack = { unitId: countyThere, packId: row?.pack?.id ?? '', version: row?.pack?.version ?? 0 }
    await city.call(acknowledgeReports, { unitId: cityId, packs: [pack] })
    const { bytes } = await city.download(fetchReceiptFile, { unitId: countyThere, packId: pack.packId })
    const receipt = Buffer.from(bytes) as Buffer<ArrayBuffer>
    const take = (body: Uint8Array<ArrayBuffer>) => county.call(takeReceipt, { unitId: countyId }, { body })
    const changed = Buffer.from(receipt) as Buffer<ArrayBuffer>
    changed[80] = (changed[80] ?? 0) ^ 1
    await expect(take(changed)).rejects.toMatchObject(refusedWith('pack-tampered'))
    await expect(take(files[0] as Buffer<ArrayBuffer>)).rejects.toMatchObject(refusedWith('other-pack-kind'))
    expect(await take(receipt)).toMatchObject({ number: packs[0]?.number, result: 'acknowledged' })
    await expect(take(receipt)).rejects.toMatchObject(refusedWith('pack-replayed'))
    expect(await county.call(readReport, { unitId: countyId, packId: packs[0]?.id ?? '' })).toMatchObject({
      status: 'acknowledged',
    })
  })

  test('a slip too, once and in order', async () => {
    const of = { unitId: countyId, packId: packs[0]?.id ?? '' }
    for (const reason of ['示例更正一', '示例更正二'])
      await county.call(addReportSlip, { ...of, reason, corrections: [] })
    const slip = async (slipNo: number) => {
      const { bytes } = await county.download(fetchSlipFile, { ...of, slipNo })
      return Buffer.from(bytes) as Buffer<ArrayBuffer>
    }
    await expect(receive(await slip(2))).rejects.toMatchObject(refusedWith('pack-out-of-order'))
    expect(await receive(await slip(1))).toMatchObject({ kind: 'slip' })
    await expect(receive(await slip(1))).rejects.toMatchObject(refusedWith('pack-replayed'))
    await receive(await slip(2))
    const read = await city.call(readReport, { unitId: countyThere, packId: packs[0]?.id ?? '' })
    expect(read.corrections.map(({ reason }) => reason)).toEqual(['示例更正一', '示例更正二'])
  })

  test('a key that was replaced still proves what was signed with it', async () => {
    const under = await sentReport(county, countyId, today)
    await county.call(makeReportKey, { unitId: countyId, reason: '示例更换' })
    const { file, spoken } = await keyFrom(county, countyId)
    const renewed = await city.call(enterPeerKey, { unitId: cityId, file })
    await expect(receive(await fileOf(await sentReport(county, countyId, today)))).rejects.toMatchObject({
      problem: { code: 'unknown-key', detail: expect.stringContaining('还没有核对指纹') },
    })
    await cityTwo.call(confirmPeerKey, { unitId: cityId, keyId: renewed.id, spoken })
    const { peers } = await city.call(listReportKeys, { unitId: cityId })
    expect(peers.map(({ status }) => status).sort()).toEqual(['confirmed', 'replaced'])
    expect(await receive(await fileOf(under))).toMatchObject({ number: under.number })
    const { rows } = await county.call(listReportPacks, { unitId: countyId })
    expect(await receive(await fileOf(rows[0] as PackRow))).toMatchObject({ number: rows[0]?.number })
  })

  test('nothing is delivered here by mistake while the key of the unit above is not in use', async () => {
    const { peers } = await county.call(listReportKeys, { unitId: countyId })
    const used = peers.find(({ status }) => status === 'confirmed')
    await county.call(revokePeerKey, { unitId: countyId, keyId: used?.id ?? '', reason: '示例停用' })
    await expect(sentReport(county, countyId, today)).rejects.toMatchObject(refusedWith('key-not-ready'))
    const { draftId } = await county.call(readReportStanding, { unitId: countyId })
    await county.call(discardReport, { unitId: countyId, packId: draftId ?? '', version: 1 })
    await below.sql("update report_peer_keys set status = 'confirmed' where id = $1", [used?.id])
  })

  test('every published number is found again', async () => {
    expect(await county.call(verifyReports, { unitId: countyId })).toMatchObject({ ok: true })
  })
})

describe('a file is refused, with the reason', () => {
  test('when it was received before, comes before its predecessor, or is not whole', async () => {
    const [first] = files
    if (!first) throw new Error('no file')
    await expect(receive(first)).rejects.toMatchObject(refusedWith('pack-replayed'))
    const [second, third] = [
      await sentReport(county, countyId, today),
      await sentReport(county, countyId, today),
    ]
    packs.push(second, third)
    files.push(await fileOf(second), await fileOf(third))
    await expect(receive(files[2] as Buffer<ArrayBuffer>)).rejects.toMatchObject({
      problem: { code: 'pack-out-of-order', detail: expect.stringContaining('应收第 4 份') },
    })
    await expect(receive(first.subarray(0, first.length - 1))).rejects.toMatchObject(
      refusedWith('pack-truncated'),
    )
    await expect(receive(Buffer.from('PK\x03\x04'))).rejects.toMatchObject(refusedWith('not-a-pack'))
    const other = Buffer.from(files[1] as Buffer<ArrayBuffer>)
    other[8] = 2
    await expect(receive(other)).rejects.toMatchObject(refusedWith('other-pack-version'))
    const huge = Buffer.from(files[1] as Buffer<ArrayBuffer>)
    huge.writeUInt32BE(0xffffffff, 46)
    await expect(receive(huge)).rejects.toMatchObject(refusedWith('pack-over-limit'))
  })

  test('when any byte was changed on the way', async () => {
    const [, second] = files
    if (!second) throw new Error('no file')
    const step = Math.max(1, Math.floor(second.length / 40))
    for (let at = 0; at < second.length; at += step) {
      const changed = Buffer.from(second)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      await expect(receive(changed), `byte ${at}`).rejects.toMatchObject({ problem: { status: 422 } })
    }
    const row = (await city.call(listIncomingReports, { unitId: cityId })).rows.find(
      ({ unitId }) => unitId === countyThere,
    )
    // The two of the test before, and nothing of these.
    expect(row?.waiting).toBe(2)
  })

  test('when its base was returned here, and the sender has not heard of it', async () => {
    const second = await receive(files[1] as Buffer<ArrayBuffer>)
    const { version } = await city.call(readReport, { unitId: countyThere, packId: second.packId })
    const pack = { unitId: countyThere, packId: second.packId, version }
    await city.call(returnReports, { unitId: cityId, packs: [pack], reasons: ['示例理由：请重报'] })
    await expect(receive(files[2] as Buffer<ArrayBuffer>)).rejects.toMatchObject({
      problem: { code: 'pack-out-of-order', detail: expect.stringContaining('已被退回') },
    })
  })

  test('when it is for another, from another, or signed by somebody unknown', async () => {
    const key = makeUnitKey()
    const { id } = fingerprintOf('360902', key.open)
    const forged = writeSignedFile('pack', key, id, { cover: Buffer.from('{}') }).bytes as Buffer<ArrayBuffer>
    await expect(receive(forged)).rejects.toMatchObject(refusedWith('unknown-key'))
    await above.sql(
      `update report_peer_keys set key_id = $2, signing_public = $3, agreement_public = $4
        where unit_id = $1 and status = 'confirmed'`,
      [cityId, id, key.open.signing, key.open.agreement],
    )
    const signed = (cover: Json) =>
      writeSignedFile('slip', key, id, { cover: Buffer.from(canonicalJson(cover)) })
        .bytes as Buffer<ArrayBuffer>
    await expect(receive(forged)).rejects.toMatchObject(refusedWith('pack-unreadable'))
    const digest = 'ab'.repeat(32)
    const cover = {
      kind: 'slip',
      pack: { number: '360902-2026-001', sha256: digest },
      no: 1,
      sender: { code: '360902', name: '示例' },
      receiver: { code: '360900', name: '示例' },
      previous: digest,
      reason: '示例',
      corrections: [],
      at: '2026-11-21T00:00:00.000Z',
    }
    await expect(
      receive(signed({ ...cover, receiver: { code: '360983', name: '示例' } })),
    ).rejects.toMatchObject(refusedWith('wrong-receiver'))
    await expect(
      receive(signed({ ...cover, sender: { code: '360981', name: '示例' } })),
    ).rejects.toMatchObject(refusedWith('sender-not-below'))
    await expect(receive(signed(cover))).rejects.toMatchObject(refusedWith('unknown-pack'))
    const deep = Buffer.from('['.repeat(2_000_000))
    const bomb = writeSignedFile('slip', key, id, { cover: deep }).bytes as Buffer<ArrayBuffer>
    await expect(receive(bomb)).rejects.toMatchObject(refusedWith('pack-unreadable'))
  })

  test('when the key was revoked; and all of it stands in the trail', async () => {
    const { peers } = await city.call(listReportKeys, { unitId: cityId })
    const old = peers.find(({ status }) => status === 'replaced')
    await city.call(revokePeerKey, { unitId: cityId, keyId: old?.id ?? '', reason: '示例停用' })
    await expect(receive(files[0] as Buffer<ArrayBuffer>)).rejects.toMatchObject({
      problem: { code: 'unknown-key', detail: expect.stringContaining('已停用') },
    })
    const [logged] = await above.sql<{ n: number; codes: string[] }>(
      `select count(*)::int as n, array_agg(distinct details::jsonb ->> 'problem') as codes from audit_entries
        where chain_id = $1 and action = 'report.refused'`,
      [cityId],
    )
    expect(logged?.codes).toEqual(
      expect.arrayContaining([
        'pack-tampered',
        'pack-replayed',
        'pack-out-of-order',
        'sender-not-below',
        'unknown-key',
      ]),
    )
    expect(logged?.n).toBeGreaterThan(50)
  })
})

test('row by row, under the application role, a unit touches only what is its own', async () => {
  const client = await below.database.pool.connect()
  const other = await signInAs(below, 'county-officer', { unitId: countyId })
  expect(other).toBeDefined()
  const as = async (unitId: string, text: string) => {
    await client.query(`begin; set local opencqo.kind = 'unit'; set local opencqo.role = 'county-officer';
      set local opencqo.unit = '${unitId}'; set local opencqo.account = '${countyId}'`)
    try {
      return (await client.query(text)).rowCount
    } finally {
      await client.query('rollback')
    }
  }
  const [neighbour] = await below.sql<{ id: string }>(
    "select id from org_units where numbering_code = '360981'",
  )
  const [upper] = await below.sql<{ id: string }>("select id from org_units where numbering_code = '360900'")
  try {
    for (const table of [
      'report_packs',
      'report_contents',
      'report_key_secrets',
      'report_peer_keys',
      'report_slips',
    ]) {
      expect(await as(countyId, `select 1 from ${table}`), table).toBeGreaterThan(0)
      expect(await as(neighbour?.id ?? '', `select 1 from ${table}`), table).toBe(0)
    }
    expect(await as(upper?.id ?? '', 'select 1 from report_packs')).toBe(5)
    expect(await as(upper?.id ?? '', 'select 1 from report_contents')).toBe(0)
    expect(await as(upper?.id ?? '', 'select 1 from report_key_secrets')).toBe(0)
    // What travelled as a file is not answered here; what was sent stays; what was answered is answered.
    expect(
      await as(
        upper?.id ?? '',
        "update report_packs set status = 'acknowledged', receipt = '\\x00' where status = 'sent'",
      ),
    ).toBe(0)
    const frozen = "update report_packs set as_of = '2000-01-01'"
    await expect(as(countyId, frozen)).rejects.toThrow(/stays as it was sent/)
    const again = "update report_packs set status = 'returned', reasons = '{x}' where status = 'acknowledged'"
    await expect(as(countyId, again)).rejects.toThrow(/answered once/)
    expect(await as(countyId, "delete from report_packs where status <> 'draft'")).toBe(0)
    const foreign = `insert into report_packs (unit_id, id, status, receiver_id, period_key, period_label, period_from, period_to, as_of, created_at)
      values ('${neighbour?.id}', gen_random_uuid(), 'draft', '${upper?.id}', 'x', 'x', '2026-01-01', '2026-01-01', '2026-01-01', now())`
    await expect(as(countyId, foreign)).rejects.toThrow(/row-level security/)
    await expect(
      as(countyId, 'update report_key_secrets set signing_sealed = signing_sealed'),
    ).rejects.toThrow(/permission denied/)
    await expect(as(countyId, 'delete from report_slips')).rejects.toThrow(/permission denied/)
    await expect(as(countyId, 'update report_slips set no = 9')).rejects.toThrow(/permission denied/)
  } finally {
    client.release()
  }
})
