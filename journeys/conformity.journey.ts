import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise } from '#testing/people.ts'

/** The officer begins on the phone, states what no record can prove, prints the report, shares it and takes it back. */
let officer: Page
let phone: Page
let county: Page
const today = civilDateOf(new Date())

const journey = startJourney(async ({ app, place, open }) => {
  const unitId = place.get('market-360902') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  await prepare(enterpriseId)
  const login = await makeAccount(app, 'cqo', { enterpriseId })
  officer = await open({ login, path: `/enterprises/${enterpriseId}/conformity` })
  phone = await open({ login, width: 390, path: `/enterprises/${enterpriseId}/workbench` })
  county = await open({
    login: await makeAccount(app, 'county-officer', { unitId }),
    path: `/units/${unitId}/shared-reports`,
  })
})

/** Somebody in office with the power to veto, two things to do, and a veto in force. */
async function prepare(enterpriseId: string) {
  const { app } = journey
  await app.sql(
    `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, departments, powers,
       term_from, term_to, appointer_name, appointer_capacity, issued_on)
     values ($1, $2, 'issued', '示例周', '副总经理', 'decision', true, '{质量部}', '{quality-safety-veto}', '2024-01-01', null, '示例郑',
       '法定代表人', '2024-01-01')`,
    [enterpriseId, newId()],
  )
  for (const [what, days] of [
    ['复检 B20261018-02 批焊缝，验证纠正措施', -6],
    ['对新增供应商准入提出意见', 0],
  ] as const) {
    await app.sql(
      `insert into actions (enterprise_id, id, source_kind, source_id, source_number, source_path, kind, what, due_on, search, created_at,
         changed_at) values ($1, $2, 'incident', $2, 'SJ-2026-031', 'incidents', 'task', $3, $4, '', now(), now())`,
      [enterpriseId, newId(), what, addDays(today, days)],
    )
  }
  await app.sql(
    `insert into holds (enterprise_id, id, source_kind, source_id, source_number, path, subject_kind, subject_text, acts, since)
     values ($1, $2, 'veto', $2, 'FJ-2026-007', 'vetoes', 'batch', '批次 B20261115-03，示例泵体 1240 件', '{release}',
       now() - interval '3 days')`,
    [enterpriseId, newId()],
  )
}

const shots = process.env.CONFORMITY_SHOTS
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('on the phone the next step stands first; what is due, stopped and proved follows', async () => {
  await phone.getByRole('heading', { name: '首席质量官工作台' }).waitFor()
  await phone.getByRole('heading', { name: '复检 B20261018-02 批焊缝，验证纠正措施' }).waitFor()
  await phone.getByText('逾期 6 天').last().waitFor()
  await phone.getByText('批次 B20261115-03，示例泵体 1240 件').waitFor()
  await shoot(phone, 'cockpit-390')
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '只看我的' }).click()
  await phone.getByText('人员台帐里没有登记您的登录账号').waitFor()
  await phone.getByRole('button', { name: '只看我的' }).click()
  await phone.getByRole('link', { name: '8.1d 已有证据' }).click()
  await phone.getByRole('heading', { name: '条款 8.1d' }).waitFor()
  await shoot(phone, 'clause-390')
  await expectAccessible(phone)
})

test('own words are stated with a paper, and marked as such', async () => {
  await officer.getByRole('link', { name: '工作台首页' }).click()
  await officer.getByRole('link', { name: 'FJ-2026-007' }).waitFor()
  await shoot(officer, 'cockpit-1440')
  await officer.getByRole('link', { name: '条款符合度', exact: true }).click()
  await shoot(officer, 'conformity')
  await expectAccessible(officer)
  await officer.getByRole('link', { name: '5.3d', exact: true }).click()
  await officer.getByRole('button', { name: '企业自述' }).click()
  await officer.getByRole('button', { name: '保存自述' }).click()
  await officer.getByText('没有填写', { exact: false }).first().waitFor()
  await officer.getByLabel('自述内容').fill('2026 年 1 月签订保密协议，每年重申。')
  await officer.locator('input[type=file]').setInputFiles({
    name: '保密协议.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF'),
  })
  await officer.getByRole('link', { name: '保密协议.pdf' }).waitFor()
  await shoot(officer, 'statement')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '保存自述' }).click()
  await officer.getByText('已有证据（自述）').first().waitFor()
  await shoot(officer, 'clause')
})

test('the report is frozen, printed and shared; the county opens it, and no longer after it was taken back', async () => {
  await county.getByText('没有企业共享报告').waitFor()
  await officer.getByRole('link', { name: '条款符合度', exact: true }).first().click()
  await officer.getByRole('button', { name: '出具报告' }).click()
  await officer.getByRole('heading', { name: /^报告 FH-/ }).waitFor()
  const kept = officer.waitForEvent('download')
  await officer.getByRole('button', { name: '打印 PDF' }).click()
  expect((await kept).suggestedFilename()).toMatch(/^条款符合度报告-FH-\d{4}-001\.pdf$/)
  await shoot(officer, 'report')
  await expectAccessible(officer)
  await officer.getByLabel('我已核对报告内容，同意共享这一份').check()
  await officer.getByRole('button', { name: '共享', exact: true }).click()
  await officer.getByText('还没有打开过').waitFor()

  await county.reload()
  await county.getByRole('link', { name: /示例.*有限公司/ }).click()
  await county.getByText('2026 年 1 月签订保密协议，每年重申。').waitFor()
  await shoot(county, 'shared')
  await expectAccessible(county)

  await officer.reload()
  await officer.getByText('示例county-officer 打开').waitFor()
  await officer.getByRole('button', { name: '撤回共享' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '撤回共享' }).click()
  await officer.getByText(/由示例cqo撤回/).waitFor()
  await county.reload()
  await county.getByText('企业已经撤回', { exact: false }).waitFor()
})
