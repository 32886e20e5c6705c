import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { offerFirstLink } from '#foundation/people/index.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'

const journey = startJourney(undefined, { empty: true })
const PASSWORD = 'Shouci-2026'

/** Fills in a new account and sends it. */
async function makeAccount(page: Page, login: string, name: string, button: string) {
  await page.getByLabel('姓名').fill(name)
  await page.getByRole('textbox', { name: '账号' }).fill(login)
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(PASSWORD)
  await page.getByRole('textbox', { name: '再填一次密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: button }).click()
}

const linkOn = (page: Page) => page.getByLabel('链接', { exact: true }).inputValue()
const pathOf = (link: string) => link.slice(journey.app.baseUrl.length)

/** Picks an option of a list that is searched by typing. */
async function pick(page: Page, label: string, text: string) {
  await page.getByLabel(label).fill(text)
  await page.locator('.ant-select-item-option').filter({ hasText: text }).first().click()
}

test('from the link of the console to the first officer', async () => {
  const { app, visit } = journey
  const token = (await offerFirstLink(app.installation)) ?? ''

  // A link that is wrong says so and leads on.
  const wrong = await visit({ path: '/first#nobody-has-issued-this-one' })
  await wrong.getByText('没有这个链接').first().waitFor()
  await expectAccessible(wrong)

  const page = await visit({ path: `/first#${token}` })
  await page.getByRole('button', { name: '设立系统管理员' }).click()
  await page.getByRole('alert').getByText('姓名：没有填写').waitFor()
  await expectAccessible(page)
  await makeAccount(page, 'guanli', '示例赵', '设立系统管理员')
  await page.getByRole('heading', { name: '设置', level: 1 }).waitFor()
  expect(page.url()).not.toContain(token)
  await page.getByText('还缺安全管理员、审计管理员').waitFor()
  await expectAccessible(page)

  // The other two administrators, by link; one person cannot be two of them.
  for (const [role, login, name] of [
    ['安全管理员', 'anquan', '示例钱'],
    ['审计管理员', 'shenji', '示例孙'],
  ] as const) {
    await page.getByRole('button', { name: `邀请${role}` }).click()
    await page.getByLabel('姓名').fill(name)
    await expectAccessible(page)
    await page.getByRole('button', { name: '生成邀请链接' }).click()
    await page.getByText('链接已生成').waitFor()
    await expectAccessible(page)
    const link = await linkOn(page)
    if (role === '安全管理员') {
      await page.goto(link)
      await page.reload()
      await page.getByRole('button', { name: '以 示例赵（guanli）接受' }).click()
      await page.getByText('三类管理员须由三人分别担任').waitFor()
      await page.goto(`${app.baseUrl}/people/invite`)
    }
    const other = await visit({ path: pathOf(link), width: 390 })
    await other.getByText(role).first().waitFor()
    await expectAccessible(other)
    await makeAccount(other, login, name, '接受邀请')
    await other.getByRole('heading', { level: 1 }).filter({ hasNotText: '接受邀请' }).waitFor()
    await expectAccessible(other)
    const again = await visit({ path: pathOf(link) })
    await again.getByText('这个链接已经不能用').waitFor()
    await page.goto(`${app.baseUrl}/set-up`)
    await page.getByRole('heading', { name: '设置', level: 1 }).waitFor()
  }

  // The units of the place.
  await page.getByRole('button', { name: '地区与单位' }).click()
  await pick(page, '省、自治区、直辖市', '江西省')
  await pick(page, '市、州、盟', '宜春市')
  await page.getByRole('button', { name: /^建立 \d+ 个单位$/ }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^建立 \d+ 个单位$/ }).click()
  await page.getByText(/^已建立 \d+ 个单位。$/).waitFor()

  // The rule pack that governs there.
  await page.getByRole('link', { name: '下一步：规则包' }).click()
  await page.getByText('没有规则包，备案不能提交').waitFor()
  await page.getByRole('link', { name: '打开规则包编写说明' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '装载：关于深化落实企业首席质量官制度实施方案' }).click()
  await expect.poll(() => page.getByText('没有规则包，备案不能提交').count()).toBe(0)

  // The first officer, in charge of the people of the county.
  await page.getByRole('link', { name: '待办（设置）' }).click()
  await page.getByRole('button', { name: '首批经办人' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: '邀请经办人：宜春市袁州区市场监督管理局' }).click()
  await page.getByLabel('姓名').fill('示例李')
  await page.getByText('宜春市局 / 宜春市袁州区市场监督管理局').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '生成邀请链接' }).click()
  await page.getByText('链接已生成').waitFor()
  const officer = await visit({ path: pathOf(await linkOn(page)) })
  await officer.getByText('县级经办，并负责本单位人员').waitFor()
  await makeAccount(officer, 'yuanzhou', '示例李', '接受邀请')
  await officer.getByRole('heading', { level: 1 }).filter({ hasNotText: '接受邀请' }).waitFor()
  await officer.getByRole('link', { name: '人员与授权' }).click()
  await officer.getByRole('cell', { name: 'yuanzhou' }).waitFor()
  await expectAccessible(officer)

  await page.getByRole('link', { name: '待办（设置）' }).click()
  await page.getByText('四件事都做好了').waitFor()
  await expectAccessible(page)
})
