import { readFile } from 'node:fs/promises'
import ExcelJS from '@protobi/exceljs'
import { expect, test } from 'vitest'
import { type Filing, withdrawFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

let last: { filing: Filing; withdraw: () => Promise<unknown> }

const journey = startJourney(async ({ app, place }) => {
  const unitId = place.get('market-360902') ?? ''
  for (let made = 0; made < 4; made += 1) {
    const enterpriseId = await makeEnterprise(app, unitId)
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const filing = await submittedFiling(enterpriseId, filer, principal)
    const of = { enterpriseId, filingId: filing.id, version: filing.version }
    last = { filing, withdraw: () => filer.call(withdrawFiling, of) }
  }
})

async function officer(width = 1440) {
  const { app, place, open } = journey
  const unitId = place.get('market-360902') ?? ''
  return open({
    login: await makeAccount(app, 'county-officer', { unitId }),
    path: '/filings?status=submitted',
    width,
  })
}

test('an officer walks through the list by key and takes it along as a workbook', async () => {
  const page = await officer()
  await page.getByText('共 4 件').waitFor()
  await page.getByRole('button', { name: '快捷键' }).click()
  const help = page.getByRole('dialog', { name: '快捷键' })
  await help.getByText('选中或取消这一行').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await page.locator('body').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('已选 1 件').waitFor()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.getByText('第 1 件，共 4 件').waitFor()
  await page.goBack()
  await page.getByText('共 4 件').waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ])
  await page.getByText(/^已保存为 备案登记簿-\d{8}-\d{4}\.xlsx$/).waitFor()
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await readFile(await download.path())).buffer as never)
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['备案登记簿', 5],
    ['说明', expect.any(Number)],
  ])
  await expectAccessible(page)

  await page.emulateMedia({ media: 'print' })
  const seen = (text: string) => page.getByText(text).first().isVisible()
  expect([await seen('共 4 件'), await seen('示例1号'), await seen('备案登记簿')]).toEqual([
    true,
    true,
    false,
  ])
  expect(await page.getByRole('searchbox').isVisible()).toBe(false)
})

test('accepts many at once, and says which could not be and why', async () => {
  const page = await officer()
  await page.getByText('共 4 件').waitFor()
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await page.getByText('已选 4 件').waitFor()
  await expectAccessible(page)
  await last.withdraw()
  await page.getByRole('button', { name: '受理（4 件）' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '受理' }).click()
  await page.getByText('已受理 3 件。').waitFor()
  await page.getByText('1 件没有受理：').waitFor()
  await page.getByText(/您打开后已被改动（示例filer，已撤回）/).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByText('今天没有要办的备案').waitFor()
})

test('prints many forms into one file, in full for a purpose', async () => {
  const page = await officer()
  await page.goto(`${journey.app.baseUrl}/filings?status=accepted`)
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await page.getByRole('button', { name: '打印（3 件）' }).click()
  const dialog = page.getByRole('dialog', { name: '打印 3 张备案表' })
  await dialog.getByText('完整', { exact: true }).click()
  await dialog.getByRole('button', { name: '生成文件' }).click()
  await dialog.getByText('打印完整个人信息须写明用途').first().waitFor()
  await expectAccessible(page)
  await dialog.getByLabel('用途').fill('年度归档')
  await dialog.getByRole('button', { name: '生成文件' }).click()
  await page.getByRole('heading', { name: '成批打印' }).waitFor()
  const file = page.getByRole('link', { name: /取文件/ })
  await file.waitFor()
  await expectAccessible(page)
  const answer = await page.request.get(`${journey.app.baseUrl}${await file.getAttribute('href')}`)
  expect(answer.headers()['content-type']).toBe('application/pdf')
})

test('the list reads well on a phone', async () => {
  const page = await officer(390)
  await page.goto(`${journey.app.baseUrl}/filings?status=accepted`)
  await page
    .getByRole('link', { name: /示例\d+号机械有限公司/ })
    .first()
    .waitFor()
  await expectAccessible(page)
})
