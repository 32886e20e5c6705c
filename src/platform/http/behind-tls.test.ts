import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount, PASSWORD, seedPlace } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'

let app: TestApp
let login: string

beforeAll(async () => {
  app = await startTestApp(undefined, {
    publicUrl: new URL('https://cqo.example.org'),
    trustedProxies: ['127.0.0.1'],
  })
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  login = await makeAccount(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const signIn = (headers: Record<string, string>) =>
  fetch(`${app.baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password: PASSWORD }),
  })

test('behind a proxy with TLS the cookie goes over TLS only and the browser is told to stay there', async () => {
  const answer = await signIn({ origin: 'https://cqo.example.org' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=Strict$/i)
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('another origin is refused, whatever it calls itself', async () => {
  const others = [
    'https://evil.example.org',
    'https://cqo.example.org.evil.example',
    'http://cqo.example.org',
  ]
  for (const origin of [...others, app.baseUrl, 'null']) {
    const answer = await signIn({ origin })
    expect(answer.status).toBe(403)
  }
})

test('only a trusted proxy is believed about where a request comes from and how', async () => {
  const toldBy = async (trustedProxies: string[]) => {
    const other = await startTestApp(
      async (server) => {
        server.get('/from', async ({ ip, protocol }) => ({ ip, protocol }))
      },
      { trustedProxies },
    )
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
    const answer = await fetch(`${other.baseUrl}/from`, { headers })
    const told = { ...(await answer.json()), hsts: answer.headers.has('strict-transport-security') }
    await other.close()
    return told
  }
  expect(await toldBy(['127.0.0.0/8'])).toEqual({ ip: '203.0.113.9', protocol: 'https', hsts: true })
  for (const trusted of [[], ['10.0.0.1']]) {
    expect(await toldBy(trusted)).toEqual({ ip: '127.0.0.1', protocol: 'http', hsts: false })
  }
})
