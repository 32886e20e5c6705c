import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { generateSampleList } from '#registry/enterprises/index.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount } from '#testing/people.ts'

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
  await page.getByRole('link', { name: '批量导入' }).click()
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
  await page.getByRole('link', { name: /不能导入/ }).click()
  await expect.poll(() => page.url()).toContain('outcome=reject')
  await expectAccessible(page)
  expect(await app.sql('select count(*)::int as n from enterprises')).toEqual([{ n: 0 }])

  await page.getByRole('button', { name: '写入名录' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '写入名录' }).click()
  const written = page.getByText(/^已写入名录：新增 \d+ 家/)
  await written.waitFor({ timeout: 30_000 })
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
  await page.getByRole('link', { name: '规上企业.xlsx' }).click()
  await page.getByRole('button', { name: '撤销导入' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤销导入' }).click()
  await page.getByText('这次导入已撤销。').waitFor()
  expect(await app.sql('select count(*)::int as n from enterprises')).toEqual([{ n: 0 }])
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
