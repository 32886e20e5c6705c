import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { issuedAppointment, picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { batchOf } from '#workbench/vetoes/fixtures.ts'

let enterpriseId: string
const logins = { cqo: '', inspector: '', principal: '' }
let cqo: Page
let inspector: Page

const journey = startJourney(async ({ app, place }) => {
  enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const of = { enterpriseId }
  const filer = await signInAs(app, 'filer', of)
  const principal = await signInAs(app, 'principal', of)
  await issuedAppointment(enterpriseId, filer, principal, {
    ...{ personName: '李样例', termFrom: '2020-01-01', termTo: null, powers: ['quality-safety-veto'] },
  })
  await batchOf(enterpriseId, filer, 'B20261115-03')
  const values = { staffNo: '012', name: '吴检例', post: '检验员' }
  await filer.call(staffContract.add, { enterpriseId, values } as never)
  logins.cqo = await makeAccount(app, 'cqo', of, { name: '李样例' })
  logins.inspector = await makeAccount(app, 'staff', of, { name: '吴检例' })
  logins.principal = await makeAccount(app, 'principal', of, { name: '陈演示' })
})

const open = (who: keyof typeof logins, width = 1440) =>
  journey.open({ login: logins[who], path: `/enterprises/${enterpriseId}/vetoes`, width })

async function shot(page: Page, name: string) {
  const folder = process.env.JOURNEY_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/veto-${name}.png`, fullPage: true })
}

async function choose(page: Page, field: string, text: string) {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('combobox', { name: field }).fill(text)
  await page.locator('.ant-select-item-option', { hasText: text }).first().click()
}

async function paper(page: Page, label: string) {
  const file = { name: '泄漏试验记录.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture()) }
  await page.getByLabel(label, { exact: true }).and(page.locator('input[type=file]')).setInputFiles(file)
}

const lines = {
  质量要求: '图样 SP-80-02：试验压力 0.6 MPa，保压 3 min，不得渗漏',
  事实: '11-15 夜班抽检 20 件，3 件渗漏；硬度 61 至 64 Shore A，要求 70 ± 5。',
  风险: '密封圈硬度低于图纸下限，流出后可能造成介质泄漏。',
  已采取的措施: '隔离 1,240 件；2 号线停产。',
  '条件 1': '密封圈换批，全检 1,240 件，泄漏率为 0',
} as const

test('on a phone in the workshop the officer raises a veto on a batch; it holds that minute', async () => {
  cqo = await open('cqo', 390)
  await cqo.getByText('还没有否决').waitFor()
  await cqo.goto(`${journey.app.baseUrl}/enterprises/${enterpriseId}/batches`)
  await cqo.getByRole('link', { name: 'B20261115-03' }).click()
  await cqo.getByRole('link', { name: '提出一票否决' }).click()
  await cqo.getByRole('heading', { level: 1, name: '提出一票否决' }).waitFor()
  await cqo.getByText('B20261115-03').waitFor()
  await cqo.getByRole('textbox', { name: /数量和所在/ }).fill('1,240 件，在成品库 A3 区')
  for (const [name, text] of Object.entries(lines))
    await cqo.getByRole('textbox', { name: new RegExp(`^${name}`) }).fill(text)
  await choose(cqo, '责任人', '吴检例')
  await paper(cqo, '证据')
  await cqo.getByRole('textbox', { name: /的名称/ }).waitFor()
  await expectAccessible(cqo)
  await shot(cqo, 'raise-390')
  await cqo.getByRole('button', { name: '提出一票否决' }).click()
  await cqo.locator('.ant-popconfirm').getByRole('button', { name: '提出一票否决' }).click()
  await cqo.getByRole('heading', { level: 1, name: '停止放行：批次 B20261115-03' }).waitFor()
  await cqo.getByText('第 1 项条件未满足').waitFor()
  await expectAccessible(cqo)
  await shot(cqo, 'page-390')
})

test('the release is refused and the attempt stands in the record', async () => {
  inspector = await open('inspector')
  await inspector.getByRole('link', { name: '批次', exact: true }).click()
  await inspector.getByRole('link', { name: 'B20261115-03' }).click()
  await inspector.getByText('首席质量官已否决，正在停止中').waitFor()
  await inspector.getByRole('button', { name: '放行批次' }).click()
  const dialog = inspector.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '放行依据' }).fill('检验报告 JY-示例-1')
  await dialog.getByRole('button', { name: '放行批次' }).click()
  await dialog.getByText(/这次已记录在案/).waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  await inspector.getByRole('link', { name: /^FJ-\d{4}-001/ }).click()
  await inspector.getByText('1 次，试图在否决期间继续').waitFor()
  await expectAccessible(inspector)
})

test('the principal says that he agrees; the inspector proves the condition and checks', async () => {
  const principal = await open('principal')
  await principal.getByRole('link', { name: /^FJ-/ }).click()
  await principal.getByRole('button', { name: '签署意见' }).click()
  await principal.getByRole('dialog').getByRole('button', { name: '签署意见' }).click()
  await principal.getByText('企业负责人签署意见：同意').waitFor()
  expect(await principal.getByRole('button', { name: '解除否决' }).count()).toBe(0)

  await inspector.getByRole('button', { name: '完成', exact: true }).click()
  const drawer = inspector.getByRole('dialog')
  await drawer.getByRole('textbox', { name: '完成情况' }).fill('全检 1,240 件，泄漏 0。')
  await paper(inspector, '证明材料')
  await drawer.getByRole('link', { name: '泄漏试验记录.jpg' }).waitFor()
  await drawer.getByRole('button', { name: '完成', exact: true }).click()
  await inspector.getByText('还没有第二人核对').waitFor()
  await inspector.getByRole('button', { name: '核对解除条件' }).click()
  await inspector.getByRole('dialog').getByRole('textbox', { name: '核对情况' }).fill('看过全检记录')
  await inspector.getByRole('dialog').getByRole('button', { name: '核对解除条件' }).click()
  await inspector.getByText(/吴检例于 .* 核对/).waitFor()
  await inspector.getByRole('dialog').waitFor({ state: 'hidden' })
  await expectAccessible(inspector)
  await shot(inspector, 'page-1440')
})

test('the officer lifts it, and the release goes through', async () => {
  await cqo.reload()
  await cqo.getByRole('button', { name: '解除否决' }).click()
  await cqo.getByRole('dialog').getByRole('button', { name: '解除否决' }).click()
  await cqo.getByText(/李样例于 .* 解除/).waitFor()
  await inspector.getByRole('link', { name: '批次 B20261115-03' }).click()
  await inspector.getByRole('button', { name: '放行批次' }).click()
  await inspector.getByRole('dialog').getByRole('textbox', { name: '放行依据' }).fill('检验报告 JY-示例-2')
  await inspector.getByRole('dialog').getByRole('button', { name: '放行批次' }).click()
  await inspector.getByText('已放行').first().waitFor()
  await inspector.getByRole('link', { name: '一票否决' }).click()
  await inspector.getByText('已解除').waitFor()
  await expectAccessible(inspector)
  await shot(inspector, 'list-1440')
  await inspector.getByRole('link', { name: '统计' }).click()
  await inspector.getByText('合计').waitFor()
  await expectAccessible(inspector)
  await shot(inspector, 'figures-1440')
  await inspector.getByRole('link', { name: '谁来行使' }).click()
  await inspector.getByText('李样例').waitFor()
  await expectAccessible(inspector)
  await shot(inspector, 'deputies-1440')
})

test('the officer proposes, the principal answers with reason', async () => {
  await cqo.goto(`${journey.app.baseUrl}/enterprises/${enterpriseId}/opinions`)
  await cqo.getByRole('button', { name: '提出意见或建议' }).click()
  const form = cqo.getByRole('dialog')
  await form.getByRole('textbox', { name: '标题' }).fill('暂缓更换密封圈供方')
  await form.getByRole('textbox', { name: '内容' }).fill('新供方样件硬度离散，建议小批验证后再定。')
  await form.getByLabel(/请于何日前答复/).fill('2099-12-01')
  await expectAccessible(cqo)
  await shot(cqo, 'opinion-form-390')
  await form.getByRole('button', { name: '提出意见或建议' }).click()
  await cqo.getByRole('link', { name: '暂缓更换密封圈供方' }).waitFor()
  await expectAccessible(cqo)
  await shot(cqo, 'opinions-390')
  const principal = await open('principal')
  await principal.getByRole('link', { name: '意见与建议' }).click()
  await principal.getByRole('link', { name: '暂缓更换密封圈供方' }).click()
  await principal.getByRole('button', { name: '答复' }).click()
  const answer = principal.getByRole('dialog')
  await answer.getByRole('radio', { name: '部分采纳' }).check()
  await answer.getByRole('textbox', { name: '理由' }).fill('同意小批验证，交期不变。')
  await answer.getByRole('button', { name: '答复' }).click()
  await answer.waitFor({ state: 'hidden' })
  await principal.getByText('同意小批验证，交期不变。').first().waitFor()
  await expectAccessible(principal)
  await shot(principal, 'opinion-1440')
})
