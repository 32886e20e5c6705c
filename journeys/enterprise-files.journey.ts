import { expect, test } from 'vitest'
import { filledDraft, issuedAppointment, picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const journey = startJourney()

/** An enterprise whose draft lacks only what `form` takes away, with windows of its people. */
async function enterpriseWithDraft(form: Parameters<typeof filledDraft>[3]) {
  const { app, place } = journey
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const draft = await filledDraft(enterpriseId, appointment.id, filer, form)
  const open = async (role: 'filer' | 'principal' | 'cqo', path: string, width = 1440) =>
    journey.open({
      login: await makeAccount(app, role, { enterpriseId }),
      path: `/filings/${enterpriseId}/${draft.id}${path}`,
      width,
    })
  return { draft, open }
}

test('on a phone the parts are a list of tasks, filled in one at a time, with the way back', async () => {
  const { open } = await enterpriseWithDraft({ products: null, qualityYears: null })
  const phone = await open('filer', '/edit', 390)
  await phone.getByText('9 部分，已完成 7 部分').waitFor()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '填写企业信息' }).click()
  await phone.getByText('第 1 部分，共 9 部分').waitFor()
  await phone.getByLabel('经营项目及主要产品').fill('电瓷绝缘子')
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '保存并继续' }).click()
  await phone.getByText('第 2 部分，共 9 部分').waitFor()
  await phone.goBack()
  await phone.getByText('第 1 部分，共 9 部分').waitFor()
  await phone.goBack()
  await phone.getByText('9 部分，已完成 8 部分').waitFor()
  await phone.getByRole('link', { name: '学历与资格' }).click()
  await phone.getByLabel('质量工作年限').fill('8')
  await phone.getByRole('button', { name: /为什么/ }).click()
  await phone.getByRole('dialog').getByText('由条件乙决定').waitFor()
  await phone.keyboard.press('Escape')
  await phone.getByRole('button', { name: '全部部分' }).click()
  await phone.getByRole('button', { name: '核对全部内容' }).click()
  await phone.getByRole('heading', { name: '企业负责人确认' }).waitFor()
  await expectAccessible(phone)
})

test('a wrong number is said at its field and in the task list, and is not kept', async () => {
  const { draft, open } = await enterpriseWithDraft({})
  const page = await open('filer', '/edit')
  await page.getByLabel('手机号码').fill('1380000000')
  await page.getByText('填了 10 位，应为 11 位').first().waitFor()
  await page.getByText('1 处需修改').waitFor()
  await page.getByLabel('手机号码').fill('13800000001')
  await page
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  const [row] = await journey.app.sql('select version from filings where id = $1', [draft.id])
  expect(row).toMatchObject({ version: draft.version + 1 })
})

test('two people fill in the same form: other fields are merged, the same field is put to the choice', async () => {
  const { draft, open } = await enterpriseWithDraft({})
  const filer = await open('filer', '/edit')
  const principal = await open('principal', '/edit')
  await filer.getByLabel('经营项目及主要产品').fill('电瓷绝缘子')
  await filer
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  await principal.getByLabel('毕业院校').fill('示例工业大学')
  await principal
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  const [merged] = await journey.app.sql('select form from filings where id = $1', [draft.id])
  expect(merged).toMatchObject({ form: { products: '电瓷绝缘子', school: '示例工业大学' } })

  await principal.getByLabel('现任职务').fill('常务副总经理')
  await principal
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  await principal.waitForTimeout(1500)
  await filer.getByLabel('现任职务').fill('总经理')
  await filer.getByRole('heading', { name: '同一份备案表被别人改动过' }).waitFor()
  await filer.getByRole('radio', { name: '常务副总经理' }).check()
  await expectAccessible(filer)
  await filer.getByRole('button', { name: '按选择保存' }).click()
  await filer
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  const [settled] = await journey.app.sql('select form from filings where id = $1', [draft.id])
  expect(settled).toMatchObject({ form: { currentPost: '常务副总经理' } })
})

test('a stamped scan confirms in place of the principal; a filing can be withdrawn', async () => {
  const { open } = await enterpriseWithDraft({})
  const page = await open('filer', '/check')
  const printed = page.waitForEvent('download')
  await page.getByRole('button', { name: '打印完整备案表（用于盖章）' }).click()
  expect((await printed).suggestedFilename()).toMatch(/\.pdf$/)
  await page.locator('input[type=file]').setInputFiles({
    name: '盖章备案表.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await picture()),
  })
  await page.getByText(/企业负责人已确认/).waitFor()
  await page.getByRole('tab', { name: '盖章备案表' }).waitFor()
  await page.getByRole('button', { name: '提交备案' }).click()
  await page.getByRole('link', { name: '查看这份备案' }).click()
  await page.getByRole('button', { name: '撤回备案' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤回备案' }).click()
  await page.getByText('已撤回').first().waitFor()
  await expectAccessible(page)
})

test('the officer-to-be looks on and cannot confirm or submit', async () => {
  const { open } = await enterpriseWithDraft({})
  const page = await open('cqo', '/check')
  await page.getByText('这份备案现在不由您确认或提交。').waitFor()
  expect(await page.getByRole('link', { name: /^修改/ }).count()).toBe(0)
})
