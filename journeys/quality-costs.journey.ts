import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'
import { proposeCost } from '#workbench/quality-costs/index.ts'

/** A clerk brings the month's list and takes what an incident cost; the officer locks the month and corrects it in the next one. */
let clerk: Page
let officer: Page
let phone: Page

startJourney(async ({ app, place, open }) => {
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const actor = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  await inTransaction(app.installation.pool, actor, (tx) =>
    proposeCost(
      { tx, now: new Date('2026-09-20T02:00:00Z'), actor },
      {
        enterpriseId,
        source: { kind: 'incident', id: newId(), number: 'SJ-2026-031', path: 'incidents' },
        ...{
          line: 'scrap',
          account: '301',
          month: '2026-09',
          amountFen: 6_200_00,
          what: '一车间阀体裂纹报废 31 件',
        },
      },
    ),
  )
  const path = `/enterprises/${enterpriseId}/quality-costs?from=2026-07&to=2026-09`
  clerk = await open({ login: await makeAccount(app, 'staff', { enterpriseId }), path })
  officer = await open({ login: await makeAccount(app, 'cqo', { enterpriseId }), path })
  phone = await open({ login: await makeAccount(app, 'principal', { enterpriseId }), path, width: 390 })
})

const shots = process.env.COST_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function bring(title: string, name: string, text: string, outcome: string) {
  await clerk.getByRole('heading', { name: title }).waitFor()
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await clerk.locator('input[type=file]').setInputFiles(file)
  await clerk.getByText(outcome).waitFor()
  await clerk.getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('tooltip').getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('button', { name: '撤销导入' }).waitFor()
}

test('the month’s list comes in, what an incident cost is taken', async () => {
  await clerk.getByRole('button', { name: '从 Excel 导入费用' }).click()
  const rows = [
    '2026年7月质量成本,,,单位：元',
    '月份,费用项目,费用,摘要',
    '2026年7月,废品损失,"12,400.00",七月报废',
    '2026.7,质量培训费,3000,内审员培训',
    '2026年8月,废品损失,9800,八月报废',
    '2026年8月,索赔费,4500,示例客户索赔',
    '2026年9月,废品损失,1.1万元,九月报废',
    '2026年9月,检测试验费（含检定校准）,5600,第三季度检定',
    '2026年9月,质量工作费,2400,质量月',
    '2026年9月,返修损失,-300,冲回',
  ]
  await bring(
    '导入质量成本明细',
    '质量成本.csv',
    `${rows.join('\n')}\n`,
    '新增 7 条，更新 0 条，未变 0 条，有问题 1 行',
  )
  await clerk.getByText('金额：是负数，只有更正已锁定的月份才可以').waitFor()
  const base = clerk.url().replace(/\/cost-lines.*/, '')
  await clerk.goto(`${base}/cost-bases/imports`)
  const bases = '月份,营业收入（万元）,工业总产值（万元）\n2026-07,62,60\n2026-08,60,58\n2026-09,65,63\n'
  await bring('导入质量成本基数', '收入.csv', bases, '新增 3 条')
  await clerk.goto(`${base}/quality-costs?from=2026-07&to=2026-09`)
  await clerk.getByRole('link', { name: '待入账 1' }).click()
  await clerk.getByRole('link', { name: '一车间阀体裂纹报废 31 件' }).click()
  await clerk.getByText('采纳后记入2026年9月').waitFor()
  await shoot(clerk, 'proposal')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '采纳入账' }).click()
  await clerk.getByText('已采纳').first().waitFor()
  await clerk.goto(`${base}/cost-targets/new`)
  await clerk.getByLabel('年度').fill('2026')
  await clerk.getByLabel('指标').click()
  await clerk.getByTitle('质量成本率（不高于）').click()
  await clerk.getByLabel('目标值').fill('3')
  await clerk.getByRole('button', { name: '保存', exact: true }).click()
  await clerk.goto(`${base}/quality-costs?from=2026-07&to=2026-09`)
  await clerk.getByRole('link', { name: '54,900.00' }).first().waitFor()
  await clerk.getByRole('img', { name: /质量成本按类别堆叠/ }).waitFor()
  await shoot(clerk, 'analysis')
  await expectAccessible(clerk)
})

test('the officer locks the month; it is corrected in the next one, and computed again', async () => {
  await officer.reload()
  await officer.getByRole('link', { name: '月度锁定' }).click()
  await shoot(officer, 'months')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '锁定 2026年9月' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByText('共 4 条，合计 25,200.00 元').waitFor()
  await expectAccessible(officer)
  await dialog.getByRole('button', { name: '锁定 2026年9月' }).click()
  await officer.getByText('示例cqo 于').waitFor()
  await officer.getByRole('button', { name: '重算核对 2026-09' }).click()
  await officer.getByText('合计和校验值与锁定时一致').waitFor()
  await shoot(officer, 'locked')
  await officer.getByRole('link', { name: '25,200.00' }).click()
  await officer
    .getByRole('row', { name: /九月报废/ })
    .getByRole('link')
    .first()
    .click()
  await officer.getByText('这一条不能再改。错了的请点“更正”').waitFor()
  await shoot(officer, 'line')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '更正' }).click()
  await dialog.getByLabel('差额（元）').fill('-1,000')
  await dialog.getByLabel('更正原因').fill('有一批是返修')
  await expectAccessible(officer)
  await dialog.getByRole('button', { name: '更正' }).click()
  await officer.getByRole('heading', { name: '2026-10' }).waitFor()
  expect(await officer.getByLabel('摘要').inputValue()).toBe('更正：有一批是返修')
  expect(await officer.getByLabel('更正月份').inputValue()).toBe('2026-09')
  expect(await officer.getByLabel('月份', { exact: true }).inputValue()).toBe('2026-10')
})

test('the principal reads it on the phone, and the report is a PDF', async () => {
  await phone.reload()
  await phone.getByText('54,900.00').first().waitFor()
  await phone.getByRole('img', { name: /质量成本按类别堆叠/ }).waitFor()
  await shoot(phone, 'phone')
  await expectAccessible(phone)
  await phone.goto(phone.url().replace(/quality-costs.*/, 'quality-costs/months'))
  await phone.getByText('示例cqo 于').waitFor()
  await shoot(phone, 'phone-months')
  await expectAccessible(phone)
  const href = await officerReport()
  const answer = await officer.request.get(href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  if (shots) (await import('node:fs')).writeFileSync(`${shots}/report.pdf`, await answer.body())
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

async function officerReport(): Promise<string> {
  await officer.goto(officer.url().replace(/cost-lines.*/, 'quality-costs?from=2026-07&to=2026-09'))
  const link = officer.getByRole('link', { name: '打印分析报告' })
  return new URL((await link.getAttribute('href')) ?? '', officer.url()).href
}
