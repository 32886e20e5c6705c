import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportOrgUnits, plantOrgUnits, readOrgUnit, searchOrgUnits, uploadOrgUnits } from './contract.ts'
import { changeOrgUnit, readOrgUnitHistory, undoUnitDeed } from './deeds/contract.ts'
import { isUnitHeader } from './spreadsheet.ts'

let app: TestApp
let admin: Client
let folder: string
const HEADER = '编号代码,名称,简称,上级编号代码,类别,职能,地址关键词'

beforeAll(async () => {
  app = await startTestApp()
  admin = await signInAs(app, 'system-admin', { platform: true })
  await admin.call(plantOrgUnits, { areaCode: '360900', validFrom: '2020-01-01' })
  folder = await mkdtemp(join(tmpdir(), 'opencqo-units-'))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const upload = (lines: readonly string[] | Uint8Array, dryRun: boolean) =>
  admin.call(
    uploadOrgUnits,
    { dryRun, validFrom: '2024-05-01' },
    { body: (lines instanceof Uint8Array ? lines : [HEADER, ...lines].join('\r\n')) as BodyInit },
  )
const named = async (text: string) => {
  const [found] = (await admin.call(searchOrgUnits, { text, line: 'market-regulation' })).rows
  return admin.call(readOrgUnit, { unitId: found?.id ?? '' })
}

test('a list adds and changes after a dry run that writes nothing', async () => {
  const list = [
    '360900F1,示例第一分局,一分局,360900,分局,备案、培训,示例大道、示例街道',
    '360921,,奉新局,,,,',
    '360922,万载县市场监督管理局,,360900,,,',
    '360900Z1,示例经济开发区管委会,示例经开区,360900,功能区,备案、名单、培训,示例经开区',
  ]
  const dry = await upload(list, true)
  expect([dry.added, dry.changed, dry.same, dry.wrong, dry.written]).toEqual([2, 1, 1, 0, false])
  expect(dry.rows.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual(['2 add', '3 change', '5 add'])
  expect((await admin.call(searchOrgUnits, { text: '示例' })).total).toBe(0)
  const done = await upload(list, false)
  expect([done.added, done.changed, done.written]).toEqual([2, 1, true])
  const branch = await named('360900F1')
  expect(branch).toMatchObject({
    name: '示例第一分局',
    addressWords: ['示例大道', '示例街道'],
    functions: ['registration', 'training'],
    validFrom: '2024-05-01',
    kind: 'branch',
  })
  expect((await named('360921')).shortName).toBe('奉新局')
  const zone = await named('360900Z1')
  expect(zone.serves.map(({ id }) => id)).toEqual([zone.id])
  const industry = (await admin.call(searchOrgUnits, { text: '宜春市', line: 'industry' })).rows[0]
  const { serves } = await admin.call(readOrgUnit, { unitId: industry?.id ?? '' })
  expect(serves.map(({ name }) => name)).toEqual(expect.arrayContaining(['示例第一分局']))
  expect(serves.map(({ name }) => name)).not.toContain('示例经济开发区管委会')
  const again = await upload(list, false)
  expect([again.added, again.changed, again.same]).toEqual([0, 0, 4])
  const [added] = (await admin.call(readOrgUnitHistory, { unitId: zone.id })).rows
  expect(await admin.call(undoUnitDeed, { deedId: added?.deedId ?? '' })).toEqual({ undone: 2, kept: 0 })
  expect((await named('360921')).shortName).toBe('奉新局')
})

test('one wrong row and nothing is written; each says what to do', async () => {
  const list = [
    '360900F5,示例第五分局,,360900,分局,备案,',
    ',示例无代码,,360900,分局,,',
    '360900F6,示例第六分局,,999999,分局,,',
    '360900F7,示例第七分局,,360900,科室,,',
    '360900F8,示例第八分局,,360900,,,',
    '360900F9,示例第九分局,,360900,分局,审批,',
    '360900F5,示例第五分局,,360900,分局,备案,',
    '360923,,,,分局,,',
    '360924,奉新县市场监督管理局,,,,,',
    'F-6,示例,,360900,分局,,',
  ]
  const done = await upload(list, false)
  expect([done.added, done.wrong, done.written]).toEqual([1, 9, false])
  expect(done.rows.slice(1).map(({ message }) => message)).toEqual([
    '编号代码：没有填写。请补填。',
    '上级编号代码：没有代码为 999999 的单位。请核对，或把上级排在前面。',
    '类别：不认识“科室”。请填局、分局、功能区中的一个。',
    '类别：新单位没有填写类别。请填局、分局或功能区。',
    '职能：不认识“审批”。请填备案、名单、培训中的一个。',
    '编号代码：与第 2 行相同。请删去一行。',
    '类别：“上高县市场监督管理局”的条线、层级、类别不能改。请终止后另行增设。',
    '名称：同一上级之下已有“奉新县市场监督管理局”。请核对，或换一个名称。',
    '编号代码：应为 4 至 12 位数字或大写字母。请重新填写。',
  ])
  expect((await admin.call(searchOrgUnits, { text: '示例第五分局' })).total).toBe(0)
})

test('what is no such list is refused in words', async () => {
  await expect(upload(new TextEncoder().encode('企业名称,地址\n示例,示例'), true)).rejects.toMatchObject({
    problem: { status: 415, detail: expect.stringContaining('列名') },
  })
  await expect(upload(new TextEncoder().encode('编号代码,简称\n360921,示例'), true)).rejects.toMatchObject({
    problem: { detail: expect.stringContaining('“名称”') },
  })
})

test('the exported list can be uploaded as it is', async () => {
  const unit = await named('360925')
  const change = { shortName: '靖安局', addressWords: ['靖安县', '示例镇'] }
  await admin.call(changeOrgUnit, {
    unitId: unit.id,
    version: unit.version,
    change,
    effectiveOn: '2024-05-01',
  })
  const file = await admin.download(exportOrgUnits, {})
  const path = join(folder, 'units.xlsx')
  await writeFile(path, file.bytes)
  const table = await readTable(path, isUnitHeader)
  const rows = []
  for await (const row of table.rows) rows.push(row.cells.map(({ text }) => text))
  expect(rows).toHaveLength((await admin.call(searchOrgUnits, { limit: 1 })).total)
  expect(rows.find(([code]) => code === '360925')?.slice(0, 10)).toEqual([
    '360925',
    '靖安县市场监督管理局',
    '靖安局',
    '360900',
    '宜春市市场监督管理局',
    '市场监管',
    '县',
    '局',
    '备案、培训',
    '靖安县、示例镇',
  ])
  const back = await upload(file.bytes, false)
  expect([back.added, back.changed, back.wrong, back.same]).toEqual([0, 0, 0, rows.length])
})
