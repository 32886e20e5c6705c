import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { signedAboveScale } from '#registry/cultivation-plans/fixtures.ts'
import { registeredFiling, sentReport } from '#registry/reports/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const today = civilDateOf(new Date())
let other: Client

const journey = startJourney(async ({ app, place }) => {
  for (const code of ['360902', '360981']) {
    const unitId = place.get(`market-${code}`) ?? ''
    const officer = await signInAs(app, 'county-officer', { unitId })
    if (code === '360981') other = officer
    const industryId = place.get(`industry-${code}`) ?? ''
    const industry = await signInAs(app, 'industry-officer', { unitId: industryId })
    const enterpriseIds = [await makeEnterprise(app, unitId), await makeEnterprise(app, unitId)]
    await signedAboveScale(industry, industryId, enterpriseIds)
    const [enterpriseId = ''] = enterpriseIds
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    await registeredFiling({ enterpriseId, filer, principal, officer })
  }
})

test('a county reports; the city acknowledges one pack, returns another, and reports to the province', async () => {
  const { app, place, open } = journey
  const id = (code: string) => place.get(`market-${code}`) ?? ''
  const county = await open({ login: await makeAccount(app, 'county-officer', { unitId: id('360902') }) })
  await county.getByRole('link', { name: '上报与回执' }).click()
  await county.getByText('3 个月（本单位承诺，文件未规定）').waitFor()
  await expectAccessible(county)
  await county.getByRole('button', { name: '准备上报' }).click()
  await county.getByRole('textbox', { name: '填报人' }).fill('示例填')
  await county.getByRole('textbox', { name: '审核人' }).fill('示例审')
  await county.getByRole('button', { name: '生成预览' }).click()
  await county.getByRole('heading', { name: /^上报预览/ }).waitFor()
  await county.getByText('50.0%').first().waitFor()
  await county.getByText('369***********0029').waitFor()
  await expectAccessible(county)
  await county
    .getByRole('button', { name: '上 报', exact: true })
    .or(county.getByRole('button', { name: '上报', exact: true }))
    .first()
    .click()
  await county.locator('.ant-popconfirm-buttons').getByRole('button').last().click()
  await county.getByRole('heading', { name: /^报送包 360902-\d{4}-001$/ }).waitFor()
  const saving = county.waitForEvent('download')
  await county.getByRole('button', { name: '导出 Excel' }).click()
  const workbook = await (await saving).path()
  expect((await readFile(workbook)).subarray(0, 2).toString()).toBe('PK')
  await county.getByRole('button', { name: '重算这一份' }).click()
  await county.getByText(/1 份报送包、[\d,]+ 项全部相符/).waitFor()

  await sentReport(other, id('360981'), today)
  const cityLogin = await makeAccount(app, 'city-officer', { unitId: id('360900') })
  const city = await open({ login: cityLogin })
  await city.getByRole('link', { name: /^县级报送/ }).click()
  await city.getByText(/待回执 2，/).waitFor()
  await expectAccessible(city)
  await city.getByRole('checkbox', { name: /袁州区/ }).check()
  await city.getByRole('button', { name: '接收选中的' }).click()
  await city.getByText('已办 1 份。').waitFor()
  await city.getByRole('link', { name: /^360981-\d{4}-001/ }).click()
  await city.getByRole('button', { name: /退\s*回/ }).click()
  await city.getByRole('textbox', { name: '退回理由' }).fill('示例理由：明细缺一行\n示例理由：请核对名单')
  await city.getByRole('button', { name: /退\s*回/ }).click()
  await city.getByText('退回理由').first().waitFor()
  await city.getByRole('link', { name: '向省局上报' }).click()
  await city.getByRole('button', { name: '准备上报' }).click()
  await city.getByRole('textbox', { name: '填报人' }).fill('示例市')
  await city.getByRole('textbox', { name: '审核人' }).fill('示例审')
  await city.getByRole('button', { name: '生成预览' }).click()
  await city
    .getByText(/360902-\d{4}-001/)
    .first()
    .waitFor()
  await city.getByText(/没有已接收的报送/).waitFor()
  await city
    .getByRole('button', { name: /^上\s*报$/ })
    .first()
    .click()
  await city.locator('.ant-popconfirm-buttons').getByRole('button').last().click()
  await city.getByRole('heading', { name: /^报送包 360900-\d{4}-001$/ }).waitFor()

  const province = await open({ login: await makeAccount(app, 'province-officer', { unitId: id('360000') }) })
  await province.getByRole('link', { name: /^收到的上报/ }).click()
  await province.getByRole('link', { name: /^360900-\d{4}-001/ }).click()
  await province.getByRole('button', { name: /接\s*收/ }).click()
  await province
    .getByText(/已接收/)
    .first()
    .waitFor()
  await expectAccessible(province)

  await county.getByRole('link', { name: '上报与回执' }).first().click()
  await county.getByText('已接收').first().waitFor()
})

test('keys, columns, and the city on a phone', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360900') ?? ''
  const login = await makeAccount(app, 'city-officer', { unitId })
  const page = await open({ login, path: `/units/${unitId}/report-keys` })
  await page
    .getByText(/^(\d{5} ){7}\d{5}$/)
    .first()
    .waitFor()
  await expectAccessible(page)
  await page.goto(`${app.baseUrl}/units/${unitId}/report-columns`)
  await page.getByRole('textbox', { name: '表式文号' }).first().fill('示例文号')
  await page.getByRole('button', { name: '去掉 备注' }).click()
  await page
    .getByRole('button', { name: /保\s*存/ })
    .first()
    .click()
  await page.getByText('本单位设置的').waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectAccessible(page)
  const phone = await open({ login, path: `/units/${unitId}/incoming-reports`, width: 390 })
  await phone.getByText('袁州区市场监督管理局').first().waitFor()
  await expectAccessible(phone)
})
