import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import { listFilings, readFiling, saveFiling } from '#registry/filings/contract.ts'
import { completeForm, picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, PASSWORD } from '#testing/people.ts'

/** 代办: an enterprise without computer brings its papers to the county. */
let enterpriseId: string
let login: string
let officer: Page

const journey = startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  login = await makeAccount(app, 'county-officer', { unitId })
  officer = await open({ login, path: '/on-behalf' })
})

async function upload(page: Page, label: string) {
  const file = { name: `${label}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(await picture()) }
  await page.locator(`input[type=file][aria-label="${label}"]`).setInputFiles(file)
}

test('the officer enters the appointment from the stamped letter', async () => {
  await officer.getByText('没有这种状态的代办件').waitFor()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '选择企业，开始代办' }).click()
  await officer
    .getByRole('link', { name: /示例\d+号机械有限公司/ })
    .first()
    .click()
  await officer.getByRole('button', { name: '代办：聘任与备案' }).click()
  await officer.getByRole('button', { name: '代办：录入聘任' }).click()
  await officer.getByLabel('首席质量官姓名').fill('示例吴')
  await officer.getByLabel('所在层级', { exact: true }).click()
  await officer.locator('.ant-select-item-option:visible').filter({ hasText: '企业决策层' }).click()
  await officer.getByRole('group', { name: '专职、兼职' }).getByText('专职', { exact: true }).click()
  await officer.getByLabel('现任职务').fill('副总经理')
  await officer.getByLabel('任期从').fill('2026.10.8')
  await officer.getByLabel('任命人', { exact: true }).fill('示例冯')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '保存草稿' }).click()
  await officer.getByText(/由袁州区市场监督管理局代办/).waitFor()
  await officer.getByText('先上传盖章聘书扫描件').waitFor()
  await upload(officer, '盖章聘书扫描件')
  await officer.getByText('先上传盖章聘书扫描件').waitFor({ state: 'hidden' })
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '按聘书登记签发' }).click()
  await officer.getByText('已签发').waitFor()
})

test('and files from paper: consent and confirmation are scans', async () => {
  await officer.getByRole('button', { name: '代办填报备案' }).click()
  await officer.getByRole('button', { name: '开始填报' }).click()
  await officer.getByRole('heading', { name: '企业首席质量官信息备案表' }).waitFor()
  await fillTheRest()
  await officer.reload()
  await officer.getByRole('button', { name: '核对全部内容' }).click()
  await officer
    .getByRole('alert')
    .getByText(/书面同意扫描件：没有上传/)
    .waitFor()
  await upload(officer, '首席质量官签名的书面同意书')
  await officer.getByText('首席质量官本人已在个人信息处理同意书上签名').click()
  await officer.getByText('可以随时离开，下次从这里继续').waitFor()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '核对全部内容' }).click()
  await officer.getByText(/由您代办/).waitFor()
  await expectAccessible(officer)
  await upload(officer, '盖章备案表扫描件')
  await officer.getByRole('button', { name: '提交备案' }).click()
  await officer.getByRole('heading', { name: '备案已提交' }).waitFor()
})

/** What the main job's journey types; here only what is special to 代办 is done by hand. */
async function fillTheRest() {
  const client = journey.app.browser()
  await client.call(signIn, { login, password: PASSWORD })
  const list = await client.call(listFilings, { status: 'draft', onBehalf: 'mine' })
  const of = { enterpriseId, filingId: list.rows[0]?.id ?? '' }
  const filing = await client.call(readFiling, of)
  const photo = { enterpriseId, purpose: 'photo', name: '照片.jpg' } as const
  const { id: photoId } = await client.call(addFile, photo, { body: await picture() })
  const scanIds = filing.scans.map(({ fileId }) => fileId)
  const { gender: _g, birthDate: _b, ...known } = filing.form
  const form = { ...known, ...completeForm }
  await client.call(saveFiling, { ...of, version: filing.version, form, photoId, scanIds, consent: false })
}

test('somebody else registers it, and the record says who did what', async () => {
  await officer.goto(`${journey.app.baseUrl}/filings`)
  await officer.getByText('新报·代办').waitFor()
  await officer.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await officer.getByRole('button', { name: '受理', exact: true }).click()
  await officer.getByRole('button', { name: '登记备案' }).waitFor()
  await officer.getByText('我已看完全部内容和扫描件').click()
  await officer.getByLabel('本人登记的理由').waitFor()

  const { app, place, open } = journey
  const colleague = await open({
    login: await makeAccount(app, 'county-officer', { unitId: place.get('market-360902') ?? '' }),
  })
  await officer.reload()
  await officer.getByText('登记备案：这份备案由您代办，须由本单位另一位经办人登记').waitFor()
  await expectAccessible(officer)

  await colleague.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await colleague
    .getByText(/由袁州区市场监督管理局代办（经办人示例county-officer），企业负责人已在纸质备案表上确认。/)
    .waitFor()
  await colleague.getByText('我已看完全部内容和扫描件').click()
  await colleague.getByRole('button', { name: '登记备案' }).click()
  await colleague.getByRole('tooltip').getByRole('button', { name: '登记备案' }).click()
  await colleague
    .getByText(/^CQO-360902-\d{4}-00001$/)
    .first()
    .waitFor()
  await colleague.getByRole('button', { name: '办理记录' }).click()
  await colleague
    .getByRole('dialog')
    .getByText(/提交备案　由袁州区市场监督管理局代办/)
    .waitFor()
  await expectAccessible(colleague)
})

test('the enterprise sees it when it gets an account, on a phone too', async () => {
  const page = await journey.open({
    login: await makeAccount(journey.app, 'principal', { enterpriseId }),
    path: '/filings?status=registered',
    width: 390,
  })
  await page.getByRole('link', { name: '示例吴' }).click()
  await page
    .getByText(/由袁州区市场监督管理局代办/)
    .first()
    .waitFor()
  await expectAccessible(page)
})
