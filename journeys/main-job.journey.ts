import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { picture } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

/** The main job by browser alone: appoint, issue, fill in, confirm, submit, return, mend, register. */
let filer: Page
let principal: Page
let officer: Page

const journey = startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  filer = await open({ login: await makeAccount(app, 'filer', { enterpriseId }) })
  principal = await open({ login: await makeAccount(app, 'principal', { enterpriseId }), width: 390 })
  officer = await open({ login: await makeAccount(app, 'county-officer', { unitId }) })
})

async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label, { exact: true }).click()
  await page.keyboard.type(option.slice(0, 3))
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

async function upload(page: Page, label: string, name: string) {
  const buffer = Buffer.from(await picture())
  await page.locator(`input[type=file][aria-label="${label}"]`).setInputFiles({
    name,
    mimeType: 'image/jpeg',
    buffer,
  })
}

test('the filer drafts the appointment, the principal issues it on a phone', async () => {
  await filer.getByRole('heading', { name: '还没有首席质量官' }).waitFor()
  await expectAccessible(filer)
  await filer.getByRole('button', { name: '拟定聘任' }).click()
  await filer.getByRole('button', { name: '保存草稿' }).click()
  await filer.getByRole('alert').getByText('首席质量官姓名：没有填写。请补填。').waitFor()
  await filer.getByLabel('首席质量官姓名').fill('示例周')
  await choose(filer, '所在层级', '企业决策层')
  await filer.getByRole('group', { name: '专职、兼职' }).getByText('专职', { exact: true }).click()
  await filer.getByLabel('现任职务').fill('副总经理')
  await filer.getByLabel(/^领导的部门/).fill('质量管理部、检验中心')
  await filer.getByText('质量安全“一票否决”权').click()
  await filer.getByText('质量问题、事件的调查与处置权').click()
  await filer.getByLabel('任期从').fill('2026.10.8')
  await filer.getByLabel(/^任期到/).fill('2029-10-07')
  await filer.getByLabel('任命人', { exact: true }).fill('示例郑')
  await filer.getByLabel(/^聘书编号/).fill('示聘〔2026〕3 号')
  await expectAccessible(filer)
  await filer.getByRole('button', { name: '保存草稿' }).click()
  await filer.getByText('草稿，待签发').waitFor()
  await filer.getByText('由企业负责人登录后签发。').waitFor()

  await principal.reload()
  await principal.getByRole('button', { name: '核对并签发' }).click()
  await principal.getByText('质量安全“一票否决”权').waitFor()
  await expectAccessible(principal)
  await principal.getByRole('button', { name: '签发聘书' }).click()
  await principal.getByRole('tooltip').getByRole('button', { name: '签发聘书' }).click()
  await principal.getByText('已签发').waitFor()
})

test('the filer fills in the whole form; what is missing is said before it can be checked', async () => {
  await filer.goto(journey.app.baseUrl)
  await filer.getByRole('button', { name: '开始填报' }).click()
  await filer.getByRole('heading', { name: '请先准备好' }).waitFor()
  await filer.getByRole('button', { name: '开始填报' }).click()
  await filer.getByRole('heading', { name: '企业首席质量官信息备案表' }).waitFor()
  await filer.getByRole('button', { name: '核对全部内容' }).click()
  await filer.getByRole('alert').getByText('身份证号：没有填写。请补填。').click()
  expect(await filer.evaluate(() => document.activeElement?.id)).toBe('field-idNumber')

  await choose(filer, '所属行业', 'C30')
  await filer.getByLabel('企业类型').fill('有限责任公司')
  await choose(filer, '企业规模', '小型')
  await filer.getByRole('group', { name: '是否规模以上企业' }).getByText('是', { exact: true }).click()
  await filer.getByLabel('经营项目及主要产品').fill('电瓷绝缘子')
  await filer.getByLabel('身份证号').fill('36900119870312002')
  await filer
    .getByText(/身份证号：.*18/)
    .first()
    .waitFor()
  await filer.getByLabel('身份证号').fill('369001198703120029')
  await filer.getByLabel('手机号码').fill('138 0000 0000')
  await choose(filer, '学历', '大学本科')
  await filer.getByLabel('质量工作年限').fill('9')
  await filer
    .getByRole('group', { name: '是否参加过首席质量官培训' })
    .getByText('否', { exact: true })
    .click()
  await filer.getByLabel('企业负责人联系方式').fill('13900000000')
  await filer.getByRole('button', { name: '增加一段' }).click()
  await filer.getByLabel('从（年月）').fill('2018-10')
  await filer.getByLabel('单位', { exact: true }).fill('示例陶瓷')
  await filer.getByLabel('岗位', { exact: true }).fill('质量部部长')
  await upload(filer, '聘书扫描件（盖章）', '聘书.jpg')
  await upload(filer, '二寸照片', '照片.jpg')
  await filer
    .getByRole('button', { name: /裁剪|使用|确定裁/ })
    .first()
    .click()
  await filer.getByText('声明：首席质量官没有以上情形').click()
  await filer.getByRole('checkbox', { name: '具有良好的职业道德和敬业精神，诚实守信、敢于负责' }).check()
  await filer.getByRole('checkbox', { name: '熟悉国家有关质量法律法规和质量政策' }).check()
  await filer.getByText('首席质量官本人已阅读告知').click()
  await filer
    .getByText(/工作简历合计为 8 年/)
    .first()
    .waitFor()
  await filer.getByRole('button', { name: '按工作简历填 8 年' }).click()
  await filer.getByText('可以随时离开，下次从这里继续').waitFor()
  await expectAccessible(filer)
  await filer.getByRole('button', { name: '核对全部内容' }).click()
  await filer.getByText('请企业负责人示例郑用自己的账号登录').waitFor()
  expect(await filer.getByText('待声明').count()).toBe(0)
  await expectAccessible(filer)
})

test('the principal confirms on a phone, the filer submits', async () => {
  await principal.goto(journey.app.baseUrl)
  await principal.getByRole('button', { name: '核对并确认' }).click()
  await principal.getByText('以上备案信息属实，同意申报。').waitFor()
  await expectAccessible(principal)
  await principal.getByRole('button', { name: '确认：以上备案信息属实，同意申报' }).click()
  await principal.getByText(/企业负责人已确认/).waitFor()

  await filer.goto(journey.app.baseUrl)
  await filer.getByRole('button', { name: '核对并提交' }).click()
  await filer.getByRole('button', { name: '提交备案' }).click()
  await filer.getByRole('heading', { name: '备案已提交' }).waitFor()
  await filer.getByText('文件未规定；5 个工作日为本单位承诺').waitFor()
  await expectAccessible(filer)
})

test('the officer returns it with all defects, the enterprise answers each, the officer registers', async () => {
  await officer.reload()
  await officer.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await officer.getByRole('button', { name: '受理', exact: true }).click()
  await officer.getByRole('button', { name: '登记备案' }).waitFor()
  const cell = officer.locator('[data-cell=products]')
  await cell.hover()
  await cell.getByRole('button').click()
  await officer.getByRole('button', { name: '标出问题' }).click()
  await officer.getByText('登记备案：还有 2 处问题未解决').or(officer.getByText('每一处都要写明')).waitFor()
  await officer.getByLabel('经营项目及主要产品 为什么').fill('没有写主要产品的型号。')
  await officer.getByLabel('经营项目及主要产品 怎么改').fill('按营业执照写明主要产品。')
  await officer.getByLabel('聘书 为什么').fill('没有盖章。')
  await officer.getByLabel('聘书 怎么改').fill('补传盖章的聘书。')
  await expectAccessible(officer)
  await officer.getByText(/除以上 2 处外没有其他问题/).click()
  await officer.getByRole('button', { name: '退回补正（2 处）' }).click()
  await officer.getByText('等企业补正').or(officer.getByText('退回补正')).first().waitFor()

  await filer.goto(journey.app.baseUrl)
  await filer.getByRole('button', { name: '逐条补正' }).click()
  await filer.getByRole('button', { name: '1. 经营项目及主要产品' }).click()
  expect(await filer.evaluate(() => document.activeElement?.id)).toBe('field-products')
  await filer.getByLabel('经营项目及主要产品').fill('XWP 型电瓷绝缘子')
  await filer.getByLabel(/^对第 1 处的答复/).fill('已写明型号。')
  await filer.getByLabel(/^对第 2 处的答复/).fill('已补传。')
  await filer
    .getByText(/已自动保存/)
    .first()
    .waitFor()
  await expectAccessible(filer)
  await principal.goto(journey.app.baseUrl)
  await principal.getByRole('link', { name: '确认备案表内容' }).click()
  await principal.getByRole('button', { name: '确认：以上备案信息属实，同意申报' }).click()
  await principal.getByRole('button', { name: '提交备案' }).click()
  await principal.getByRole('heading', { name: '备案已提交' }).waitFor()

  await officer.goto(`${journey.app.baseUrl}/filings`)
  await officer.getByRole('link', { name: /示例\d+号机械有限公司/ }).click()
  await officer.getByText('已写明型号。').waitFor()
  await officer.getByRole('button', { name: '受理', exact: true }).click()
  await officer.getByText('没有发现', { exact: true }).click()
  await officer.getByText('我已看完全部内容和扫描件').click()
  await officer.getByRole('button', { name: '登记备案' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '登记备案' }).click()
  await officer
    .getByText(/^CQO-360902-\d{4}-00001$/)
    .first()
    .waitFor()
  await expectAccessible(officer)

  await filer.goto(journey.app.baseUrl)
  await filer
    .getByText(/备案已登记，编号 CQO-360902/)
    .first()
    .waitFor()
  await expectAccessible(filer)
})
