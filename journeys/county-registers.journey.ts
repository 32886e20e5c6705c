import { expect, test } from 'vitest'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const journey = startJourney(async ({ app, place }) => {
  const unitId = place.get('market-360902') ?? ''
  for (const level of ['associate', 'bachelor'] as const) {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    await submittedFiling(enterpriseId, filer, principal, { education: { level, completed: true } })
  }
})

async function officer() {
  const { app, place, open } = journey
  const unitId = place.get('market-360902') ?? ''
  return open({ login: await makeAccount(app, 'county-officer', { unitId }) })
}

test('an officer leafs through the queue by key, and accepts and registers with a relaxation', async () => {
  const page = await officer()
  await page
    .getByRole('link', { name: '待办 2' })
    .or(page.getByRole('link', { name: /待办/ }))
    .first()
    .waitFor()
  await page
    .getByRole('link', { name: /示例\d+号机械有限公司/ })
    .first()
    .click()
  await page.getByText('第 1 件，共 2 件').waitFor()
  const first = await page.getByRole('heading', { level: 1 }).textContent()
  await page.keyboard.press('j')
  await page.getByText('第 2 件，共 2 件').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(first)
  await page.keyboard.press('k')
  await page.getByText('第 1 件，共 2 件').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('下一件').waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '受理', exact: true }).click()
  await page.getByRole('button', { name: '登记备案' }).waitFor()
  await expectAccessible(page)
  await page.getByText('我已看完全部内容和扫描件').click()
  await page.getByText('登记备案：还没有写明放宽理由').waitFor()
  expect(await page.getByRole('button', { name: '登记备案' }).isDisabled()).toBe(true)
  await page.getByLabel('放宽理由').fill('在本企业质量岗位连续工作八年。')
  await page.getByRole('button', { name: '登记备案' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '登记备案' }).click()
  await page
    .getByText(/^CQO-360902-\d{4}-00001$/)
    .first()
    .waitFor()

  await page.getByRole('link', { name: '返回列表' }).click()
  await page.getByRole('cell', { name: /CQO-360902/ }).waitFor()
  await expectAccessible(page)
})

test('two officers at once: the second sees who was quicker and what changed, and goes on from there', async () => {
  const [one, other] = [await officer(), await officer()]
  for (const page of [one, other]) {
    await page.goto(`${journey.app.baseUrl}/filings?status=submitted`)
    await page
      .getByRole('link', { name: /示例\d+号机械有限公司/ })
      .first()
      .click()
    await page.getByRole('button', { name: '受理', exact: true }).waitFor()
  }
  await one.getByRole('button', { name: '受理', exact: true }).click()
  await one.getByRole('button', { name: '登记备案' }).waitFor()
  await other.getByRole('button', { name: '受理', exact: true }).click()
  await other.getByRole('heading', { name: '您打开后，这份备案已被改动' }).waitFor()
  await other.getByText(/示例county-officer　受理/).waitFor()
  await other.getByText('备案表内容没有变化，只是办理状态变了。').waitFor()
  await expectAccessible(other)
  await other.getByRole('button', { name: '载入最新内容' }).click()
  await other.getByRole('button', { name: '登记备案' }).waitFor()
})

test('the city sees the register of all its units and narrows it by unit', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360900') ?? ''
  const page = await open({ login: await makeAccount(app, 'city-officer', { unitId }) })
  await page.getByRole('cell', { name: /CQO-360902/ }).waitFor()
  await page.getByLabel('负责单位').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '樟树' }).first().click()
  await page.getByText('没有符合条件的记录').waitFor()
  expect(page.url()).toContain('unitId=')
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
  await expectAccessible(page)
  await page.getByRole('button', { name: '清除筛选' }).first().click()
  await page.getByRole('cell', { name: /CQO-360902/ }).waitFor()
})
