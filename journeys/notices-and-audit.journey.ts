import { expect, test } from 'vitest'
import { acceptFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, PASSWORD, signInAs } from '#testing/people.ts'

let unitId: string
let enterpriseId: string
const journey = startJourney(async ({ app, place }) => {
  unitId = place.get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const { id, version } = await submittedFiling(enterpriseId, filer, principal)
  const officer = await signInAs(app, 'county-officer', { unitId })
  await officer.call(acceptFiling, { enterpriseId, filingId: id, version })
})

test('a notice is counted in the header, opened from the list, and then read', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'filer', { enterpriseId })
  const page = await open({ login })
  await page.getByRole('link', { name: '消息 1' }).click()
  await page.getByText('未读').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '备案已受理' }).click()
  await page.getByRole('heading', { name: '示例周的备案' }).waitFor()
  await page.getByRole('link', { name: '消息', exact: true }).click()
  await page.getByRole('button', { name: '备案已受理' }).waitFor()
  await expect.poll(() => page.getByText('未读').count()).toBe(0)
})

test('many notices are read at once, on a phone too', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'principal', { enterpriseId })
  const page = await open({ login, path: '/notices', width: 390 })
  await page.getByText('未读').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '全部标为已读' }).click()
  await expect.poll(() => page.getByText('未读').count()).toBe(0)
  await page.getByRole('button', { name: '备案已受理' }).waitFor()
  expect(await page.getByRole('button', { name: '全部标为已读' }).count()).toBe(0)
})

test('an officer verifies the chain of the unit, and a changed entry is named', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'county-officer', { unitId })
  const page = await open({ login })
  await page.getByRole('link', { name: '本单位办理记录' }).click()
  await page.getByRole('cell', { name: '登录' }).first().waitFor()
  await page.getByRole('button', { name: '核验' }).click()
  await page.getByText(/^完整无缺：\d+ 条首尾相连，末条校验值 [0-9a-f]{8}$/).waitFor()
  await expectAccessible(page)

  const change = (role: string) =>
    app.sql('update audit_entries set role = $2 where chain_id = $1 and seq = 1', [unitId, role])
  await app.sql('alter table audit_entries disable trigger user')
  try {
    await change('city-officer')
    await page.getByRole('button', { name: '核验' }).click()
    await page.getByText(/^从第 1 条起不符/).waitFor()
    await expectAccessible(page)
  } finally {
    await change('county-officer')
    await app.sql('alter table audit_entries enable trigger user')
  }
  await page.getByRole('button', { name: '核验' }).click()
  await page.getByText(/^完整无缺/).waitFor()
})

test('an enterprise reads who did what with its data and verifies that nothing was changed', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'principal', { enterpriseId })
  const page = await open({ login })
  await page.getByRole('link', { name: '政府查看记录' }).click()
  await page.getByRole('cell', { name: '受理备案' }).waitFor()
  await page.getByRole('button', { name: '核验' }).click()
  await page.getByText(/^完整无缺：\d+ 条首尾相连/).waitFor()
  await expectAccessible(page)
})

test('a new password takes the place of the old one', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'county-officer', { unitId })
  const page = await open({ login })
  await page.getByRole('button', { name: /^账号菜单/ }).click()
  await page.getByRole('menuitem', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByLabel('新密码', { exact: true }).fill('short')
  await page.getByLabel('再填一次新密码').fill('short')
  await page.getByRole('button', { name: '修改密码', exact: true }).click()
  await page
    .getByRole('alert')
    .getByText(/^新密码：不足/)
    .waitFor()
  await expectAccessible(page)
  await page.getByLabel('当前密码').fill('Not-mine-2026')
  await page.getByLabel('新密码', { exact: true }).fill('Shili-2027-new')
  await page.getByLabel('再填一次新密码').fill('Shili-2027-new')
  await page.getByRole('button', { name: '修改密码', exact: true }).click()
  await page
    .getByText(/当前密码：不对/)
    .first()
    .waitFor()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByRole('button', { name: '修改密码', exact: true }).click()
  await page.getByText('密码已修改。').waitFor()

  const again = await (await journey.browser.newContext()).newPage()
  await again.goto(app.baseUrl)
  await again.getByRole('textbox', { name: '账号' }).fill(login)
  await again.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await again.getByRole('button', { name: '登录' }).click()
  await again.getByText('账号或密码不对', { exact: true }).waitFor()
  await again.getByRole('textbox', { name: '密码' }).fill('Shili-2027-new')
  await again.getByRole('button', { name: '登录' }).click()
  await again.getByRole('heading', { name: '待办' }).waitFor()
})
