import { expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

let unitId: string
let enterpriseId: string
const journey = startJourney(async ({ app, place }) => {
  unitId = place.get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  await app.sql(
    `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, term_from,
       appointer_name, appointer_capacity) values ($1, $2, 'issued', '曾示国', '质量总监', 'senior', true, '2026-01-01', '示例郑', '法定代表人')`,
    [enterpriseId, newId()],
  )
})

test('an officer finds an enterprise and a chief quality officer from any page, by the keyboard alone', async () => {
  const { app, open } = journey
  const login = await makeAccount(app, 'county-officer', { unitId })
  const page = await open({ login, path: '/enterprises' })
  const box = page.getByRole('search').getByRole('textbox')
  await box.waitFor()
  await page.keyboard.press('/')
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('示国')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: '曾示国' }).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe('示国')
  await page.getByText('没有找到企业。').waitFor()
  await expectAccessible(page)

  await page.getByPlaceholder('企业名称、姓名、拼音首字母').fill('号机械')
  await page.keyboard.press('Enter')
  await page.getByText('没有找到首席质量官。').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: /号机械有限公司/ }).click()
  await expect.poll(() => page.url()).toContain(`/enterprises/${enterpriseId}`)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('link', { name: '查找' }).click()
  await page.getByText('输入两个字以上').waitFor()
  await expectAccessible(page)
  await page.getByPlaceholder('企业名称、姓名、拼音首字母').fill('示国')
  await page.keyboard.press('Enter')
  await page.getByText('曾示国').waitFor()
  await expectAccessible(page)
})
