import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { remindDutiesJob } from '../jobs/remind-duties.job.ts'
import {
  askAgain,
  closeSupervision,
  issueSupervision,
  listSupervisions,
  printSupervision,
  readSupervision,
  replySupervision,
  withdrawSupervision,
} from './contract.ts'

let app: TestApp
let county: string
let other: string
let city: string
let officer: Client
let cityOfficer: Client
let stranger: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  other = units.get('market-360981') ?? ''
  city = units.get('market-360900') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId: county })
  cityOfficer = await signInAs(app, 'city-officer', { unitId: city })
  stranger = await signInAs(app, 'county-officer', { unitId: other })
  // Signing in goes by the real clock.
  Object.assign(app.installation, { now: () => new Date('2026-03-01T02:00:00Z') })
})
afterAll(() => app.close())

const issue = (more: object = {}) =>
  cityOfficer.call(issueSupervision, {
    unitId: city,
    toUnitId: county,
    title: '报送示例材料',
    body: '第一段。\n第二段 #panic() 。',
    basis: '示例通知',
    dueOn: '2026-03-08',
    duty: null,
    ...more,
  } as never)

test('issued, answered, asked again, answered, closed; both are told; each step only by its side', async () => {
  const made = await issue()
  expect(made).toMatchObject({ no: '督办〔2026〕1号', state: 'issued', mayDecide: true, mayReply: false })
  const of = { unitId: county, supervisionId: made.id }
  expect((await officer.call(listNotices, {})).rows[0]).toMatchObject({
    title: '收到督办〔2026〕1号：报送示例材料',
    link: `/units/${county}/supervisions/${made.id}`,
  })
  await expect(cityOfficer.call(closeSupervision, { ...of, version: 1, text: '' })).rejects.toThrow(
    '不能再办结',
  )
  const replied = await officer.call(replySupervision, { ...of, version: 1, text: '已报送。' })
  expect(replied).toMatchObject({ state: 'replied', mayReply: true })
  await expect(officer.call(replySupervision, { ...of, version: 2, text: '再报' })).rejects.toThrow(
    '不能再回复',
  )
  await expect(officer.call(closeSupervision, { ...of, version: 2, text: '' })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  await expect(
    cityOfficer.call(askAgain, { ...of, version: 2, text: '缺附件', dueOn: '2026-02-01' }),
  ).rejects.toThrow('已经过去')
  await cityOfficer.call(askAgain, { ...of, version: 2, text: '缺附件', dueOn: '2026-03-15' })
  await expect(officer.call(replySupervision, { ...of, version: 2, text: '补齐' })).rejects.toThrow(
    '别人刚办理过',
  )
  await officer.call(replySupervision, { ...of, version: 3, text: '补齐' })
  const closed = await cityOfficer.call(closeSupervision, { ...of, version: 4, text: '' })
  expect(closed.events.map(({ kind }) => kind)).toEqual([
    'issued',
    'replied',
    'asked-again',
    'replied',
    'closed',
  ])
  expect(closed).toMatchObject({ state: 'closed', dueOn: '2026-03-15' })
})

test('numbers have no gap, two at once wait for each other; only for units below', async () => {
  const two = await Promise.all([issue(), issue()])
  expect(two.map(({ no }) => no).sort()).toEqual(['督办〔2026〕2号', '督办〔2026〕3号'])
  const duty = { key: 'pack:upward-report', period: '2025-Q4' }
  const pressed = await issue({ duty })
  await expect(issue({ duty })).rejects.toThrow('已有督办〔2026〕4号没有办结')
  const ofPressed = { unitId: county, supervisionId: pressed.id }
  await cityOfficer.call(withdrawSupervision, { ...ofPressed, version: 1, text: '发错了' })
  await expect(issue({ toUnitId: city })).rejects.toThrow('不是本单位的下级')
  await expect(issue({ dueOn: '2026-02-01' })).rejects.toThrow('已经过去')
  await expect(
    officer.call(issueSupervision, { ...base(), unitId: county, toUnitId: other }),
  ).rejects.toMatchObject({ problem: { status: 403 } })
  // Which of the two came first is theirs to settle.
  const made = two.find(({ no }) => no.endsWith('2号'))
  const of = { unitId: county, supervisionId: made?.id ?? '' }
  expect(await cityOfficer.call(withdrawSupervision, { ...of, version: 1, text: '发错了' })).toMatchObject({
    state: 'withdrawn',
  })
  expect((await issue()).no).toBe('督办〔2026〕5号')
  const list = await officer.call(listSupervisions, { unitId: county, side: 'received', state: 'issued' })
  expect(list.rows.map(({ no }) => no)).toEqual(['督办〔2026〕5号', '督办〔2026〕3号'])
  const page = await cityOfficer.call(listSupervisions, { unitId: city, side: 'issued', limit: 3 })
  expect(page.rows).toHaveLength(3)
  expect(page.total).toBe(5)
})

const base = () => ({ title: '示例', body: '示例', basis: '', dueOn: '2026-03-08', duty: null })

test('another county neither sees nor reads it; the unit cannot close it past the application', async () => {
  const [made] = (await cityOfficer.call(listSupervisions, { unitId: city, side: 'issued', state: 'issued' }))
    .rows
  const of = { unitId: county, supervisionId: made?.id ?? '' }
  await expect(stranger.call(readSupervision, of)).rejects.toMatchObject({ problem: { status: 404 } })
  const client = await app.database.pool.connect()
  const as = (unitId: string) =>
    contextStatements({
      kind: 'unit',
      role: 'county-officer',
      accountId: county,
      sessionId: '',
      grantId: '',
      name: '示例',
      unitId,
      unitIds: [unitId],
    })
  const tried = async (unitId: string, text: string, values: unknown[]) => {
    await client.query(`begin; ${as(unitId)}`)
    try {
      return (await client.query(text, values)).rowCount
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.query('rollback')
    }
  }
  try {
    const close = 'update supervisions set state = $2 where id = $1'
    expect(await tried(county, close, [of.supervisionId, 'closed'])).toContain('only replies')
    expect(await tried(other, close, [of.supervisionId, 'closed'])).toBe(0)
    expect(
      await tried(city, 'update supervisions set title = $2 where id = $1', [of.supervisionId, 'x']),
    ).toContain('does not change')
    const event = `insert into supervision_events (unit_id, supervision_id, seq, kind, text, by_unit_id, by_name, account_id)
      values ($1, $2, 99, 'closed', '', $1, '', $1)`
    expect(await tried(county, event, [county, of.supervisionId])).toContain('row-level security')
    expect(await tried(county, 'delete from supervision_events where unit_id = $1', [county])).toContain(
      'permission denied',
    )
  } finally {
    client.release()
  }
})

test('the notice is a plain official page; hostile text is printed as it is', async () => {
  const [made] = (await cityOfficer.call(listSupervisions, { unitId: city, side: 'issued', state: 'issued' }))
    .rows
  const file = await officer.download(printSupervision, { unitId: county, supervisionId: made?.id ?? '' })
  const { text, pages } = readPdf(Buffer.from(file.bytes))
  expect(pages).toBe(1)
  expect(text).toContain('督办通知单督办〔2026〕5号袁州区市场监督管理局：')
  expect(text).toContain('第一段。第二段 #panic() 。')
  expect(text).toContain('请于2026年3月8日前办理')
  expect(text).toContain('宜春市市场监督管理局（盖章）2026年3月1日')
  const long = await issue({ body: '长'.repeat(2000) })
  const pagesOfLong = readPdf(
    Buffer.from((await officer.download(printSupervision, { unitId: county, supervisionId: long.id })).bytes),
  ).pages
  expect(pagesOfLong).toBeGreaterThan(2)
})

test('a reply is reminded of before its day and after, once each; then the issuer hears too', async () => {
  const made = await issue({ title: '另一件', dueOn: '2026-04-10' })
  const told = async (client: Client) =>
    (await client.call(listNotices, { limit: 200 })).rows
      .filter(({ title, link }) => !title.startsWith('收到') && link?.endsWith(made.id))
      .map(({ title }) => title)
  const run = async (day: string) => {
    const now = () => new Date(`${day}T02:00:00Z`)
    await remindDutiesJob.run({ ...app.installation, now }, {})
    await remindDutiesJob.run({ ...app.installation, now }, {})
  }
  await run('2026-03-02')
  expect(await told(officer)).toEqual([])
  await run('2026-04-08')
  expect(await told(officer)).toEqual([`请回复：${made.no}`])
  expect(await told(cityOfficer)).toEqual([])
  await run('2026-04-13')
  expect(await told(officer)).toEqual([`逾期未回复：${made.no}`, `请回复：${made.no}`])
  expect(await told(cityOfficer)).toEqual([`逾期未回复：${made.no}`])
})
