import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { endAppointment, listAppointments } from '#registry/appointments/contract.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { filledDraft, issuedAppointment, submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

/** The life of a filing after it is registered: 变更, 续聘, 更换, 注销, by the enterprise and its county. */
const today = civilDateOf(new Date())
const termTo = addDays(today, 20)
let enterpriseId: string
let filer: Client
let principal: Client
let own: Page
let county: Page

const journey = startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  filer = await signInAs(app, 'filer', { enterpriseId })
  principal = await signInAs(app, 'principal', { enterpriseId })
  const officer = await signInAs(app, 'county-officer', { unitId })
  const sent = await submittedFiling(
    enterpriseId,
    {
      ...filer,
      // The term ends soon.
      call: ((op: never, input: object, more: never) =>
        filer.call(
          op,
          'termTo' in input ? ({ ...input, termTo } as never) : (input as never),
          more,
        )) as never,
    },
    principal,
  )
  const of = { enterpriseId, filingId: sent.id }
  const accepted = await officer.call(acceptFiling, { ...of, version: sent.version })
  await officer.call(registerFiling, { ...of, version: accepted.version })
  own = await open({ login: await makeAccount(app, 'principal', { enterpriseId }) })
  county = await open({ login: await makeAccount(app, 'county-officer', { unitId }), path: '/changes' })
})

const toTenure = () => own.goto(`${journey.app.baseUrl}/enterprises/${enterpriseId}/tenure`)

/** From the check page: the principal confirms and hands in. */
async function handIn(confirm: RegExp) {
  await own.getByRole('button', { name: confirm }).click()
  await own.getByRole('button', { name: '提交备案' }).click()
  await own.getByRole('heading', { name: '备案已提交' }).waitFor()
}

/** The county opens what waits and registers it; `seen` is read before. */
async function register(seen: () => Promise<void>) {
  await county.goto(`${journey.app.baseUrl}/changes`)
  await county.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await county.getByRole('button', { name: '受理', exact: true }).click()
  await county.getByRole('button', { name: '登记备案' }).waitFor()
  await seen()
  await county.getByText('我已看完全部内容和扫描件').click()
  await county.getByRole('button', { name: '登记备案' }).click()
  await county.getByRole('tooltip').getByRole('button', { name: '登记备案' }).click()
  await county.getByRole('button', { name: '登记备案' }).waitFor({ state: 'detached' })
}

test('变更: what changed is shown field by field; the number stays', async () => {
  await own
    .getByText(/任期还有 20 天届满：评价并决定是否续聘/)
    .first()
    .waitFor()
  await own.getByRole('navigation').getByText('任期与变更').click()
  await own.getByRole('heading', { name: '登记册上的备案' }).waitFor()
  await expectAccessible(own)
  await own.getByRole('button', { name: '变更备案' }).click()
  await own.getByLabel('经营项目及主要产品').fill('日用陶瓷')
  await own.getByText(/已自动保存/).waitFor()
  await own.getByRole('button', { name: '核对全部内容' }).click()
  await own.getByRole('heading', { name: '变更内容（1 处）' }).waitFor()
  await expectAccessible(own)
  await handIn(/确认：以上备案信息属实/)
  await county.reload()
  await expectAccessible(county)
  await register(async () => {
    await county.getByRole('row', { name: '经营项目及主要产品 建筑陶瓷、电瓷绝缘子 日用陶瓷' }).waitFor()
    await expectAccessible(county)
  })
  await toTenure()
  await own
    .getByText(/CQO-360902-\d{4}-00001/)
    .first()
    .waitFor()
})

test('续聘: the principal evaluates, renews without gap, and files it as a 变更', async () => {
  await own.getByRole('button', { name: '评价并续聘' }).click()
  await own.getByLabel('评价情况 1').waitFor()
  for (let number = 1; number <= 7; number += 1) {
    await own.getByLabel(`评价情况 ${number}`).fill('完成')
  }
  await own.getByText('续聘', { exact: true }).first().click()
  await own.getByLabel('评价意见').fill('履职良好，同意续聘。')
  await expectAccessible(own)
  await own.getByRole('button', { name: '保存评价' }).click()
  await own.getByRole('tooltip').getByRole('button', { name: '保存评价' }).click()
  await own.getByRole('button', { name: '拟定续聘' }).click()
  await own.getByRole('button', { name: '签发聘书' }).click()
  await own.getByRole('tooltip').getByRole('button', { name: '签发聘书' }).click()
  await own.getByText('已签发').waitFor()
  await toTenure()
  await own.getByText('续聘的聘书已签发。').waitFor()
  await own.getByRole('button', { name: '报备续聘（变更备案）' }).click()
  await own.getByRole('button', { name: '开始填报' }).click()
  await own.getByRole('button', { name: '核对全部内容' }).click()
  await own.getByRole('heading', { name: '变更内容（1 处）' }).waitFor()
  await handIn(/确认：以上备案信息属实/)
  await register(async () => {
    await county
      .getByRole('row', { name: /聘任起始时间/ })
      .first()
      .waitFor()
  })
  await toTenure()
  await own.getByRole('row', { name: new RegExp(`在任已备案 .* ${addDays(termTo, 1)}`) }).waitFor()
  await expectAccessible(own)
})

test('更换: the officer left, a successor is filed under a new number', async () => {
  const { rows } = await principal.call(listAppointments, { enterpriseId })
  const held = rows.find((each) => each.status === 'issued' && each.termFrom <= today)
  await principal.call(endAppointment, {
    ...{ enterpriseId, appointmentId: held?.id ?? '', version: held?.version ?? 0 },
    ...{ on: addDays(today, -2), reason: 'resignation' },
  })
  await toTenure()
  await own.getByText(`自 ${addDays(today, -1)} 起没有首席质量官，已 2 天。`).waitFor()
  await own.getByText('更换后多久报备：未规定。').waitFor()
  await county.goto(`${journey.app.baseUrl}/changes?status=left`)
  await county.getByRole('link', { name: '查看', exact: true }).waitFor()
  await expectAccessible(county)
  const next = await issuedAppointment(enterpriseId, filer, principal, {
    personName: '示例吴',
    termFrom: today,
    termTo: null,
  })
  const draft = await filledDraft(enterpriseId, next.id, filer)
  await own.goto(`${journey.app.baseUrl}/filings/${enterpriseId}/${draft.id}/check`)
  await own.getByText(/更换 CQO-360902-\d{4}-00001（示例周）/).waitFor()
  await handIn(/确认：以上备案信息属实/)
  await register(async () => {
    await county.getByText(/登记后产生新编号/).waitFor()
  })
  await county
    .getByText(/^CQO-360902-\d{4}-00002$/)
    .first()
    .waitFor()
})

test('注销: a short form, confirmed by the principal, on its own page; then nobody is on file', async () => {
  await toTenure()
  await own.getByRole('button', { name: '注销备案' }).click()
  await own.getByLabel('注销原因').click()
  await own.locator('.ant-select-item-option:visible').filter({ hasText: '企业注销、停产' }).click()
  await own.getByLabel('说明').fill('已停产。')
  await expectAccessible(own)
  await own.getByRole('button', { name: '保存并核对' }).click()
  await own.getByRole('heading', { name: '核对全部内容' }).waitFor()
  await expectAccessible(own)
  await handIn(/确认：以上内容属实，申请注销备案/)
  await register(async () => {
    await county.getByText('注销备案不判定任职条件').waitFor()
    await expectAccessible(county)
  })
  const phone = await journey.open({
    login: await makeAccount(journey.app, 'filer', { enterpriseId }),
    path: `/enterprises/${enterpriseId}/tenure`,
    width: 390,
  })
  await phone.getByText('登记册上没有有效的备案。').waitFor()
  await expectAccessible(phone)
  await phone.goto(`${journey.app.baseUrl}/filings?status=cancelled`)
  await phone.getByRole('link', { name: '示例吴' }).first().waitFor()
  expect(await phone.getByText('已注销').count()).toBeGreaterThan(1)
})
