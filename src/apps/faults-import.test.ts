import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#foundation/sign-in/contract.ts'
import { type Client, createClient } from '#platform/client.ts'
import { buildServer } from '#platform/http/server.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import {
  applyImport,
  type ImportRun,
  readImport,
  startImport,
  undoImport,
} from '#registry/enterprises/contract.ts'
import { type OtherServer, startOtherServer } from '#testing/other-server.ts'
import { makeAccount, PASSWORD, seedPlace } from '#testing/people.ts'
import type { TestApp } from '#testing/test-app.ts'
import { capabilities } from './capabilities.ts'
import { install } from './install.ts'

/** More than two of the portions in which rows are written. */
const ROWS = 24_000

let folder: string
let unitId: string
let login: string
let running: OtherServer | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-faults-'))
  await chmod(folder, 0o755)
  const installed = await install({ dataDir: folder, databaseUrl: undefined, log: pino({ level: 'silent' }) })
  const { installation } = installed
  const log = pino({ level: 'silent' })
  const server = await buildServer({ installation, capabilities, log, version: 'test' })
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
  const app = { ...installed, server, baseUrl } as unknown as TestApp
  unitId = (await seedPlace(app)).get('market-360900') ?? ''
  login = await makeAccount(app, 'city-officer', { unitId })
  await server.close()
  await installed.close()
})
afterAll(async () => {
  // A server of its own stops the database that the killed one has left.
  await (running ?? (await startOtherServer(folder))).kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

async function officerAt({ baseUrl }: OtherServer): Promise<Client> {
  const officer = createClient({ baseUrl, cookies: new Map() })
  await officer.call(signIn, { login, password: PASSWORD })
  return officer
}

function list(): Buffer {
  const line = (n: number) =>
    `示例${n}号机械有限公司,${makeCreditCode(`91360902MA${String(n).padStart(7, '0')}`)},江西省宜春市袁州区示例路 ${n} 号`
  return Buffer.from(
    `企业名称,统一社会信用代码,注册地址\n${Array.from({ length: ROWS }, (_, n) => line(n)).join('\n')}\n`,
  )
}

async function until(
  officer: Client,
  importId: string,
  when: (run: ImportRun) => boolean,
): Promise<ImportRun> {
  for (;;) {
    const run = await officer.call(readImport, { unitId, importId })
    if (when(run)) return run
    expect(['uploaded', 'checking', 'checked', 'applying', 'undoing']).toContain(run.status)
    await sleep(20)
  }
}

/** Enterprises, their events and their places in the tenants' list, as they are in the database. */
async function counted(): Promise<number[]> {
  const lines = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')
  const owner = new pg.Client({
    host: lines[4] ?? '',
    port: Number(lines[3]),
    user: 'opencqo_owner',
    database: 'opencqo',
  })
  await owner.connect()
  try {
    const { rows } = await owner.query(`select (select count(*)::int from enterprises) as a,
      (select count(*)::int from enterprise_unit_events) as b, (select count(*)::int from tenants) as c`)
    return Object.values(rows[0])
  } finally {
    await owner.end()
  }
}

test('killed in the middle of writing and of undoing a list, the directory is as before; the next start goes on', async () => {
  const first = await startOtherServer(folder)
  running = first
  const officer = await officerAt(first)
  const { id } = await officer.call(
    startImport,
    { unitId, fileName: '名单.csv' },
    { body: new Uint8Array(list()) },
  )
  const checked = await until(officer, id, ({ status }) => status === 'checked')
  expect(checked).toMatchObject({ added: ROWS, rejected: 0 })
  await officer.call(applyImport, { unitId, importId: id, version: checked.version })
  await until(officer, id, ({ status, rowsRead }) => status === 'applying' && rowsRead > 0)
  await first.kill('SIGKILL')
  expect(await counted()).toEqual([0, 0, 0])

  const second = await startOtherServer(folder)
  running = second
  const again = await officerAt(second)
  const done = await until(again, id, ({ status }) => status === 'applied')
  expect(done).toMatchObject({ added: ROWS, rejected: 0 })
  expect(await counted()).toEqual([ROWS, ROWS, ROWS])

  await again.call(undoImport, { unitId, importId: id, version: done.version })
  await until(again, id, ({ status, rowsRead }) => status === 'undoing' && rowsRead > 0)
  await second.kill('SIGKILL')
  running = undefined
  expect(await counted()).toEqual([ROWS, ROWS, ROWS])
}, 240_000)
