import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#testing/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const post = (path: string, body: BodyInit, type = 'application/json') =>
  fetch(`${app.baseUrl}/api${path}`, { method: 'POST', headers: { 'content-type': type }, body })

describe('what cannot be understood', () => {
  test.each([
    ['broken JSON', '/session', '{"login":', 'application/json', 400],
    ['a list instead of an object', '/session', '[1]', 'application/json', 400],
    ['another media type', '/session', 'a=b', 'application/x-www-form-urlencoded', 400],
    ['missing fields', '/session', '{}', 'application/json', 422],
    ['a number for a text', '/session', '{"login":1,"password":2}', 'application/json', 422],
    [
      'an overlong value',
      '/session',
      JSON.stringify({ login: 'a'.repeat(5000), password: 'x' }),
      'application/json',
      422,
    ],
    ['too much', '/session', JSON.stringify({ login: 'a'.repeat(2_000_000) }), 'application/json', 413],
    [
      'a character that cannot be stored',
      '/session',
      '{"login":"a\\u0000b","password":"x"}',
      'application/json',
      400,
    ],
    [
      'a poisoned prototype',
      '/session',
      '{"__proto__":{"x":1},"login":"ab","password":"x"}',
      'application/json',
      400,
    ],
    ['an unknown path', '/nowhere', '{}', 'application/json', 404],
  ])('%s is refused in Chinese, without a fault', async (_name, path, body, type, status) => {
    const answer = await post(path, body, type)
    const text = await answer.text()
    expect(answer.status, text).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(text).title).toMatch(/[\u4e00-\u9fff]/)
    expect(text).not.toMatch(/node_modules|at async|Error:/)
  })
})

test('the document of all operations and the health check are served', async () => {
  const document = await (await fetch(`${app.baseUrl}/openapi.json`)).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/api/enterprises/{enterpriseId}/filings'].post.operationId).toBe('filing.start')
  expect(await (await fetch(`${app.baseUrl}/healthz`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${app.baseUrl}/docs/`)).status).toBe(200)
})

test('whoever opens an address in a browser reads the refusal as a page, with nothing of his own in its markup', async () => {
  const answer = await fetch(`${app.baseUrl}/api/enterprises/%3Cscript%3E/filings`, {
    headers: { accept: 'text/html,application/xhtml+xml' },
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const text = await answer.text()
  expect(text).toContain('<html lang="zh-CN">')
  expect(text).not.toContain('<script>')
})
