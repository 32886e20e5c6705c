import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { offerFirstLink } from '#foundation/people/index.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
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
  await page.getByLabel('行政区划').fill('宜春')
  await page.locator('.ant-select-item-option').filter({ hasText: '江西省宜春市　360900' }).click()
  await page.getByRole('button', { name: /^建立 \d+ 个单位$/ }).click()
  await page.getByText(/^已新增 \d+ 个单位/).waitFor()

  // The rule pack that governs there.
  await page.getByRole('link', { name: '待办（设置）' }).click()
  await page.getByRole('button', { name: '规则包' }).click()
  await page.getByText('没有规则包，备案不能提交').waitFor()
  await page.getByRole('link', { name: '打开规则包编写说明' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '启用：关于深化落实企业首席质量官制度实施方案' }).click()
  await expect.poll(() => page.getByText('没有规则包，备案不能提交').count()).toBe(0)

  // The first officer, in charge of the people of the county.
  await page.getByRole('link', { name: '待办（设置）' }).click()
  await page.getByRole('button', { name: '首批经办人' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: '邀请经办人：宜春市袁州区市场监督管理局' }).click()
  await page.getByLabel('姓名').fill('示例李')
  await page.locator('.ant-select').getByText('宜春市袁州区市场监督管理局').waitFor()
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

test('an enterprise registers itself, the county confirms it, and its 经办人 begins', async () => {
  const { app, visit } = journey
  const code = makeCreditCode('91360902MAYRRR777')
  const name = '江西示例自注册机械有限公司'
  const page = await visit({ path: '/sign-in' })
  await page.getByRole('link', { name: '企业注册' }).click()
  await page.getByRole('button', { name: '下一步：上传' }).click()
  await page.getByRole('alert').getByText('统一社会信用代码：没有填写').waitFor()
  await expectAccessible(page)
  await page.getByLabel('统一社会信用代码').fill(`${code.slice(0, 17)}${code.endsWith('A') ? 'B' : 'A'}`)
  await page.getByText('校验码对不上，可能有一位抄错').waitFor()
  await page.getByLabel('统一社会信用代码').fill(code)
  await page.getByLabel('企业名称').fill(name)
  await page.getByLabel('住所').fill('江西省宜春市袁州区示例路 9 号')
  await page.getByLabel('负责登记的单位').fill('袁州')
  await page.locator('.ant-select-item-option').filter({ hasText: '袁州区市场监督管理局' }).click()
  await page.getByLabel('姓名').fill('示例吴')
  await page.getByLabel('职务').fill('质量部经办')
  await page.getByLabel('手机号码').fill('138 0000 0000')
  await page.getByRole('textbox', { name: '查询码' }).fill('chaxun-1')
  await page.getByRole('button', { name: '下一步：上传' }).click()
  await page.getByRole('heading', { name: '上传营业执照或授权书' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '提交企业注册' }).click()
  await page.getByText('扫描件：还没有上传').waitFor()
  await page
    .getByLabel('盖章的授权书', { exact: true })
    .last()
    .setInputFiles({
      name: '授权书.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n'),
    })
  await page.getByText('已上传').waitFor()
  await page.getByRole('button', { name: '提交企业注册' }).click()
  await page.getByRole('heading', { name: '企业注册已提交' }).waitFor()
  await expectAccessible(page)
  const receipt = (await page.getByText(/^ZC\d{6}-/).textContent()) ?? ''

  // The county sees it in its menu, beside the directory.
  const officer = await journey.open({ login: 'yuanzhou', password: PASSWORD })
  await officer.getByRole('link', { name: /^企业注册/ }).click()
  await expectAccessible(officer)
  await officer.getByRole('link', { name }).click()
  await officer.getByText('名录中没有这个代码。确认时新增这家企业。').waitFor()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '确认企业注册' }).click()
  await officer.getByText('已在名录中新增这家企业').waitFor()
  await expectAccessible(officer)

  // The applicant fetches the invitation by receipt, on a phone.
  const phone = await visit({ path: `/registration/state?receipt=${receipt}`, width: 390 })
  await phone.getByRole('textbox', { name: '查询码' }).fill('falsch-1')
  await phone.getByRole('button', { name: '查询进度' }).click()
  await phone.getByText('回执编号或查询码不对').first().waitFor()
  await phone.getByRole('textbox', { name: '查询码' }).fill('chaxun-1')
  await phone.getByRole('button', { name: '查询进度' }).click()
  await expectAccessible(phone)
  await phone.getByRole('link', { name: '接受邀请，设置账号' }).click()
  await makeAccount(phone, 'jingban', '示例吴', '接受邀请')
  await phone.getByText('还没有首席质量官').first().waitFor()
  await expectAccessible(phone)

  // The officer works for the enterprise, too: a second role, and from one to the other in the header.
  const [enterprise] = await app.sql<{ id: string }>('select id from enterprises where credit_code = $1', [
    code,
  ])
  await officer.goto(`${app.baseUrl}/people/invite?enterprise=${enterprise?.id}`)
  await officer.getByLabel('姓名', { exact: true }).fill('示例李')
  await officer.getByText('企业负责人', { exact: true }).click()
  await officer.getByRole('button', { name: '生成邀请链接' }).click()
  await officer.getByText('链接已生成').waitFor()
  await officer.goto(await linkOn(officer))
  await officer.reload()
  await officer.getByRole('button', { name: '以 示例李（yuanzhou）接受' }).click()
  await officer.getByText('还没有首席质量官').first().waitFor()
  await officer.getByRole('button', { name: /^账号菜单：示例李，企业负责人/ }).click()
  await expectAccessible(officer)
  await officer.getByRole('menuitem', { name: /县级经办，宜春市袁州区市场监督管理局/ }).click()
  await officer.getByRole('button', { name: /^账号菜单：示例李，县级经办/ }).waitFor()
  await officer.getByRole('link', { name: /^企业注册/ }).waitFor()
  await expect.poll(() => officer.getByText('还没有首席质量官').count()).toBe(0)

  // A lost password: the sign-in page says where to turn; the county gives a link.
  const lost = await visit({ path: '/sign-in', width: 390 })
  await lost.getByRole('link', { name: '忘记密码' }).click()
  await lost.getByRole('heading', { name: '忘记密码' }).waitFor()
  await expectAccessible(lost)
  await officer.goto(`${app.baseUrl}/people?enterprise=${enterprise?.id}`)
  await officer.getByRole('button', { name: '重设密码：示例吴' }).click()
  await officer.getByLabel('怎样核对的身份').fill('本人持身份证到窗口')
  await officer.getByRole('button', { name: '生成重设链接' }).click()
  await officer.getByText('请先核对本人身份再勾选').first().waitFor()
  await expectAccessible(officer)
  await officer.getByLabel('我已核对本人身份').check()
  await officer.getByRole('button', { name: '生成重设链接' }).click()
  await officer.getByText('链接已生成').waitFor()
  await lost.goto(await linkOn(officer))
  await lost.getByRole('textbox', { name: '新密码', exact: true }).fill('Chongshe-2026')
  await lost.getByRole('textbox', { name: '再填一次新密码' }).fill('Chongshe-2026')
  await expectAccessible(lost)
  await lost.getByRole('button', { name: '设置新密码' }).click()
  await lost.getByText('还没有首席质量官').first().waitFor()
})
