import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { PASSWORD } from './people.ts'

/** A new window of somebody who signs in at `path`. */
export async function signInOn(
  browser: Browser,
  {
    baseUrl,
    login,
    path = '/',
    width = 1440,
  }: { baseUrl: string; login: string; path?: string; width?: number },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(`${baseUrl}${path}`)
  await page.getByLabel('账号').fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: '登录' }).waitFor()
  return page
}

/** WCAG 2.2 AA as far as axe can see, and nothing to scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way from one to the other is neither.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState !== 'running' || each.effect?.getTiming().iterations === Infinity),
  )
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}

/** With JOURNEY_SHOTS=folder, a failed test leaves a picture of every open window there. */
export function picturesOfFailures(browser: () => Browser | undefined): void {
  const folder = process.env.JOURNEY_SHOTS
  if (!folder) return
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    const pages = (browser()?.contexts() ?? []).flatMap((context) => context.pages())
    await Promise.all(pages.map((page, index) => page.screenshot({ path: `${folder}/failed-${index}.png` })))
  })
}
