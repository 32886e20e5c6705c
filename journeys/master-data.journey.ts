import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

/** A clerk brings the lists that the factory has; the officer looks one up on the phone. */
let clerk: Page
let officer: Page

startJourney(async ({ app, place, open }) => {
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  clerk = await open({
    login: await makeAccount(app, 'filer', { enterpriseId }),
    path: `/enterprises/${enterpriseId}/departments`,
  })
  officer = await open({
    login: await makeAccount(app, 'cqo', { enterpriseId }),
    path: `/enterprises/${enterpriseId}/staff`,
    width: 390,
  })
})

const shots = process.env.LEDGER_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('departments are typed in one after the other, staff come from the list that is there', async () => {
  await clerk.getByText('还没有登记部门').waitFor()
  await shoot(clerk, 'empty')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '登记部门' }).click()
  await clerk.getByRole('button', { name: '保存', exact: true }).click()
  await clerk.getByRole('alert').getByText('部门名称：没有填写。请填写。').waitFor()
  await clerk.getByLabel('部门名称').fill('检验科')
  await clerk.getByLabel('负责人').fill('示例甲')
  await clerk.getByRole('radio', { name: '是' }).check()
  await shoot(clerk, 'form')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '保存并登记下一条' }).click()
  await clerk.getByText('已保存“检验科”，这次共登记 1 条。').waitFor()
  await clerk.getByLabel('部门名称').fill('一车间')
  await clerk.getByRole('button', { name: '保存', exact: true }).click()
  await clerk.getByRole('link', { name: '一车间' }).waitFor()
  await shoot(clerk, 'list')
  await expectAccessible(clerk)

  await clerk.getByRole('link', { name: '人员', exact: true }).click()
  await clerk.getByRole('link', { name: '从 Excel 导入' }).click()
  await clerk.getByRole('heading', { name: '导入人员' }).waitFor()
  await clerk.locator('input[type=file]').setInputFiles({
    name: '花名册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '示例厂花名册\n员工编号,姓名,所在部门,职务,入职日期\nG001,示例丙,检验科,检验员,2020.3.1\nG002,示例丁,二车间,班长,\n',
    ),
  })
  await clerk.getByText('新增 1 条，更新 0 条，未变 0 条，有问题 1 行').waitFor()
  await clerk.getByText('部门：没有登记过“二车间”。请先登记部门，或核对名称。').waitFor()
  await shoot(clerk, 'import')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('tooltip').getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('button', { name: '撤销导入' }).waitFor()
  await clerk.getByRole('link', { name: '查看台帐' }).click()
  await clerk.getByRole('link', { name: '示例丙' }).click()
  await clerk.getByRole('textbox', { name: '岗位' }).fill('检验班长')
  await clerk.getByRole('button', { name: '保存', exact: true }).click()
  await clerk.getByText('岗位：检验员 → 检验班长').waitFor()
  await shoot(clerk, 'record')
  await expectAccessible(clerk)
})

test('chosen rows are set at once, and the clerk keeps the view that is looked at every day', async () => {
  await clerk.getByRole('link', { name: '人员', exact: true }).first().click()
  await clerk.getByRole('checkbox', { name: '选择本页全部' }).check()
  await clerk.getByRole('button', { name: '批量设置' }).click()
  const set = clerk.getByRole('dialog')
  await set.getByLabel('改哪一项').click()
  await clerk.getByTitle('关键岗位').click()
  await set.getByRole('radio', { name: '是' }).check()
  await shoot(clerk, 'many')
  await expectAccessible(clerk)
  await set.getByRole('button', { name: '保存' }).click()
  await clerk.getByText('已办 1 条。').waitFor()
  await clerk.getByRole('combobox', { name: '关键岗位' }).click()
  await clerk.getByTitle('是', { exact: true }).click()
  await clerk.getByRole('button', { name: '存为视图' }).click()
  await clerk.getByRole('textbox', { name: '视图名称' }).fill('关键岗位的人')
  await expectAccessible(clerk)
  await clerk.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await clerk.getByText('关键岗位的人').first().waitFor()
  await shoot(clerk, 'view')
  await expectAccessible(clerk)
})

test('on a phone the officer finds a person by any part of the name and retires the record', async () => {
  await officer.reload()
  await officer.getByRole('searchbox').fill('例丙')
  await officer.getByRole('searchbox').press('Enter')
  await officer.getByRole('link', { name: '示例丙' }).click()
  await shoot(officer, 'phone-record')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '停用' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('停用日期').fill('2026.11.1')
  await expectAccessible(officer)
  await dialog.getByRole('button', { name: '停用' }).click()
  await officer.getByText('2026-11-01 起停用').waitFor()
  expect(await officer.getByRole('button', { name: '恢复使用' }).count()).toBe(1)
})
