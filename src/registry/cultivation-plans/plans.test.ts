import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { readCoverage } from '#registry/coverage/contract.ts'
import { coverageFigures } from '#registry/coverage/index.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  changePlanMembers,
  listPlanCandidates,
  listPlanMembers,
  type Plan,
  readPlan,
  setPlanSupplement,
  startPlan,
} from './contract.ts'
import { figuresOf } from './figures.ts'
import { signedAboveScale } from './fixtures.ts'
import {
  acceptPlan,
  acceptPlans,
  commentPlan,
  returnPlan,
  submitPlan,
  verifyPlan,
  withdrawPlan,
} from './handing/contract.ts'
import { acceptedPlan, planCompletion } from './index.ts'
import { countWaitingPlans, listPlanUnits, readOwnPlans } from './units/contract.ts'

let app: TestApp
let unit: (key: string) => string
let county: Client
let city: Client
let province: Client
let industry: Client
const year = new Date().getUTCFullYear() + 1
const enterprises: string[] = []

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unit = (key) => units.get(key) ?? ''
  county = await signInAs(app, 'county-officer', { unitId: unit('market-360902') })
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  province = await signInAs(app, 'province-officer', { unitId: unit('market-360000') })
  industry = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  for (let n = 0; n < 6; n += 1) enterprises.push(await makeEnterprise(app, unit('market-360902')))
  await signedAboveScale(industry, unit('industry-360902'), enterprises.slice(0, 5))
})
afterAll(() => app.close())

const own = () => ({ unitId: unit('market-360902') })
const signer = { preparedBy: '示例填报人', reviewedBy: '示例审核人' }
const nothing = { add: [], remove: [], addAll: null }
const put = (enterpriseId: string | undefined, of = year) => ({
  enterpriseId: enterpriseId ?? '',
  year: of,
  note: '',
})

async function register(enterpriseId: string | undefined, officer = county) {
  const id = enterpriseId ?? ''
  const filer = await signInAs(app, 'filer', { enterpriseId: id })
  const filing = await submittedFiling(id, filer, await signInAs(app, 'principal', { enterpriseId: id }))
  const of = { enterpriseId: id, filingId: filing.id }
  const accepted = await officer.call(acceptFiling, { ...of, version: filing.version })
  await officer.call(registerFiling, { ...of, version: accepted.version })
}

async function begun(more: { reason?: string } = {}): Promise<{ unitId: string; planId: string }> {
  const { id } = await county.call(startPlan, { ...own(), year, ...more })
  return { ...own(), planId: id }
}

const codes = ({ warnings }: Plan) => warnings.map(({ code }) => code)
const versionOf = async (of: { unitId: string; planId: string }, client = county) =>
  (await client.call(readPlan, of)).version

describe('a county’s plan', () => {
  let of: { unitId: string; planId: string }

  test('is chosen from the 规上企业 that are not filed, and the numbers follow from the names', async () => {
    await register(enterprises[0])
    of = await begun()
    await expect(begun()).rejects.toMatchObject({ problem: { code: 'plan-open' } })
    const candidates = await county.call(listPlanCandidates, of)
    expect(candidates.rows.map(({ enterpriseId }) => enterpriseId).sort()).toEqual(
      enterprises.slice(1, 5).sort(),
    )
    expect(candidates.total).toBe(4)
    const [, first, second] = enterprises
    expect(
      await county.call(changePlanMembers, { ...of, ...nothing, add: [put(first), put(second, year + 1)] }),
    ).toMatchObject({ added: 2, changed: 0, removed: 0 })
    expect(await county.call(changePlanMembers, { ...of, ...nothing, add: [put(second)] })).toMatchObject({
      added: 0,
      changed: 1,
    })
    await county.call(changePlanMembers, { ...of, ...nothing, add: [put(second, year + 1)] })
    const plan = await county.call(readPlan, of)
    expect(plan.columns).toEqual([
      '县(市、区)',
      '规上企业数',
      '已完成备案数',
      `${year}年培育计划数`,
      `${year + 1}年培育计划数`,
    ])
    expect(plan.rows).toMatchObject([
      { place: '袁州区', aboveScale: 5, filed: 1, planned: [1, 1], unnamed: [0, 0], remaining: 2 },
    ])
    expect(plan.basis).toMatchObject([{ name: '示例规上企业名单', no: 1, members: 5 }])
    expect(codes(plan)).toContain('short-of-target')
    expect((await county.call(listPlanCandidates, of)).total).toBe(2)
  })

  test('takes no enterprise that is filed, off the list, of another unit, or a year that is not its own', async () => {
    for (const id of [enterprises[0], enterprises[5]]) {
      await expect(
        county.call(changePlanMembers, { ...of, ...nothing, add: [put(id)] }),
      ).rejects.toMatchObject({ problem: { code: 'not-plannable' } })
    }
    await expect(
      county.call(changePlanMembers, { ...of, ...nothing, add: [put(enterprises[3], year + 2)] }),
    ).rejects.toThrow(`不在这份计划的 ${year} 至 ${year + 1} 年内`)
    expect((await county.call(listPlanMembers, of)).total).toBe(2)
  })

  test('a number without names needs a reason, and is marked', async () => {
    const number = { ...of, year: year + 1, count: 2 }
    await expect(county.call(setPlanSupplement, { ...number, reason: '' })).rejects.toMatchObject({
      problem: { code: 'reason-needed' },
    })
    await county.call(setPlanSupplement, { ...number, reason: '新入规企业待认定' })
    const plan = await county.call(readPlan, of)
    expect(plan.rows).toMatchObject([{ planned: [1, 3], unnamed: [0, 2], remaining: 4 }])
    // The sample list is of 2020.
    expect(codes(plan)).toEqual(['roster-old'])
    await county.call(setPlanSupplement, { ...number, count: 1, reason: '新入规企业待认定' })
    expect(codes(await county.call(readPlan, of))).toEqual(['roster-old', 'short-of-target'])
  })

  test('is not seen above before it is handed in; the industry bureau sees it and may remark', async () => {
    await expect(city.call(readPlan, of)).rejects.toMatchObject({ problem: { code: 'not-found' } })
    const { rows } = await industry.call(listPlanMembers, of)
    expect(rows.map(({ state }) => state)).toEqual([null, null])
    expect((await industry.call(readPlan, of)).abilities).toMatchObject({ change: false, comment: true })
    const beside = await industry.call(listPlanUnits, { unitId: unit('industry-360902'), year })
    expect(beside.rows).toMatchObject([
      { state: 'draft', plan: { id: of.planId }, planned: [], mayDecide: false },
    ])
    const above = await city.call(listPlanUnits, { unitId: unit('market-360900'), year, state: 'none' })
    expect(above.rows.find(({ unitId }) => unitId === of.unitId)).toMatchObject({ state: 'none', plan: null })
    await industry.call(commentPlan, { ...of, text: '其中一家正在技改，建议列入下一年度' })
    const notices = await county.call(listNotices, {})
    expect(notices.rows[0]).toMatchObject({ kind: 'cultivation-plan-commented' })
    await county.call(commentPlan, { ...of, text: '已改到下一年度' })
    expect((await industry.call(listNotices, {})).rows[0]).toMatchObject({ body: '已改到下一年度' })
    await expect(industry.call(changePlanMembers, { ...of, ...nothing })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
  })

  test('is handed in with a word of why, frozen, returned with everything at once, and goes on as a further version', async () => {
    const version = await versionOf(of)
    const silent = county.call(submitPlan, { ...of, ...signer, version, explanation: '' })
    await expect(silent).rejects.toMatchObject({ problem: { code: 'reason-needed' } })
    const explained = { ...of, ...signer, explanation: '一家拟搬迁，暂不列入' }
    await expect(county.call(submitPlan, { ...explained, version: version - 1 })).rejects.toMatchObject({
      problem: { code: 'stale-version' },
    })
    await county.call(submitPlan, { ...explained, version })
    const seen = await city.call(readPlan, of)
    expect(seen).toMatchObject({
      status: 'submitted',
      explanation: '一家拟搬迁，暂不列入',
      preparedBy: '示例填报人',
    })
    expect(seen.abilities).toMatchObject({ decide: true, change: false })
    expect((await city.call(countWaitingPlans, {})).toDecide).toBe(1)
    await expect(
      county.call(changePlanMembers, { ...of, ...nothing, remove: [enterprises[1] ?? ''] }),
    ).rejects.toMatchObject({ problem: { code: 'wrong-state' } })
    const defects = [
      { place: '示例企业', why: '已停产', how: '请移出' },
      { place: '未具名计划数', why: '没有依据', how: '请补列企业' },
    ]
    await expect(province.call(returnPlan, { ...of, version: seen.version, defects })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
    await city.call(returnPlan, { ...of, version: seen.version, defects })
    expect((await county.call(readPlan, of)).defects).toEqual(defects)
    expect((await county.call(countWaitingPlans, {})).returned).toBe(1)
    const again = await begun()
    expect((await county.call(countWaitingPlans, {})).returned).toBe(0)
    expect(await county.call(readPlan, again)).toMatchObject({ no: 2, status: 'draft' })
    expect((await county.call(listPlanMembers, again)).total).toBe(2)
    await county.call(changePlanMembers, { ...again, ...nothing, add: [put(enterprises[3])] })
    await county.call(setPlanSupplement, { ...again, year: year + 1, count: 1, reason: '新入规企业待认定' })
    await county.call(submitPlan, { ...again, ...signer, version: await versionOf(again), explanation: '' })
    await county.call(withdrawPlan, { ...again, version: await versionOf(again), reason: '还要补一家' })
    of = await begun()
    await county.call(submitPlan, { ...of, ...signer, version: await versionOf(of), explanation: '' })
    expect((await county.call(listPlanMembers, { ...again })).total).toBe(3)
    const waiting = await city.call(listPlanUnits, { unitId: unit('market-360900'), year })
    expect(waiting.rows.find(({ unitId }) => unitId === of.unitId)).toMatchObject({
      state: 'submitted',
      mayDecide: true,
      planned: [2, 2],
      plan: { no: 3 },
    })
    await city.call(acceptPlan, { ...of, version: await versionOf(of, city) })
    expect((await county.call(readOwnPlans, { ...own(), year })).inForce).toBe(of.planId)
  })

  test('once accepted is changed only by a further version with a reason; the accepted one stays in force', async () => {
    await expect(begun()).rejects.toMatchObject({ problem: { code: 'reason-needed' } })
    const next = await begun({ reason: '两家企业调整' })
    await county.call(changePlanMembers, {
      ...next,
      ...nothing,
      addAll: { year: year + 1, officer: 'none' },
    })
    expect((await county.call(readPlan, next)).rows).toMatchObject([{ planned: [2, 3] }])
    expect((await county.call(readPlan, of)).rows).toMatchObject([{ planned: [2, 2] }])
    const plan = await inTransaction(
      app.installation.pool,
      { kind: 'system', role: 'system', for: { unitId: unit('market-360900') } },
      (tx) => acceptedPlan(tx, of.unitId, year),
    )
    expect(plan).toMatchObject({ id: of.planId, no: 3, total: { planned: [2, 2] } })
    await county.call(submitPlan, { ...next, ...signer, version: await versionOf(next), explanation: '' })
    const answer = await city.call(acceptPlans, {
      plans: [
        { ...next, version: await versionOf(next, city) },
        { ...of, version: 1 },
      ],
    })
    expect(answer.rows.map(({ accepted, problem }) => accepted || problem?.code)).toEqual([
      true,
      'wrong-state',
    ])
    of = next
  })

  test('is recomputed to the same numbers after the world has moved on, and shows what differs when it was tampered with', async () => {
    await register(enterprises[1])
    expect(await county.call(verifyPlan, of)).toMatchObject({ same: true, differences: [] })
    const live = await county.call(listPlanMembers, { ...of, state: 'filed' })
    expect(live.rows.map(({ enterpriseId }) => enterpriseId)).toEqual([enterprises[1]])
    await app.sql('update cultivation_plan_rows set filed = 3 where plan_id = $1', [of.planId])
    const { same, differences } = await city.call(verifyPlan, of)
    expect(same).toBe(false)
    expect(differences).toContain('袁州区，已完成备案数：报送时为 3，重算为 1。')
    await app.sql('update cultivation_plan_rows set filed = 1 where plan_id = $1', [of.planId])
    await app.sql('update cultivation_plan_members set year = year + 1 where plan_id = $1 and year = $2', [
      of.planId,
      year,
    ])
    const tampered = await city.call(verifyPlan, of)
    expect(tampered.differences.at(-1)).toContain('校验值')
    await app.sql(
      'update cultivation_plan_members set year = $2 where plan_id = $1 and enterprise_id = any($3)',
      [of.planId, year, [enterprises[1], enterprises[3]]],
    )
    expect((await city.call(verifyPlan, of)).same).toBe(true)
  })

  test('plan, actual and what came beside it, for the county and for everything below the city', async () => {
    const at = (key: string, on: string) =>
      inTransaction(
        app.installation.pool,
        { kind: 'system', role: 'system', for: { unitId: unit('market-360000') } },
        (tx) => planCompletion(tx, [unit(key)], year, { on }),
      )
    for (const key of ['market-360902', 'market-360900', 'market-360000']) {
      expect(await at(key, `${year}-06-30`)).toMatchObject([
        { plans: 1, planned: 2, unnamed: 0, done: 1, outside: 0 },
      ])
    }
    expect(await at('market-360981', `${year}-06-30`)).toMatchObject([{ plans: 0, planned: 0 }])
  })
})

test('what is filed beside the plan is shown apart, and does not complete it', async () => {
  const unitId = unit('market-360982')
  const keeperId = unit('industry-360982')
  const officer = await signInAs(app, 'county-officer', { unitId })
  const ids = [
    await makeEnterprise(app, unitId),
    await makeEnterprise(app, unitId),
    await makeEnterprise(app, unitId),
  ]
  await signedAboveScale(await signInAs(app, 'industry-officer', { unitId: keeperId }), keeperId, ids)
  const today = civilDateOf(new Date())
  const thisYear = Number(today.slice(0, 4))
  await register(ids[2], officer)
  const { id: planId } = await officer.call(startPlan, { unitId, year: thisYear })
  const of = { unitId, planId }
  await officer.call(changePlanMembers, { ...of, ...nothing, add: [put(ids[0], thisYear)] })
  const version = await versionOf(of, officer)
  await officer.call(submitPlan, { ...of, ...signer, version, explanation: '另一家下年再报' })
  await city.call(acceptPlan, { ...of, version: version + 1 })
  const now = async () => {
    const { rows } = await city.call(listPlanUnits, { unitId: unit('market-360900'), year: thisYear })
    return rows.find((row) => row.unitId === unitId)?.progress
  }
  expect(await now()).toMatchObject({ planned: 1, done: 0, outside: 0 })
  await register(ids[1], officer)
  expect(await now()).toMatchObject({ planned: 1, done: 0, outside: 1 })
  await register(ids[0], officer)
  expect(await now()).toMatchObject({ planned: 1, done: 1, outside: 1 })
  // K8 beside the other indicators, for the county and in sum.
  const { rows, total } = await city.call(readCoverage, { unitId: unit('market-360900') })
  const k8 = rows.find((row) => row.unit.id === unitId)?.figures['plan-completion']
  expect(k8).toMatchObject({ numerator: 1, denominator: 1, ratio: 1 })
  expect(
    rows.find((row) => row.unit.id === unit('market-360981'))?.figures['plan-completion']?.denominator,
  ).toBeFalsy()
  expect(total.figures['plan-completion']).toMatchObject({ numerator: 1, denominator: 1 })
})

test('the numbers of 附件3 are those of coverage, of the same day', async () => {
  const figures = await inTransaction(
    app.installation.pool,
    { kind: 'system', role: 'system', for: { unitId: unit('market-360900') } },
    async (tx) => {
      const on = civilDateOf(new Date())
      const ids = ['market-360902', 'market-360982', 'market-360981'].map(unit)
      const ours = await figuresOf(tx, ids, { on, known: null })
      const theirs = await coverageFigures(tx, ids, { on })
      const of = (unitId: string, measure: string) =>
        theirs.find(
          (each) => each.unitId === unitId && each.scope === 'above-scale' && each.measure === measure,
        )?.value ?? 0
      return ids.map((id) => [
        ours.get(id)?.aboveScale ?? 0,
        of(id, 'members') + of(id, 'pending'),
        ours.get(id)?.filed,
        of(id, 'filed'),
      ])
    },
  )
  expect(figures).toEqual([
    [5, 5, 2, 2],
    [3, 3, 3, 3],
    [0, 0, 0, 0],
  ])
})

describe('a city’s plan', () => {
  test('consolidates what it accepted, says who is missing, and goes on to the province', async () => {
    const unitId = unit('market-360900')
    const { id: planId } = await city.call(startPlan, { unitId, year })
    const of = { unitId, planId }
    const plan = await city.call(readPlan, of)
    expect(plan.rows).toMatchObject([{ place: '袁州区', planned: [2, 3], sourceNo: 4 }])
    expect(plan.warnings.find(({ code }) => code === 'units-missing')?.text).toContain('丰城市')
    const version = plan.version
    await city.call(submitPlan, { ...of, ...signer, version, explanation: '其余县区正在催报' })
    const units = await province.call(listPlanUnits, { unitId: unit('market-360000'), year })
    expect(units.rows.find((row) => row.unitId === unitId)).toMatchObject({
      state: 'submitted',
      planned: [2, 3],
    })
    await expect(county.call(readPlan, of)).rejects.toMatchObject({ problem: { code: 'not-found' } })
    await province.call(acceptPlan, { ...of, version: await versionOf(of, province) })
    expect(await province.call(verifyPlan, of)).toMatchObject({ same: true })
    expect((await city.call(readOwnPlans, { unitId, year })).inForce).toBe(planId)
  })

  test('two who begin at once make one version', async () => {
    const other = await signInAs(app, 'county-officer', { unitId: unit('market-360981') })
    const unitId = unit('market-360981')
    const answers = await Promise.allSettled([
      other.call(startPlan, { unitId, year }),
      other.call(startPlan, { unitId, year }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { versions } = await other.call(readOwnPlans, { unitId, year })
    expect(versions).toHaveLength(1)
  })
})
