import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signedAboveScale } from '#registry/cultivation-plans/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

let unitId: string
let cityId: string
let county: Page

const journey = startJourney(async ({ app, place }) => {
  unitId = place.get('market-360902') ?? ''
  cityId = place.get('market-360900') ?? ''
  const industryId = place.get('industry-360902') ?? ''
  const enterprises: string[] = []
  for (let n = 0; n < 4; n += 1) enterprises.push(await makeEnterprise(app, unitId))
  await signedAboveScale(
    await signInAs(app, 'industry-officer', { unitId: industryId }),
    industryId,
    enterprises,
  )
})

const dialog = (page: Page) => page.locator('.ant-drawer-content:visible, [role="dialog"]:visible').last()

test('the county chooses enterprises, checks, and hands its plan to the city', async () => {
  county = await journey.open({ login: await makeAccount(journey.app, 'county-officer', { unitId }) })
  await county.getByRole('link', { name: '培育计划' }).click()
  await county.getByRole('heading', { level: 1, name: /年培育计划$/ }).waitFor()
  await expectAccessible(county)
  await county.getByRole('button', { name: /^编制 \d+ 年培育计划$/ }).click()
  await county
    .getByRole('checkbox', { name: /示例\d+号机械有限公司/ })
    .nth(1)
    .waitFor()
  await expectAccessible(county)
  for (const index of [0, 1]) {
    await county
      .getByRole('checkbox', { name: /示例\d+号机械有限公司/ })
      .nth(index)
      .check()
  }
  await county
    .getByRole('button', { name: /^列入 \d+ 年$/ })
    .first()
    .click()
  await county.getByText('列入 2 家').waitFor()
  await county.getByRole('link', { name: '未具名计划数' }).click()
  await county.getByRole('spinbutton').nth(1).fill('1')
  await county.getByRole('button', { name: '保存' }).nth(1).click()
  await county.getByText('未具名的计划数要写明原因。').first().waitFor()
  await county
    .getByRole('textbox', { name: /不能具名的原因/ })
    .nth(1)
    .fill('新入规企业待认定')
  await county.getByRole('button', { name: '保存' }).nth(1).click()
  await county.getByText('含未具名 1').waitFor()
  await expectAccessible(county)
  await county.getByRole('button', { name: '报送', exact: true }).click()
  await county.getByRole('heading', { level: 1, name: '核对并报送' }).waitFor()
  await county
    .getByText(/需要说明/)
    .first()
    .waitFor()
  await county.getByRole('textbox', { name: '审核人' }).fill('示例审核人')
  await county.getByRole('button', { name: /^报送宜春市/ }).click()
  await county.getByRole('alert').waitFor()
  await expectAccessible(county)
  await county.getByRole('textbox', { name: /情况说明/ }).fill('一家拟搬迁，暂不列入')
  await county.getByRole('button', { name: /^报送宜春市/ }).click()
  await county.getByText('已报送').first().waitFor()
  await county.getByRole('button', { name: '重算核对' }).click()
  await county.getByText('重算一致').waitFor()
  await expectAccessible(county)
})

test('the city sees who has handed in, returns with everything at once, and accepts the next version', async () => {
  const login = await makeAccount(journey.app, 'city-officer', { unitId: cityId })
  const city = await journey.open({ login })
  await city.getByRole('link', { name: /^培育计划汇总/ }).click()
  await city.getByRole('link', { name: '袁州区市场监督管理局' }).waitFor()
  await expectAccessible(city)
  await city.getByRole('link', { name: '袁州区市场监督管理局' }).click()
  await city.getByRole('button', { name: '退回', exact: true }).click()
  await dialog(city).getByRole('textbox', { name: '哪里' }).fill('未具名计划数')
  await dialog(city).getByRole('textbox', { name: '为什么' }).fill('没有依据')
  await dialog(city).getByRole('textbox', { name: '怎么改' }).fill('请补列企业')
  await expectAccessible(city)
  await dialog(city).getByRole('button', { name: '退回（1 处）' }).click()
  await city.getByText('被退回').first().waitFor()

  await county.reload()
  await county.getByText('没有依据').first().waitFor()
  await county.getByRole('button', { name: '按退回意见修改' }).click()
  await dialog(county).getByRole('button', { name: '按退回意见修改' }).click()
  await county.getByText('第 2 版').first().waitFor()
  await county.getByRole('link', { name: '可列入的企业' }).click()
  await county
    .getByRole('button', { name: /^全部 2 家列入 \d+ 年$/ })
    .last()
    .click()
  await county
    .getByRole('tooltip')
    .getByRole('button', { name: /^列入 \d+ 年$/ })
    .click()
  await county.getByText('列入 2 家').waitFor()
  await county.getByRole('link', { name: '未具名计划数' }).click()
  await county.getByRole('spinbutton').nth(1).fill('0')
  await county.getByRole('button', { name: '保存' }).nth(1).click()
  await county.getByText('已保存。').waitFor()
  await county.getByRole('button', { name: '报送', exact: true }).click()
  await county.getByRole('textbox', { name: '审核人' }).fill('示例审核人')
  await county.getByRole('button', { name: /^报送宜春市/ }).click()
  await county.getByText('已报送').first().waitFor()

  await city.getByRole('link', { name: /^培育计划汇总/ }).click()
  await city.getByRole('checkbox', { name: /袁州区市场监督管理局/ }).check()
  await city.getByRole('button', { name: '接收所选' }).click()
  await city.getByText('已接收 1 份').waitFor()
  await city.getByRole('button', { name: '本级计划表' }).click()
  await city.getByRole('button', { name: /^编制 \d+ 年培育计划$/ }).click()
  await city.getByRole('link', { name: '袁州区', exact: true }).waitFor()
  await city.getByText(/还没有接收的计划，表中不含这些单位/).waitFor()
  await expectAccessible(city)
})

test('the industry bureau reads along on a phone and remarks', async () => {
  const industryId = journey.place.get('industry-360902') ?? ''
  const login = await makeAccount(journey.app, 'industry-officer', { unitId: industryId })
  const path = `/units/${industryId}/cultivation-plan-units`
  const page = await journey.open({ login, path, width: 390 })
  await page.getByRole('link', { name: '袁州区市场监督管理局' }).click()
  await page.getByRole('link', { name: '办理记录与意见' }).click()
  await page.getByRole('textbox', { name: /意见/ }).fill('同意')
  await page.getByRole('button', { name: '提出意见' }).click()
  await page.getByText('同意').first().waitFor()
  await expectAccessible(page)
  expect(await page.getByRole('button', { name: '接收' }).count()).toBe(0)
})
