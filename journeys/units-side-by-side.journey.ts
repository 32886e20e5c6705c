import { expect, test } from 'vitest'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const journey = startJourney(async ({ app, place }) => {
  for (const key of ['market-360902', 'market-360981']) {
    const enterpriseId = await makeEnterprise(app, place.get(key) ?? '')
    const filer = await signInAs(app, 'filer', { enterpriseId })
    await submittedFiling(enterpriseId, filer, await signInAs(app, 'principal', { enterpriseId }))
  }
})

test('the province goes down from city to county to the list behind the number, and back', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360000') ?? ''
  const page = await open({ login: await makeAccount(app, 'province-officer', { unitId }) })
  await page.getByRole('link', { name: '各单位情况' }).click()
  await page.getByRole('heading', { name: /江西省.*各单位备案情况/ }).waitFor()
  await page.getByRole('link', { name: /^宜春/ }).click()
  await page.getByRole('link', { name: '袁州区市场监督管理局' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('columnheader', { name: '待受理' }).click()
  await page.waitForURL(/sort=submitted/)
  await page.getByLabel('待办', { exact: true }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '有待办的' }).click()
  await page.getByRole('link', { name: '袁州区市场监督管理局' }).waitFor()
  expect(page.url()).toContain('waiting=yes')
  await page
    .getByRole('row', { name: /袁州区市场监督管理局/ })
    .getByRole('link', { name: '1', exact: true })
    .click()
  await page.getByRole('link', { name: /示例\d+号机械有限公司/ }).waitFor()
  await page.getByText('共 1 件').waitFor()
  await page.goBack()
  await page.getByRole('link', { name: '袁州区市场监督管理局' }).waitFor()
  expect(page.url()).toContain('waiting=yes')
  await page.getByRole('link', { name: '上一级' }).click()
  await page.getByRole('link', { name: /^宜春/ }).waitFor()
})

test('the counties side by side on a phone', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360900') ?? ''
  const login = await makeAccount(app, 'city-officer', { unitId })
  const page = await open({ login, path: `/units/${unitId}/filing-counts`, width: 390 })
  await page.getByRole('link', { name: '袁州区市场监督管理局' }).waitFor()
  await expectAccessible(page)
})
