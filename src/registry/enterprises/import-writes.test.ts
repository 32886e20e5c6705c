import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Refused } from '#platform/operation.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { makeAccount, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as imports from './contract.ts'
import { writeCertain } from './import-write-store.ts'
import { applyImportJob } from './jobs/apply-import.job.ts'

let app: TestApp
let city: Client
let colleague: Client
let unitId: string
let county: string
let other: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360900') ?? ''
  county = units.get('market-360902') ?? ''
  other = units.get('market-360983') ?? ''
  city = await signInAs(app, 'city-officer', { unitId })
  colleague = await signInAs(app, 'city-officer', { unitId })
})
afterAll(() => app.close())

const HERE = '江西省宜春市袁州区示例路 1 号'
const code = (n: number) => makeCreditCode(`91360902MAX${String(n).padStart(6, '0')}`)
const full = ['企业名称', '统一社会信用代码', '注册地址', '成立日期', '经营范围', '企业规模', '所属行业']
const row = (n: number, name = `示例写入${n}号有限公司`, address = HERE) => [
  name,
  code(n),
  address,
  '2020-01-02',
  '示例机械制造',
  '小型企业',
  'C34 通用设备制造业',
]
const csv = (rows: string[][], header = full) => new TextEncoder().encode(stringify([header, ...rows]))

async function until(run: { id: string }, ...states: imports.ImportRun['status'][]) {
  for (;;) {
    const now = await city.call(imports.readImport, { unitId, importId: run.id })
    if (states.includes(now.status)) return now
    expect(['uploaded', 'checking', 'checked', 'applying']).toContain(now.status)
    await wait(50)
  }
}

async function checked(rows: string[][], header?: string[]) {
  const run = await city.call(
    imports.startImport,
    { unitId, fileName: '名单.csv' },
    { body: csv(rows, header) },
  )
  return until(run, 'checked')
}

async function write(run: imports.ImportRun) {
  await city.call(imports.applyImport, { unitId, importId: run.id, version: run.version })
  return until(run, 'applied')
}

const named = (n: number) =>
  app.sql<{ name: string; id: string }>('select id, name from enterprises where credit_code = $1', [code(n)])
const rowsOf = (run: imports.ImportRun) =>
  city.call(imports.listImportRows, { unitId, importId: run.id }).then(({ rows }) => rows)
const status = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 200,
    (thrown: Refused) => thrown.problem.status,
  )

/** What a server of an earlier release leaves that was stopped after its first row: it wrote in parts. */
async function stoppedHalfway(run: imports.ImportRun) {
  await app.sql("update imports set status = 'applying' where id = $1", [run.id])
  const actor = { kind: 'system', role: 'system', for: { unitId } } as const
  await inTransaction(app.installation.pool, actor, (tx) =>
    writeCertain(tx, { unit_id: unitId, id: run.id }, { from: 2, to: 2 }, '2026-01-01'),
  )
}

describe('writing an import', () => {
  test('told twice at once is done once; the other gets 409', async () => {
    const run = await checked([row(1), row(2)])
    const input = { unitId, importId: run.id, version: run.version }
    const answers = await Promise.all([
      status(city.call(imports.applyImport, input)),
      status(colleague.call(imports.applyImport, input)),
    ])
    expect(answers.sort()).toEqual([200, 409])
    expect(await until(run, 'applied')).toMatchObject({ added: 2 })
    const events = await app.sql(
      'select 1 from enterprise_unit_events where enterprise_id in (select id from enterprises where import_id = $1)',
      [run.id],
    )
    expect(events).toHaveLength(2)
  })

  test('goes on where a stopped server left it, and says so once', async () => {
    const run = await checked([row(11), row(12), row(13)])
    await stoppedHalfway(run)
    await applyImportJob.run(app.installation, { unitId, importId: run.id })
    expect(await until(run, 'applied')).toMatchObject({ added: 3 })
    const written = await app.sql('select 1 from enterprises where import_id = $1', [run.id])
    expect(written).toHaveLength(3)
    const trail = await app.sql(
      "select 1 from audit_entries where subject_id = $1 and action = 'import.applied'",
      [run.id],
    )
    expect(trail).toHaveLength(1)
  })

  test('cancelled halfway leaves the directory as it was', async () => {
    await write(await checked([row(21)]))
    const run = await checked([row(21, '示例改名有限公司'), row(22), row(23)])
    await stoppedHalfway(run)
    expect(await named(21)).toMatchObject([{ name: '示例改名有限公司' }])
    await city.call(imports.cancelImport, { unitId, importId: run.id })
    await applyImportJob.run(app.installation, { unitId, importId: run.id })
    await until(run, 'cancelled')
    expect(await named(21)).toMatchObject([{ name: '示例写入21号有限公司' }])
    expect(await named(22)).toEqual([])
  })

  test('cancelled and applied at the same moment ends as one of the two', async () => {
    for (let n = 0; n < 5; n += 1) {
      const run = await checked([row(30 + n)])
      await Promise.allSettled([
        city.call(imports.applyImport, { unitId, importId: run.id, version: run.version }),
        colleague.call(imports.cancelImport, { unitId, importId: run.id }),
      ])
      const ended = await until(run, 'applied', 'cancelled')
      expect(await named(30 + n)).toHaveLength(ended.status === 'applied' ? 1 : 0)
    }
  })

  test('does not call a row added whose code somebody else has added since', async () => {
    const first = await checked([row(41)])
    const second = await checked([row(41, '示例后到有限公司'), row(42)])
    await write(first)
    expect(await write(second)).toMatchObject({ added: 1, rejected: 1 })
    expect(await rowsOf(second)).toMatchObject([{ line: 2, outcome: 'reject' }, { outcome: 'add' }])
    expect(await named(41)).toMatchObject([{ name: '示例写入41号有限公司' }])
  })

  test('does not overwrite what has been changed since the dry run', async () => {
    await write(await checked([row(51)]))
    const early = await checked([row(51, '示例早改有限公司')])
    await write(await checked([row(51, '示例晚改有限公司')]))
    expect(await write(early)).toMatchObject({ changed: 0, rejected: 1 })
    expect(await named(51)).toMatchObject([{ name: '示例晚改有限公司' }])
  })

  test('keeps what the list does not say', async () => {
    await write(await checked([row(61)]))
    const again = await checked([['示例写入61号有限公司', code(61)]], full.slice(0, 2))
    expect(again).toMatchObject({ unchanged: 1, changed: 0 })
    const renamed = await checked([['示例新名61号有限公司', code(61), '无']], full.slice(0, 3))
    expect((await rowsOf(renamed))[0]?.message).toContain('企业名称')
    await write(renamed)
    const [kept] = await app.sql('select * from enterprises where credit_code = $1', [code(61)])
    expect(kept).toMatchObject({
      name: '示例新名61号有限公司',
      address: HERE,
      registered_on: '2020-01-02',
      business_scope: '示例机械制造',
      size: '小型',
      industry_code: 'C34',
    })
  })
})

describe('a code that stands twice in the list', () => {
  const twice = (n: number) =>
    checked([row(n), row(n, `示例另名${n}号有限公司`), row(n, `示例三名${n}号有限公司`)])

  test('takes the name of the row that the officer chose, and undo takes all of it back', async () => {
    const run = await twice(71)
    expect(run).toMatchObject({ added: 1, doubtful: 2 })
    await city.call(imports.decideImportRow, { unitId, importId: run.id, line: 3, take: county })
    expect(
      await status(city.call(imports.decideImportRow, { unitId, importId: run.id, line: 4, take: county })),
    ).toBe(409)
    const now = await city.call(imports.readImport, { unitId, importId: run.id })
    const done = await write(now)
    expect(done).toMatchObject({ added: 1, changed: 1, doubtful: 1 })
    expect(await named(71)).toMatchObject([{ name: '示例另名71号有限公司' }])
    await city.call(imports.undoImport, { unitId, importId: run.id, version: done.version })
    expect(await named(71)).toEqual([])
  })

  test('is not moved to another unit on the way', async () => {
    const run = await twice(72)
    await city.call(imports.decideImportRow, { unitId, importId: run.id, line: 3, take: other })
    expect(await write(await city.call(imports.readImport, { unitId, importId: run.id }))).toMatchObject({
      added: 1,
      rejected: 1,
    })
    expect(await named(72)).toMatchObject([{ name: '示例写入72号有限公司' }])
  })
})

describe('undo', () => {
  test('leaves an enterprise on which something has been built, and says how many', async () => {
    const done = await write(await checked([row(81), row(82)]))
    const [kept] = await named(81)
    await makeAccount(app, 'filer', { enterpriseId: kept?.id ?? '' })
    const undone = await city.call(imports.undoImport, { unitId, importId: done.id, version: done.version })
    expect(undone.problem).toContain('1 家')
    expect(await named(81)).toHaveLength(1)
    expect(await named(82)).toEqual([])
  })

  test('leaves a change that has been changed again', async () => {
    await write(await checked([row(83)]))
    const second = await write(await checked([row(83, '示例二名有限公司')]))
    await write(await checked([row(83, '示例三名有限公司')]))
    const undone = await city.call(imports.undoImport, {
      unitId,
      importId: second.id,
      version: second.version,
    })
    expect(undone.problem).toContain('1 家')
    expect(await named(83)).toMatchObject([{ name: '示例三名有限公司' }])
  })
})

describe('what is asked wrongly', () => {
  test('a line or an import that there is not is not found', async () => {
    const run = await checked([row(91)])
    const decide = (line: number) =>
      status(city.call(imports.decideImportRow, { unitId, importId: run.id, line, take: null }))
    expect(await decide(99)).toBe(404)
    expect(await decide(9_000_000_000_000)).toBe(404)
    expect(await decide(-1)).toBe(404)
    expect(await status(city.call(imports.listImportRows, { unitId, importId: unitId }))).toBe(404)
  })

  test('a province officer does not import for a city', async () => {
    const province = await signInAs(app, 'province-officer', { unitId })
    expect(await status(province.call(imports.listImports, { unitId }))).toBe(403)
  })

  test('half a character in the list is pointed out and does not stop the import', async () => {
    const text = stringify([full, row(92, '示例\ud800半字有限公司')])
    const body = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const run = await city.call(
      imports.startImport,
      { unitId, fileName: '名单.csv' },
      { body: new Uint8Array(body) },
    )
    expect(await until(run, 'checked')).toMatchObject({ rowsTotal: 1, added: 1 })
    expect((await rowsOf(run))[0]?.message).toContain('企业名称：含有残缺字符')
  })
})
