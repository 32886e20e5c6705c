import { expect, test } from 'vitest'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

const journey = startJourney()
const today = civilDateOf(new Date())
const nextMonth = addDays(today, 31)

async function openUnits(path = '/org-units', width = 1440) {
  const { app, open } = journey
  return open({ login: await makeAccount(app, 'system-admin', { platform: true }), path, width })
}

test('the administrator plants a city, adds a zone, plans a new name and ends a branch with a successor', async () => {
  const { app, place } = journey
  const page = await openUnits()
  await page.getByRole('button', { name: '江西省市场监督管理局' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '按行政区划建立' }).click()
  await page.getByLabel('行政区划').click()
  await page.keyboard.type('杭州')
  await page.locator('.ant-select-item-option').filter({ hasText: '浙江省杭州市' }).first().click()
  await page.getByRole('heading', { name: '将新增 30 个单位' }).waitFor()
  await expect.poll(() => page.url()).toContain('area=330100')
  await expectAccessible(page)
  await page.getByRole('button', { name: '建立 30 个单位' }).click()
  await page.getByText('已新增 30 个单位').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '查看单位树' }).click()
  await page.getByRole('button', { name: '展开浙江省局' }).click()
  await page.getByRole('button', { name: '杭州市市场监督管理局' }).click()
  await page.getByRole('dialog').getByText('330100').first().waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: '增设下级' }).click()
  await page.getByRole('button', { name: '增设', exact: true }).click()
  await page.getByRole('alert').getByText('名称').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('示例经济开发区管委会')
  await page.getByRole('textbox', { name: '简称', exact: true }).fill('示例经开区')
  await page.getByRole('combobox', { name: /^地址关键词/ }).fill('示例经开区')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '增设', exact: true }).click()
  await page.getByText('“示例经济开发区管委会”已登记。').waitFor()
  await page.getByRole('dialog').getByText('330100Z1').waitFor()

  await page.getByRole('button', { name: '变更', exact: true }).click()
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('示例新区管委会')
  await page.getByLabel('生效日期').fill(nextMonth)
  await page.getByLabel('依据或原因').fill('示例〔2026〕1号')
  await expectAccessible(page)
  await page.getByRole('button', { name: '登记变更' }).click()
  await page.getByText('待生效').waitFor()
  await page.getByText('示例〔2026〕1号').waitFor()
  await expectAccessible(page)
  expect(
    await app.sql(`select name, due_on::text as due from org_units where numbering_code = '330100Z1'`),
  ).toEqual([{ name: '示例经济开发区管委会', due: nextMonth }])

  await page.goto(`${app.baseUrl}/org-units?day=${nextMonth}`)
  await page.getByRole('button', { name: '展开浙江省局' }).click()
  await page.getByRole('button', { name: '示例新区管委会' }).waitFor()
  await expectAccessible(page)

  const branch = place.get('branch-1') ?? ''
  const enterpriseId = await makeEnterprise(app, branch)
  await page.goto(`${app.baseUrl}/org-units?unit=${branch}&form=end`)
  await page.getByLabel('最后一日').fill(addDays(today, -1))
  await page.getByRole('button', { name: '登记终止' }).click()
  await page
    .getByRole('region', { name: '未了结的事项' })
    .getByText(/^企业：示例/)
    .waitFor()
  await expectAccessible(page)
  await page.getByLabel('接管单位').click()
  await page.keyboard.type('宜春市市场')
  await page.locator('.ant-select-item-option').filter({ hasText: '宜春市市场监督管理局' }).first().click()
  await page.getByRole('button', { name: '登记终止' }).click()
  await page.getByText('“宜春市市场监督管理局直属分局（示例）”已登记。').waitFor()
  await page.getByRole('dialog').getByText('宜春市市场监督管理局', { exact: true }).first().waitFor()
  await expectAccessible(page)
  expect(await app.sql('select unit_id from enterprises where id = $1', [enterpriseId])).toEqual([
    { unit_id: place.get('market-360900') },
  ])
})

test('a list is looked at before it is written; what was added by mistake is taken back; an officer reads only', async () => {
  const { app, open, place } = journey
  const page = await openUnits('/org-units/upload')
  const send = async (name: string) => {
    const bytes = await writeWorkbook(
      ['编号代码', '名称', '上级编号代码', '类别', '职能'],
      [['360900F7', name, '360900', name === '' ? '' : '分局', '备案']],
    )
    await page.locator('input[type=file]').setInputFiles({
      name: '单位.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(bytes),
    })
  }
  await send('')
  await page.getByText(/有误 1/).waitFor()
  await page.getByText('类别：新单位没有填写类别').waitFor()
  await expectAccessible(page)
  await send('示例第七分局')
  await page.getByText('增设 1，变更 0，不变 0，有误 0。').waitFor()
  await page.getByRole('button', { name: '写入' }).click()
  await page.getByText('已写入。').waitFor()
  await page.getByRole('link', { name: '查看单位树' }).click()
  await page.getByRole('searchbox').fill('第七')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '示例第七分局' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => app.sql(`select 1 from org_units where numbering_code = '360900F7'`)).toEqual([])

  const unitId = place.get('market-360900') ?? ''
  const login = await makeAccount(app, 'city-officer', { unitId })
  const phone = await open({ login, path: `/org-units?unit=${unitId}`, width: 390 })
  await phone.getByRole('dialog').getByText('360900').first().waitFor()
  await expectAccessible(phone)
  expect(await phone.getByRole('button', { name: '变更', exact: true }).count()).toBe(0)
  await phone.keyboard.press('Escape')
  await phone.getByRole('button', { name: '江西省市场监督管理局' }).waitFor()
  await expectAccessible(phone)
})
