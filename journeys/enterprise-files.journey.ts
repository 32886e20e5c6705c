import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWeb } from '#apps/serve.ts'
import { buildWeb } from '#apps/web-build.ts'
import { filledDraft, issuedAppointment } from '#registry/filings/fixtures.ts'
import { launchBrowser } from '#testing/browser.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'

let app: TestApp
let browser: Browser
let address: string
const logins = { filer: '', principal: '' }

beforeAll(async () => {
  const web = await buildWeb(() => {})
  app = await startTestApp((server) => addWeb(server, web))
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const draft = await filledDraft(enterpriseId, appointment.id, filer, { products: null })
  address = `/filings/${enterpriseId}/${draft.id}`
  logins.filer = await makeAccount(app, 'filer', { enterpriseId })
  logins.principal = await makeAccount(app, 'principal', { enterpriseId })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function open(login: string, path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.goto(app.baseUrl)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '备案' }).waitFor()
  await page.goto(`${app.baseUrl}${path}`)
  return page
}

async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('the filer fills what is missing, the principal confirms on a phone, the filer submits', async () => {
  const filer = await open(logins.filer, `${address}/edit`, 1440)
  await filer.getByText('还有 1 处需要补填').waitFor()
  await filer.getByLabel('经营项目及主要产品').fill('电瓷绝缘子')
  await filer
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  await filer.getByText('提交后由袁州区市场监督管理局办理').waitFor()
  await accessible(filer)

  const principal = await open(logins.principal, `${address}/edit`, 390)
  await principal.getByRole('button', { name: '确认：以上备案信息属实，同意申报' }).click()
  await principal.getByRole('button', { name: '提交备案' }).waitFor()

  await filer.reload()
  await filer.getByRole('button', { name: '提交备案' }).click()
  await filer.getByText('已提交').first().waitFor()
  const [row] = await app.sql('select status, form from filings')
  expect(row).toMatchObject({ status: 'submitted', form: { products: '电瓷绝缘子' } })
})
