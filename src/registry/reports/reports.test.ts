import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#foundation/audit-trail/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { signedAboveScale } from '#registry/cultivation-plans/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addReportSlip,
  changeReport,
  discardReport,
  exportReport,
  fetchReceiptFile,
  fetchReportFile,
  listReportChanges,
  listReportPacks,
  listReportRows,
  printReportLetter,
  readReport,
  readReportStanding,
  sendReport,
  verifyReports,
} from './contract.ts'
import { preparedReport, registeredFiling, sentReport } from './fixtures.ts'
import {
  acknowledgeReports,
  countIncomingReports,
  exportIncomingReports,
  listIncomingReports,
  returnReports,
} from './incoming/contract.ts'

let app: TestApp
let unit: (key: string) => string
let county: Client
let city: Client
let province: Client
const enterprises: string[] = []
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unit = (key) => units.get(key) ?? ''
  county = await signInAs(app, 'county-officer', { unitId: unit('market-360902') })
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  province = await signInAs(app, 'province-officer', { unitId: unit('market-360000') })
  const industry = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  for (let n = 0; n < 4; n += 1) enterprises.push(await makeEnterprise(app, unit('market-360902')))
  await signedAboveScale(industry, unit('industry-360902'), enterprises.slice(0, 3))
  await register(enterprises[0] ?? '')
})
afterAll(() => app.close())

async function register(enterpriseId: string) {
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  return registeredFiling({ enterpriseId, filer, principal, officer: county })
}

const own = () => ({ unitId: unit('market-360902') })
const above = () => ({ unitId: unit('market-360900') })
const figure = (
  figures: readonly { key: string; numerator: number | null; denominator: number | null }[],
  key: string,
) => {
  const found = figures.find((each) => each.key === key)
  return found && [found.numerator, found.denominator]
}

describe('a county reports to its city in the same installation', () => {
  test('what would be sent is seen before, with what is still open', async () => {
    const standing = await county.call(readReportStanding, own())
    expect(standing).toMatchObject({
      receiver: { name: '宜春市市场监督管理局' },
      interval: '3 个月',
      intervalSource: '本单位承诺，文件未规定',
      sent: null,
      draftId: null,
      delivery: 'here',
    })
    const draft = await preparedReport(county, own().unitId, today)
    const pack = await county.call(readReport, { ...own(), packId: draft.id })
    expect(pack).toMatchObject({
      status: 'draft',
      number: null,
      rows: 1,
      changes: { new: 1 },
      base: null,
      own: true,
    })
    expect(pack.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(pack.rule?.id).toBe('yichun-2024')
    expect(pack.rosters).toMatchObject([{ scope: 'above-scale', no: 1, members: 3, state: 'old' }])
    const [row] = pack.units
    expect(figure(row?.figures ?? [], 'above-scale-coverage')).toEqual([1, 3])
    expect(figure(row?.figures ?? [], 'above-scale')).toEqual([3, null])
    expect(figure(row?.figures ?? [], 'filed')).toEqual([1, null])
    expect(figure(row?.figures ?? [], 'letter')).toEqual([1, null])
    const rows = await county.call(listReportRows, { ...own(), packId: draft.id })
    expect(rows.rows[0]).toMatchObject({
      person: '示例周',
      idNumber: '369***********0029',
      mobile: '138****0000',
      aboveScale: '是',
    })
    await expect(city.call(readReport, { ...own(), packId: draft.id })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    })
    await expect(preparedReport(county, own().unitId, today)).rejects.toMatchObject({
      problem: { code: 'draft-exists' },
    })
  })

  test('a day to come is refused, a changed draft is not sent on an old look', async () => {
    const { draftId } = await county.call(readReportStanding, own())
    const of = { ...own(), packId: draftId ?? '' }
    const seen = await county.call(readReport, of)
    const head = {
      docNo: '示例市监函〔2026〕1号',
      remarks: '示例说明',
      filledBy: '示例填',
      reviewedBy: '示例审',
      phone: '',
    }
    await expect(
      county.call(changeReport, { ...of, version: seen.version, asOf: '2199-01-01', ...head }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ path: 'asOf' }] } })
    await county.call(changeReport, { ...of, version: seen.version, asOf: today, ...head })
    await expect(
      county.call(sendReport, { ...of, version: seen.version, digest: seen.digest ?? '' }),
    ).rejects.toMatchObject({ problem: { code: 'stale-version' } })
    await expect(
      county.call(sendReport, { ...of, version: seen.version + 1, digest: seen.digest ?? '' }),
    ).rejects.toMatchObject({ problem: { code: 'content-changed' } })
  })

  test('is numbered, frozen and delivered; what comes later belongs to the next', async () => {
    const { draftId } = await county.call(readReportStanding, own())
    const of = { ...own(), packId: draftId ?? '' }
    const seen = await county.call(readReport, of)
    const sent = await county.call(sendReport, { ...of, version: seen.version, digest: seen.digest ?? '' })
    expect(sent).toMatchObject({ status: 'sent', delivery: 'here' })
    expect(sent.number).toMatch(/^360902-\d{4}-001$/)
    await register(enterprises[1] ?? '')
    const read = await city.call(readReport, of)
    expect(read).toMatchObject({
      number: sent.number,
      own: false,
      filledBy: '示例填',
      remarks: '示例说明',
      digest: null,
    })
    expect(figure(read.total, 'above-scale-coverage')).toEqual([1, 3])
    expect(read.spoken).toMatch(/^(\d{5} ){7}\d{5}$/)
    const { rows } = await city.call(listReportRows, of)
    expect(rows[0]).toMatchObject({ idNumber: '369***********0029' })
    expect((await city.call(listReportChanges, of)).rows).toMatchObject([{ kind: 'new', person: '示例周' }])
    expect((await city.call(listNotices, {})).rows[0]).toMatchObject({
      kind: 'report-received',
      link: `/reports/${of.unitId}/${of.packId}`,
    })
    expect(await city.call(countIncomingReports, {})).toEqual({ waiting: 1 })
    await expect(county.call(discardReport, { ...of, version: sent.version })).rejects.toMatchObject({
      problem: { code: 'wrong-state' },
    })
    const file = await county.download(fetchReportFile, of)
    expect(Buffer.from(file.bytes).includes('369001198703120029')).toBe(false)
    expect(Buffer.from(file.bytes).includes('示例周')).toBe(false)
  })

  test('is returned with all reasons, and reported anew from the same base', async () => {
    const incoming = await city.call(listIncomingReports, above())
    const row = incoming.rows.find(({ unitName }) => unitName.startsWith('袁州区'))
    expect(row).toMatchObject({ state: 'sent', waiting: 1, filed: 1, aboveScale: 3, covered: 1 })
    expect(incoming.counts.sent).toBe(1)
    const pack = { unitId: row?.unitId ?? '', packId: row?.pack?.id ?? '', version: row?.pack?.version ?? 0 }
    const reasons = ['示例理由：明细缺一行', '示例理由：请核对名单']
    const stale = await city.call(returnReports, { ...above(), packs: [{ ...pack, version: 1 }], reasons })
    expect(stale).toMatchObject({ done: 0, refused: [{ packId: pack.packId }] })
    expect(await city.call(returnReports, { ...above(), packs: [pack], reasons })).toEqual({
      done: 1,
      refused: [],
    })
    const read = await county.call(readReport, { ...own(), packId: pack.packId })
    expect(read).toMatchObject({ status: 'returned', reasons })
    expect((await county.call(listNotices, {})).rows[0]).toMatchObject({ kind: 'report-returned' })
    const again = await sentReport(county, own().unitId, today)
    const next = await county.call(readReport, { ...own(), packId: again.id })
    expect(next).toMatchObject({ previous: read.number, base: null, changes: { new: 2 } })
    const packs = [{ unitId: own().unitId, packId: again.id, version: again.version }]
    expect(await city.call(acknowledgeReports, { ...above(), packs })).toEqual({ done: 1, refused: [] })
    const twice = await city.call(acknowledgeReports, { ...above(), packs })
    expect(twice.refused).toHaveLength(1)
    const receipt = await county.download(fetchReceiptFile, { ...own(), packId: again.id })
    expect(Buffer.from(receipt.bytes.subarray(0, 8)).toString()).toBe('CQOPACK\n')
  })

  test('late corrections are numbered slips', async () => {
    const { rows } = await county.call(listReportPacks, own())
    const of = { ...own(), packId: rows[0]?.id ?? '' }
    const wrong = { unit: '360902', key: 'above-scale-coverage', numerator: 4, denominator: 3 } as const
    await expect(
      county.call(addReportSlip, { ...of, reason: '示例更正原因', corrections: [wrong] }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input' } })
    const right = { ...wrong, numerator: 1 }
    expect(await county.call(addReportSlip, { ...of, reason: '示例更正原因', corrections: [right] })).toEqual(
      { no: 1 },
    )
    const read = await city.call(readReport, of)
    expect(read.corrections).toMatchObject([
      { no: 1, corrections: [{ reported: { numerator: 2, denominator: 3 }, corrected: { numerator: 1 } }] },
    ])
    expect(figure(read.total, 'above-scale-coverage')).toEqual([2, 3])
    await expect(
      city.call(addReportSlip, { ...of, reason: '示例更正原因', corrections: [] }),
    ).rejects.toMatchObject({ problem: { code: 'forbidden' } })
  })
})

describe('a city carries on what its counties have reported', () => {
  test('with their packs, and records where none has reported', async () => {
    const sent = await sentReport(city, above().unitId, today)
    const of = { ...above(), packId: sent.id }
    const read = await province.call(readReport, of)
    expect(read.parts).toHaveLength(1)
    expect(read).toMatchObject({ changes: { new: 2 }, rows: 2 })
    const row = read.units.find(({ unit: { code } }) => code === '360902')
    expect(row?.source).toMatchObject({ kind: 'pack', fresh: true })
    expect(figure(read.total, 'above-scale-coverage')).toEqual([2, 3])
    const { rows } = await province.call(listReportRows, of)
    expect(rows.map(({ seq }) => seq)).toEqual(['1', '2'])
    const next = await preparedReport(city, above().unitId, today)
    const preview = await city.call(readReport, { ...above(), packId: next.id })
    expect(preview).toMatchObject({ parts: [], changes: { new: 0 } })
    expect(preview.units.find(({ unit: { code } }) => code === '360902')?.source).toMatchObject({
      fresh: false,
    })
    expect(preview.openPoints.map(({ kind }) => kind)).toContain('below')
    await city.call(discardReport, { ...above(), packId: next.id, version: next.version })
  })

  test('every published number is found again, and the first that is not is told', async () => {
    const before = await county.call(verifyReports, own())
    expect(before.ok, JSON.stringify(before.rows)).toBe(true)
    expect(before.rows).toHaveLength(2)
    expect((await city.call(verifyReports, above())).ok).toBe(true)
    const [event] = await app.sql<{ id: string }>(
      `update appointment_events set recorded_at = '2199-01-01'
        where enterprise_id = $1 and kind = 'issued' returning id`,
      [enterprises[0]],
    )
    expect(event).toBeDefined()
    const after = await county.call(verifyReports, own())
    expect(after.ok).toBe(false)
    expect(after.rows).toHaveLength(1)
    expect(after.rows[0]?.differences).toContainEqual(
      expect.objectContaining({
        where: '袁州区市场监督管理局：已备案企业数',
        published: '1',
        recomputed: '0',
      }),
    )
    await app.sql("update appointment_events set recorded_at = now() - interval '1 hour' where id = $1", [
      event?.id,
    ])
    const digest = `update report_packs set cover = replace(cover, '"rows":', '"rows": ') where unit_id = $1`
    await expect(app.sql(digest, [own().unitId])).rejects.toThrow(/stays as it was sent/)
  })
})

describe('on paper and in Excel', () => {
  const newest = async () => {
    const { rows } = await county.call(listReportPacks, own())
    return { ...own(), packId: rows[0]?.id ?? '' }
  }

  test('both parts, changes and what one must know; in full only for a purpose that is kept', async () => {
    const of = await newest()
    const sheets = async (purpose: string) => {
      const file = await county.download(exportReport, { ...of, purpose })
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(file.bytes.buffer as never)
      return book
    }
    const book = await sheets('')
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '附件2-B 汇总',
      '附件2-A 明细',
      '新增变更更换注销',
      '说明',
    ])
    const text = (name: string) => JSON.stringify(book.getWorksheet(name)?.getSheetValues())
    expect(text('附件2-B 汇总')).toContain('66.7%')
    expect(text('附件2-A 明细')).toContain('369***********0029')
    expect(text('附件2-A 明细')).not.toContain('369001198703120029')
    expect(text('说明')).toContain('参考格式')
    const full = await sheets('示例核对')
    expect(JSON.stringify(full.getWorksheet('附件2-A 明细')?.getSheetValues())).toContain(
      '369001198703120029',
    )
    const { rows } = await county.call(listAudit, { chainId: own().unitId })
    expect(rows.map(({ action }) => action)).toContain('report.exported-in-full')
    expect(JSON.stringify(rows)).not.toContain('369001198703120029')
    const filer = await signInAs(app, 'filer', { enterpriseId: enterprises[0] ?? '' })
    expect((await filer.call(listNotices, {})).rows.map(({ kind }) => kind)).toContain(
      'personal-data-revealed',
    )
  })

  test('a letter, and what the city sees of its counties', async () => {
    const of = await newest()
    const letter = await county.download(printReportLetter, of)
    expect(letter.mediaType).toBe('application/pdf')
    expect(Buffer.from(letter.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    const list = await city.download(exportIncomingReports, above())
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(list.bytes.buffer as never)
    expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain('已接收')
  })
})
