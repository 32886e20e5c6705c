import { expect, test } from 'vitest'
import { createRoster } from '#registry/rosters/contract.ts'
import { signDraft } from '#registry/rosters/drafts/contract.ts'
import { codeOf, compared, listOf, plantEnterprise } from '#registry/rosters/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, signInAs } from '#testing/people.ts'

let county: string
let elsewhere: string
let industry: string
let city: string
let rosterId: string

const journey = startJourney(async ({ app, place }) => {
  county = place.get('market-360902') ?? ''
  elsewhere = place.get('market-360983') ?? ''
  industry = place.get('industry-360902') ?? ''
  city = place.get('market-360900') ?? ''
  const plant = (name: string, n: number, unitId = county) =>
    plantEnterprise((text, values) => app.sql(text, values), unitId, name, codeOf(n))
  const names = [
    '示例留下机械有限公司',
    '示例离开食品有限公司',
    '示例旧名建材有限公司',
    '示例新来纺织有限公司',
  ]
  for (const [n, name] of names.entries()) await plant(name, n + 1)
  await plant('宜春市示例相近纸业有限公司', 5)
  await plant('示例外县化工有限公司', 6, elsewhere)
  const keeper = await signInAs(app, 'industry-officer', { unitId: industry })
  const head = { scopeCode: 'above-scale', level: null, docNo: '示例工信〔2026〕1 号' }
  const roster = await keeper.call(createRoster, {
    unitId: industry,
    name: '示例区规上企业名单',
    ...head,
    periodFrom: '2024-01-01',
    periodTo: null,
  })
  rosterId = roster.id
  const of = { unitId: industry, rosterId }
  const rows = [1, 2].map((n) => [names[n - 1] ?? '', codeOf(n)])
  const { version } = await compared(keeper, of, listOf(rows), { effectiveOn: '2024-03-01' })
  await keeper.call(signDraft, { ...of, version, note: '首次签认' })
})

const shot = async (page: { screenshot(o: object): Promise<unknown> }, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
const upload = Buffer.from(
  listOf([
    ['示例留下机械有限公司', codeOf(1)],
    ['示例新名建材有限公司', codeOf(3)],
    ['示例新来纺织有限公司', codeOf(4)],
    ['示例相近纸业有限公司', ''],
    ['示例外县化工有限公司', codeOf(6)],
    ['示例没有的制药有限公司', codeOf(60)],
    ['示例没有的印刷有限公司', codeOf(61)],
  ]),
)

test('the industry bureau uploads the list of this year, decides what is doubtful and signs it', async () => {
  const { open } = journey
  const login = await makeAccount(journey.app, 'industry-officer', { unitId: industry })
  const page = await open({ login, path: `/rosters/${rosterId}` })
  await page.getByText('第 1 版（2024-03-01 起）').waitFor()
  await page.getByRole('button', { name: '上传名单' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('link', { name: '下载模板' }).waitFor()
  await drawer.getByLabel('生效日期').fill('2026-06-01')
  await expectAccessible(page)
  await drawer
    .locator('input[type=file]')
    .setInputFiles({ name: '示例区规上企业.csv', mimeType: 'text/csv', buffer: upload })
  await page.getByRole('heading', { name: '示例区规上企业.csv' }).waitFor()
  await page.getByText('还有 6 行没有决定，决定后才能签认。').waitFor()
  expect(await page.getByRole('button', { name: '签认', exact: true }).isDisabled()).toBe(true)
  await page.getByText('与第 1 版比较').waitFor()
  await expectAccessible(page)

  await shot(page, 'draft')
  // 同代码改名: the two side by side, nothing chosen beforehand.
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await page.getByRole('radio', { name: '右边：列入“示例旧名建材有限公司”' }).click()
  await page.getByText('还有 5 行没有决定').waitFor()
  await page.getByRole('link', { name: /^名称相近/ }).click()
  await page.getByRole('radio', { name: '右边：列入“宜春市示例相近纸业有限公司”' }).click()
  await page.getByText('还有 4 行没有决定').waitFor()
  await page.getByRole('link', { name: /^在其他单位/ }).click()
  await page.getByText('名录中在“高安市市场监督管理局”名下').waitFor()
  await expectAccessible(page)
  await page.getByRole('radio', { name: '都不是：不列入' }).click()
  await page.getByText('还有 3 行没有决定').waitFor()

  const phone = await open({ login, path: `/rosters/${rosterId}/draft?outcome=near`, width: 390 })
  await phone.getByText('还有 3 行没有决定').waitFor()
  await expectAccessible(phone)
  await shot(phone, 'draft-phone')
  await phone.context().close()

  // Left here, found again from the list.
  await page.getByRole('link', { name: '示例区规上企业名单' }).click()
  await page.getByText('草稿“示例区规上企业.csv”还有 3 行没有决定。').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '继续办理草稿' }).click()
  await page.getByRole('link', { name: /^名录没有/ }).click()
  await page.getByRole('button', { name: '左边：记为待入名录' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '都这样决定' }).click()
  await page.getByText('还有 1 行没有决定').waitFor()
  await page.getByRole('link', { name: /^不再列入/ }).click()
  await page.getByRole('radio', { name: '移出名单' }).click()
  await page.getByText('签认后：列入 3 家，移出 1 家，待入名录 2 家，不列入 1 行。').waitFor()
  await page.getByRole('button', { name: '签认', exact: true }).click()
  const asked = page.getByRole('dialog')
  await asked.getByText('签认后成为第 2 版').waitFor()
  await shot(page, 'sign')
  await expectAccessible(page)
  await asked.getByRole('button', { name: /签\s*认/ }).click()

  await page.getByRole('heading', { name: '历次版本', level: 1 }).waitFor()
  await page.getByText('4 家，另 2 家待入名录').waitFor()
  await page.getByText('列入 3 家，移出 1 家，未变 1 家。').waitFor()
  await page.getByRole('button', { name: '核验第 2 版' }).click()
  await page.getByText('重新计算：成员 4 家，校验值相同。').waitFor()
  await expectAccessible(page)
  await shot(page, 'versions')
  await page.getByRole('link', { name: '第 1 版' }).click()
  await page.getByRole('link', { name: '示例离开食品有限公司' }).waitFor()
  await shot(page, 'members')
})

test('whoever keeps the directory sees whom it lacks, on a phone too', async () => {
  const login = await makeAccount(journey.app, 'county-officer', { unitId: county })
  const page = await journey.open({ login, path: '/roster-pending', width: 390 })
  await page.getByText('示例没有的制药有限公司').waitFor()
  await expectAccessible(page)
  await shot(page, 'pending-phone')
  await page.getByRole('link', { name: '新增入名录' }).first().click()
  await expect.poll(() => page.getByLabel('企业名称').inputValue()).toContain('示例没有的')
  for (const path of [`/rosters/${rosterId}/versions`, '/roster-states', `/rosters/${rosterId}`]) {
    await page.goto(`${journey.app.baseUrl}${path}`)
    await page.getByText('第 2 版').first().waitFor()
    await expectAccessible(page)
    await shot(page, `phone-${path.replaceAll('/', '-')}`)
  }
})

test('the city sees whose list is missing or old, and asks for it', async () => {
  const login = await makeAccount(journey.app, 'city-officer', { unitId: city })
  const page = await journey.open({ login, path: '/rosters' })
  await page.getByRole('link', { name: '各单位名单' }).click()
  await page.getByRole('heading', { name: '各单位名单', level: 1 }).waitFor()
  await page.getByText('以 12 个月为示例').waitFor()
  await page.getByText('第 2 版，2026-06-01 起').waitFor()
  await expectAccessible(page)
  await shot(page, 'states')
  await page.getByRole('button', { name: '催办 高安市市场监督管理局 的名单' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '催办' }).click()
  await page.getByText('已催办 高安市工业和信息化局。').waitFor()
  const keeper = await makeAccount(journey.app, 'industry-officer', {
    unitId: journey.place.get('industry-360983') ?? '',
  })
  const told = await journey.open({ login: keeper, path: '/notices', width: 390 })
  await told.getByText('请提供高安市市场监督管理局的规模以上企业名单').waitFor()
})
