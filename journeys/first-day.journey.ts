import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

/** A chief quality officer new in office starts with the Excel lists that the factory has. */
let officer: Page
let auditor: Page
let base: string

startJourney(async ({ app, place, open }) => {
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  base = `/enterprises/${enterpriseId}`
  officer = await open({
    login: await makeAccount(app, 'cqo', { enterpriseId }),
    path: `${base}/departments`,
  })
  auditor = await open({
    login: await makeAccount(app, 'auditor', { enterpriseId }),
    path: `${base}/batches`,
  })
})

async function bring(list: string, name: string, rows: readonly (readonly string[])[], outcome: string) {
  const [header = [], ...cells] = rows
  const buffer = await writeWorkbook(
    [...header],
    cells.map((row) => [...row]),
  )
  await officer
    .getByRole('navigation', { name: '主菜单' })
    .getByRole('link', { name: list, exact: true })
    .click()
  await officer.getByRole('heading', { level: 1, name: list, exact: true }).waitFor()
  await officer.getByRole('button', { name: '从 Excel 导入' }).click()
  await officer.getByRole('heading', { name: `导入${list}` }).waitFor()
  await officer.locator('input[type=file]').setInputFiles({
    name: `${name}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(buffer),
  })
  await officer.getByText(outcome).waitFor()
}

async function write() {
  await officer.getByRole('button', { name: '写入台帐' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '写入台帐' }).click()
  await officer.getByRole('button', { name: '撤销导入' }).waitFor()
}

test('three lists come in as they are, whatever their headers and dates look like', async () => {
  await bring(
    '产品',
    '产品目录',
    [
      ['物料编码', '品名', '规格型号', '单位', '标准编号', 'CCC'],
      ['SP-80', '示例离心泵', '80 口径', '台', 'GB/T 5656—2008', '否'],
      ['KZ-01', '示例控制箱', '380 V', '台', '', '√'],
    ],
    '新增 2 条，更新 0 条，未变 0 条，有问题 0 行',
  )
  await write()
  await bring(
    '供应商',
    '合格供方',
    [
      ['编号', '单位名称', '主要物料', '等级', '评价日期'],
      ['GF-01', '示例铸件厂', '泵体铸件', '合格', '2026.3.1'],
      ['GF-02', '示例密封件公司', '密封圈', '试用', '2026年4月15日'],
      ['GF-03', '示例电器商行', '低压电器', '很好', '2026/5/6'],
    ],
    '新增 2 条，更新 0 条，未变 0 条，有问题 1 行',
  )
  await officer.getByText('评价结果：“很好”不在可选的范围内。').waitFor()
  await expectAccessible(officer)
  await write()
  await bring(
    '批次',
    '生产日报',
    [
      ['生产批号', '产品编号', '完工日期', '产量'],
      ['B01', 'SP-80', '2026-10-20', '1,240 件'],
      ['B02', 'KZ-01', '2026年10月21日', '60'],
      ['B03', 'SP-80', '20261022', '300'],
      ['B04', 'SP-99', '2026/10/23', '10'],
    ],
    '新增 2 条，更新 0 条，未变 0 条，有问题 2 行',
  )
  await officer.getByText('数量：写了单位“件”，这一列没有单位。请换算后只填数字。').waitFor()
  await officer.getByText('产品：没有登记过“SP-99”。').waitFor()
  await write()
  await officer.getByRole('link', { name: '查看台帐' }).click()
  await officer.getByRole('link', { name: 'B03' }).waitFor()
  expect(await officer.getByRole('cell', { name: '2026-10-22' }).count()).toBe(1)
})

test('a batch is released on stated grounds; who only looks has no verbs', async () => {
  await officer.getByRole('link', { name: 'B02' }).click()
  await officer.getByRole('button', { name: '放行批次' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('button', { name: '放行批次' }).click()
  await dialog.getByText('没有填写。').waitFor()
  await dialog.getByLabel('放行依据').fill('检验报告 JY-示例-002，合格')
  await dialog.getByRole('button', { name: '放行批次' }).click()
  await officer.getByRole('button', { name: '撤回批次放行' }).waitFor()
  await officer.getByText('检验报告 JY-示例-002，合格').first().waitFor()
  await expectAccessible(officer)

  await auditor.reload()
  await auditor.getByRole('link', { name: 'B02' }).click()
  await auditor.getByRole('heading', { level: 1, name: 'B02' }).waitFor()
  await auditor.getByText('检验报告 JY-示例-002，合格').first().waitFor()
  for (const name of ['撤回批次放行', '停用', '保存']) {
    expect(await auditor.getByRole('button', { name }).count(), name).toBe(0)
  }
  await expectAccessible(auditor)
})
