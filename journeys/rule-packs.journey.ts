import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { expectAccessible, startJourney } from '#testing/journey.ts'
import { makeAccount, makeEnterprise, signInAs } from '#testing/people.ts'

const journey = startJourney()

const PACK = `
id: shili-2026
version: 1
title: 示例市首席质量官办法
docNo: 示例市监规〔2026〕3号
issuer: [示例市市场监督管理局]
areas: ["9901"]
effectiveFrom: 2026-01-01
qualification:
  - id: two-of-three
    title: 三项中满足两项
    clause: 第六条
    need: 2
    of:
      - { id: title, title: 中级职称, fact: titleLevel, atLeast: intermediate }
      - { id: education, title: 本科, fact: education, atLeast: bachelor }
      - { id: years, title: 5年, fact: qualityYears, atLeast: 5 }
  - { id: trained, title: 一年内培训, clause: 第七条, within: { amount: 1, unit: year }, holdsCertificate: { type: cqo-training } }
relaxations:
  - { id: small, title: 小微企业, clause: 第九条, when: { fact: enterpriseSize, in: [small, micro] }, conditions: [{ id: education, to: { fact: education, atLeast: associate } }] }
flow:
  order: train-first
  levels: [county, city]
  fileTo: county
  confirmation: [in-app]
  steps:
    - { id: accept, title: 受理, level: county, action: accept, within: { amount: 3, unit: workday } }
    - { id: register, title: 登记, level: city, action: register }
`

const file = (text: string) => ({
  name: '示例.yaml',
  mimeType: 'application/yaml',
  buffer: Buffer.from(text),
})

test('the administrator is told every mistake by line, loads, reads, and sees what a new version changes', async () => {
  const page = await journey.open({
    login: await makeAccount(journey.app, 'system-admin', { platform: true }),
  })
  await page.getByRole('list', { name: '设置' }).getByRole('link', { name: '规则包' }).click()
  await page.getByRole('heading', { level: 1, name: '规则包' }).waitFor()
  await page.getByText('草案，不用于办理').first().waitFor()
  await expectAccessible(page)

  const chooser = page.locator('input[type=file]')
  await chooser.setInputFiles(
    file(PACK.replace('need: 2', 'need: 5').replace('fact: qualityYears', 'fact: years')),
  )
  await page.getByText('有 2 处问题，没有装载').waitFor()
  const problems = page.getByRole('table', { name: '规则包的问题' })
  await problems.getByText('of 只有 3 项，不可能满足 5 项').waitFor()
  await problems.getByText('13:5').waitFor()
  await problems.getByText('没有“years”这个事项').waitFor()
  await expectAccessible(page)

  await chooser.setInputFiles(file(PACK))
  await page.getByText('shili-2026 第 1 版：检查没有问题。').waitFor()
  await page.getByRole('button', { name: '装载', exact: true }).click()
  await page.getByText('已装载：shili-2026 第 1 版').waitFor()
  await chooser.setInputFiles(file(PACK.replace('need: 2', 'need: 3')))
  await page.getByText('内容不同。请提高版本号').waitFor()
  const second = PACK.replace('need: 2', 'need: 3')
    .replace('version: 1', 'version: 2')
    .replace('2026-01-01', '2026-06-01')
  await chooser.setInputFiles(file(second))
  await page.getByRole('button', { name: '装载', exact: true }).click()
  await page.getByText('已装载：shili-2026 第 2 版').waitFor()

  await page.getByRole('searchbox').fill('示例市')
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('已被代替').waitFor()
  expect(page.url()).toContain('text=')
  await page.getByRole('link', { name: '示例市首席质量官办法' }).first().click()
  await page.getByText('（至少满足 3 项）').waitFor()
  await page.getByText('聘任后1年内达到即可').waitFor()
  await page.getByText('“本科” → 学历 大学专科以上').waitFor()
  await page.getByText('3 个工作日').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '与第 1 版比较' }).click()
  const differences = page.getByRole('table', { name: '与第 1 版的不同' })
  await differences.getByText('qualification[two-of-three].need').waitFor()
  await expectAccessible(page)
})

test('hints before loading, and what the page of a pack says of its ways, lists and targets', async () => {
  const login = await makeAccount(journey.app, 'system-admin', { platform: true })
  const page = await journey.open({ login, path: '/rule-packs' })
  const text = readFileSync(
    new URL('../src/registry/rules/invented-places/by-size.yaml', import.meta.url),
    'utf8',
  )
  const chooser = page.locator('input[type=file]')
  await chooser.setInputFiles(file(text.replace('[helped-enterprises] }', '[helped-enterprise] }')))
  await page.getByText('下面几处请先核对是不是笔误').waitFor()
  await page.getByText('没有声明名单“helped-enterprise”').waitFor()
  await expectAccessible(page)
  await chooser.setInputFiles(file(text))
  await page.getByText('sample-by-size 第 1 版：检查没有问题。').waitFor()
  await page.getByRole('button', { name: '装载', exact: true }).click()
  await page.getByText('已装载：sample-by-size 第 1 版').waitFor()

  await page.getByText('第 1 版，草案').first().waitFor()
  await page.getByRole('link', { name: '示例丙市企业质量负责人规则' }).click()
  for (const told of [
    '县级 → 市级 → 省级',
    '系统内确认、盖章扫描件',
    '质量帮扶企业名单（helped-enterprises）',
    '对较大以上质量安全事故负有责任（满5年不再计）',
    '目标值 90%',
    '“本科以上” → 学历 大学专科以上',
    '质量安全“一票否决”权（一票否决）',
  ]) {
    await page.getByText(told).first().waitFor()
  }
  await expectAccessible(page)
})

test('an officer reads the rules of the place, on a phone too', async () => {
  const unitId = journey.place.get('market-360902') ?? ''
  const login = await makeAccount(journey.app, 'county-officer', { unitId })
  const page = await journey.open({ login, path: '/rule-packs', width: 390 })
  await page.getByText('关于深化落实企业首席质量官制度实施方案').click()
  await page.getByText('职业资格或学历年限，满足一项即可', { exact: true }).waitFor()
  await expectAccessible(page)
  expect(await page.getByText('装载规则包').count()).toBe(0)
})

test('an enterprise opens the full rules from the verdict on its filing', async () => {
  const { app, place, open } = journey
  const enterpriseId = await makeEnterprise(app, place.get('market-360902') ?? '')
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const filing = await submittedFiling(enterpriseId, filer, principal)
  const login = await makeAccount(app, 'filer', { enterpriseId })
  const page = await open({ login, path: `/filings/${enterpriseId}/${filing.id}` })
  await page.getByRole('link', { name: '规则全文' }).click()
  await page.getByText('作出判断时的内容').waitFor()
  await page.getByText('职业资格或学历年限，满足一项即可', { exact: true }).waitFor()
  expect(page.url()).toContain(filing.verdict?.pack.hash)
  await expectAccessible(page)
})
