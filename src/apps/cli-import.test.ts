import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createToken } from '#foundation/sign-in/contract.ts'
import { generateSampleList } from '#registry/enterprises/index.ts'
import { makeAccount, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { importFromCommandLine } from './cli-import.ts'
import { firstLine, type Terminal } from './terminal.ts'

let app: TestApp
let unitId: string
let login: string
let folder: string
let said: string[]

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360900') ?? ''
  login = await makeAccount(app, 'city-officer', { unitId })
})
afterAll(() => app.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-cli-'))
  said = []
  return () => rm(folder, { recursive: true, force: true })
})

function terminal(more: Partial<Terminal> = {}): Terminal {
  const say = (line: string) => void said.push(line)
  const { signal } = new AbortController()
  return { out: say, err: say, password: async () => PASSWORD, signal, environment: {}, ...more }
}

async function list(rows: readonly (readonly string[])[], header?: readonly string[]): Promise<string> {
  const path = join(folder, '名单.csv')
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const lines = [header ?? sample.header, ...rows].map((cells) => cells.map(quote).join(','))
  await writeFile(path, lines.join('\r\n'))
  return path
}

const sample = generateSampleList({ count: 60, seed: 3 })
const clean = sample.rows.filter(({ kind }) => kind === 'clean').map(({ cells }) => cells)
const all = sample.rows.map(({ cells }) => cells)
const run = (args: string[], more?: Partial<Terminal>) =>
  importFromCommandLine(['--server', app.baseUrl, ...args], terminal(more))
const enterprises = async () => (await app.sql('select count(*)::int as n from enterprises'))[0]?.n

test('without --apply nothing is written but the result file; doubtful and refused rows end with 1', async () => {
  const file = await list(all)
  expect(await run([file, '--login', login])).toBe(1)
  expect(await enterprises()).toBe(0)
  const result = await readFile(join(folder, '名单.导入结果.csv'), 'utf8')
  expect(result.split('\n')[0]).toContain('导入结果')
  expect(said.join('\n')).toMatch(/存疑 \d+ 行：\n {2}第 \d+ 行/)
  expect(await run([file, '--login', login])).toBe(2)
  expect(said.at(-1)).toContain('加 --force 覆盖')
})

test('with --apply and a token the good rows are written; a clean list ends with 0', async () => {
  const officer = await signInAs(app, 'city-officer', { unitId })
  const { token } = await officer.call(createToken, { label: '导入', days: 1 })
  const file = await list(clean)
  expect(await run([file, '--apply'], { environment: { OPENCQO_TOKEN: token } })).toBe(0)
  expect(await enterprises()).toBe(clean.length)
  expect(said.join('\n')).toContain(`已写入名录：新增 ${clean.length} 家`)
})

test('wrong usage, a wrong password and a file that is no list are told in words and end with 2', async () => {
  expect(await run([])).toBe(2)
  expect(await run([join(folder, '没有.csv'), '--login', login])).toBe(2)
  expect(said.at(-1)).toContain('找不到')
  const file = await list(clean)
  expect(await run([file])).toBe(2)
  expect(said.at(-1)).toContain('--login')
  expect(await run([file, '--unknown'])).toBe(2)
  expect(await run([file, '--login', login], { password: async () => 'Wrong-2026-wrong' })).toBe(2)
  expect(said.at(-1)).toContain('账号或密码不对')
  const other = await list([['1', '2']], ['甲', '乙'])
  expect(await run([other, '--login', login])).toBe(2)
  expect(said.at(-1)).toContain('列名')
})

test('a token may be given, but not beside a login; an address, a result file and a picture are looked at', async () => {
  const file = await list(clean)
  expect(await run([file, '--token', 'x'.repeat(43)])).toBe(2)
  expect(said.at(-1)).toContain('请先登录')
  expect(await run([file, '--token', 'x', '--login', login])).toBe(2)
  expect(said.at(-1)).toContain('只能写一个')
  expect(await run([file, '--login', login, '--server', 'localhost:8080'])).toBe(2)
  expect(said.at(-1)).toContain('不是 http 或 https 网址')
  expect(await run([file, '--login', login, '--result', file, '--force'])).toBe(2)
  expect(said.at(-1)).toContain('就是要导入的文件本身')
  expect(await run([file, '--login', login, '--result', join(folder, '没有', '结果.csv')])).toBe(2)
  expect(said.at(-1)).toContain('不能写入')
  const picture = join(folder, '照片.xlsx')
  await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  expect(await run([picture, '--login', login])).toBe(2)
  expect(said.at(-1)).toMatch(/xlsx/)
})

const newestImport = async () =>
  (await app.sql('select status from imports order by created_at desc limit 1'))[0]?.status

test('stopping the command cancels the import on the server', async () => {
  const file = await list(all)
  const control = new AbortController()
  control.abort()
  expect(await run([file, '--login', login], { signal: control.signal })).toBe(1)
  expect(await newestImport()).toBe('cancelled')
  expect(said.at(-1)).toBe('导入已取消，名录没有变动。')
})

test('stopped after the dry run, nothing is written', async () => {
  const before = await enterprises()
  const control = new AbortController()
  const out = (line: string) => {
    if (line.startsWith('新增')) control.abort()
  }
  expect(await run([await list(all), '--login', login, '--apply'], { signal: control.signal, out })).toBe(1)
  expect(await newestImport()).toBe('cancelled')
  expect(await enterprises()).toBe(before)
})

test('the command reads its password from a pipe, with or without an end of line', async () => {
  const program = fileURLToPath(new URL('./cli.ts', import.meta.url))
  const args = [program, 'import', await list(clean), '--server', app.baseUrl, '--login', login, '--force']
  const ends = async (input: string) => {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] })
    child.stdin.end(input)
    return (await once(child, 'exit'))[0]
  }
  expect(await ends(PASSWORD)).toBe(0)
  expect(await ends(`${PASSWORD}\r\n`)).toBe(0)
  expect(await ends('')).toBe(2)
  expect(
    await firstLine(Readable.from([Buffer.from('密').subarray(0, 2), Buffer.from('密').subarray(2)])),
  ).toBe('密')
})
