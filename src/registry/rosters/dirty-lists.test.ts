import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { RESULT_COLUMN } from '#platform/spreadsheets/write-results.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster } from './contract.ts'
import * as drafts from './drafts/contract.ts'
import { codeOf, compared, plantEnterprise } from './fixtures.ts'
import { isListHeader } from './read-file.ts'

let app: TestApp
let keeper: Client
let folder: string
let of: { unitId: string; rosterId: string }

beforeAll(async () => {
  app = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'opencqo-lists-'))
  const units = await seedPlace(app)
  const unitId = units.get('industry-360902') ?? ''
  keeper = await signInAs(app, 'industry-officer', { unitId })
  const head = { scopeCode: 'above-scale', level: null, docNo: '', periodFrom: '2026-01-01', periodTo: null }
  of = { unitId, rosterId: (await keeper.call(createRoster, { unitId, name: '示例规上名单', ...head })).id }
  for (const n of [1, 2, 3]) {
    const name = `示例${['', '甲', '乙', '丙'][n]}等机械有限公司`
    await plantEnterprise(
      (text, values) => app.sql(text, values),
      units.get('market-360902') ?? '',
      name,
      codeOf(n),
    )
  }
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  const { draft } = await keeper.call(drafts.readDraft, of)
  if (draft) await keeper.call(drafts.discardDraft, { ...of, draftId: draft.id })
})

const [one, two, three] = ['示例甲等机械有限公司', '示例乙等机械有限公司', '示例丙等机械有限公司'] as const
const bytesOf = (text: string, encoding = 'utf8') => new Uint8Array(iconv.encode(text, encoding))

async function outcomes() {
  const { rows } = await keeper.call(drafts.listDraftRows, { ...of, limit: 200 })
  return rows.map(({ line, outcome }) => [line, outcome])
}
const messageOf = async (line: number) =>
  (await keeper.call(drafts.listDraftRows, { ...of, limit: 200 })).rows.find((row) => row.line === line)
    ?.message

/** The file that is given back, as rows of line and last cell. */
async function resultOf(draft: drafts.RosterDraft) {
  const file = await keeper.download(drafts.downloadDraftResult, { ...of, versionId: draft.id })
  const path = join(folder, file.fileName)
  await writeFile(path, file.bytes)
  const table = await readTable(path, isListHeader)
  expect(table.header.at(-1)).toBe(RESULT_COLUMN)
  const rows: [number, string][] = []
  for await (const { line, cells } of table.rows)
    rows.push([line, cells[table.header.length - 1]?.text ?? ''])
  return rows
}

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void) {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('名单'))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('merged titles, blank rows, another order of columns, sums and repeated headers; results stand on the right rows', async () => {
  const bytes = await workbook((sheet) => {
    sheet.mergeCells('A1:D1')
    sheet.getCell('A1').value = '示例区规模以上企业名单'
    sheet.mergeCells('A2:D2')
    sheet.getCell('A2').value = '填报单位：示例局　单位：家'
    sheet.getRow(4).values = ['序号', '统一社会信用代码', '所属县区', '单位名称（全称）*']
    sheet.getRow(5).values = [1, codeOf(1), '袁州区', one]
    sheet.getRow(7).values = [2, codeOf(2), '袁州区', two]
    sheet.getRow(8).values = ['序号', '统一社会信用代码', '所属县区', '单位名称']
    sheet.getRow(9).values = [3, '', '', '合计：2 家']
    sheet.getRow(11).values = [4, codeOf(1), '', one]
  })
  const draft = await compared(keeper, of, bytes, { fileName: '名单.xlsx' })
  expect(draft.mapping).toMatchObject({ 企业名称: '单位名称（全称）*', 所属县区: '所属县区' })
  expect(await outcomes()).toEqual([
    [5, 'new'],
    [7, 'new'],
    [8, 'reject'],
    [9, 'reject'],
    [11, 'reject'],
  ])
  const results = new Map(await resultOf(draft))
  expect(results.get(5)).toBe('列入')
  expect(results.get(7)).toBe('列入')
  expect(results.get(8)).toContain('重复的表头')
  expect(results.get(9)).toContain('合计')
  expect(results.get(11)).toContain('与第 5 行重复')
})

test('full-width digits and letters are read, codes that Excel made numbers are refused with the reason', async () => {
  const wide = codeOf(2).replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  const bytes = await workbook((sheet) => {
    sheet.getRow(1).values = ['企业名称', '统一社会信用代码']
    sheet.getRow(2).values = [one, 913609020000000000]
    sheet.getRow(3).values = [two, wide]
    sheet.getRow(4).values = [three, { formula: 'A1&"x"', result: codeOf(3) }]
    sheet.getRow(5).values = [three, `${codeOf(3).slice(0, 17)}`]
  })
  const draft = await compared(keeper, of, bytes, { fileName: '名单.xlsx' })
  expect(await outcomes()).toEqual([
    [2, 'reject'],
    [3, 'new'],
    [4, 'reject'],
    [5, 'reject'],
  ])
  const results = new Map(await resultOf(draft))
  expect(results.get(2)).toContain('被 Excel 存成了数字，末几位已丢失')
  expect(results.get(4)).toContain('公式')
  expect(results.get(5)).toContain('有 17 位，应为 18 位')
})

test('CSV: a number in scientific notation and one with its last digits gone are refused, too', async () => {
  const text = `企业名称,统一社会信用代码\n${one},9.13609E+17\n${two},913609021234567000\n`
  await compared(keeper, of, bytesOf(text))
  expect(await outcomes()).toEqual([
    [2, 'reject'],
    [3, 'reject'],
  ])
  expect(await messageOf(3)).toContain('末几位已丢失')
})

test.each(['utf8', 'gb18030', 'utf-16le'])('%s is read as what it is', async (encoding) => {
  const text = `${encoding === 'utf-16le' ? '\ufeff' : ''}企业名称,统一社会信用代码\r\n${one},${codeOf(1)}\r\n`
  await compared(keeper, of, bytesOf(text, encoding))
  expect(await outcomes()).toEqual([[2, 'new']])
})

test('mixed encodings: what cannot be read is refused row by row, or the whole with what to do', async () => {
  const long = `企业名称,统一社会信用代码\n${Array.from({ length: 9000 }, (_, n) => `示例编码${n}号机械有限公司,`).join('\n')}\n`
  const mixed = Buffer.concat([iconv.encode(long, 'utf8'), iconv.encode(`${one},${codeOf(1)}\n`, 'gb18030')])
  await compared(keeper, of, new Uint8Array(mixed))
  const { rows } = await keeper.call(drafts.listDraftRows, { ...of, outcome: 'reject' })
  expect(rows).toMatchObject([{ line: 9002 }])
  expect(rows[0]?.message).toContain('残缺字符')
})

test('an unknown county, a county out of sight and one of ours', async () => {
  const text = `企业名称,所属县区\n示例丁等食品有限公司,火星县\n示例戊等食品有限公司,高安市\n示例己等食品有限公司,袁州区\n`
  await compared(keeper, of, bytesOf(text))
  expect(await outcomes()).toEqual([
    [2, 'unknown'],
    [3, 'unknown'],
    [4, 'unknown'],
  ])
  expect(await messageOf(2)).toContain('不能识别“火星县”')
  expect(await messageOf(3)).toContain('不在本单位的范围')
  expect(await messageOf(4)).not.toContain('县区')
})

test.each([
  ['旧版 Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 .xlsx 或 CSV'],
  ['空文件', Buffer.alloc(0), '是空的'],
  ['网页', Buffer.from('<html><table></table></html>'), '另存为'],
])('%s is refused at once, with how to save it anew', async (_, bytes, said) => {
  const upload = keeper.call(
    drafts.startDraft,
    { ...of, fileName: '名单.xls', effectiveOn: '2026-03-01' },
    { body: new Uint8Array(bytes) },
  )
  await expect(upload).rejects.toThrow(said)
  expect((await keeper.call(drafts.readDraft, of)).draft).toBeNull()
})

test('without a column of names the draft says what is missing, and makes way for the next file', async () => {
  const failed = await compared(keeper, of, bytesOf(`统一社会信用代码,地区\n${codeOf(1)},袁州区\n`))
  expect(failed).toMatchObject({ phase: 'failed', problem: '表头：缺少“企业名称”列。请补上后再传。' })
  const none = await compared(keeper, of, bytesOf('甲,乙\n1,2\n'))
  expect(none.problem).toContain('没有找到列名')
  const good = await compared(keeper, of, bytesOf(`企业名称\n${one}\n`))
  expect(good).toMatchObject({ phase: 'ready', counts: { new: 1 } })
})

test('a day outside the period is refused where the file is uploaded', async () => {
  const upload = keeper.call(
    drafts.startDraft,
    { ...of, fileName: 'a.csv', effectiveOn: '2025-12-31' },
    { body: bytesOf(`企业名称\n${one}\n`) },
  )
  await expect(upload).rejects.toMatchObject({ problem: { code: 'outside-period' } })
})
