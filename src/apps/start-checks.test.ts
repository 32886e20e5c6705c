import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareFolder, tryAddress } from './start-checks.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
let folder: string
let taken: Server
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-start-'))
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'a-file'), '')
  taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  port = (taken.address() as { port: number }).port
})
afterAll(async () => {
  await new Promise((resolve) => taken.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

/** Runs `opencqo serve` in an environment that it must refuse. */
function start(environment: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const { OPENCQO_DATA: _data, DATABASE_URL: _url, ...rest } = process.env
    const env = { ...rest, OPENCQO_DATA: join(folder, 'data'), OPENCQO_PORT: '0', ...environment }
    execFile(process.execPath, [cli, 'serve'], { env, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: `${out}${err}` }),
    )
  })
}

test.each([
  [
    'port that is no number',
    () => ({ OPENCQO_PORT: '八〇' }),
    '监听端口：八〇 不是 0 至 65535 的整数',
    'OPENCQO_PORT',
  ],
  ['port that is too large', () => ({ OPENCQO_PORT: '65536' }), '不是 0 至 65535 的整数', 'OPENCQO_PORT'],
  ['port that is taken', () => ({ OPENCQO_PORT: String(port) }), '已被别的程序占用', 'OPENCQO_PORT'],
  [
    'host that nobody knows',
    () => ({ OPENCQO_HOST: 'no-such-host.invalid' }),
    '监听地址：no-such-host.invalid',
    'IP 地址',
  ],
  ['host of another machine', () => ({ OPENCQO_HOST: '192.0.2.1' }), '不是本机的地址', 'OPENCQO_HOST'],
  ['folder that is a file', () => ({ OPENCQO_DATA: join(folder, 'a-file') }), '是一个文件', 'OPENCQO_DATA'],
  [
    'folder below a file',
    () => ({ OPENCQO_DATA: join(folder, 'a-file/data') }),
    '是文件，不是目录',
    'OPENCQO_DATA',
  ],
  ['address of no database', () => ({ DATABASE_URL: 'mysql://a/b' }), 'DATABASE_URL：', 'postgres://'],
  [
    'database that does not answer',
    () => ({ DATABASE_URL: 'postgres://a:geheim@127.0.0.1:1/cqo' }),
    '数据库 127.0.0.1:1/cqo：没有程序',
    '请确认',
  ],
])('a %s is refused in a sentence with its remedy, without a stack', async (_title, environment, why, remedy) => {
  const { code, said } = await start(environment())
  expect(code, said).toBeGreaterThan(0)
  expect(said).toContain(why)
  expect(said).toContain(remedy)
  expect(said).not.toMatch(/\n\s+at |geheim/)
})

test('a folder that is not there is made, with those above it', async () => {
  const path = join(folder, 'one/two/three')
  await prepareFolder(path)
  expect((await stat(path)).isDirectory()).toBe(true)
  await prepareFolder(path)
})

test.runIf(process.platform === 'linux')(
  'a place that takes no folders is refused and does not hang',
  async () => {
    await expect(prepareFolder('/proc/one/two')).rejects.toThrow(/^数据目录：\/proc\/one\/two /)
  },
)

test.runIf(process.getuid?.() !== 0)('a folder of somebody else is refused', async () => {
  const path = join(folder, 'closed')
  await prepareFolder(path)
  await chmod(path, 0o500)
  await expect(prepareFolder(path)).rejects.toThrow('没有写入的权限')
})

test('a free address passes', async () => {
  await expect(tryAddress('127.0.0.1', 0)).resolves.toBeUndefined()
})
