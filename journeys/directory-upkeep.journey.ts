import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount } from '#testing/people.ts'

let county: string
let other: string
let industry: string
const journey = startJourney(async ({ place }) => {
  county = place.get('market-360902') ?? ''
  other = place.get('market-360983') ?? ''
  industry = place.get('industry-360902') ?? ''
})
const code = (n: number) => makeCreditCode(`91360902MAX${String(n).padStart(6, '0')}`)
const officer = (unitId: string) => makeAccount(journey.app, 'county-officer', { unitId })

async function add(page: Page, name: string, creditCode: string) {
  await page.goto(`${journey.app.baseUrl}/units/${county}/enterprises/new`)
  await page.getByLabel('企业名称').fill(name)
  await page.getByRole('textbox', { name: '统一社会信用代码' }).fill(creditCode)
  await page.getByRole('button', { name: '新增', exact: true }).click()
}

test('an officer adds enterprises by hand, labels them, finds them by pinyin and takes the list as a workbook', async () => {
  const { open } = journey
  const page = await open({ login: await officer(county), path: '/enterprises' })
  await page.getByText('名录里还没有企业。').waitFor()
  await page.getByRole('link', { name: '新增企业' }).click()
  await page.getByRole('heading', { name: '新增企业', level: 1 }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await page.getByText('修改后才能新增').waitFor()
  await expectAccessible(page)
  await page.getByLabel('企业名称').fill('示例云杉木业有限公司')
  await page.getByRole('textbox', { name: '统一社会信用代码' }).fill(code(1))
  await page.getByLabel('所属行业').click()
  await page.keyboard.type('木材加工')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await page.getByRole('heading', { name: '示例云杉木业有限公司', level: 1 }).waitFor()
  await page.getByText('C20 木材加工').waitFor()
  await page.getByText('没有列入名单的记录。').waitFor()
  await expectAccessible(page)

  await add(page, '江西示例云杉木业有限责任公司', code(2))
  await page.getByText('名录中有相似的企业').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '不是同一家，仍然新增' }).click()
  await page.getByRole('heading', { name: '江西示例云杉木业有限责任公司', level: 1 }).waitFor()
  const wrong = code(3).slice(0, 17) + (code(3).endsWith('0') ? '1' : '0')
  await add(page, '示例早期代码机械有限公司', wrong)
  await page.getByText('代码的校验码对不上').first().waitFor()
  await page.getByLabel('理由').fill('与营业执照一致')
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await page.getByText('已核对保留：与营业执照一致').waitFor()

  await page.goto(`${journey.app.baseUrl}/units/${county}/tags`)
  await page.getByText('还没有标签。').waitFor()
  await page.getByLabel('标签名称').fill('重点走访')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('link', { name: '0 家' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '企业名录' }).first().click()
  await page.getByRole('searchbox').fill('ysmy')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('text=ysmy')
  await page.getByText('共 2 件').waitFor()
  await page
    .getByRole('checkbox', { name: /全选|选择全部|本页/ })
    .first()
    .check()
  await page.getByRole('combobox', { name: '选择标签' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '加上' }).click()
  await page.getByText('已给 2 家企业加上“重点走访”。').waitFor()
  await expect.poll(() => page.getByRole('cell', { name: '重点走访' }).count()).toBe(2)
  await expectAccessible(page)
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('已撤销，恢复原状。').waitFor()
  await expect.poll(() => page.getByRole('cell', { name: '重点走访' }).count()).toBe(0)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  expect((await readFile(await (await download).path())).subarray(0, 2).toString()).toBe('PK')

  const phone = await open({ login: await officer(county), path: '/enterprises?text=早期', width: 390 })
  await phone.getByRole('link', { name: '示例早期代码机械有限公司' }).waitFor()
  await expectAccessible(phone)
  await phone.getByRole('link', { name: '示例早期代码机械有限公司' }).click()
  await phone.getByRole('heading', { name: '所在名单' }).waitFor()
  await expectAccessible(phone)
})

test('two that look alike are compared and decided; an enterprise is ended and comes back', async () => {
  const { open } = journey
  const page = await open({ login: await officer(county), path: `/units/${county}/duplicates` })
  await page.getByText('名称相近').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^对比/ }).click()
  await page.getByRole('heading', { name: '对比两家企业', level: 1 }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('理由').fill('核对营业执照，是同一家')
  await page.getByRole('button', { name: /^合并，保留 示例云杉木业有限公司/ }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '判定' }).click()
  await page.getByText('已合并').waitFor()
  await page.goto(`${journey.app.baseUrl}/enterprises?state=ended`)
  await page.getByRole('link', { name: '江西示例云杉木业有限责任公司' }).click()
  await page.getByText('这家企业已终止：重复，并入另一家').waitFor()
  await page.getByRole('link', { name: '查看保留的企业' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '恢复企业' }).click()
  await page.getByRole('dialog').getByLabel('说明').fill('合并有误')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await page.getByText('这家企业已终止').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '注销、停产或迁出' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: '停产' }).check()
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await page.getByText('这家企业已终止：停产').waitFor()
})

test('an enterprise goes from one county to another: proposed here, accepted there', async () => {
  const { open } = journey
  const giver = await open({ login: await officer(county), path: '/enterprises?text=早期代码' })
  await giver.getByRole('link', { name: '示例早期代码机械有限公司' }).click()
  await giver.getByRole('button', { name: '移交其他单位' }).click()
  const drawer = giver.getByRole('dialog')
  await drawer.getByLabel('接收单位').click()
  await giver.keyboard.type('高安市市场')
  await giver.locator('.ant-select-item-option').filter({ hasText: '高安市市场监督管理局' }).first().click()
  await drawer.getByLabel('理由').fill('住所迁至高安')
  await expectAccessible(giver)
  await drawer.getByRole('button', { name: '确定' }).click()
  await giver.getByText('已提出移交，等待接收单位办理。').waitFor()
  await giver.getByRole('link', { name: '查看移交' }).click()
  await giver.getByRole('button', { name: '撤回' }).waitFor()
  await expectAccessible(giver)
  const receiver = await open({ login: await officer(other), path: `/units/${other}/handovers`, width: 390 })
  await receiver.getByText('住所迁至高安').waitFor()
  await expectAccessible(receiver)
  await receiver.getByRole('button', { name: '接受', exact: true }).click()
  await receiver.getByRole('tooltip').getByRole('button', { name: '接受', exact: true }).click()
  await receiver.getByText('已接受').waitFor()
  await receiver.getByRole('link', { name: '示例早期代码机械有限公司' }).click()
  await receiver.getByText('负责单位：高安市市场监督管理局').waitFor()
})

test('the industry bureau keeps the list of 规上 enterprises, by hand and by file', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'industry-officer', { unitId: industry })
  const page = await open({ login, path: '/rosters' })
  await page.getByText('还没有名单。').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '新建名单' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('名称').fill('示例区 2026 年规上企业名单')
  await drawer.getByLabel('起始日期').fill('2026-01-01')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '示例区 2026 年规上企业名单' }).waitFor()
  await page.getByText('这一天名单上没有本单位范围内的企业。').waitFor()
  await page.getByRole('button', { name: '登记企业' }).click()
  await drawer.getByLabel('企业').click()
  await page.keyboard.type('云杉')
  await page.locator('.ant-select-item-option').filter({ hasText: '示例云杉木业有限公司' }).first().click()
  await page.keyboard.press('Escape')
  await drawer.getByLabel('生效日期').fill('2026-03-01')
  await drawer.getByRole('button', { name: '列入名单' }).click()
  await page.getByText('已登记：列入 1 家，移出 0 家。').waitFor()
  await page.getByRole('cell', { name: '2026-03-01' }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: '按文件核对' }).click()
  const file = `企业名称,统一社会信用代码\n示例改名木业有限公司,${code(1)}\n示例没有的有限公司,\n`
  await drawer
    .locator('input[type=file]')
    .setInputFiles({ name: '规上.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await drawer.getByText('将列入 0 家，已在名单 0 家，存疑 1 行，不能列入 1 行。').waitFor()
  await drawer.getByText('没有要登记的变化。').waitFor()
  await expectAccessible(page)

  await page.goto(`${app.baseUrl}/enterprises?list=above-scale`)
  await page.getByRole('link', { name: '示例云杉木业有限公司' }).click()
  await page.getByText('规模以上：名单中有').waitFor()
  await expectAccessible(page)
})
