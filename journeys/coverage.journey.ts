import { stringify } from 'csv-stringify/sync'
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

/** From a survey to the numbers of a county, and of the city over it. */
let officer: Page
let clerk: Page
let list = ''

startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  const [one = '', two = ''] = await Promise.all([makeEnterprise(app, unitId), makeEnterprise(app, unitId)])
  const reader = await signInAs(app, 'county-officer', { unitId })
  const other = await reader.call(readEnterprise, { enterpriseId: two })
  list = stringify([
    ['企业名称', '首席质量官姓名', '是否颁发聘书', '聘任时间', '是否参加培训', '是否取得评价证书'],
    [other.name, '示例乙', '是', '2024年5月', '是', '否'],
    ['示例不在名录中的企业', '示例丙', '是', '', '', ''],
  ])
  officer = await open({
    login: await makeAccount(app, 'county-officer', { unitId }),
    path: `/units/${unitId}/survey`,
  })
  clerk = await open({
    login: await makeAccount(app, 'filer', { enterpriseId: one }),
    path: `/enterprises/${one}/survey`,
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
  await officer
    .getByRole('row')
    .filter({ hasText: '是否是' })
    .or(officer.getByRole('row').nth(1))
    .first()
    .waitFor()
})
