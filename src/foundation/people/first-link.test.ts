import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMe } from '#foundation/sign-in/contract.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { lookFirstLink, useFirstLink } from './contract.ts'
import { offerFirstLink } from './first-link.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const person = (login: string) => ({ login, name: '示例赵', password: 'Shouci-2026' })
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error.problem as { code: string; detail: string },
  )
const look = (token: string) => refusalOf(app.browser().call(lookFirstLink, { token }))

test('of two starts the later link holds; used once it makes the first administrator, and no start makes another', async () => {
  const first = (await offerFirstLink(app.installation)) ?? ''
  const second = (await offerFirstLink(app.installation)) ?? ''
  expect(await look(first)).toMatchObject({
    code: 'link-spent',
    detail: expect.stringContaining('后一次启动'),
  })
  expect(await look(second)).toBeUndefined()
  const stored = await app.sql('select token_hash from first_links')
  expect(stored.some((row) => row.token_hash.toString().includes(second))).toBe(false)

  const browser = app.browser()
  const both = await Promise.allSettled([
    browser.call(useFirstLink, { token: second, ...person('admin.one') }),
    app.browser().call(useFirstLink, { token: second, ...person('admin.two') }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const made = await app.sql("select role from grants where role = 'system-admin'")
  expect(made).toHaveLength(1)
  expect(await app.sql('select 1 from accounts')).toHaveLength(1)
  expect(await look(second)).toMatchObject({
    code: 'link-spent',
    detail: expect.stringContaining('已经用过'),
  })
  expect(await offerFirstLink(app.installation)).toBeUndefined()
  const signedIn = both[0]?.status === 'fulfilled'
  if (signedIn) expect((await browser.call(readMe, {})).grant.role).toBe('system-admin')
  const trail = await app.sql("select action, role from audit_entries where action = 'first-link.used'")
  expect(trail).toEqual([{ action: 'first-link.used', role: 'system-admin' }])
})

test('a link that has run out says so; with every administrator stopped a start offers a new one', async () => {
  await app.sql('update accounts set disabled_at = now()')
  const token = (await offerFirstLink(app.installation)) ?? ''
  expect(token).not.toBe('')
  await app.sql("update first_links set expires_at = now() - interval '1 second' where used_at is null")
  expect(await look(token)).toMatchObject({ code: 'link-spent', detail: expect.stringContaining('有效期') })
  const used = await refusalOf(app.browser().call(useFirstLink, { token, ...person('admin.three') }))
  expect(used?.code).toBe('link-spent')
  expect(await app.sql("select 1 from accounts where login = 'admin.three'")).toEqual([])
})

test('links cannot be guessed at: after twenty tries the address waits', async () => {
  const codes: (string | undefined)[] = []
  for (let n = 0; n < 21; n += 1) codes.push((await look(`nobody-has-issued-this-${n}`))?.code)
  expect(codes).toEqual([...Array(20).fill('link-unknown'), 'too-many-tries'])
})
