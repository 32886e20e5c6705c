import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '#apps/web-build.ts'
import { lookFirstLink, useFirstLink } from '#foundation/people/contract.ts'
import { createClient } from '#platform/client.ts'

const cli = fileURLToPath(new URL('../src/apps/cli.ts', import.meta.url))
let folder: string
let running: ChildProcess | undefined

beforeAll(async () => {
  await buildWeb(() => {})
  folder = await mkdtemp(join(tmpdir(), 'opencqo-first-'))
  await chmod(folder, 0o755)
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true })
})

/** `npm start` on the folder; resolves with what it printed once it serves. */
function start(): Promise<string> {
  const { DATABASE_URL: _url, ...environment } = process.env
  const env = { ...environment, OPENCQO_DATA: join(folder, 'data'), OPENCQO_PORT: '0' }
  const child = spawn(process.execPath, [cli, 'serve'], { env })
  running = child
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (part) => {
      said += part
    })
    child.stdout.on('data', (part) => {
      said += part
      // With a link the block ends after its warning; without one the address is the last line.
      const whole = said.includes('还没有系统管理员')
        ? said.includes('旧的随即作废')
        : /服务已启动：\S+\n$/.test(said)
      if (whole) setTimeout(() => resolve(said), 300)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

async function stop() {
  const child = running
  running = undefined
  if (!child || child.exitCode !== null) return
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const linkIn = (said: string) => /(http:\S+)\/first#(\S+)/.exec(said)
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.problem?.code,
  )

test('the console prints the first link at each start while there is no administrator, and never afterwards', async () => {
  const first = linkIn(await start())
  expect(first, 'a link on the console').not.toBeNull()
  await stop()
  const second = linkIn(await start())
  const [, baseUrl = '', token = ''] = second ?? []
  expect(token).not.toBe(first?.[2])
  const client = createClient({ baseUrl, cookies: new Map() })
  expect(await refusalOf(client.call(lookFirstLink, { token: first?.[2] ?? '' }))).toBe('link-spent')
  const person = { login: 'guanli', name: '示例赵', password: 'Shouci-2026' }
  const me = await client.call(useFirstLink, { token, ...person })
  expect(me).toMatchObject({ demo: false, grant: { role: 'system-admin' } })
  await stop()
  const third = await start()
  expect(third).toContain('服务已启动')
  expect(third).not.toContain('/first#')
})
