import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { RESULT_COLUMN } from '#platform/spreadsheets/write-results.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as imports from './contract.ts'
import { isImportHeader } from './import-row.ts'
import { generateSampleList } from './sample-list.ts'

let app: TestApp
let city: Client
let unitId: string
let county: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360900') ?? ''
  county = units.get('market-360902') ?? ''
  city = await signInAs(app, 'city-officer', { unitId })
})
afterAll(() => app.close())

const code = (n: number) => makeCreditCode(`91360902MAY${String(n).padStart(6, '0')}`)
const header = ['企业名称', '统一社会信用代码', '注册地址', '成立日期']
const row = (n: number, name = `示例导入${n}号有限公司`) => [
  name,
  code(n),
  '江西省宜春市袁州区示例路 1 号',
  '2020年1月2日',
]
const csv = (rows: string[][]) => Buffer.from(stringify([header, ...rows]))

async function start(bytes: Uint8Array, fileName = '名单.csv', key?: string) {
  return city.call(
    imports.startImport,
    { unitId, fileName },
    { body: new Uint8Array(bytes), ...(key && { idempotencyKey: key }) },
  )
}

async function until(run: imports.ImportRun, ...states: imports.ImportRun['status'][]) {
  for (;;) {
    const now = await city.call(imports.readImport, { unitId, importId: run.id })
    if (states.includes(now.status)) return now
    expect(['uploaded', 'checking', 'checked', 'applying']).toContain(now.status)
    await wait(50)
  }
}

async function applied(run: imports.ImportRun) {
  const checked = await until(run, 'checked')
  await city.call(imports.applyImport, { unitId, importId: run.id, version: checked.version })
  return until(run, 'applied')
}

const countOf = async (run: imports.ImportRun) =>
  (
    await app.sql<{ n: number }>('select count(*)::int as n from enterprises where import_id = $1', [run.id])
  )[0]?.n

describe('an import of enterprises', () => {
  test('says on the dry run of every row what it is, and writes the good ones only when told', async () => {
    const list = generateSampleList({ count: 120, seed: 7 })
    const book = await writeWorkbook(
      list.header,
      list.rows.map((each) => each.cells),
    )
    const run = await start(book, '名单.xlsx')
    const checked = await until(run, 'checked')
    expect(await countOf(run)).toBe(0)
    const outcomes = await app.sql<{ line: number; outcome: string }>(
      'select line, outcome from import_rows where import_id = $1 order by line',
      [run.id],
    )
    const expected = {
      accept: 'add',
      warn: 'add',
      decide: 'doubtful',
      skip: 'reject',
      refuse: 'reject',
    } as const
    expect(outcomes.map((each) => each.outcome)).toEqual(list.rows.map((each) => expected[each.treatment]))
    const done = await applied(run)
    expect(await countOf(run)).toBe(checked.added)
    expect(done.added + done.doubtful + done.rejected).toBe(list.rows.length)
    const trail = await app.sql("select details from audit_entries where action = 'import.applied'")
    expect(trail).toHaveLength(1)
    expect(JSON.stringify(trail)).toContain(run.sha256)
  })

  test('the template has columns that are known, and its sample row is refused when it is left in', async () => {
    const template = await city.download(imports.downloadImportTemplate, { unitId })
    const run = await start(template.bytes, '企业名单模板.xlsx')
    expect(await until(run, 'checked')).toMatchObject({ added: 0, doubtful: 0, rejected: 1 })
  })

  test('names the unit that was found for a row', async () => {
    const run = await start(csv([row(40)]))
    await until(run, 'checked')
    const { rows } = await city.call(imports.listImportRows, { unitId, importId: run.id, limit: 5 })
    expect(rows).toMatchObject([{ outcome: 'add', unitName: '袁州区市场监督管理局' }])
  })

  test('reads GB18030, gives the same file back with a last column, and knows what it has', async () => {
    const rows = [row(1), row(2), ['', code(3), '', ''], row(1)]
    const bytes = iconv.encode(stringify([header, ...rows]), 'gb18030')
    const run = await start(bytes)
    await applied(run)
    const result = await city.download(imports.downloadImportResult, { unitId, importId: run.id })
    const folder = await mkdtemp(join(tmpdir(), 'opencqo-result-'))
    await writeFile(join(folder, 'result'), result.bytes)
    const table = await readTable(join(folder, 'result'), isImportHeader)
    expect(table.kind).toMatchObject({ format: 'csv', encoding: 'gb18030' })
    expect(table.header.at(-1)).toBe(RESULT_COLUMN)
    const last: string[] = []
    for await (const each of table.rows) last.push(each.cells.at(-1)?.text ?? '')
    expect(last).toEqual([
      '新增',
      '新增',
      '未导入：企业名称：没有填写。请补填。',
      '未导入：与第 2 行重复。已保留前一行。',
    ])
    await rm(folder, { recursive: true })

    const again = await until(await start(csv([row(1), row(2, '示例改名有限公司')])), 'checked')
    expect(again).toMatchObject({ added: 0, unchanged: 1, changed: 1 })
  })

  test('is undone: what was added goes, what was changed comes back', async () => {
    await applied(await start(csv([row(11)])))
    const second = await applied(await start(csv([row(11, '示例新名有限公司'), row(12)])))
    expect(second).toMatchObject({ added: 1, changed: 1 })
    await city.call(imports.undoImport, { unitId, importId: second.id, version: second.version })
    const names = await app.sql<{ name: string }>(
      'select name from enterprises where credit_code = any($1)',
      [[code(11), code(12)]],
    )
    expect(names).toEqual([{ name: '示例导入11号有限公司' }])
  })

  test('takes a doubtful row where the officer says, or skips it', async () => {
    const away = (n: number) => [`示例异地${n}号有限公司`, code(n), '江西省南昌市示例路 1 号', '']
    const run = await start(csv([away(21), away(22)]))
    await until(run, 'checked')
    const decide = (line: number, take: string | null) =>
      city.call(imports.decideImportRow, { unitId, importId: run.id, line, take })
    await decide(2, county)
    await decide(3, null)
    await applied(run)
    const found = await app.sql('select unit_id from enterprises where import_id = $1', [run.id])
    expect(found).toEqual([{ unit_id: county }])
  })

  test('is cancelled before it is written', async () => {
    const run = await start(csv([row(31)]))
    await until(run, 'checked')
    expect((await city.call(imports.cancelImport, { unitId, importId: run.id })).status).toBe('cancelled')
    expect(await countOf(run)).toBe(0)
  })

  test('under the same key is one import', async () => {
    const [first, second] = await Promise.all([
      start(csv([row(41)]), '名单.csv', 'one-import-1'),
      start(csv([row(41)]), '名单.csv', 'one-import-1'),
    ])
    expect(second.id).toBe(first.id)
  })
})

describe('a file that is no list', () => {
  const refused = async (bytes: Uint8Array) => {
    const error = await start(bytes, '名单.xlsx').then(
      () => undefined,
      (thrown) => thrown as Refused,
    )
    return error?.problem
  }

  test.each([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 415],
    ['a PDF', Buffer.from('%PDF-1.7 示例'), 415],
    ['bytes', Buffer.from([1, 2, 3, 0, 0, 5]), 415],
    ['nothing', Buffer.alloc(0), 415],
    ['an ordinary zip', zip([['a.txt', 10, 10]]), 415],
    [
      'a workbook with macros',
      zip([
        ['[Content_Types].xml', 9, 9],
        ['xl/workbook.xml', 9, 9],
        ['xl/vbaProject.bin', 9, 9],
      ]),
      415,
    ],
    [
      'a zip bomb',
      zip([
        ['[Content_Types].xml', 9, 9],
        ['xl/workbook.xml', 9, 9],
        ['xl/worksheets/sheet1.xml', 4_000_000_000, 4_000],
      ]),
      413,
    ],
  ])('%s is refused at once', async (_name, bytes, status) => {
    const problem = await refused(bytes)
    expect(problem?.status).toBe(status)
    expect(problem?.detail).toMatch(/^文件：.+。.+。$/)
  })

  test('a table without our columns fails on the dry run, with what was seen', async () => {
    const run = await start(Buffer.from('甲,乙\n1,2\n'))
    const failed = await until(run, 'failed')
    expect(failed.problem).toContain('甲、乙')
  })
})

/** A zip whose directory says what it is told to; the contents do not matter before they are unpacked. */
function zip(entries: Array<[name: string, size: number, packed: number]>): Buffer {
  const body = deflateRawSync(Buffer.from('x'))
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(26), body])
  const directory = Buffer.concat(
    entries.map(([name, size, packed]) => {
      const head = Buffer.alloc(46)
      head.writeUInt32LE(0x02014b50, 0)
      head.writeUInt32LE(packed, 20)
      head.writeUInt32LE(size, 24)
      head.writeUInt16LE(Buffer.byteLength(name), 28)
      return Buffer.concat([head, Buffer.from(name)])
    }),
  )
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}
