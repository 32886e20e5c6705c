import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'
import type { TestApp } from '#testing/test-app.ts'
import { staffContract } from '#workbench/master-data/contract.ts'

/** A year of a factory: strategy, plan from the list that is there, work on the phone, a change, and the review. */
let app: TestApp
let clerk: Page
let officer: Page
let principal: Page
let home: string

const at = (day: string) => Object.assign(app.installation, { now: () => new Date(`${day}T02:00:00Z`) })

startJourney(async (journey) => {
  app = journey.app
  at('2027-01-05')
  const enterpriseId = await makeEnterprise(app, journey.place.get('market-360902') ?? '')
  home = `/enterprises/${enterpriseId}/quality-plans`
  const blank = { department: null, post: null, keyPost: null, joinedOn: null, note: null, login: null }
  const filer = await signInAs(app, 'filer', { enterpriseId })
  await filer.call(staffContract.add, {
    enterpriseId,
    values: { staffNo: 'G1', name: '示例甲', ...blank },
  })
  const open = async (role: 'filer' | 'cqo' | 'principal', width?: number) =>
    journey.open({
      login: await makeAccount(app, role, { enterpriseId }),
      path: home,
      ...(width && { width }),
    })
  clerk = await open('filer')
  officer = await open('cqo')
  principal = await open('principal', 390)
})

const shots = process.env.PLAN_SHOTS
const look = async (page: Page, name: string) => {
  // A button half under the head of the page is too small to hit.
  await page.evaluate(() => window.scrollTo(0, 0))
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  await expectAccessible(page)
}
const go = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)
const sure = (page: Page, name: string) => page.getByRole('tooltip').getByRole('button', { name }).click()

test('the officer writes the strategy and the principal approves it', async () => {
  await look(officer, 'home-empty')
  await officer.getByRole('button', { name: '拟定质量战略' }).click()
  await officer.getByRole('heading', { name: '修改质量战略 ZL-2027-001' }).waitFor()
  await officer.getByLabel('起始日期').fill('2027.1.1')
  await officer.getByLabel('终止日期').fill('2029年12月31日')
  for (const part of ['内部环境', '外部环境', '优势', '劣势', '机会', '威胁'])
    await officer.getByRole('textbox', { name: new RegExp(`^${part}`) }).fill(`示例${part}一\n示例${part}二`)
  await officer.getByRole('button', { name: '增加一条目标' }).click()
  await officer.getByLabel('目标 1', { exact: true }).fill('出厂合格率提高')
  await officer.getByLabel('指标与目标值 1').fill('99.5%')
  await officer.getByRole('button', { name: '增加一条措施' }).click()
  await officer.getByLabel('措施 1').fill('建立计量室')
  await look(officer, 'strategy-edit')
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('【质量】出厂合格率提高，99.5%').waitFor()
  await officer.getByRole('button', { name: '提请批准' }).click()
  await sure(officer, '提请批准')
  await officer.getByText('待批准', { exact: true }).first().waitFor()
  await look(officer, 'strategy')

  await principal.reload()
  await principal.getByRole('link', { name: '继续办理' }).click()
  await principal.getByRole('button', { name: '批准', exact: true }).click()
  await sure(principal, '批准')
  await principal.getByText('执行中').waitFor()
  await look(principal, 'phone-strategy')
})

test('the plan begins with the list that is there; what is lacking is named; it is approved', async () => {
  await clerk.reload()
  await clerk.getByRole('button', { name: '编制2027年度质量工作计划' }).click()
  await clerk.getByRole('button', { name: '从 Excel 导入项目' }).click()
  await clerk.getByText('文件中没有写明所属的行，都列入“JH-2027-001”').waitFor()
  await clerk.locator('input[type=file]').setInputFiles({
    name: '计划表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '序号,工作项目,要求,资源,目标,开始时间,完成时间,负责人,验收方法\n' +
        '1,建立计量台帐,按制度,2 人,周检率 100%,2027.1.10,2027.3.31,示例甲,查台帐\n' +
        '2,检验员培训,全员,培训费,持证上岗,2027.2.1,2027.6.30,示例甲,查证书\n' +
        '3,供应商审核,每家,差旅费,合格率 98%,2027.4.1,2027.10.31,,查报告\n',
    ),
  })
  await clerk.getByText('新增 3 条').waitFor()
  await clerk.getByRole('button', { name: '写入台帐' }).click()
  await sure(clerk, '写入台帐')
  await clerk.getByRole('button', { name: '撤销导入' }).waitFor()

  await go(officer, home)
  await officer.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await officer.getByText('缺责任人').waitFor()
  await look(officer, 'plan-draft')
  await officer.getByRole('button', { name: '提请批准' }).click()
  await sure(officer, '提请批准')
  await officer.getByRole('alert').getByText('没有填写责任人。请补全。').first().waitFor()
  await officer.getByRole('link', { name: '供应商审核' }).click()
  await officer.getByRole('combobox', { name: '责任人' }).click()
  await officer.getByRole('option', { name: '示例甲' }).or(officer.getByTitle('示例甲')).first().click()
  await officer.getByRole('button', { name: '保存', exact: true }).click()
  await officer.getByText('已保存。').waitFor()
  await officer.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await officer.getByRole('button', { name: '提请批准' }).click()
  await sure(officer, '提请批准')
  await officer.getByText('待批准', { exact: true }).first().waitFor()

  await go(principal, home)
  await principal.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await principal.getByRole('button', { name: '批准', exact: true }).click()
  await sure(principal, '批准')
  await principal.getByText('进行中 0%').first().waitFor()
  await look(principal, 'phone-plan')
  await principal.getByRole('link', { name: '甘特图' }).click()
  await principal.getByRole('img', { name: /^检验员培训：2027-02-01 至 2027-06-30/ }).waitFor()
  await look(principal, 'phone-gantt')
  await principal.getByRole('link', { name: '检验员培训' }).click()
  await principal.getByRole('heading', { name: '填报进展' }).waitFor()
  await look(principal, 'phone-item')
})

test('progress is told and confirmed by somebody else; a change needs its reason', async () => {
  await go(clerk, home)
  await clerk.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await clerk.getByRole('link', { name: '建立计量台帐' }).click()
  await clerk.getByLabel('进度（%）').fill('100')
  await clerk.getByLabel('情况说明').fill('台帐已建立，共 86 件')
  await clerk.getByRole('button', { name: '填报进展' }).click()
  await clerk.getByRole('heading', { name: '确认完成' }).waitFor()
  await look(clerk, 'item')
  await clerk.getByLabel('确认情况').fill('自己看过')
  await clerk.getByRole('button', { name: '确认已完成' }).click()
  await clerk.getByText('完成是您自己填报的，不能自己确认').waitFor()

  await officer.reload()
  await officer.getByRole('link', { name: '建立计量台帐' }).click()
  await officer.getByText('按确认方法核对：查台帐').waitFor()
  await officer.getByLabel('确认情况').fill('已抽查 10 件')
  await officer.getByRole('button', { name: '确认已完成' }).click()
  await officer.getByText('已完成', { exact: true }).first().waitFor()
  await officer.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await officer.getByRole('link', { name: '检验员培训' }).click()
  await officer.getByRole('button', { name: '变更', exact: true }).click()
  await officer.getByLabel('完成期限').fill('2027.9.30')
  await officer.getByRole('button', { name: '变更', exact: true }).click()
  await officer.getByRole('alert').getByText('原因：没有填写。请填写。').waitFor()
  await officer.getByLabel('原因').fill('讲师改期')
  await look(officer, 'amend')
  await officer.getByRole('button', { name: '变更', exact: true }).click()
  await officer.getByText('完成期限：2027-06-30 → 2027-09-30').waitFor()
  await look(officer, 'item-changed')
})

test('at the year’s end what is not done goes into the next year, and the strategy hears of it', async () => {
  at('2027-12-20')
  await officer.getByRole('link', { name: '2027年度质量工作计划' }).click()
  await officer.getByText('逾期 2 项').waitFor()
  await officer.getByRole('link', { name: '甘特图' }).click()
  await officer.getByRole('img', { name: /^供应商审核/ }).waitFor()
  await look(officer, 'gantt')
  await officer.getByRole('link', { name: '总结评估' }).click()
  await officer.getByLabel('第 2 项 检验员培训').fill('讲师未到位')
  await officer.getByLabel('第 3 项 供应商审核').fill('供应商停产')
  await officer.getByRole('checkbox', { name: '结转到下一年度' }).first().check()
  await officer.getByLabel('结转后的完成期限').fill('2028年5月31日')
  await officer.getByLabel('总体评价').fill('完成计量基础，培训滞后')
  await officer.getByLabel('对质量战略的修订建议').fill('增加检验人员')
  await officer.getByRole('button', { name: '保存', exact: true }).click()
  await officer.getByRole('button', { name: '完成总结评估' }).and(officer.locator(':enabled')).waitFor()
  await look(officer, 'review')
  await officer.getByRole('button', { name: '完成总结评估' }).click()
  await sure(officer, '完成总结评估')
  await officer.getByText('已总结').waitFor()
  await officer.getByRole('link', { name: '项目', exact: false }).first().waitFor()
  await go(officer, `${home}?year=2028`)
  await officer.getByText('正在拟定').or(officer.getByText('草稿')).first().waitFor()
  await look(officer, 'home-next-year')
  await officer.getByRole('link', { name: '2028年度质量工作计划' }).click()
  await officer.getByRole('link', { name: '检验员培训' }).click()
  await officer.getByRole('link', { name: '2027年度质量工作计划 第 2 项 检验员培训' }).waitFor()
  await go(officer, home)
  await officer.getByRole('link', { name: '继续办理' }).click()
  await officer.getByText('增加检验人员').waitFor()
  expect(await officer.getByText('待答复').count()).toBe(1)
})
