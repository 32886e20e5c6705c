import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'
import { finishAction, listActions } from '#workbench/actions/contract.ts'
import { staffContract } from '#workbench/master-data/contract.ts'

let enterpriseId: string
const logins = { worker: '', cqo: '' }

const journey = startJourney(async ({ app, place }) => {
  enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const values = { staffNo: '031', name: '赵示例', post: '机修工' }
  await filer.call(staffContract.add, { enterpriseId, values } as never)
  logins.worker = await makeAccount(app, 'staff', { enterpriseId }, { name: '孙样例' })
  logins.cqo = await makeAccount(app, 'cqo', { enterpriseId }, { name: '李样例' })
})

async function shot(page: Page, name: string) {
  const folder = process.env.JOURNEY_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/incident-${name}.png`, fullPage: true })
}

async function choose(page: Page, field: string, text: string) {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('combobox', { name: field }).fill(text)
  await page.locator('.ant-select-item-option', { hasText: text }).first().click()
}

/** Opens a verb's form, fills it in and hands it over. */
async function does(
  page: Page,
  verb: string,
  lines: Readonly<Record<string, string>>,
  more?: () => Promise<void>,
) {
  await page.getByRole('button', { name: verb }).click()
  const form = page.getByRole('dialog', { name: verb })
  for (const [label, text] of Object.entries(lines))
    await form.getByLabel(label, { exact: false }).first().fill(text)
  await more?.()
  await form.getByRole('button', { name: verb }).click()
  await form.waitFor({ state: 'hidden' })
}

test('reported on a phone in the workshop', async () => {
  const page = await journey.open({
    login: logins.worker,
    path: `/enterprises/${enterpriseId}/incidents`,
    width: 390,
  })
  await page.getByText('还没有隐患或事故').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '报告隐患或事故' }).click()
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.getByRole('alert').getByText('发生了什么').waitFor()
  await page
    .getByRole('textbox', { name: /^发生了什么/ })
    .fill('3 号压机压力表不回零。已停机挂牌，当班 40 件隔离。')
  await page.getByRole('radio', { name: '重大' }).check()
  const photo = { name: '压力表.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture()) }
  await page.getByLabel('照片', { exact: true }).and(page.locator('input[type=file]')).setInputFiles(photo)
  await page.getByRole('link', { name: '压力表.jpg' }).waitFor()
  await expectAccessible(page)
  await shot(page, 'report-390')
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.getByRole('heading', { level: 1, name: '3 号压机压力表不回零' }).waitFor()
  await page.getByRole('link', { name: '压力表.jpg' }).waitFor()
  await page.getByText('还没有记录向属地市场监督管理部门报告的情况').first().waitFor()
  await does(page, '记录处置', { 怎样处置的: '停机挂牌，隔离当班 40 件' })
  await page.getByText('停机挂牌，隔离当班 40 件').first().waitFor()
  await expectAccessible(page)
  await shot(page, 'course-390')
  await page.context().close()
})

test('investigated, put right, verified by another, and closed when nothing is missing', async () => {
  const { app } = journey
  const page = await journey.open({ login: logins.cqo, path: `/enterprises/${enterpriseId}/incidents` })
  await page.getByRole('link', { name: '3 号压机压力表不回零' }).click()
  await does(
    page,
    '记录调查',
    { '第 1 个为什么': '压力表卡滞', 根本原因: '点检规程没有压力表回零一项' },
    async () => {
      await page.getByRole('button', { name: '再问一层' }).click()
      await page.getByRole('textbox', { name: '第 2 个为什么' }).fill('没有按期点检')
      await page.getByRole('textbox', { name: '法', exact: true }).fill('*点检规程缺项\n交接班不查')
      await expectAccessible(page)
      await shot(page, 'investigate')
    },
  )
  await page.getByText('★ 点检规程缺项').waitFor()
  await does(page, '认定责任', { 责任认定: '设备科点检规程缺项' }, async () => {
    await choose(page, '责任人', '赵示例')
    const answers = ['原因已查清', '已批评教育', '规程已修订', '当班已培训']
    const points = ['原因未查清', '责任人员未处理', '整改措施未落实', '有关人员未受到教育']
    for (const [n, point] of points.entries())
      await page
        .getByRole('dialog')
        .getByLabel(new RegExp(point))
        .fill(answers[n] ?? '')
  })
  await page.getByRole('button', { name: '增加措施' }).click()
  await page.getByRole('dialog').getByLabel('措施', { exact: true }).fill('点检规程增加压力表回零')
  await choose(page, '责任人', '赵示例')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /增加|保存/ })
    .last()
    .click()
  await page.getByText('没有完成。请完成，或写明理由取消').waitFor()
  await expectAccessible(page)
  await shot(page, 'course-1440')
  const worker = await signInAs(app, 'staff', { enterpriseId })
  const [action] = (await worker.call(listActions, { enterpriseId })).rows
  const on = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await worker.call(finishAction, {
    ...{
      enterpriseId,
      actionId: action?.id ?? '',
      version: 1,
      result: '规程 B 版已发布',
      doneOn: on,
      fileIds: [],
    },
  })
  await page.reload()
  await does(page, '验证效果', { 怎样验证的: '连续三班回零正常' })
  await does(page, '记录报告情况', { 向谁报告: '示例区市场监督管理局', 方式: '电话' })
  await page.getByText('什么也不缺，可以关闭').waitFor()
  await does(page, '登记损失', { 金额: '1,200', 说明: '停机一班' })
  await page.getByText('合计 1,200.00 元').waitFor()
  await does(page, '关闭这件事', { 结论说明: '整改有效' })
  await page.getByText(/^已关闭：李样例/).waitFor()
  await expectAccessible(page)
  await shot(page, 'closed')
  const href = await page.getByRole('link', { name: '打印报告' }).getAttribute('href')
  const pdf = await (await page.request.get(`${app.baseUrl}${href}`)).body()
  expect(readPdf(new Uint8Array(pdf)).text).toContain('点检规程没有压力表回零一项')
  await page.goto(`${app.baseUrl}/enterprises/${enterpriseId}/incidents/counts`)
  await page.getByRole('link', { name: '法', exact: true }).waitFor()
  await expectAccessible(page)
  await shot(page, 'counts')
  await page.getByRole('link', { name: '法', exact: true }).click()
  await page.getByRole('link', { name: '3 号压机压力表不回零' }).waitFor()
})

test('risks: one is registered and rated, stands in the matrix, and the scheme is changed', async () => {
  const page = await journey.open({ login: logins.cqo, path: `/enterprises/${enterpriseId}/risks/new` })
  await page.getByRole('textbox', { name: '风险点' }).fill('压机压力失控')
  await page.getByRole('textbox', { name: '过程' }).fill('冲压')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('link', { name: '压机压力失控' }).click()
  await does(page, '评定', { 复评结论: '按示例方案评定' }, async () => {
    for (const [field, step] of [
      ['严重性', '5'],
      ['可能性', '3'],
    ] as const) {
      await page.getByRole('dialog').getByRole('combobox', { name: field, exact: true }).click()
      await page
        .locator('.ant-select-item-option', { hasText: new RegExp(`^${step}`) })
        .last()
        .click()
    }
    await expectAccessible(page)
  })
  await page.getByText('5 × 3　较大').waitFor()
  await expectAccessible(page)
  await shot(page, 'risk')
  await page.goto(`${journey.app.baseUrl}/enterprises/${enterpriseId}/risks/matrix`)
  await page.getByRole('link', { name: '严重性 5、可能性 3，较大，1 条' }).waitFor()
  await expectAccessible(page)
  await shot(page, 'matrix')
  await page.getByRole('link', { name: '严重性 5、可能性 3，较大，1 条' }).click()
  await page.getByRole('link', { name: '压机压力失控' }).waitFor()
  await page.goto(`${journey.app.baseUrl}/enterprises/${enterpriseId}/risks/scheme`)
  await page.getByRole('textbox', { name: '方案名称' }).fill('本厂 5×5')
  await page.getByRole('textbox', { name: '改动的理由' }).fill('按本厂情况')
  await page.getByRole('checkbox', { name: /重新计算/ }).check()
  await expectAccessible(page)
  await shot(page, 'scheme')
  await page.getByRole('button', { name: '存为新的一版' }).click()
  await page.getByRole('cell', { name: '第 2 版' }).waitFor()
  const phone = await journey.open({
    login: logins.cqo,
    path: `/enterprises/${enterpriseId}/risks/matrix`,
    width: 390,
  })
  await phone.getByRole('link', { name: /^严重性 5、可能性 3/ }).waitFor()
  await expectAccessible(phone)
  await shot(phone, 'matrix-390')
})
