import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

/** A factory brings the list of instruments that it has; the workshop writes down its measurements; one instrument fails. */
let clerk: Page
let inspector: Page
let enterpriseId: string

startJourney(async ({ app, place, open }) => {
  enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const path = `/enterprises/${enterpriseId}/instruments`
  clerk = await open({ login: await makeAccount(app, 'cqo', { enterpriseId }), path })
  inspector = await open({ login: await makeAccount(app, 'staff', { enterpriseId }), path, width: 390 })
})

const shots = process.env.LEDGER_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/instruments-${name}.png`, fullPage: true })
}

test('the existing list is imported, and the due days are there without being typed', async () => {
  await clerk.getByText('还没有登记计量器具').waitFor()
  await shoot(clerk, 'empty')
  await clerk.getByRole('link', { name: '从 Excel 导入' }).click()
  await clerk.locator('input[type=file]').setInputFiles({
    name: '计量台账.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '示例厂计量器具台账',
        '编号,器具名称,规格型号,ABC分类,是否强检,检定周期,检定日期,证书编号,检定机构',
        'L001,游标卡尺,0-150mm,B类,否,1年,2026年5月6日,JZ-001,示例计量院',
        'L002,压力表,0-1.6MPa,A类,是,6个月,2024.1.10,YL-002,示例计量院',
        'L003,千分尺,0-25mm,B类,否,12,2026/13/1,,',
      ].join('\n'),
    ),
  })
  await clerk.getByText('新增 2 条，更新 0 条，未变 0 条，有问题 1 行').waitFor()
  await shoot(clerk, 'import')
  await clerk.getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('tooltip').getByRole('button', { name: '写入台帐' }).click()
  await clerk.getByRole('button', { name: '撤销导入' }).waitFor()
  await clerk.getByRole('link', { name: '查看台帐' }).click()
  await clerk.getByRole('cell', { name: '2027-05-05' }).waitFor()
  await clerk.getByText(/^超期 \d+ 天$/).waitFor()
  await clerk.getByRole('link', { name: '1', exact: true }).waitFor()
  await shoot(clerk, 'list')
  await expectAccessible(clerk)
})

test('on the phone the label leads to the instrument, and a measurement is written down; a late mandatory one is refused', async () => {
  await inspector.reload()
  await inspector.getByRole('link', { name: '压力表' }).click()
  await inspector.getByText('强制检定的器具已经超期，不能使用').waitFor()
  expect(await inspector.getByRole('button', { name: '保存使用记录' }).count()).toBe(0)
  await inspector.goBack()
  await inspector.getByRole('link', { name: '游标卡尺' }).click()
  await inspector.getByRole('textbox', { name: '批号' }).fill('ｐ2026-01')
  const uses = inspector.getByRole('region', { name: '能不能用' })
  await uses.getByRole('textbox', { name: '测量项目' }).fill('外径')
  await uses.getByRole('textbox', { name: '使用日期' }).fill('2026-6-1')
  await shoot(inspector, 'phone-use')
  await expectAccessible(inspector)
  await uses.getByRole('button', { name: '保存使用记录' }).click()
  await inspector.getByText('已登记：P2026-01，外径。').waitFor()
  await shoot(inspector, 'phone-used')
})

test('a failed certificate forbids the instrument, and the sweep leads to an incident', async () => {
  await clerk.getByRole('link', { name: '游标卡尺' }).click()
  await clerk.getByRole('cell', { name: 'P2026-01' }).waitFor()
  await shoot(clerk, 'record')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '登记证书' }).click()
  const drawer = clerk.getByRole('dialog')
  await drawer.getByLabel('证书号').fill('JZ-009')
  await drawer.getByLabel('检定校准日期').fill('2026年7月1日')
  await drawer.getByRole('combobox', { name: '结论' }).click()
  await clerk.getByRole('option', { name: '不合格' }).or(clerk.getByTitle('不合格')).last().click()
  await drawer.getByText('登记后这件器具禁用').waitFor()
  await shoot(clerk, 'certify')
  await expectAccessible(clerk)
  await drawer.getByRole('button', { name: '登记证书' }).click()
  await clerk.getByText('测量 1 次，涉及 1 批').waitFor()
  await clerk.getByRole('cell', { name: 'P2026-01' }).waitFor()
  await clerk.getByRole('radio', { name: '有影响，需要处置' }).check()
  await clerk
    .getByRole('textbox', { name: '评价依据' })
    .fill('示值偏大 0.06 mm，超过公差的三分之一，需复检。')
  await shoot(clerk, 'sweep')
  await expectAccessible(clerk)
  await clerk.getByRole('button', { name: '登记评价' }).click()
  await clerk.getByRole('link', { name: /^SJ-\d{4}-001$/ }).waitFor()
  await shoot(clerk, 'evaluated')
  await clerk.goto(`${new URL(clerk.url()).origin}/enterprises/${enterpriseId}/instruments`)
  await clerk.getByText('禁用', { exact: true }).waitFor()
})

test('plan, 周检率 and labels stand beside the ledger', async () => {
  const label = clerk.waitForEvent('download')
  await clerk.getByRole('button', { name: '打印标签' }).click()
  expect((await label).suggestedFilename()).toBe('计量器具标签.pdf')
  if (shots) await (await label).saveAs(`${shots}/labels.pdf`)
  await clerk.getByRole('link', { name: '检定计划' }).click()
  await clerk.getByRole('link', { name: /^全年/ }).waitFor()
  await shoot(clerk, 'plan')
  await expectAccessible(clerk)
  const plan = clerk.waitForEvent('download')
  await clerk.getByRole('button', { name: '打印 PDF' }).click()
  expect((await plan).suggestedFilename()).toMatch(/^\d{4}年周期检定计划\.pdf$/)
  if (shots) await (await plan).saveAs(`${shots}/plan.pdf`)
  await clerk.getByRole('link', { name: '周检率' }).click()
  await clerk.getByLabel('从', { exact: true }).fill('2024-01-01')
  await clerk.getByRole('link', { name: 'L002' }).waitFor()
  await shoot(clerk, 'rate')
  await expectAccessible(clerk)
  await clerk.getByRole('link', { name: '标签颜色' }).click()
  await clerk.getByRole('button', { name: '保存颜色' }).click()
  await clerk.getByText('已保存。').waitFor()
  await expectAccessible(clerk)
})
