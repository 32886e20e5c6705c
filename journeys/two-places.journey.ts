import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { filledDraft, issuedAppointment, picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { seedOtherPlaces } from '#testing/other-places.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

/** Other rules, other steps: a 唐山 filing (先培训后聘任) and a chain of three levels with 公示, beside 宜春 in one installation. */
type Place = { filer: Page; principal: Page }
let tangshan: Place
let invented: Place
let county: Page
let city: Page
let province: Page

const journey = startJourney(async ({ app, open }) => {
  const units = await seedOtherPlaces(app)
  const at = (code: string) => units.get(`market-${code}`) ?? ''
  const people = async (code: string, form: object): Promise<Place> => {
    const enterpriseId = await makeEnterprise(app, at(code))
    const filer = await signInAs(app, 'filer', { enterpriseId })
    const principal = await signInAs(app, 'principal', { enterpriseId })
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    await filledDraft(enterpriseId, appointment.id, filer, form)
    return {
      filer: await open({ login: await makeAccount(app, 'filer', { enterpriseId }) }),
      principal: await open({ login: await makeAccount(app, 'principal', { enterpriseId }), width: 390 }),
    }
  }
  tangshan = await people('130208', { trained: null, generalConditions: {}, noExclusions: null })
  invented = await people('990102', {})
  const officer = async (role: 'county-officer' | 'city-officer' | 'province-officer', code: string) =>
    open({ login: await makeAccount(app, role, { unitId: at(code) }) })
  county = await officer('county-officer', '990102')
  city = await officer('city-officer', '990100')
  province = await officer('province-officer', '990000')
})

async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

async function upload(page: Page, label: string) {
  const buffer = Buffer.from(await picture())
  const file = { name: '证明.jpg', mimeType: 'image/jpeg', buffer }
  await page.locator(`input[type=file][aria-label="${label}"]`).setInputFiles(file)
}

async function handIn({ filer, principal }: Place) {
  await filer.getByText('已保存').first().waitFor()
  await filer.getByRole('button', { name: '核对全部内容' }).click()
  await filer.getByRole('heading', { name: '核对全部内容' }).waitFor()
  await expectAccessible(filer)
  await principal.reload()
  await principal.getByRole('button', { name: '核对并确认' }).click()
  await principal.getByRole('button', { name: '确认：以上备案信息属实，同意申报' }).click()
  await principal.getByText(/企业负责人已确认/).waitFor()
  await filer.reload()
  await filer.getByRole('button', { name: '提交备案' }).click()
  await filer.getByRole('heading', { name: '备案已提交' }).waitFor()
}

test('唐山 asks for what it needs, judges the order of training and appointment, and has no 禁任情形', async () => {
  const { filer } = tangshan
  await filer.goto(journey.app.baseUrl)
  await filer.getByRole('button', { name: '继续填写备案表' }).click()
  await filer.getByText('先培训后聘任：尚未填写是否参加过培训。').waitFor()
  expect(await filer.getByText('声明：首席质量官没有以上情形').count()).toBe(0)
  await filer
    .getByRole('group', { name: '是否参加过首席质量官培训' })
    .getByText('是', { exact: true })
    .click()
  await filer.getByLabel('培训时间').fill('2026-05')
  await filer.getByLabel('培训组织方').fill('示例市场监督管理局')
  await filer.getByText('先培训后聘任：培训 2026-05，聘任 2026-10，先后相符。').waitFor()
  await filer
    .getByRole('group', { name: /任职培训由市场监督管理部门组织/ })
    .getByText('是', { exact: true })
    .click()
  await upload(filer, '任职培训证书或结业证明')
  await choose(filer, '年度继续教育', '首次聘任')
  await choose(filer, '职称专业', '质量')
  await expectAccessible(filer)
  await handIn(tangshan)
  await filer.getByText('丰润区市场监督管理局').first().waitFor()
})

test('a chain of the county, the city and the province is taken step by step, each at its own desk', async () => {
  const { filer } = invented
  await filer.goto(journey.app.baseUrl)
  await filer.getByRole('button', { name: '继续填写备案表' }).click()
  await filer.getByRole('button', { name: '核对全部内容' }).click()
  await filer.getByRole('alert').getByText('生产许可类别：没有填写').first().waitFor()
  await choose(filer, '生产许可类别', '其他')
  await upload(filer, '生产许可证')
  await handIn(invented)

  await county.reload()
  await county.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await county.getByRole('checkbox', { name: '我已看完全部内容和扫描件' }).check()
  await county.getByRole('button', { name: '办结“县级审核”' }).click()
  await county.getByLabel('办理意见').fill('材料齐全，同意。')
  await expectAccessible(county)
  await county
    .getByRole('button', { name: '办 结' })
    .or(county.getByRole('button', { name: '办结', exact: true }))
    .click()
  await county.getByText('现在由示例市市场监督管理局办理“市级公示”。').waitFor()

  await city.goto(`${journey.app.baseUrl}/filings`)
  await expectAccessible(city)
  await city.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await city.getByRole('checkbox', { name: '我已看完全部内容和扫描件' }).check()
  await city.getByRole('button', { name: '开始公示' }).click()
  await city.getByText('按规则公示 5 个工作日').waitFor()
  await city.getByLabel('公示开始').fill('2026-11-02')
  await city.getByLabel('在哪里公示').fill('示例市政务大厅公告栏')
  await city.getByRole('dialog').getByRole('button', { name: '开始公示' }).click()
  await city.getByRole('button', { name: '公示期满，办结' }).click()
  await city.getByLabel('办理意见').fill('公示无异议。')
  await city
    .getByRole('dialog')
    .getByRole('button', { name: /办\s?结/ })
    .click()
  await city.getByText('现在由示例省市场监督管理局办理“省级登记”。').waitFor()

  await province.goto(`${journey.app.baseUrl}/filings`)
  await province.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await province.getByRole('checkbox', { name: '我已看完全部内容和扫描件' }).check()
  await province.getByRole('button', { name: '省级登记' }).click()
  await province.getByRole('tooltip').getByRole('button').last().click()
  const year = civilDateOf(new Date()).slice(0, 4)
  await province.getByText(`示备-990000-${year}-001`).first().waitFor()
  await expectAccessible(province)

  await filer.goto(journey.app.baseUrl)
  await filer.getByText(`示备-990000-${year}-001`).first().waitFor()
})
