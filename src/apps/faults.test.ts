import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyAudit } from '#foundation/audit-trail/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import { createClient } from '#platform/client.ts'
import { buildServer } from '#platform/http/server.ts'
import { confirmFiling } from '#registry/filings/contract.ts'
import { filledDraft, issuedAppointment } from '#registry/filings/fixtures.ts'
import { type OtherServer, startOtherServer } from '#testing/other-server.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import type { TestApp } from '#testing/test-app.ts'
import { capabilities } from './capabilities.ts'
import { install } from './install.ts'

type Draft = { enterpriseId: string; filingId: string; version: number; token: string; key: string }

const DRAFTS = 12
const CLIENTS = 4
/** So many submissions are answered before something is killed. */
const BEFORE = 4

let folder: string
let dataDir: string
let drafts: Draft[]
let running: OtherServer[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-faults-'))
  await chmod(folder, 0o755)
  dataDir = join(folder, 'prepared')
  drafts = await prepareDrafts()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let number = 0
beforeEach(async () => {
  number += 1
  dataDir = join(folder, `data-${number}`)
  // With owners and rights: PostgreSQL is particular about them.
  await promisify(execFile)('cp', ['-a', join(folder, 'prepared'), dataDir])
  running = []
})
afterEach(async () => {
  for (const server of running) if (isAlive(server.pid)) await server.kill('SIGTERM')
})

async function start(): Promise<OtherServer> {
  const server = await startOtherServer(dataDir)
  running.push(server)
  return server
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A place with enterprises whose filings are confirmed and ready to be submitted. */
async function prepareDrafts(): Promise<Draft[]> {
  const installed = await install({ dataDir, databaseUrl: undefined, log: pino({ level: 'silent' }) })
  const { installation } = installed
  const server = await buildServer({
    installation,
    capabilities,
    log: pino({ level: 'silent' }),
    version: 'test',
  })
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
  const owner = new pg.Client(installed.database.owner)
  await owner.connect()
  const sql = async (text: string, values?: unknown[]) => (await owner.query(text, values)).rows as never
  const browser = () => createClient({ baseUrl, cookies: new Map() })
  const app: TestApp = { ...installed, server, baseUrl, browser, sql }
  try {
    const unitId = (await seedPlace(app)).get('market-360902') ?? ''
    const drafts: Draft[] = []
    for (let number = 0; number < DRAFTS; number++) drafts.push(await prepareDraft(app, unitId, number))
    return drafts
  } finally {
    await owner.end()
    await server.close()
    await installed.close()
  }
}

async function prepareDraft(app: TestApp, unitId: string, number: number): Promise<Draft> {
  const enterpriseId = await makeEnterprise(app, unitId)
  const cookies = new Map<string, string>()
  const filer = createClient({ baseUrl: app.baseUrl, cookies })
  await filer.call(signIn, { login: await makeAccount(app, 'filer', { enterpriseId }), password: PASSWORD })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const appointment = await issuedAppointment(enterpriseId, filer, principal)
  const { id: filingId, version } = await filledDraft(enterpriseId, appointment.id, filer)
  const confirmed = await principal.call(confirmFiling, { enterpriseId, filingId, version })
  const token = cookies.get('opencqo_session') ?? ''
  return { enterpriseId, filingId, version: confirmed.version, token, key: `faults-${number}` }
}

/** The answer, or undefined where none came or the database was away. */
async function submit(baseUrl: string, draft: Draft): Promise<{ id: string; version: number } | undefined> {
  const { enterpriseId, filingId, version, token, key } = draft
  try {
    const answer = await fetch(`${baseUrl}/api/enterprises/${enterpriseId}/filings/${filingId}/submission`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ version }),
    })
    const body = (await answer.json()) as { id: string; version: number }
    if (answer.status === 200) return body
    expect(answer.status, JSON.stringify(body)).toBe(503)
    return undefined
  } catch (error) {
    // Only a broken line may end here.
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}

/** Several people submit at once; after some answers have come, `strike` is called. Answers by key. */
async function submitUnder(server: OtherServer, strike: () => Promise<void>) {
  const acknowledged = new Map<string, unknown>()
  const waiting = [...drafts]
  let striking: Promise<void> | undefined
  const person = async () => {
    for (let draft = waiting.shift(); draft; draft = waiting.shift()) {
      const answer = await submit(server.baseUrl, draft)
      if (answer) acknowledged.set(draft.key, answer)
      if (acknowledged.size >= BEFORE) striking ??= strike()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, person))
  await striking
  expect(acknowledged.size).toBeGreaterThanOrEqual(BEFORE)
  return acknowledged
}

/** Everybody sends the same again until it is answered: what was acknowledged before is answered alike, and all is there once. */
async function expectNothingLost(server: OtherServer, acknowledged: ReadonlyMap<string, unknown>) {
  for (const draft of drafts) {
    const answer = await untilAnswered(() => submit(server.baseUrl, draft))
    expect(answer).toMatchObject({ id: draft.filingId, status: 'submitted', version: draft.version + 1 })
    const before = acknowledged.get(draft.key)
    if (before) expect(answer).toEqual(before)
    const events = (answer as unknown as { events: { kind: string }[] }).events
    expect(events.filter(({ kind }) => kind === 'submitted')).toHaveLength(1)
  }
  const owner = new pg.Client(await ownerOf())
  await owner.connect()
  try {
    for (const query of [
      `select filing_id as id from filing_events where kind = 'submitted' group by 1 having count(*) > 1`,
      `select subject_id as id from audit_entries where action = 'filing.submitted' group by 1 having count(*) > 1`,
      `select link as id from notices where kind = 'filing-submitted' group by 1 having count(*) > 1`,
    ]) {
      expect((await owner.query(query)).rows).toEqual([])
    }
    for (const table of ['filing_events', 'audit_entries', 'notices']) {
      const of =
        table === 'audit_entries'
          ? `action = 'filing.submitted'`
          : `kind in ('submitted', 'filing-submitted')`
      const { rows } = await owner.query(`select count(*)::int as n from ${table} where ${of}`)
      expect(rows, table).toEqual([{ n: drafts.length }])
    }
  } finally {
    await owner.end()
  }
  for (const { enterpriseId, token } of drafts) {
    const client = createClient({ baseUrl: server.baseUrl, token })
    expect(await client.call(verifyAudit, { chainId: enterpriseId })).toMatchObject({ brokenAt: null })
  }
}

async function untilAnswered<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    await sleep(100)
  }
}

/** The database of the running server, by what it wrote of itself. */
async function ownerOf(): Promise<pg.ClientConfig> {
  const lines = (await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')
  return { host: lines[4] ?? '', port: Number(lines[3]), user: 'opencqo_owner', database: 'opencqo' }
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10)
}

test('the server is killed while filings are submitted: what was acknowledged is there, the next start needs no help', async () => {
  const first = await start()
  const acknowledged = await submitUnder(first, () => first.kill('SIGKILL'))
  expect(isAlive(await postmaster())).toBe(true)

  const second = await start()
  await expectNothingLost(second, acknowledged)
})

test('PostgreSQL is killed while filings are submitted: it comes back by itself', async () => {
  const server = await start()
  const acknowledged = await submitUnder(server, async () => {
    process.kill(await postmaster(), 'SIGKILL')
  })
  await expectNothingLost(server, acknowledged)
  expect(server.said()).toContain('数据库意外停止')
})

test('both are killed at once, with files half written: the next start needs no help', async () => {
  const first = await start()
  const acknowledged = await submitUnder(first, async () => {
    process.kill(await postmaster(), 'SIGKILL')
    await first.kill('SIGKILL')
  })
  await mkdir(join(dataDir, 'postgres/cluster.making-before/base'), { recursive: true })
  await writeFile(join(dataDir, 'postgres/owner.lock.half'), '{"pid":')

  const second = await start()
  await expectNothingLost(second, acknowledged)
  expect(await readdir(join(dataDir, 'postgres'))).not.toContain('cluster.making-before')
})

test('a second server on the same folder is refused in words, and the first goes on', async () => {
  const first = await start()
  await expect(startOtherServer(dataDir)).rejects.toThrow(`正被进程 ${first.pid} 使用`)
  expect((await fetch(`${first.baseUrl}/healthz`)).status).toBe(200)
})
