import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptFiling, readFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { loadRulePack, readPackInForce, readRulePack } from './contract.ts'
import { shippedPacks } from './load-pack.ts'

/** 袁州区 on top of 宜春: fewer years, an age, and a step of its own. */
const COUNTY = `
id: yuanzhou-shili
version: 1
title: 示例：袁州区实施细则
docNo: 示例袁市监〔2026〕4号
issuer: [示例区市场监督管理局]
areas: ["360902"]
effectiveFrom: 2026-01-01
parent: yichun-2024
qualification:
  - { id: age, title: 60周岁以下, clause: 第二条, fact: age, atMost: 60 }
  - { id: quality-years, title: 3年以上质量工作经历, clause: 第三条, fact: qualityYears, atLeast: 3 }
`

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('a filing is judged by the county over the city, and registered by just these though the city has moved on', async () => {
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  const admin = await signInAs(app, 'system-admin', { platform: true })
  await admin.call(loadRulePack, {}, { body: COUNTY })
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const officer = await signInAs(app, 'county-officer', { unitId })

  const submitted = await submittedFiling(enterpriseId, filer, principal)
  expect(submitted.verdict).toMatchObject({
    outcome: 'pass',
    pack: { id: 'yuanzhou-shili', docNo: '示例袁市监〔2026〕4号' },
  })
  const tree = submitted.verdict?.tree ?? []
  expect(tree.map(({ id, docNo, clause }) => [id, docNo, clause]).slice(0, 2)).toEqual([
    ['qualification-or-education', '宜市市监联发〔2024〕9号', '三（一）2'],
    ['age', '示例袁市监〔2026〕4号', '第二条'],
  ])

  const yichun = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')?.text ?? ''
  const stricter = yichun
    .replace('version: 1\n', 'version: 2\n')
    .replace('effectiveFrom: 2024-05-06', 'effectiveFrom: 2026-01-02')
    .replace('atLeast: bachelor', 'atLeast: doctor')
  await admin.call(loadRulePack, {}, { body: stricter })
  const onDate = submitted.verdict?.onDate ?? ''
  const now = await officer.call(readPackInForce, { unitId, onDate })
  expect(now.layers.map((layer) => layer.version)).toEqual([2, 1])
  expect(now.hash).not.toBe(submitted.verdict?.pack.hash)

  const of = { enterpriseId, filingId: submitted.id }
  const accepted = await officer.call(acceptFiling, { ...of, version: submitted.version })
  const registered = await officer.call(registerFiling, { ...of, version: accepted.version })
  expect(registered).toMatchObject({ status: 'registered', verdict: { outcome: 'pass' } })
  expect(registered.verdict?.pack.hash).toBe(submitted.verdict?.pack.hash)
  const later = await officer.call(readFiling, of)
  const rules = await officer.call(readRulePack, {
    packId: 'yuanzhou-shili',
    packVersion: 1,
    hash: later.verdict?.pack.hash,
  })
  expect(rules.layers.map((layer) => layer.version)).toEqual([1, 1])
})
