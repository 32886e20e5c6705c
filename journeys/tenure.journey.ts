import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { issuedAppointment } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

/** The time in office of one officer after another, on the principal's phone. */
let principal: Page

const journey = startJourney(async ({ app, place, open }) => {
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const appointment = await issuedAppointment(
    enterpriseId,
    filer,
    await signInAs(app, 'principal', { enterpriseId }),
  )
  const login = await makeAccount(app, 'principal', { enterpriseId })
  const path = `/enterprises/${enterpriseId}/appointments/${appointment.id}`
  principal = await open({ login, path, width: 390 })
})

test('the principal records that the officer leaves, and the first page says since when the post is vacant', async () => {
  await principal.getByRole('button', { name: '结束任职' }).click()
  await principal.getByLabel('最后一天').fill('2026-10-01')
  await principal.getByLabel('结束原因').click()
  await principal
    .locator('.ant-select-item-option:visible')
    .filter({ hasText: '违反职业操守（宜市市监联发〔2024〕9号 三（三）2）' })
    .waitFor()
  await principal.locator('.ant-select-item-option:visible').filter({ hasText: '离职' }).click()
  await expectAccessible(principal)
  const dialog = principal.getByRole('dialog')
  await dialog.getByRole('button', { name: '结束任职' }).click()
  await principal.getByText('早于任期开始（2026-10-08）。请核对。').waitFor()
  await principal.getByLabel('最后一天').fill('2026-11-01')
  await dialog.getByRole('button', { name: '结束任职' }).click()
  await principal.getByText('2026-11-01，离职').waitFor()
  await expectAccessible(principal)

  await principal.goto(journey.app.baseUrl)
  await principal.getByRole('heading', { name: '首席质量官空缺' }).waitFor()
  await principal.getByText(/自 2026-11-02 起空缺 \d+ 天/).waitFor()
  await expectAccessible(principal)
})
