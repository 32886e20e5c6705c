import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { generateSampleList } from '#registry/enterprises/index.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

let unitId: string
const journey = startJourney(async ({ place }) => {
  unitId = place.get('market-360900') ?? ''
})

test('an officer imports a list: dry run, decisions, writing, result file, undo', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'city-officer', { unitId })
  const page = await open({ login, path: '/enterprises' })
  await page.getByText('名录里还没有企业。').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '去批量导入' }).click()
  await page.getByText('还没有导入过名单。').waitFor()
  const list = generateSampleList({ count: 120, seed: 7 })
  const bytes = await writeWorkbook(
    list.header,
    list.rows.map(({ cells }) => cells),
  )
  await expectAccessible(page)
  await page.locator('input[type=file]').setInputFiles({
    name: '规上企业.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(bytes),
  })
  await page.getByText('试运行完成，待写入').waitFor({ timeout: 30_000 })
  await page.getByText('统一社会信用代码').first().waitFor()
  const doubtful = page.getByRole('combobox', { name: /^决定/ })
  await doubtful.first().waitFor()
  await expectAccessible(page)
  await doubtful.first().click()
  await page.locator('.ant-select-item-option').filter({ hasText: '跳过这一行' }).first().click()
  await page.getByTitle('跳过这一行').first().waitFor()
  await doubtful.nth(1).click()
  await page.keyboard.type('高安市')
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '归到高安市' }).first().click()
  await page.getByTitle('归到高安市市场监督管理局').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: /不能导入/ }).click()
  await expect.poll(() => page.url()).toContain('outcome=reject')
  await expectAccessible(page)
  expect(await app.sql('select count(*)::int as n from enterprises')).toEqual([{ n: 0 }])

  const planned = Number(/新增 (\d+)/.exec((await page.getByText(/^将写入名录：/).textContent()) ?? '')?.[1])
  await page.getByRole('button', { name: '写入名录' }).click()
  await page.getByRole('tooltip').getByText('没有决定的和不能导入的行不写入').waitFor()
  await expectAccessible(page)
  await page.getByRole('tooltip').getByRole('button', { name: '写入名录' }).click()
  const written = page.getByText(/^已写入名录：新增 \d+ 家/)
  await written.waitFor({ timeout: 30_000 })
  // the row that was taken to 高安 is written beside those that the dry run counted
  expect(await written.textContent()).toContain(`新增 ${planned + 1} 家`)
  await page.getByRole('link', { name: /^存疑/ }).click()
  await page.getByRole('cell', { name: '归到高安市市场监督管理局' }).waitFor()
  await page.getByRole('cell', { name: '已跳过' }).waitFor()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载逐行结果' }).click()
  const file = await (await download).path()
  expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK')

  await page.getByRole('link', { name: '企业名录' }).click()
  await page.getByRole('searchbox').fill('示例')
  await page.keyboard.press('Enter')
  await page.getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('heading', { name: '企业资料' }).waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: '批量导入' }).click()
  await page.getByRole('row', { name: new RegExp(`规上企业.xlsx.*${planned + 1}.*已写入`) }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '规上企业.xlsx' }).click()
  await page.getByRole('button', { name: '撤销导入' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤销导入' }).click()
  await page.getByText('这次导入已撤销。').waitFor()
  expect(await app.sql('select count(*)::int as n from enterprises')).toEqual([{ n: 0 }])
  await expectAccessible(page)
})

test('an import left before writing changes nothing; an undo says what it had to leave', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'city-officer', { unitId })
  const page = await open({ login, path: `/units/${unitId}/imports` })
  const bytes = Buffer.from(
    `企业名称,统一社会信用代码,注册地址\n示例留存机械有限公司,${makeCreditCode('91360902MAY900001')},江西省宜春市袁州区示例路 1 号\n`,
  )
  const send = async (name: string) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: bytes })
    await page.getByText('将写入名录：新增 1 家，更新 0 家。').waitFor({ timeout: 30_000 })
  }
  const confirmed = async (button: string) => {
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('tooltip').getByRole('button', { name: button }).click()
  }
  await send('取消.csv')
  await confirmed('取消这次导入')
  await page.getByText('这次导入已取消，名录没有变动。').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '重新上传' }).click()
  await page.getByRole('row', { name: /取消.csv.*— — .*已取消/ }).waitFor()

  await send('留存.csv')
  await confirmed('写入名录')
  await page.getByText('已写入名录：新增 1 家').waitFor({ timeout: 30_000 })
  const [made] = await app.sql('select id from enterprises where name = $1', ['示例留存机械有限公司'])
  await makeAccount(app, 'filer', { enterpriseId: String(made?.id) })
  await confirmed('撤销导入')
  await page.getByText('有 1 家企业已经办理业务或又有修改，保持现状。').waitFor()
})

test('an enterprise keeps its own particulars; what somebody else has changed meanwhile is not overwritten', async () => {
  const { app, open } = journey
  const enterpriseId = await makeEnterprise(app, unitId)
  const edit = `/enterprises/${enterpriseId}/edit`
  const page = await open({ login: await makeAccount(app, 'filer', { enterpriseId }), path: '/' })
  await page.getByRole('link', { name: '企业资料' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: '修改资料' }).click()
  await page.getByLabel('所属行业').click()
  await page.keyboard.type('C34')
  await page.keyboard.press('Enter')
  await page.getByLabel('从业人员').fill('320')
  await page.getByLabel('营业收入').fill('2500')
  await page.getByRole('status', { name: '企业规模' }).getByText('中型').waitFor()
  await expectAccessible(page)

  await app.sql(`update enterprises set version = version + 1, products = '示例齿轮' where id = $1`, [
    enterpriseId,
  ])
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('您打开后已被改动').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '载入最新内容' }).click()
  await expect.poll(() => page.getByLabel('主要产品').inputValue()).toBe('示例齿轮')
  await page.getByLabel('从业人员').fill('8')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '企业资料', level: 1 }).waitFor()
  await page.getByText('8 人').waitFor()

  const cqo = await open({ login: await makeAccount(app, 'cqo', { enterpriseId }), path: edit })
  await expect.poll(() => cqo.url()).not.toContain('/edit')
  const phone = await open({
    login: await makeAccount(app, 'principal', { enterpriseId }),
    path: edit,
    width: 390,
  })
  await phone.getByRole('button', { name: '保存' }).waitFor()
  await expectAccessible(phone)
})

test('a file that is no list is refused in words, and a list without the columns fails with the reason', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'city-officer', { unitId })
  const page = await open({ login, path: `/units/${unitId}/imports` })
  const send = (name: string, mimeType: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
  await send('照片.csv', 'text/csv', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR')
  await page.getByRole('alert').getByText(/。/).first().waitFor()
  await send('别的.csv', 'text/csv', '甲,乙\n1,2\n')
  await page.getByText('没有成功').waitFor({ timeout: 30_000 })
  await page
    .getByText(/企业名称/)
    .first()
    .waitFor()
  await expectAccessible(page)
})
