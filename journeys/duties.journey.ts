import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { remindDutiesJob } from '#registry/duties/jobs/remind-duties.job.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const day = civilDateOf(new Date())
let county: string
let city: string
const journey = startJourney(async ({ app, place }) => {
  county = place.get('market-360902') ?? ''
  city = place.get('market-360900') ?? ''
  const enterpriseId = await makeEnterprise(app, county)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const { id, version } = await submittedFiling(enterpriseId, filer, principal)
  const officer = await signInAs(app, 'county-officer', { unitId: county })
  const of = { enterpriseId, filingId: id }
  const accepted = await officer.call(acceptFiling, { ...of, version })
  await officer.call(registerFiling, { ...of, version: accepted.version })
})

let gateway: Server
const received: string[] = []
beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push(Buffer.concat(chunks).toString('utf8'))
    response.end('{"errcode":0}')
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
})
afterAll(() => new Promise((done) => gateway.close(done)))

test('a city sets a duty; the county sees it and is late; 督办, reply, closed', async () => {
  const { app, open } = journey
  const cityPage = await open({ login: await makeAccount(app, 'city-officer', { unitId: city }) })
  await cityPage.getByRole('link', { name: '期限与督办' }).click()
  await cityPage.getByRole('link', { name: '自定事项与提醒' }).click()
  await cityPage.getByText('还没有自定事项').waitFor()
  await expectAccessible(cityPage)
  await cityPage.getByRole('button', { name: '设定事项' }).click()
  const drawer = cityPage.getByRole('dialog')
  await drawer.getByRole('button', { name: '设定事项' }).click()
  await drawer.getByText(/^事项名称：没有填写/).waitFor()
  await drawer.getByLabel('事项名称').fill('报送示例材料')
  await drawer.getByLabel('首次到期日').fill(day)
  await drawer.getByLabel(/^依据/).fill('示例通知')
  await expectAccessible(cityPage)
  await drawer.getByRole('button', { name: '设定事项' }).click()
  await cityPage.getByRole('button', { name: '停止：报送示例材料' }).waitFor()

  const countyLogin = await makeAccount(app, 'county-officer', { unitId: county })
  const countyPage = await open({ login: countyLogin })
  await countyPage.getByRole('link', { name: '期限日历' }).click()
  await countyPage
    .getByRole('table', { name: /年 \d+ 月$/ })
    .getByText('报送示例材料')
    .waitFor()
  await countyPage.getByRole('button', { name: /^登记完成：报送示例材料/ }).waitFor()
  await expectAccessible(countyPage)
  const ics = countyPage.waitForEvent('download')
  await countyPage.getByRole('button', { name: '下载日历文件' }).click()
  expect((await ics).suggestedFilename()).toMatch(/^期限日历-\d{4}\.ics$/)

  // A fortnight later nothing was handed in.
  const later = addDays(day, 14)
  Object.assign(app.installation, { now: () => new Date(`${later}T02:00:00Z`) })
  await remindDutiesJob.run(app.installation, {})
  await cityPage.getByRole('link', { name: /^消息/ }).click()
  await cityPage.getByRole('button', { name: /^下级有 \d+ 项逾期$/ }).click()
  await cityPage.getByRole('button', { name: '督办：袁州区市场监督管理局 报送示例材料' }).waitFor()
  await expectAccessible(cityPage)
  await cityPage.getByRole('button', { name: '督办：袁州区市场监督管理局 报送示例材料' }).click()
  const issue = cityPage.getByRole('dialog')
  await issue.getByText('袁州区市场监督管理局').first().waitFor()
  await issue.getByLabel('回复期限').fill(addDays(later, 7))
  await expectAccessible(cityPage)
  await issue.getByRole('button', { name: '发出' }).click()
  await cityPage.getByRole('heading', { name: /^督办〔\d{4}〕1号/ }).waitFor()
  const pdf = cityPage.waitForEvent('download')
  await cityPage.getByRole('button', { name: '打印通知单' }).click()
  expect((await pdf).suggestedFilename()).toMatch(/^督办通知单-.*\.pdf$/)

  await countyPage.getByRole('link', { name: '督办', exact: true }).click()
  await countyPage.getByRole('link', { name: /^督办〔\d{4}〕1号$/ }).click()
  await countyPage.getByLabel('内容').fill('已经报送，说明如下：示例。')
  await expectAccessible(countyPage)
  await countyPage.getByRole('button', { name: '提交回复' }).click()
  await countyPage.getByText('已回复，等上级确认。').waitFor()

  await cityPage.reload()
  await cityPage.getByText('已经报送，说明如下：示例。').waitFor()
  await cityPage.getByRole('button', { name: '接受并办结' }).click()
  await cityPage.getByText('已办结').waitFor()
  await expectAccessible(cityPage)
  await cityPage.goto(`${app.baseUrl}/units/${city}/duties-on-time`)
  await cityPage.getByRole('cell', { name: '0.0%' }).first().waitFor()
  await expectAccessible(cityPage)

  const phone = await open({ login: countyLogin, path: `/units/${county}/duties`, width: 390 })
  await phone.getByText('报送示例材料').first().waitFor()
  await expectAccessible(phone)
})

test('registered filings are marked as entered, and taken back', async () => {
  const { app, open } = journey
  const page = await open({ login: await makeAccount(app, 'county-officer', { unitId: county }) })
  await page.getByRole('link', { name: '录入登记' }).click()
  await page
    .getByRole('checkbox', { name: /示例周|示例\d+号/ })
    .first()
    .check()
  await expectAccessible(page)
  await page.getByRole('button', { name: '登记已录入' }).click()
  await page.getByText('已登记 1 件，全部已录入。').waitFor()
  await page.getByRole('link', { name: '已录入', exact: true }).click()
  await page.getByRole('cell', { name: /示例county-officer$/ }).waitFor()
  await expectAccessible(page)
})

test('the system administrator sets the interface and tries it; a person says where to be told', async () => {
  const { app, open } = journey
  const page = await open({ login: await makeAccount(app, 'system-admin', { platform: true }) })
  await page.getByRole('link', { name: '发送设置' }).click()
  await page.getByText('没有发送记录').waitFor()
  await expectAccessible(page)
  const { port } = gateway.address() as AddressInfo
  const form = page.getByRole('region', { name: '短信或政务微信接口' })
  await form.getByRole('checkbox', { name: '启用' }).check()
  await form.getByLabel('接口地址').fill(`http://127.0.0.1:${port}/send`)
  await form.getByLabel('允许的主机').fill('sms.example.com')
  await form.getByLabel(/^请求头/).fill('Authorization: mimi')
  await form.getByRole('button', { name: '保存' }).click()
  await form
    .getByText(/不在允许的主机内/)
    .first()
    .waitFor()
  await form.getByLabel('允许的主机').fill(`127.0.0.1:${port}`)
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByLabel('试发手机号码').fill('13800000000')
  await form.getByRole('button', { name: '试发' }).click()
  await form.getByText('已发出：HTTP 200').waitFor()
  expect(JSON.parse(received.at(-1) ?? '{}')).toMatchObject({ phones: ['13800000000'] })
  expect(await page.content()).not.toContain('mimi')
  await expectAccessible(page)

  const officer = await open({
    login: await makeAccount(app, 'county-officer', { unitId: county }),
    path: `/units/${county}/delivery`,
  })
  await officer.getByLabel(/^手机号码/).fill('138 0000 1234')
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText(/已登记 138\*\*\*\*1234/).waitFor()
  await expectAccessible(officer)
})
