import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { registrationCheckDigit } from '#platform/values/registration-number.ts'
import { listEnterprises, readEnterprise } from '#registry/enterprises/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addEnterprise,
  correctEnterprise,
  decideDuplicate,
  decideHandover,
  endEnterprise,
  keepCode,
  listDuplicates,
  listEnterpriseEvents,
  listHandovers,
  proposeHandover,
  readDuplicate,
  resumeEnterprise,
} from './contract.ts'

let app: TestApp
let city: string
let county: string
let other: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  city = units.get('market-360900') ?? ''
  county = units.get('market-360902') ?? ''
  other = units.get('market-360983') ?? ''
})
afterAll(() => app.close())

const officerOf = (unitId: string) => signInAs(app, 'county-officer', { unitId })
let serial = 0
const freshCode = () => {
  serial += 1
  return makeCreditCode(`91360902MAX${String(serial).padStart(6, '0')}`)
}
const blank = {
  oldNumber: false,
  codeReason: '',
  address: '',
  typeText: '',
  industryCode: null,
  registeredOn: null,
  despiteSimilar: false,
}

describe('one enterprise by hand', () => {
  test('is added, found by pinyin at once, and not added twice', async () => {
    const officer = await officerOf(county)
    const creditCode = freshCode()
    const added = await officer.call(addEnterprise, {
      ...blank,
      unitId: county,
      name: '示例云杉木业有限公司',
      creditCode,
    })
    expect(added).toMatchObject({ unitId: county, creditCodeWarning: false, codeReason: null })
    expect((await officer.call(listEnterprises, { text: 'yssmy' })).total).toBe(0)
    expect((await officer.call(listEnterprises, { text: 'slysmy' })).rows).toMatchObject([{ id: added.id }])
    expect((await officer.call(listEnterprises, { text: '云杉' })).total).toBe(1)
    const elsewhere = await officerOf(other)
    const again = { ...blank, unitId: other, name: '示例另一家有限公司', creditCode }
    await expect(elsewhere.call(addEnterprise, again)).rejects.toThrow('已在“袁州区市场监督管理局”名下')
  })

  test('a code that does not check and an old number want a reason, which is kept', async () => {
    const officer = await officerOf(county)
    const good = freshCode()
    const wrong = good.slice(0, 17) + (good.endsWith('0') ? '1' : '0')
    const input = { ...blank, unitId: county, name: '示例早期代码有限公司', creditCode: wrong }
    await expect(officer.call(addEnterprise, input)).rejects.toMatchObject({
      problem: { errors: [{ path: 'codeReason' }] },
    })
    const kept = await officer.call(addEnterprise, { ...input, codeReason: '与执照一致，试点时期发码' })
    expect(kept).toMatchObject({ creditCodeWarning: true, codeReason: '与执照一致，试点时期发码' })
    const body = '36090021000001'
    const number = body + registrationCheckDigit(body)
    const old = { ...blank, unitId: county, name: '示例老字号经营部', creditCode: number }
    await expect(officer.call(addEnterprise, old)).rejects.toThrow('15 位旧注册号')
    const taken = await officer.call(addEnterprise, { ...old, oldNumber: true, codeReason: '尚未换照' })
    expect(taken).toMatchObject({ codeKind: 'registration-number', creditCode: number })
    const changed = { enterpriseId: kept.id, version: kept.version, reason: '再次核对，与执照一致' }
    expect(await officer.call(keepCode, changed)).toMatchObject({ codeReason: '再次核对，与执照一致' })
    await expect(officer.call(keepCode, changed)).rejects.toMatchObject({
      problem: { code: 'stale-version' },
    })
  })

  test('name and code are put right by the unit; the former ones stay in the events and the enterprise is told', async () => {
    const officer = await officerOf(county)
    const enterpriseId = await makeEnterprise(app, county)
    const before = await officer.call(readEnterprise, { enterpriseId })
    const input = { enterpriseId, version: 1, oldNumber: false, codeReason: '', reason: '企业更名' }
    const corrected = await officer.call(correctEnterprise, {
      ...input,
      name: '示例更名后机械有限公司',
      creditCode: before.creditCode,
    })
    expect(corrected).toMatchObject({ name: '示例更名后机械有限公司', creditCode: before.creditCode })
    expect((await officer.call(listEnterprises, { text: 'slgmh' })).rows).toMatchObject([
      { id: enterpriseId },
    ])
    const { rows } = await officer.call(listEnterpriseEvents, { enterpriseId })
    expect(rows[0]).toMatchObject({ kind: 'corrected' })
    expect(rows[0]?.note).toContain(before.name)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    expect((await filer.call(listNotices, {})).rows[0]?.title).toContain('更正了本企业的名称或代码')
    const taken = (await officer.call(listEnterprises, { text: '云杉' })).rows[0]?.creditCode ?? ''
    const again = { ...input, version: corrected.version, name: corrected.name }
    await expect(officer.call(correctEnterprise, { ...again, creditCode: taken })).rejects.toThrow('名下')
  })

  test('a name that looks like another is pointed out before it is added', async () => {
    const officer = await officerOf(county)
    const first = { ...blank, unitId: county, name: '示例同名机电有限公司', creditCode: freshCode() }
    await officer.call(addEnterprise, first)
    const near = { ...first, name: '江西示例同名机电有限责任公司', creditCode: freshCode() }
    await expect(officer.call(addEnterprise, near)).rejects.toMatchObject({
      problem: { code: 'similar-there', details: { similar: [{ name: '示例同名机电有限公司' }] } },
    })
    expect(await officer.call(addEnterprise, { ...near, despiteSimilar: true })).toMatchObject({
      name: near.name,
    })
  })
})

describe('an ending', () => {
  test('is dated, leaves the directory, is told in the events and can be taken back', async () => {
    const enterpriseId = await makeEnterprise(app, county)
    const officer = await officerOf(county)
    const input = {
      enterpriseId,
      version: 1,
      as: 'deregistered' as const,
      effectiveOn: '2026-06-30',
      note: '',
    }
    await expect(officer.call(endEnterprise, { ...input, effectiveOn: '2099-01-01' })).rejects.toThrow(
      '还没有到',
    )
    const ended = await officer.call(endEnterprise, input)
    expect(ended).toMatchObject({ endedOn: '2026-06-30', endedAs: 'deregistered' })
    const inState = async (state: 'active' | 'ended') =>
      (await officer.call(listEnterprises, { state, limit: 200 })).rows.some(({ id }) => id === enterpriseId)
    expect([await inState('active'), await inState('ended')]).toEqual([false, true])
    const back = { enterpriseId, version: ended.version, effectiveOn: '2026-07-01', note: '误办' }
    expect(await officer.call(resumeEnterprise, back)).toMatchObject({ endedOn: null, endedAs: null })
    const { rows } = await officer.call(listEnterpriseEvents, { enterpriseId })
    expect(rows.map(({ kind, effectiveOn }) => `${kind} ${effectiveOn}`)).toEqual([
      'resumed 2026-07-01',
      'ended 2026-06-30',
    ])
  })

  test('waits for a filing that lies at a desk', async () => {
    const enterpriseId = await makeEnterprise(app, county)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    await submittedFiling(enterpriseId, filer, principal)
    const officer = await officerOf(county)
    const input = { enterpriseId, version: 1, as: 'stopped' as const, effectiveOn: '2026-06-30', note: '' }
    await expect(officer.call(endEnterprise, input)).rejects.toThrow('有 1 件备案正在办理')
    const { creditCode } = await officer.call(readEnterprise, { enterpriseId })
    const handover = {
      unitId: county,
      creditCode,
      toUnitId: other,
      effectiveOn: '2026-07-01',
      reason: '迁址',
    }
    const { id: handoverId } = await officer.call(proposeHandover, handover)
    const receiver = await officerOf(other)
    const accept = { unitId: other, handoverId, decision: 'accepted' as const, note: '' }
    await expect(receiver.call(decideHandover, accept)).rejects.toThrow('有 1 件备案正在办理')
  })
})

describe('a hand-over', () => {
  test('is proposed by one and accepted by the other; the enterprise goes with its history', async () => {
    const enterpriseId = await makeEnterprise(app, county)
    const giver = await officerOf(county)
    const receiver = await officerOf(other)
    const { creditCode } = await giver.call(readEnterprise, { enterpriseId })
    const input = { unitId: county, creditCode, toUnitId: other, effectiveOn: '2026-07-01', reason: '迁址' }
    const made = await giver.call(proposeHandover, input)
    await expect(giver.call(proposeHandover, input)).rejects.toThrow('已有一件移交待办理')
    const of = { handoverId: made.id, note: '' }
    await expect(giver.call(decideHandover, { ...of, unitId: county, decision: 'accepted' })).rejects.toThrow(
      '须由另一方',
    )
    await expect(receiver.call(readEnterprise, { enterpriseId })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    const { rows } = await receiver.call(listHandovers, { unitId: other })
    expect(rows.find(({ id }) => id === made.id)).toMatchObject({
      abilities: { decide: true, withdraw: false },
    })
    await receiver.call(decideHandover, { ...of, unitId: other, decision: 'accepted' })
    expect(await receiver.call(readEnterprise, { enterpriseId })).toMatchObject({ unitId: other })
    await expect(giver.call(readEnterprise, { enterpriseId })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    const { rows: events } = await receiver.call(listEnterpriseEvents, { enterpriseId })
    // The day of the hand-over lies before the day on which the enterprise came into the directory.
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'unit', effectiveOn: '2026-07-01', note: '迁址' }),
    )
  })

  test('is asked for by the unit that wants it, and decided by the common city', async () => {
    const enterpriseId = await makeEnterprise(app, county)
    const [{ credit_code: creditCode } = {}] = await app.sql(
      'select credit_code from enterprises where id = $1',
      [enterpriseId],
    )
    const receiver = await officerOf(other)
    const input = {
      unitId: other,
      creditCode,
      toUnitId: null,
      effectiveOn: '2026-07-01',
      reason: '生产地在本地',
    }
    const made = await receiver.call(proposeHandover, input)
    const cityOfficer = await signInAs(app, 'city-officer', { unitId: city })
    const accept = { unitId: city, handoverId: made.id, decision: 'accepted' as const, note: '同意' }
    expect(await cityOfficer.call(decideHandover, accept)).toMatchObject({ status: 'accepted' })
    await expect(cityOfficer.call(decideHandover, accept)).rejects.toThrow('已经办理过了')
    expect(await receiver.call(readEnterprise, { enterpriseId })).toMatchObject({ unitId: other })
  })

  test("between two others is nobody's business", async () => {
    const third = await seedThird()
    const enterpriseId = await makeEnterprise(app, county)
    const [{ credit_code: creditCode } = {}] = await app.sql(
      'select credit_code from enterprises where id = $1',
      [enterpriseId],
    )
    const stranger = await officerOf(third)
    const input = { unitId: third, creditCode, toUnitId: other, effectiveOn: '2026-07-01', reason: '示例' }
    await expect(stranger.call(proposeHandover, input)).rejects.toThrow('不由本单位负责')
  })
})

async function seedThird(): Promise<string> {
  const [row] = await app.sql(
    `select id from org_units where line = 'market-regulation' and level = 'county' and id <> all($1::uuid[]) limit 1`,
    [[county, other]],
  )
  return String(row?.id)
}

describe('suspected duplicates', () => {
  test('are near names of the same place, decided once, and merged only when nothing is lost', async () => {
    const officer = await officerOf(other)
    const names = ['示例双生食品有限公司', '高安示例双生食品有限责任公司', '宜春示例双生食品有限公司']
    const ids: string[] = []
    for (const name of names) {
      const input = { ...blank, unitId: other, name, creditCode: freshCode(), despiteSimilar: true }
      ids.push((await officer.call(addEnterprise, input)).id)
    }
    const [plain = '', ofGaoan = '', ofYichun = ''] = ids
    const of = { unitId: other }
    const pairs = async () =>
      (await officer.call(listDuplicates, { ...of })).rows
        .map(({ first, second }) => [first.id, second.id])
        .filter((pair) => pair.every((id) => ids.includes(id)))
    // 高安 and 宜春 are two places: those two are not near.
    expect(await pairs()).toEqual([[plain, ofGaoan].sort(), [plain, ofYichun].sort()])
    const decided = {
      ...of,
      enterpriseId: plain,
      otherId: ofYichun,
      keepId: null,
      reason: '核对执照，是两家',
    }
    await officer.call(decideDuplicate, { ...decided, decision: 'different' })
    expect(await pairs()).toEqual([[plain, ofGaoan].sort()])
    const both = { ...of, enterpriseId: plain, otherId: ofGaoan, reason: '同一家' }
    await app.sql(
      `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, term_from,
         appointer_name, appointer_capacity)
       values ($1, $2, 'issued', '示例', '示例', 'decision', true, '2026-01-01', '示例', '法定代表人')`,
      [ofGaoan, newId()],
    )
    await expect(
      officer.call(decideDuplicate, { ...both, decision: 'merged', keepId: plain }),
    ).rejects.toMatchObject({ problem: { details: { blockers: [{ kind: 'appointments', n: 1 }] } } })
    await officer.call(decideDuplicate, { ...both, decision: 'merged', keepId: ofGaoan })
    expect(await officer.call(readEnterprise, { enterpriseId: plain })).toMatchObject({
      endedAs: 'duplicate',
      mergedInto: ofGaoan,
    })
    expect(await pairs()).toEqual([])
    const { sides, decision } = await officer.call(readDuplicate, {
      ...of,
      enterpriseId: plain,
      otherId: ofGaoan,
    })
    expect(decision).toMatchObject({ decision: 'merged', reason: '同一家' })
    expect(sides.map(({ enterprise }) => enterprise.id).sort()).toEqual([plain, ofGaoan].sort())
  })

  test('are given page by page, each once, and a crowd of one name stays bounded', async () => {
    const unitId = await seedThird()
    const officer = await officerOf(unitId)
    const groups = [...Array.from({ length: 30 }, () => 2), 3, 12]
    for (const [group, members] of groups.entries()) {
      for (let n = 0; n < members; n += 1) {
        await app.sql(
          `insert into enterprises (id, credit_code, name, unit_id, name_key, name_areas) values ($1, $2, $3, $4, $3, '')`,
          [newId(), freshCode(), `示例成对${String(group).padStart(2, '0')}有限公司`, unitId],
        )
      }
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await officer.call(listDuplicates, { unitId, ...(cursor && { cursor }) })
      seen.push(...page.rows.map(({ first, second }) => `${first.id} ${second.id}`))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    // Two make one pair, three make three, and each of twelve is held against the first.
    expect(seen.length).toBe(30 + 3 + 11)
    const bad = officer.call(listDuplicates, { unitId, cursor: 'x' })
    await expect(bad).rejects.toMatchObject({ problem: { code: 'invalid-input' } })
  })

  test('of one organisation code are found by code', async () => {
    const officer = await officerOf(other)
    const organisation = 'MAX99990'
    for (const area of ['360983', '360902']) {
      const code = makeCreditCode(`91${area}${organisation}1`)
      const input = { ...blank, unitId: other, name: `示例换照${area}有限公司`, creditCode: code }
      await officer.call(addEnterprise, { ...input, despiteSimilar: true })
    }
    const { rows } = await officer.call(listDuplicates, { unitId: other, by: 'code' })
    expect(rows.filter(({ first }) => first.name.startsWith('示例换照'))).toMatchObject([
      { why: 'same-organisation' },
    ])
  })
})
