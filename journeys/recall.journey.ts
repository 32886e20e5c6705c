import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { readDossier, savePlan } from '#workbench/recalls/contract.ts'
import { recallContract } from '#workbench/recalls/dossier/contract.ts'

/** A recall from the clue to its first stage report; who has something to do for it finishes that on the phone. */
let officer: Page
let worker: Page
let client: Client
let enterpriseId: string

startJourney(async ({ app, place, open }) => {
  enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  client = await signInAs(app, 'staff', { enterpriseId })
  const login = await makeAccount(app, 'staff', { enterpriseId })
  const values = { staffNo: '001', name: '示例工', login }
  await client.call(staffContract.add, { enterpriseId, values } as never)
  officer = await open({
    login: await makeAccount(app, 'cqo', { enterpriseId }),
    path: `/enterprises/${enterpriseId}/recalls`,
  })
  worker = await open({ login, path: `/enterprises/${enterpriseId}/actions?whose=mine`, width: 390 })
})

const shots = process.env.RECALL_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}
const recallId = async () => {
  const { rows } = await client.call(recallContract.list, { enterpriseId } as never)
  return { enterpriseId, recordId: (rows[0] as { id: string }).id }
}

test('a clue is written down, the defect confirmed: what is due next stands there by itself', async () => {
  await officer.getByRole('button', { name: '登记召回线索' }).click()
  await officer.getByRole('button', { name: '登记', exact: true }).click()
  await officer.getByRole('alert').getByText('召回事项：').waitFor()
  await officer.getByLabel('召回事项').fill('示例电暖器外壳过热')
  await officer.getByLabel('情况', { exact: true }).fill('示例商行转来投诉：外壳烫手，疑为温控器失效。')
  await shoot(officer, 'open')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '登记', exact: true }).click()
  await officer.getByRole('heading', { level: 1, name: '示例电暖器外壳过热' }).waitFor()
  await officer.getByRole('button', { name: '确认缺陷' }).click()
  await officer.getByLabel('说明').fill('抽测 5 台，3 台外壳温升超标')
  await shoot(officer, 'step')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '登记', exact: true }).click()
  await officer.getByText('还有 10 个工作日').waitFor()
  await shoot(officer, 'confirmed')
  await expectAccessible(officer)
})

test('batches and customers come from Excel lists; the rate opens the lists behind it', async () => {
  const list = async (link: string, name: string, text: string) => {
    await officer.getByRole('link', { name: link }).click()
    await officer
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await officer.getByRole('button', { name: '写入台帐' }).click()
    await officer.getByRole('tooltip').getByRole('button', { name: '写入台帐' }).click()
    await officer.getByRole('button', { name: '撤销导入' }).waitFor()
    const { recordId } = await recallId()
    await officer.goto(officer.url().replace(/\/recall-.*$/, `/recalls/${recordId}`))
  }
  await list('导入批次清单', '批次.csv', `批次号,产量,应召回数量\nB1,120,100\nB2,50,50\n`)
  await list(
    '导入分销清单',
    '出库单.csv',
    `客户名称,批次号,出库数量,通知日期,通知方式,退回数量\n示例商行,B1,100,2026-01-05,电话,40\n示例商场,B2,50,,,\n`,
  )
  await officer.getByText('26.6%').waitFor()
  await officer.getByText('40／150').waitFor()
  await officer.getByLabel('召回数量', { exact: true }).getByRole('link', { name: '40' }).click()
  await officer.getByRole('link', { name: '示例商场' }).waitFor()
  await shoot(officer, 'customers')
  await officer.goBack()
})

test('the plan is filled in and reported, then carried out; a stage report freezes the figures', async () => {
  await officer.getByText(/还有 \d+ 项必填/).waitFor()
  await officer.getByRole('button', { name: '报送召回计划' }).click()
  await officer.getByRole('dialog').getByLabel('报送或告知对象').waitFor()
  await officer.getByRole('button', { name: '登记', exact: true }).click()
  await officer.getByRole('alert').getByText('缺陷部位和情况：没有填写。').waitFor()
  await shoot(officer, 'gaps')
  const of = await recallId()
  const { scheme, recall } = await client.call(readDossier, of)
  const today = civilDateOf(new Date())
  const values = Object.fromEntries(
    scheme.fields.map(({ key, kind, label }) => [key, kind === 'date' ? today : `示例${label}`]),
  )
  await client.call(savePlan, { ...of, version: recall.version, values })
  await officer.reload()
  const step = async (name: string, fill: Readonly<Record<string, string>> = {}) => {
    await officer.getByRole('button', { name, exact: true }).click()
    const form = officer.getByRole('dialog')
    for (const [label, text] of Object.entries(fill)) await form.getByLabel(label).fill(text)
    await form.getByRole('button', { name: '登记', exact: true }).click()
    await form.waitFor({ state: 'hidden' })
  }
  await step('报送召回计划')
  await step('开始实施召回')
  await step('报送阶段报告', { 本阶段工作: '电话通知示例商行，收回 40 台', 下一步安排: '上门通知示例商场' })
  await officer.getByRole('cell', { name: '召回阶段报告（第 1 次）', exact: true }).waitFor()
  await officer.getByRole('cell', { name: '26.6%（40／150）' }).waitFor()
  const href = await officer.getByRole('link', { name: '打印召回阶段报告（第 1 次）' }).getAttribute('href')
  const answer = await officer.request.get(new URL(href ?? '', officer.url()).href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  await officer.getByRole('button', { name: '增加措施' }).click()
  const adding = officer.getByRole('dialog')
  await adding.getByRole('textbox', { name: '措施' }).fill('上门通知示例商场并封存')
  await adding.getByRole('combobox', { name: '责任人' }).click()
  await officer.getByTitle('示例工').click()
  await adding.getByRole('button', { name: '保存' }).click()
  await officer.getByRole('link', { name: '上门通知示例商场并封存' }).waitFor()
  await shoot(officer, 'carrying-out')
  await expectAccessible(officer)
})

test('who is to do something is told, and finishes it on the phone with a photo', async () => {
  await worker.reload()
  await shoot(worker, 'phone-mine')
  await expectAccessible(worker)
  await worker.getByRole('link', { name: '上门通知示例商场并封存' }).click()
  await worker.getByRole('button', { name: '完成', exact: true }).click()
  await worker.getByLabel('完成情况').fill('已通知并封存 50 台')
  await worker.locator('input[type=file]').setInputFiles({
    name: '封存.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
  })
  await worker.getByRole('link', { name: '封存.pdf' }).waitFor()
  await shoot(worker, 'phone-finish')
  await expectAccessible(worker)
  await worker.getByRole('dialog').getByRole('button', { name: '完成', exact: true }).click()
  await worker.getByText('已通知并封存 50 台').first().waitFor()
  await shoot(worker, 'phone-done')
  await worker.goto(worker.url().replace(/actions\/.*$/, `recalls/${(await recallId()).recordId}`))
  await worker.getByText('26.6%').first().waitFor()
  await shoot(worker, 'phone-recall')
  await expectAccessible(worker)
})

test('the enterprise sets its own time limits', async () => {
  await officer.getByRole('link', { name: '修改期限与表格' }).click()
  await officer.getByRole('heading', { level: 1, name: '召回期限与表格' }).waitFor()
  await officer.getByLabel('期限：报送召回计划').fill('5')
  await shoot(officer, 'schemes')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '保存', exact: true }).click()
  await officer.getByText('示例cqo修改').waitFor()
})
