import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedOrgUnits } from '#foundation/org-units/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Refused } from '#platform/operation.ts'
import { keepPack } from '#registry/rules/index.ts'
import { readPack } from '#registry/rules/load-pack.ts'
import { bureau } from '#testing/other-places.ts'
import { administrator, makeEnterprise, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from './contract.ts'
import { submittedFiling } from './fixtures.ts'

const header = (version: number, from: string, to: string) => `
id: shili-rules
version: ${version}
title: 示例市办法第${version}版
docNo: 示市监〔202${version + 4}〕1号
issuer: [示例市市场监督管理局]
areas: ["9901"]
effectiveFrom: ${from}
effectiveTo: ${to}
supersedes: null
parent: null
strength: must
exclusions: null
generalConditions: null
powers: []
certificates: []
forms: []
targets: []
milestones: []
termination: null
awardPriority: null
provisions: []
`
const flow = (order: string, pattern: string) => `
flow: { order: ${order}, levels: [county, city], fileTo: county, confirmation: [in-app] }
numbering: { pattern: "${pattern}-{unit}-{year}-{seq:4}" }
`
/** In force when the officer was appointed (2026-10-08): a master, which the city may relax for smaller enterprises. */
const older = `${header(1, '2025-01-01', '2026-10-31')}${flow('appoint-first', '旧')}
qualification: [{ id: education, title: 硕士以上学历, clause: 第三条, fact: education, atLeast: master }]
relaxations:
  - { id: smaller, title: 小微企业的学历, clause: 第四条, by: [city],
      when: { fact: enterpriseSize, in: [small, micro] }, conditions: [{ id: education }] }
`
/** In force when it is submitted: nobody qualifies, trained before appointed, other numbers. */
const newer = `${header(2, '2026-11-01', 'null')}${flow('train-first', '新')}
qualification: [{ id: education, title: 博士学历, clause: 第三条, fact: education, atLeast: doctor }]
relaxations: []
`

let app: TestApp
let units: Map<string, string>
beforeAll(async () => {
  app = await startTestApp()
  units = await inTransaction(app.installation.pool, administrator, async (tx) => {
    for (const text of [older, newer]) {
      const reading = readPack(text)
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
      await keepPack(tx, { file: reading.file, text })
    }
    return seedOrgUnits(tx, [
      bureau('990100', 'city', '示例市', null),
      bureau('990102', 'county', '示例县', '990100'),
    ])
  })
})
afterAll(() => app.close())

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown) => (thrown as Refused).problem,
  )

test('qualification goes by the pack of the appointment date, procedure by that of the submission; who relaxes is said', async () => {
  const unitId = units.get('market-990102') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const officer = await signInAs(app, 'county-officer', { unitId })
  const form = { trained: true, trainedOn: '2026-05', trainer: '示例培训中心' }
  const submitted = await submittedFiling(enterpriseId, filer, principal, form)
  expect(submitted.verdict).toMatchObject({
    outcome: 'relaxed',
    needsReason: true,
    pack: { id: 'shili-rules', version: 1 },
    onDate: '2026-10-08',
  })
  expect(submitted.procedure).toMatchObject({ order: 'train-first', pack: { version: 2 } })

  const of = { enterpriseId, filingId: submitted.id }
  const accepted = await officer.call(filing.acceptFiling, { ...of, version: submitted.version })
  const now = { ...of, version: accepted.version }
  const alone = await refusal(
    officer.call(filing.registerFiling, { ...now, relaxationReason: '企业很小，先予备案。' }),
  )
  expect(alone).toMatchObject({ code: 'reason-required', errors: [{ path: 'registerReason' }] })
  expect(alone?.detail).toContain('放宽由市级决定')
  const registered = await officer.call(filing.registerFiling, {
    ...now,
    registerReason: '市局 2026-11-20 同意放宽，示市监函〔2026〕8号。',
  })
  expect(registered.filingNo).toMatch(/^新-990102-\d{4}-0001$/)
  expect(registered).toMatchObject({ relaxationReason: null, verdict: { pack: { version: 1 } } })
  const [kept] = await app.sql(
    'select pack_version, procedure_pack_version, pack_hash, procedure_pack_hash from filings where id = $1',
    [submitted.id],
  )
  expect(kept).toMatchObject({ pack_version: 1, procedure_pack_version: 2 })
  expect(kept?.pack_hash).not.toBe(kept?.procedure_pack_hash)
})
