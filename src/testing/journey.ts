import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { addWeb } from '#apps/serve.ts'
import { buildWeb } from '#apps/web-build.ts'
import { launchBrowser } from './browser.ts'
import { PASSWORD, seedPlace } from './people.ts'
import { startTestApp, type TestApp } from './test-app.ts'

/** A new window of somebody who is not signed in. */
async function visitOn(
  browser: Browser,
  { baseUrl, path, width = 1440 }: { baseUrl: string; path: string; width?: number | undefined },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  listen(page)
  await page.goto(`${baseUrl}${path}`)
  return page
}

/** A new window of somebody who signs in at `path`. */
async function signInOn(
  browser: Browser,
  {
    login,
    password = PASSWORD,
    path = '/',
    ...where
  }: { baseUrl: string; login: string; password?: string; path?: string; width?: number },
): Promise<Page> {
  const page = await visitOn(browser, { ...where, path })
  await page.getByRole('textbox', { name: '账号' }).fill(login)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: '登录' }).waitFor()
  return page
}

const complaints = new WeakMap<Page, string[]>()

/** What the browser complains of; an answer of 4xx is a refusal that the page tells in words. */
function listen(page: Page) {
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/.test(
      message.text(),
    )
    if (message.type() === 'error' && !refusal) heard.push(message.text())
  })
}

/** WCAG 2.2 AA as far as axe can see, nothing to scroll sideways, and no complaint of the browser. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way from one to the other is neither.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState !== 'running' || each.effect?.getTiming().iterations === Infinity),
  )
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(complaints.get(page)).toEqual([])
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
}

/** What every journey stands on. */
export type Journey = {
  app: TestApp
  browser: Browser
  /** Units of 宜春 by their seed key. */
  place: Map<string, string>
  /** A window of somebody who is not signed in. */
  visit(where: { path: string; width?: number }): Promise<Page>
  /** A window of somebody, signed in. */
  open(who: { login: string; password?: string; path?: string; width?: number }): Promise<Page>
}

/**
 * The whole application with its web pages on a database of its own, and a browser; filled before the first test. `empty`:
 * without units, rule packs and people, as after the first start.
 */
export function startJourney(
  prepare: (journey: Journey) => Promise<void> = async () => {},
  { empty = false }: { empty?: boolean } = {},
): Journey {
  const journey = {
    visit: (where) => visitOn(journey.browser, { baseUrl: journey.app.baseUrl, ...where }),
    open: (who) => signInOn(journey.browser, { baseUrl: journey.app.baseUrl, ...who }),
  } as Journey
  beforeAll(async () => {
    const web = await buildWeb(() => {})
    journey.app = await startTestApp((server) => addWeb(server, web))
    journey.place = empty ? new Map() : await seedPlace(journey.app)
    journey.browser = await launchBrowser()
    await prepare(journey)
  })
  afterEach(({ task }) => (task.result?.state === 'fail' ? keepPictures(journey) : undefined))
  afterAll(async () => {
    await journey.browser?.close()
    await journey.app?.close()
  })
  return journey
}

/** With JOURNEY_SHOTS=folder, a failed test leaves a picture of every open window there. */
async function keepPictures({ browser }: Journey): Promise<void> {
  const folder = process.env.JOURNEY_SHOTS
  if (!folder) return
  const pages = browser.contexts().flatMap((context) => context.pages())
  await Promise.all(pages.map((page, index) => page.screenshot({ path: `${folder}/failed-${index}.png` })))
}
