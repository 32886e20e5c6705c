import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { addWeb } from './serve.ts'

let app: TestApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-web-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>示例</title>')
  app = await startTestApp((server) => addWeb(server, folder))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('every page comes with the content policy and is asked for anew', async () => {
  for (const path of ['/', '/index.html', '/filings/1/2?part=person']) {
    const answer = await fetch(`${app.baseUrl}${path}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toContain('示例')
  }
})

test('an unknown path of the API is no page', async () => {
  const answer = await fetch(`${app.baseUrl}/api/nothing`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})
