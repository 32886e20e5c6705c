import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { demo } from '#apps/demo.ts'
import { PASSWORD } from '#apps/demo-people.ts'
import { launchBrowser } from '#testing/browser.ts'

/** `npm run screenshots`: the README's pictures, taken from the demonstration. */
const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url))

type Shot = {
  readonly name: string
  readonly login: string
  readonly width: 1440 | 390
  /** From the person's first page to what is to be seen. */
  readonly open: (page: Page) => Promise<unknown>
}

const shots: readonly Shot[] = [
  {
    name: 'enterprise-home',
    login: 'jingban',
    width: 1440,
    open: (page) =>
      page
        .getByText(/^备案已登记，编号/)
        .first()
        .waitFor(),
  },
  {
    name: 'filing-form',
    login: 'jingban2',
    width: 1440,
    open: async (page) => {
      await page.getByRole('button', { name: '继续填写备案表' }).click()
      await page.getByRole('heading', { name: '企业首席质量官信息备案表' }).waitFor()
      await page.getByRole('button', { name: '核对全部内容' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'filing-tasks-phone',
    login: 'jingban2',
    width: 390,
    open: async (page) => {
      await page.getByRole('button', { name: '继续填写备案表' }).click()
      await page.getByRole('heading', { name: '备案表' }).waitFor()
    },
  },
  {
    name: 'county-review',
    login: 'xianji',
    width: 1440,
    open: async (page) => {
      await page
        .getByRole('link', { name: /^示例.*公司$/ })
        .first()
        .click()
      await page.getByRole('button', { name: '受理', exact: true }).click()
      const cell = page.locator('[data-cell=currentPost]')
      await cell.hover()
      await cell.getByRole('button').click()
      await page
        .getByLabel('现任职务 为什么')
        .fill('备案表填“副总经理”，任命文件写“总经理助理”，两处不一致。')
      await page.getByLabel('现任职务 怎么改').fill('按任命文件改成一致，或补传任命文件。')
      await page.mouse.move(0, 0)
    },
  },
  {
    name: 'county-inbox',
    login: 'xianji',
    width: 1440,
    open: (page) =>
      page
        .getByRole('link', { name: /^示例.*公司$/ })
        .first()
        .waitFor(),
  },
  {
    name: 'city-import',
    login: 'shiji',
    width: 1440,
    open: async (page) => {
      await page.getByRole('link', { name: '批量导入' }).click()
      await page.getByRole('link', { name: '企业名单.xlsx' }).click()
      await page.getByRole('link', { name: /^存疑/ }).click()
      await page.getByText('各列的对应').waitFor()
    },
  },
  {
    name: 'cockpit',
    login: 'shouxi',
    width: 1440,
    open: (page) => page.getByRole('heading', { level: 1, name: /工作台/ }).waitFor(),
  },
  {
    name: 'veto',
    login: 'shouxi',
    width: 1440,
    open: async (page) => {
      await page.getByRole('link', { name: '一票否决', exact: true }).click()
      await page.getByRole('link', { name: /^FJ-\d{4}-001$/ }).click()
      await page.getByRole('heading', { name: '拦截记录' }).waitFor()
    },
  },
]

async function take(browser: Browser, address: string, shot: Shot) {
  const context = await browser.newContext({ viewport: { width: shot.width, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('textbox', { name: '账号' }).fill(shot.login)
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  // The first page of the role, wherever the address led before.
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: '登录' }).waitFor()
  await page.waitForLoadState('networkidle')
  await shot.open(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(folder, `${shot.name}.png`), animations: 'disabled' })
  await context.close()
}

const running = await demo({ host: '127.0.0.1', port: 0, once: false, say: () => {} })
if (!running) throw new Error('the demonstration does not run')
const browser = await launchBrowser()
try {
  await mkdir(folder, { recursive: true })
  for (const shot of shots) await take(browser, running.address, shot)
} finally {
  await browser.close()
  await running.close()
}
console.log(`截图已写到 docs/screenshots：${shots.map(({ name }) => name).join('、')}`)
