import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Refused } from '#platform/operation.ts'
import { makeAccount, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changePassword, createToken, endSession, listSessions, readMe, signIn, signOut } from './contract.ts'

let app: TestApp
let unitId: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

const officer = () => signInAs(app, 'county-officer', { unitId })
const code = (error: unknown) => (error as Refused).problem.code

describe('signing in', () => {
  test('gives role and place, and a session that ends when signed out', async () => {
    const client = await officer()
    const me = await client.call(readMe, {})
    expect(me.grant).toMatchObject({
      role: 'county-officer',
      roleName: '县级经办',
      unitId,
      place: '袁州区市场监督管理局',
    })
    await client.call(signOut, {})
    await expect(client.call(readMe, {})).rejects.toMatchObject({
      problem: { code: 'sign-in-required', status: 401 },
    })
  })

  test('answers an unknown name and a wrong password alike, and locks both after five failures', async () => {
    const login = await makeAccount(app, 'county-officer', { unitId })
    for (const name of [login, 'nobody-of-that-name']) {
      const answers: unknown[] = []
      for (let n = 0; n < 6; n += 1) {
        const refused = await app
          .browser()
          .call(signIn, { login: name, password: 'Wrong-2026' })
          .catch((error) => error)
        answers.push(code(refused))
      }
      expect(answers).toEqual([...Array(5).fill('wrong-credentials'), 'too-many-tries'])
    }
    const right = await app
      .browser()
      .call(signIn, { login, password: PASSWORD })
      .catch((error) => error)
    expect(code(right)).toBe('too-many-tries')
    await app.sql("update sign_in_failures set locked_until = now() - interval '1 second'")
    expect((await app.browser().call(signIn, { login, password: PASSWORD })).login).toBe(login)
  })

  test('a wrong current password counts towards the same lock, and its Idempotency-Key stays free', async () => {
    const login = await makeAccount(app, 'county-officer', { unitId })
    const client = app.browser()
    await client.call(signIn, { login, password: PASSWORD })
    const change = (current: string, idempotencyKey: string) =>
      client
        .call(changePassword, { current, next: 'Xin-mima-2026' }, { idempotencyKey })
        .catch((error) => code(error))
    expect(await change('Wrong-2026', 'wrong-current-1')).toBe('wrong-credentials')
    expect(await app.sql("select 1 from idempotency_keys where key = 'wrong-current-1'")).toEqual([])
    // The same key again is judged again, not answered with an empty success.
    expect(await change('Wrong-2026', 'wrong-current-1')).toBe('wrong-credentials')
    for (let n = 0; n < 3; n += 1)
      expect(await change('Wrong-2026', `wrong-again-${n}`)).toBe('wrong-credentials')
    expect(await change(PASSWORD, 'right-current')).toBe('too-many-tries')
    const elsewhere = app.browser().call(signIn, { login, password: PASSWORD })
    expect(await elsewhere.catch((error) => code(error))).toBe('too-many-tries')
    await app.sql("update sign_in_failures set locked_until = now() - interval '1 second'")
    expect(await change(PASSWORD, 'right-current')).toEqual({ endedSessions: 0 })
  })

  test('a session ends by idling, by age, when it is ended and when the password changes', async () => {
    for (const change of [
      "seen_at = now() - interval '31 minutes'",
      "expires_at = now() - interval '1 second'",
    ]) {
      const client = await officer()
      const me = await client.call(readMe, {})
      await app.sql(`update sessions set ${change} where account_id = $1`, [me.accountId])
      expect(code(await client.call(readMe, {}).catch((error) => error))).toBe('sign-in-required')
    }
    const login = await makeAccount(app, 'county-officer', { unitId })
    const [first, second, third] = [app.browser(), app.browser(), app.browser()]
    for (const each of [first, second, third]) await each.call(signIn, { login, password: PASSWORD })
    const others = (await first.call(listSessions, {})).rows.filter((row) => !row.current)
    expect(others).toHaveLength(2)
    await first.call(endSession, { sessionId: others[0]?.id ?? '' })
    const ended = await first.call(changePassword, { current: PASSWORD, next: 'Xin-mima-2026' })
    expect(ended.endedSessions).toBe(1)
    for (const each of [second, third]) {
      expect(code(await each.call(readMe, {}).catch((error) => error))).toBe('sign-in-required')
    }
    expect((await first.call(readMe, {})).login).toBe(login)
  })

  test('a program uses a bearer token, and nobody else can end it', async () => {
    const client = await officer()
    const made = await client.call(createToken, { label: '示例程序', days: 3 })
    const asProgram = (path: string) =>
      fetch(`${app.baseUrl}/api${path}`, { headers: { authorization: `Bearer ${made.token}` } })
    expect((await asProgram('/session')).status).toBe(200)
    expect(await (await officer()).call(endSession, { sessionId: made.id })).toEqual({ ended: false })
    expect(await client.call(endSession, { sessionId: made.id })).toEqual({ ended: true })
    expect((await asProgram('/session')).status).toBe(401)
  })

  test('another site cannot spend the cookie', async () => {
    const login = await makeAccount(app, 'county-officer', { unitId })
    const answer = await fetch(`${app.baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ login, password: PASSWORD }),
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })
})
