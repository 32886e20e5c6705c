import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { Refused } from '#platform/operation.ts'
import { administrator, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  checkRulePack,
  listPacks,
  loadRulePack,
  loadShippedPack,
  readPackInForce,
  readRulePack,
  tryRules,
} from './contract.ts'
import { MINIMAL } from './language.fixture.ts'
import { findPackInForce, readKeptPack } from './store.ts'

let app: TestApp
let units: Map<string, string>
let admin: Client
let officer: Client

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
  admin = await signInAs(app, 'system-admin', { platform: true })
  officer = await signInAs(app, 'county-officer', { unitId: units.get('market-360902') ?? '' })
})
afterAll(() => app.close())

const load = (body: string, as = admin) => as.call(loadRulePack, {}, { body })
const check = (body: string, as = admin) => as.call(checkRulePack, {}, { body })
const refusal = (error: unknown) => {
  if (error instanceof Refused) return error.problem
  throw error
}
const inForce = (onDate: string) =>
  officer.call(readPackInForce, { unitId: units.get('market-360902') ?? '', onDate })

/** A province's pack over 江西 and a county's pack that rests on it. */
const PROVINCE = MINIMAL.replace('id: example', 'id: province-pack')
  .replace('"99"', '"36"')
  .replace('2026-01-01', '2025-01-01')
const SECOND = PROVINCE.replace('version: 1', 'version: 2')
  .replace('2025-01-01', '2026-07-01')
  .replace('atLeast: 3', 'atLeast: 6')
  .replace('3年以上', '6年以上')
const COUNTY = `
id: county-pack
version: 1
title: 示例区细则
docNo: 示例区〔2026〕8号
issuer: [示例区市场监督管理局]
areas: ["360902"]
effectiveFrom: 2026-02-01
parent: province-pack
qualification:
  - { id: age, title: 60岁以下, clause: 第二条, fact: age, atMost: 60 }
`

describe('loading', () => {
  test('a pack is checked first, then kept with who loaded it; the same again changes nothing', async () => {
    expect(await check(COUNTY)).toMatchObject({
      pack: null,
      problems: [{ key: 'parent', reason: '找不到上级规则包“province-pack”' }],
    })
    expect(await check(PROVINCE)).toMatchObject({
      problems: [],
      kept: 'new',
      pack: { id: 'province-pack', places: ['江西省'] },
    })
    const row = await load(PROVINCE)
    expect(row).toMatchObject({ id: 'province-pack', state: 'in-force', loadedBy: '示例system-admin' })
    expect(await load(`# 只是多了说明\n${PROVINCE}`)).toEqual({ ...row, isNew: false })
    const trail = await app.sql("select subject_id from audit_entries where action = 'rule-pack.loaded'")
    expect(trail).toEqual([{ subject_id: 'province-pack@1' }])
    expect(await check(PROVINCE)).toMatchObject({ kept: 'same' })
    expect(await load(COUNTY)).toMatchObject({ id: 'county-pack', parent: 'province-pack' })
  })

  test('the same version with other content is refused', async () => {
    const changed = PROVINCE.replace('atLeast: 3', 'atLeast: 4')
    expect(await check(changed)).toMatchObject({ problems: [], kept: 'conflict' })
    expect(await load(changed).catch(refusal)).toMatchObject({
      status: 409,
      code: 'rule-pack-conflict',
      detail: expect.stringContaining('提高 version'),
    })
  })

  test('a wrong file is refused with line, key, reason and remedy', async () => {
    const wrong = COUNTY.replace('atMost: 60', 'atMost: 六十').replace('version: 1', 'version: 2')
    expect(await load(wrong).catch(refusal)).toMatchObject({
      status: 422,
      code: 'invalid-rule-pack',
      errors: [
        {
          path: '11:54 qualification[0].atMost',
          message: '第 11 行 qualification[0].atMost：“年龄”要和数比较，写的是 "六十"。写一个不加引号的数。',
        },
      ],
    })
    expect(await load('\u0000').catch(refusal)).toMatchObject({ status: 422 })
    expect(await load('').catch(refusal)).toMatchObject({ status: 422 })
    expect(await load('x'.repeat(1024 * 1024 + 1)).catch(refusal)).toMatchObject({ status: 413 })
  })

  test('a version that would break a pack below it is refused', async () => {
    const below = COUNTY.replace('id: county-pack', 'id: other-county').replace('"360902"', '"360981"')
    await load(`${below}relaxations:\n  - { id: less, title: 放宽, conditions: [{ id: years }] }\n`)
    const without = SECOND.replace('id: years', 'id: experience').replace('version: 2', 'version: 9')
    expect(await load(without).catch(refusal)).toMatchObject({
      status: 422,
      errors: [
        { message: expect.stringContaining('下级规则包“other-county”第 1 版不能用：任职条件里没有“years”') },
      ],
    })
  })

  test('two packs for one place from one day are refused', async () => {
    const rival = COUNTY.replace('id: county-pack', 'id: rival')
    expect(await load(rival).catch(refusal)).toMatchObject({
      errors: [{ message: expect.stringContaining('同一地区同一天') }],
    })
  })

  test('only the system administrator loads', async () => {
    expect(await load(PROVINCE, officer).catch(refusal)).toMatchObject({ status: 403 })
    expect(await check(PROVINCE, officer)).toMatchObject({ kept: 'same' })
    await expect(
      app.database.pool.query(
        "insert into rule_packs (id, version, hash, title, doc_no, area_codes, effective_from, source) values ('x', 1, 'x', 'x', 'x', '{}', '2026-01-01', 'x')",
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('the parent in force on the day', () => {
  test('a verdict can be judged again after the parent has a new version', async () => {
    const before = await inForce('2026-08-01')
    expect(before.layers.map((layer) => `${layer.id}@${layer.version}`)).toEqual([
      'province-pack@1',
      'county-pack@1',
    ])
    const verdict = await officer.call(tryRules, {
      unitId: units.get('market-360902') ?? '',
      onDate: '2026-08-01',
      facts: { qualityYears: 4, age: 50 },
    })
    expect([verdict.outcome, verdict.pack.hash]).toEqual(['pass', before.hash])

    await load(SECOND)
    const after = await inForce('2026-08-01')
    expect(after.layers[0]?.version).toBe(2)
    expect(after.hash).not.toBe(before.hash)
    expect((await inForce('2026-06-30')).hash).toBe(before.hash)

    const kept = await inTransaction(app.installation.pool, administrator, (tx) =>
      readKeptPack(tx, verdict.pack.id, verdict.pack.version, { hash: verdict.pack.hash }),
    )
    expect(kept.pack).toEqual(before.pack)
    vi.resetModules()
    const afterRestart = await import('./store.ts')
    const again = await inTransaction(app.installation.pool, administrator, (tx) =>
      afterRestart.readKeptPack(tx, verdict.pack.id, verdict.pack.version, { hash: verdict.pack.hash }),
    )
    expect(again).toEqual(kept)
    expect(again).not.toBe(kept)
    const lost = inTransaction(app.installation.pool, administrator, (tx) =>
      readKeptPack(tx, 'county-pack', 1, { hash: 'other' }),
    )
    await expect(lost).rejects.toThrow(/hash/)
  })

  test('what is filled in as 扩展项 is checked against the pack', async () => {
    const unitId = units.get('market-360902') ?? ''
    const asked = officer.call(tryRules, {
      unitId,
      onDate: '2026-08-01',
      facts: { extensions: { other: 1 } },
    })
    expect(await asked.catch(refusal)).toMatchObject({
      status: 422,
      errors: [{ path: 'facts.extensions.other', message: expect.stringContaining('没有“other”这一项') }],
    })
  })

  test('the list tells which version holds', async () => {
    const { rows } = await officer.call(listPacks, {})
    const states = Object.fromEntries(rows.map((row) => [`${row.id}@${row.version}`, row.state]))
    expect(states).toMatchObject({
      'province-pack@1': 'superseded',
      'province-pack@2': 'in-force',
      'county-pack@1': 'in-force',
      'hubei-2022@1': 'draft',
    })
  })

  test('one pack can be read as of a day, with the text it was loaded from', async () => {
    const read = await officer.call(readRulePack, {
      packId: 'county-pack',
      packVersion: 1,
      onDate: '2026-03-01',
    })
    const asJudged = await officer.call(readRulePack, {
      packId: 'county-pack',
      packVersion: 1,
      hash: read.hash,
    })
    expect(asJudged.pack).toEqual(read.pack)
    const of = { packId: 'county-pack', packVersion: 1 }
    expect(await officer.call(readRulePack, { ...of, hash: 'x' }).catch(refusal)).toMatchObject({
      status: 404,
    })
    expect(await officer.call(readRulePack, { ...of, onDate: '1900-01-01' })).toMatchObject({
      layers: [{ version: 1 }, {}],
    })
    expect(read.text).toBe(COUNTY)
    expect(read.pack.qualification.map(({ id, docNo }) => [id, docNo])).toEqual([
      ['years', '示例〔2026〕1号'],
      ['age', '示例区〔2026〕8号'],
    ])
    expect(
      await officer.call(readRulePack, { packId: 'nothing', packVersion: 1 }).catch(refusal),
    ).toMatchObject({ status: 404 })
  })
})

test('the packs that come with the product wait to be put in force', async () => {
  const empty = await startTestApp()
  try {
    const boss = await signInAs(empty, 'system-admin', { platform: true })
    const { rows } = await boss.call(listPacks, {})
    expect(Object.fromEntries(rows.map((row) => [row.id, row.state]))).toEqual({
      'tangshan-2024': 'not-loaded',
      'yichun-2024': 'not-loaded',
      'hubei-2022': 'not-loaded',
    })
    expect(
      (await boss.call(readRulePack, { packId: 'yichun-2024', packVersion: 1 })).pack.powers,
    ).toHaveLength(6)
    expect(await boss.call(loadShippedPack, { packId: 'yichun-2024' })).toMatchObject({ state: 'in-force' })
    expect(await boss.call(loadShippedPack, { packId: 'nothing' }).catch(refusal)).toMatchObject({
      status: 404,
    })
    const found = await inTransaction(empty.installation.pool, administrator, (tx) =>
      findPackInForce(tx, '00000000-0000-7000-8000-000000000001', '2026-01-01'),
    )
    expect(found).toBeUndefined()
  } finally {
    await empty.close()
  }
})
