import { stringify } from 'csv-stringify/sync'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { createRoster, recordRoster } from '#registry/rosters/contract.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

/** From a survey to the numbers of a county, and of the city over it. */
let officer: Page
let clerk: Page
let city: Page
let industry: Page
let province: Page
let phone: Page
let list = ''
let otherName = ''
let rosterId = ''

const journey = startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  const one = await makeEnterprise(app, unitId)
  const two = await makeEnterprise(app, unitId)
  const three = await makeEnterprise(app, unitId)
  const reader = await signInAs(app, 'county-officer', { unitId })
  const other = await reader.call(readEnterprise, { enterpriseId: two })
  otherName = other.name
  list = stringify([
    ['企业名称', '首席质量官姓名', '是否颁发聘书', '聘任时间', '是否参加培训', '是否取得评价证书'],
    [other.name, '示例乙', '是', '2024年5月', '是', '否'],
    ['示例不在名录中的企业', '示例丙', '是', '', '', ''],
  ])
  const bureau = place.get('industry-360902') ?? ''
  const keeper = await signInAs(app, 'industry-officer', { unitId: bureau })
  const head = { unitId: bureau, scopeCode: 'above-scale', level: null, docNo: '示例工信〔2026〕1 号' }
  const { id } = await keeper.call(createRoster, {
    ...head,
    name: '示例区规上企业名单',
    periodFrom: '2026-01-01',
    periodTo: null,
  })
  const enter = [one, two, three].map((enterpriseId) => ({ enterpriseId, nominated: false }))
  const record = {
    unitId: bureau,
    rosterId: id,
    effectiveOn: '2026-01-01',
    enter,
    leave: [],
    note: '',
    sha256: null,
  }
  await keeper.call(recordRoster, record)
  rosterId = id
  const filer = await signInAs(app, 'filer', { enterpriseId: one })
  const principal = await signInAs(app, 'principal', { enterpriseId: one })
  const filing = await submittedFiling(one, filer, principal)
  const of = { enterpriseId: one, filingId: filing.id }
  const accepted = await reader.call(acceptFiling, { ...of, version: filing.version })
  await reader.call(registerFiling, { ...of, version: accepted.version, registerReason: '示例：当面核实' })
  officer = await open({
    login: await makeAccount(app, 'county-officer', { unitId }),
    path: `/units/${unitId}/survey`,
  })
  clerk = await open({
    login: await makeAccount(app, 'filer', { enterpriseId: two }),
    path: `/enterprises/${two}/survey`,
    width: 390,
  })
  const cityId = place.get('market-360900') ?? ''
  city = await open({
    login: await makeAccount(app, 'city-officer', { unitId: cityId }),
    path: `/units/${cityId}/coverage`,
  })
  industry = await open({
    login: await makeAccount(app, 'industry-officer', { unitId: bureau }),
  })
  province = await open({
    login: await makeAccount(app, 'province-officer', { unitId: place.get('market-360000') ?? '' }),
  })
  phone = await open({
    login: await makeAccount(app, 'county-officer', { unitId }),
    path: `/units/${unitId}/coverage`,
    width: 390,
  })
})

const shots = process.env.COVERAGE_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('the enterprise says what it has from elsewhere, on a phone', async () => {
  await clerk.getByText('还没有登记过。').waitFor()
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '登记一条' }).click()
  await clerk.getByRole('radio', { name: '评价证书' }).check()
  await clerk.getByRole('textbox', { name: '发证日期' }).fill('2025.5.1')
  await clerk.getByRole('textbox', { name: '发证机构' }).fill('示例评价机构')
  await shoot(clerk, 'survey-form-390')
  await clerk.getByRole('button', { name: '保存登记' }).click()
  await clerk.getByRole('alert').getByText('依据：').waitFor()
  await clerk.getByRole('textbox', { name: '依据' }).fill('企业填报')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '保存登记' }).click()
  await clerk.getByText('评价证书：有，2025-05-01，示例评价机构').waitFor()
  await shoot(clerk, 'survey-own-390')
  await expectAccessible(clerk)
})

test('the county brings its list, takes a row back, and sees the three counts', async () => {
  await officer.getByRole('link', { name: '导入清单' }).click()
  await officer.getByRole('textbox', { name: '依据' }).fill('电话核实')
  await expectAccessible(officer)
  await officer
    .locator('input[type=file]')
    .setInputFiles({ name: '摸底.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await officer.getByText('共 2 行：1 行可以登记，产生 3 条登记；1 行有问题。').waitFor()
  await shoot(officer, 'survey-import')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '写入登记' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '写入登记' }).click()
  await officer.getByRole('button', { name: '撤销导入' }).waitFor()
  await officer.getByRole('link', { name: '查看摸底登记' }).click()
  await officer
    .getByRole('definition')
    .filter({ hasText: '名录中共' })
    .getByText('2', { exact: true })
    .waitFor()
  await shoot(officer, 'survey')
  await expectAccessible(officer)
  const other = officer.getByRole('row').filter({ hasText: otherName })
  expect((await other.getByRole('cell').allInnerTexts()).slice(2, 5)).toEqual(['是', '是', '否'])
})

test('the county opens its numbers: the members behind them, and who is missing, by reason', async () => {
  await officer.getByRole('link', { name: '覆盖率与缺口' }).click()
  await officer.getByRole('heading', { name: '首席质量官覆盖率' }).waitFor()
  const indicator = officer.getByRole('row').filter({ hasText: '规上企业备案覆盖率' }).first()
  await indicator.getByText('33.3%').waitFor()
  await shoot(officer, 'coverage-county')
  await expectAccessible(officer)
  await officer.getByRole('link', { name: '看全部' }).click()
  await officer.getByText('统计数 2 家').waitFor()
  await officer.getByRole('cell', { name: '从未聘任' }).first().waitFor()
  await shoot(officer, 'coverage-missing')
  await expectAccessible(officer)
  await officer.goBack()
  await indicator.getByRole('link', { name: '3' }).click()
  await officer.getByRole('heading', { name: '名单内企业' }).waitFor()
  await officer.getByText('统计数 3 家').waitFor()
  await shoot(officer, 'coverage-members')
  await expectAccessible(officer)
})

test('as of a day before, the same page says what was; the address keeps it', async () => {
  await officer.getByRole('link', { name: '回到覆盖率' }).click()
  await officer.getByRole('button', { name: '改时间或边界' }).click()
  await officer.getByRole('textbox', { name: '截止' }).fill('2026年13月')
  await officer.getByRole('button', { name: '按此统计' }).click()
  await officer.getByText('看不懂。请写成 2026-09-01 的样子。').waitFor()
  await expectAccessible(officer)
  await officer.getByRole('textbox', { name: '截止' }).fill('2026.6.30')
  await officer.getByRole('button', { name: '按此统计' }).click()
  await officer.getByRole('row').filter({ hasText: '规上企业备案覆盖率' }).first().getByText('0.0%').waitFor()
  await officer.waitForURL(/on=2026-06-30/)
})

test('the city compares its counties and opens one; the public version hides small cells', async () => {
  const row = city.getByRole('row').filter({ hasText: '袁州区' })
  await row.getByText('33.3%').waitFor()
  await shoot(city, 'coverage-city')
  await expectAccessible(city)
  await city.getByRole('button', { name: '看数据表' }).click()
  await shoot(city, 'coverage-city-data')
  await expectAccessible(city)
  await city.getByRole('button', { name: '公开版' }).click()
  await city.getByText(/未显示 \d+ 格/).waitFor()
  await shoot(city, 'coverage-public')
  await expectAccessible(city)
  await city.goBack()
  await city.getByRole('button', { name: '一人多家任职' }).click()
  await city.getByText('没有发现一人在多家企业任职').waitFor()
  await expectAccessible(city)
  await city.goBack()
  await city.getByRole('link', { name: /袁州区/ }).click()
  await city.getByText('袁州区市场监督管理局，1 个单位').waitFor()
})

test('the industry bureau sees the numbers of its list, and no people', async () => {
  await industry.getByRole('link', { name: '覆盖率' }).click()
  await industry.getByRole('heading', { name: '首席质量官覆盖率' }).waitFor()
  await industry.getByText('33.3%').first().waitFor()
  await shoot(industry, 'coverage-industry')
  await expectAccessible(industry)
  expect(await industry.getByText('谁还没有').count()).toBe(0)
})

test('the province opens a city, and counties however deep', async () => {
  await province.getByRole('link', { name: '各市情况', exact: true }).click()
  await province.getByRole('heading', { name: '首席质量官覆盖率' }).waitFor()
  await province.getByText('全部县级单位').click()
  const county = province.getByRole('row').filter({ hasText: '袁州区' })
  await county.getByText('33.3%').waitFor()
  await province.waitForURL(/by=county/)
  await shoot(province, 'coverage-province')
  await expectAccessible(province)
})

test('on a phone, and on paper', async () => {
  await phone.getByRole('heading', { name: '谁还没有' }).waitFor()
  await phone.getByRole('img', { name: /走势/ }).waitFor()
  await shoot(phone, 'coverage-390')
  await expectAccessible(phone)
  await city.emulateMedia({ media: 'print' })
  await shoot(city, 'coverage-print')
  expect(await city.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
  expect(await city.getByRole('button', { name: '改时间或边界' }).isVisible()).toBe(false)
  await city.emulateMedia({ media: 'screen' })
})

test('who is on the list but not in the directory is counted, said, and one click away', async () => {
  await journey.app.sql(
    `insert into roster_pending (unit_id, id, roster_id, version_no, name, place_unit_id)
     values ($1, gen_random_uuid(), $2, 1, '示例待入名录企业', $3)`,
    [journey.place.get('industry-360902'), rosterId, journey.place.get('market-360902')],
  )
  await phone.reload()
  await phone.getByText('在名单上，尚未进入名录').waitFor()
  await phone.getByText('3 家，按原因').waitFor()
  await phone.getByRole('link', { name: '看全部' }).click()
  await phone.getByText('统计数 2 家，另有 1 家在名单上、尚未进入名录，计入分母').waitFor()
  await expectAccessible(phone)
  await phone.goBack()
  await phone.getByRole('link', { name: '看待入名录的企业' }).click()
  await phone.getByText('示例待入名录企业').waitFor()
})
