import { expect, test } from 'vitest'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const journey = startJourney(async ({ app, place }) => {
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  await submittedFiling(enterpriseId, filer, principal)
})

test('an officer copies a sample, returns a filing with several templates at once and keeps a new one', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360902') ?? ''
  const page = await open({ login: await makeAccount(app, 'county-officer', { unitId }) })

  await page.getByRole('link', { name: '问题模板' }).click()
  await page.getByText('还没有自己的模板').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '复制到本单位 聘书没有盖章' }).click()
  const form = page.getByRole('dialog', { name: '新建模板' })
  await form.getByLabel('模板名称').fill('聘书缺章')
  await form.getByRole('button', { name: '保存模板' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '修改模板 聘书缺章' }).waitFor()

  await page.getByRole('link', { name: /待办/ }).first().click()
  await page.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await page.getByRole('button', { name: '从模板选用' }).click()
  const picker = page.getByRole('dialog', { name: '选用问题模板' })
  await picker.getByText('聘书缺章').waitFor()
  await expectAccessible(page)
  await picker.getByRole('checkbox', { name: /聘书缺章/ }).check()
  await picker.getByRole('checkbox', { name: /照片不合要求/ }).check()
  await picker.getByRole('button', { name: '加入 2 处' }).click()
  await picker.waitFor({ state: 'hidden' })
  const why = page.getByLabel('二寸照片 为什么')
  expect(await why.inputValue()).toContain('近期正面免冠照')
  await why.fill('照片是生活照。')
  await page.getByRole('button', { name: '存为模板 二寸照片' }).click()
  const keep = page.getByRole('dialog', { name: '存为本单位的模板' })
  await keep.getByLabel('模板名称').fill('生活照')
  await keep.getByRole('button', { name: '保存模板' }).click()
  await page.getByText('已存为模板“生活照”').waitFor()
  await expectAccessible(page)
  await page.getByText('我已看完全部内容和扫描件，除以上 2 处外没有其他问题').click()
  await page.getByRole('button', { name: '退回补正（2 处）' }).click()
  await page.getByText('照片是生活照。').first().waitFor()

  await page.goto(`${app.baseUrl}/units/${unitId}/defect-templates`)
  await page.getByRole('button', { name: '上移 生活照' }).click()
  await page.getByRole('button', { name: '上移 生活照', disabled: true }).waitFor()
})

test('the library reads well on a phone', async () => {
  const { app, place, open } = journey
  const unitId = place.get('market-360902') ?? ''
  const login = await makeAccount(app, 'county-officer', { unitId })
  const page = await open({ login, path: `/units/${unitId}/defect-templates`, width: 390 })
  await page.getByText('照片不合要求').first().waitFor()
  await expectAccessible(page)
})
