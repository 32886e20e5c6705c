import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  changeDutySettings,
  endDutyRule,
  exportOnTime,
  listDuties,
  listDutiesBelow,
  listOnTime,
  markDutyDone,
  printDutyCalendar,
  readDutySettings,
  ruleDuty,
  setDutyRule,
  unmarkDuty,
} from './contract.ts'
import { remindDutiesJob } from './jobs/remind-duties.job.ts'

let app: TestApp
let county: string
let other: string
let city: string
let province: string
let officer: Client
let cityOfficer: Client
let provinceOfficer: Client

/** The office's clock; 10 in the morning of Beijing. */
function goTo(day: string) {
  Object.assign(app.installation, { now: () => new Date(`${day}T02:00:00Z`) })
}
const remind = () => remindDutiesJob.run(app.installation, {})
const year = 2026
const rule = {
  kind: 'other' as const,
  title: '报送示例材料',
  counts: '',
  basis: '示例通知',
  firstDue: '2026-03-10',
  every: 'quarter' as const,
  until: null,
  roll: true,
  levels: ['county' as const],
  unitIds: null,
}

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  // What was due before the units were there does not count.
  await app.sql("update org_unit_events set recorded_at = '2026-02-24'")
  county = units.get('market-360902') ?? ''
  other = units.get('market-360981') ?? ''
  city = units.get('market-360900') ?? ''
  province = units.get('market-360000') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId: county })
  cityOfficer = await signInAs(app, 'city-officer', { unitId: city })
  provinceOfficer = await signInAs(app, 'province-officer', { unitId: province })
  // Signing in goes by the real clock.
  goTo('2026-03-02')
})
afterAll(() => app.close())

const own = async (client: Client = officer, unitId = county) =>
  (await client.call(listDuties, { unitId, year })).rows.filter(({ key }) => key.startsWith('set:'))
const told = async (client: Client) =>
  (await client.call(listNotices, { limit: 200 })).rows
    .map(({ title }) => title)
    .filter((title) => !/^新的|逐级上报/.test(title))

test('what a city sets is owed by its counties, by day, and refused with the reason where it makes no sense', async () => {
  const set = await cityOfficer.call(setDutyRule, { unitId: city, ...rule })
  expect(set).toMatchObject({ unitName: '宜春市市场监督管理局', version: 1, endedOn: null })
  expect((await own()).map(({ due, period, state }) => [due, period, state])).toEqual([
    ['2026-03-10', '2026-03-10', 'near'],
    ['2026-06-10', '2026-06-10', 'upcoming'],
    ['2026-09-10', '2026-09-10', 'upcoming'],
    ['2026-12-10', '2026-12-10', 'upcoming'],
  ])
  expect((await officer.call(listNotices, {})).rows[0]?.title).toBe('新的期限：报送示例材料')
  expect(await own(cityOfficer, city)).toEqual([])
  const bad = (more: object) => cityOfficer.call(setDutyRule, { unitId: city, ...rule, ...more } as never)
  await expect(bad({})).rejects.toThrow('同名同日')
  await expect(bad({ title: '别的', firstDue: '2026-02-01' })).rejects.toThrow('已经过去')
  await expect(bad({ title: '别的', every: null, until: '2026-09-01' })).rejects.toThrow('没有截止日期')
  await expect(bad({ title: '别的', unitIds: [province] })).rejects.toThrow('不是本单位的下级')
  await expect(bad({ title: '别的', levels: ['province'] })).rejects.toThrow('没有一个本单位的下级')
  await expect(officer.call(setDutyRule, { unitId: county, ...rule })).rejects.toMatchObject({
    problem: { status: 403 },
  })
})

test('done by hand where the system cannot see it; taken back by whoever said it; late is late', async () => {
  const [first, second] = await own()
  if (!first || !second) throw new Error('no duties')
  const of = { unitId: county, year, key: first.key, period: first.period }
  await expect(officer.call(markDutyDone, { ...of, doneOn: '2026-03-03', note: '' })).rejects.toThrow(
    '还没有到',
  )
  expect(await officer.call(markDutyDone, { ...of, doneOn: '2026-03-01', note: '纸质' })).toMatchObject({
    state: 'done',
    doneBy: 'unit',
  })
  await expect(officer.call(markDutyDone, { ...of, doneOn: '2026-03-01', note: '' })).rejects.toThrow('已于')
  expect(await officer.call(unmarkDuty, { ...of, reason: '示例' })).toMatchObject({
    state: 'near',
    doneOn: null,
  })
  const report = { unitId: county, year, key: 'pack:upward-report', period: '2026-Q1' }
  await expect(officer.call(markDutyDone, { ...report, doneOn: '2026-03-01', note: '' })).rejects.toThrow(
    '请上级单位登记',
  )
  // On paper: the unit above may say that it came.
  expect(
    await cityOfficer.call(markDutyDone, { ...report, doneOn: '2026-03-01', note: '纸质' }),
  ).toMatchObject({
    state: 'done',
    doneBy: 'upper',
  })
  await expect(officer.call(unmarkDuty, { ...report, reason: '示例' })).rejects.toThrow('请上级单位撤销')
  await cityOfficer.call(unmarkDuty, { ...report, reason: '登记错了' })
  await expect(
    officer.call(markDutyDone, { ...of, key: 'set:nothing', doneOn: '2026-03-01', note: '' }),
  ).rejects.toThrow('没有这项期限')
})

test('the unit above gives more time, with reason, and takes it back', async () => {
  const [first] = await own()
  const of = { unitId: county, year, key: first?.key ?? '', period: first?.period ?? '' }
  const ruled = (more: object) =>
    cityOfficer.call(ruleDuty, { ...of, newDue: null, reason: '汛期', ...more } as never)
  await expect(ruled({ ruling: 'extend', newDue: '2026-03-10' })).rejects.toThrow('延期要在它之后')
  expect(await ruled({ ruling: 'extend', newDue: '2026-03-17' })).toMatchObject({
    due: '2026-03-17',
    extendedFrom: '2026-03-10',
    reason: '汛期',
  })
  expect(await ruled({ ruling: 'exempt' })).toMatchObject({ state: 'not-applicable', reason: '汛期' })
  expect(await ruled({ ruling: 'revoke' })).toMatchObject({ due: '2026-03-10', extendedFrom: null })
  await expect(
    officer.call(ruleDuty, { ...of, ruling: 'exempt', newDue: null, reason: '不想' }),
  ).rejects.toMatchObject({
    problem: { status: 403 },
  })
})

test('each occasion is told once: run twice, restarted, and after days without a run', async () => {
  const before = (await told(officer)).length
  const since = async () => (await told(officer)).slice(0, (await told(officer)).length - before)
  await remind()
  // Ten workdays before 10 March were over: told once, as it stands.
  expect(await since()).toEqual(['期限提醒：报送示例材料'])
  await Promise.all([remind(), remind()])
  expect(await since()).toHaveLength(1)
  // Three workdays before; then nothing ran for a fortnight.
  goTo('2026-03-05')
  await remind()
  expect(await since()).toHaveLength(2)
  goTo('2026-03-19')
  await remind()
  await remind()
  expect((await since()).slice(0, 1)).toEqual(['已逾期：报送示例材料'])
  expect(await since()).toHaveLength(3)
  expect(
    await app.sql(
      'select days, skipped from duty_reminders where unit_id = $1 and duty_id like $2 order by days',
      [county, 'set:%'],
    ),
  ).toEqual([
    { days: -10, skipped: false },
    { days: -3, skipped: false },
    { days: 0, skipped: true },
    { days: 1, skipped: true },
    { days: 5, skipped: false },
  ])
  // The city is told who is late, in one message.
  expect((await told(cityOfficer))[0]).toMatch(/^下级有 \d+ 项逾期$/)
  // Nobody is told at night.
  goTo('2026-03-24')
  Object.assign(app.installation, { now: () => new Date('2026-03-23T18:00:00Z') })
  await remind()
  expect(await since()).toHaveLength(3)
})

test('each level sees who is late; K9 has its numerator and denominator', async () => {
  goTo('2026-03-19')
  const late = await cityOfficer.call(listDutiesBelow, { unitId: city, year, state: 'late', limit: 200 })
  expect(late.rows[0]).toMatchObject({ state: 'late', lateWorkdays: 7, title: '报送示例材料' })
  expect(late.rows.map(({ unitId }) => unitId)).toContain(county)
  const paged = await cityOfficer.call(listDutiesBelow, { unitId: city, year, state: 'late', limit: 2 })
  expect(paged.rows).toHaveLength(2)
  expect(paged.total).toBe(late.total)
  const rate = async (client: Client, unitId: string) =>
    (await client.call(listOnTime, { unitId, year })).rows
  const counties = await rate(cityOfficer, city)
  expect(counties.find(({ unitId }) => unitId === other)).toMatchObject({ due: 1, onTime: 0, late: 1 })
  const [whole] = await rate(provinceOfficer, province)
  const sum = (of: 'due' | 'late') => counties.reduce((n, each) => n + each[of], 0)
  expect(whole).toMatchObject({ due: 0, within: { due: sum('due'), late: sum('late'), onTime: 0 } })
  const file = await cityOfficer.download(exportOnTime, { unitId: city, year })
  expect(file.fileName).toMatch(/^按时报送率-/)
  expect(file.bytes.byteLength).toBeGreaterThan(1000)
})

test('the calendar file holds the dated duties and is well folded', async () => {
  const file = await officer.download(printDutyCalendar, { unitId: county, year })
  const text = Buffer.from(file.bytes).toString('utf8')
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
  expect(text).toContain('DTSTART;VALUE=DATE:20260310\r\nDTEND;VALUE=DATE:20260311\r\n')
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.match(/BEGIN:VEVENT/g)?.length).toBe(text.match(/END:VEVENT/g)?.length)
})

test('working figures are the nearest above; a stopped duty keeps its past', async () => {
  expect(await officer.call(readDutySettings, { unitId: county })).toMatchObject({
    setBy: null,
    remindBefore: [10, 3],
    mayChange: false,
  })
  const set = await cityOfficer.call(changeDutySettings, {
    unitId: city,
    version: null,
    remindBefore: [1, 5, 5],
    remindAfter: [],
    reportDays: 3,
    trackedFrom: null,
  })
  expect(set).toMatchObject({ remindBefore: [5, 1], version: 1, mayChange: true })
  expect(await officer.call(readDutySettings, { unitId: county })).toMatchObject({
    setBy: '宜春市市场监督管理局',
    reportDays: 3,
  })
  const reports = (await officer.call(listDuties, { unitId: county, year, kind: 'upward-report' })).rows
  expect(reports.map(({ due }) => due)).toContain('2026-04-03')
  const [duty] = await own()
  const ruleId = duty?.key.slice(4) ?? ''
  const ended = await cityOfficer.call(endDutyRule, { unitId: city, ruleId, version: 1, reason: '示例' })
  expect(ended).toMatchObject({ endedOn: '2026-03-19' })
  expect((await own()).map(({ due }) => due)).toEqual(['2026-03-10'])
  await expect(
    cityOfficer.call(endDutyRule, { unitId: city, ruleId, version: 1, reason: '示例' }),
  ).rejects.toThrow('已于')
})

test('under the application role what was set is only ended, and only by who set it', async () => {
  const client = await app.database.pool.connect()
  const tried = async (unitId: string, text: string) => {
    await client.query(
      `begin; set local opencqo.kind = 'unit'; set local opencqo.role = 'city-officer'; set local opencqo.unit = '${unitId}'`,
    )
    try {
      return (await client.query(text)).rowCount
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.query('rollback')
    }
  }
  try {
    await cityOfficer.call(setDutyRule, { unitId: city, ...rule, title: '另一项', firstDue: '2026-06-10' })
    expect(await tried(city, "update duty_rules set title = 'x' where title = '另一项'")).toContain(
      'only ended',
    )
    expect(await tried(county, "update duty_rules set ended_on = '2026-06-30' where title = '另一项'")).toBe(
      0,
    )
    expect(await tried(city, "update duty_rules set ended_on = '2026-06-30' where title = '另一项'")).toBe(1)
    expect(await tried(county, `select queue_messages('${other}', 'x', 'y')`)).toContain(
      'up and down its line',
    )
    expect(await tried(county, `select queue_messages('${city}', 'x', 'y')`)).toBe(1)
  } finally {
    client.release()
  }
})
