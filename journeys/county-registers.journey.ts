import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWeb } from '#apps/serve.ts'
import { buildWeb } from '#apps/web-build.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { launchBrowser } from '#testing/browser.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'

let app: TestApp
let browser: Browser
let login: string

beforeAll(async () => {
  const web = await buildWeb(() => {})
  app = await startTestApp((server) => addWeb(server, web))
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  await submittedFiling(enterpriseId, filer, principal, {
    education: { level: 'associate', completed: true },
  })
  login = await makeAccount(app, 'county-officer', { unitId })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a county officer accepts and registers a filing that needs a relaxation', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(app.baseUrl)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()

  await page.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await page.getByRole('button', { name: '受理' }).click()
  await page.getByRole('button', { name: '登记备案' }).waitFor()
  await accessible(page)

  await page.getByText('我已看完全部内容和扫描件').click()
  await page.getByRole('button', { name: '登记备案' }).click()
  await page.getByText('须写明理由').first().waitFor()
  await page.getByLabel('放宽理由').fill('在本企业质量岗位连续工作八年。')
  await page.getByRole('button', { name: '登记备案' }).click()
  await page
    .getByText(/^CQO-360902-\d{4}-00001$/)
    .first()
    .waitFor()

  await page.getByRole('link', { name: '返回列表' }).click()
  await page.getByRole('link', { name: /已备案/ }).click()
  await page.getByRole('cell', { name: /CQO-360902/ }).waitFor()
  await accessible(page)
})
