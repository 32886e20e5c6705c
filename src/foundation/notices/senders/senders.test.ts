import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listNotices } from '../contract.ts'
import { postMessage } from '../index.ts'
import {
  changeHttpSender,
  changeMailSender,
  changeMyDelivery,
  changeUnitDelivery,
  type HttpSettings,
  listMessages,
  readMyDelivery,
  readSenders,
  retryMessages,
  testSender,
} from './contract.ts'
import { purgeMessagesJob } from './jobs/purge-messages.job.ts'
import { sendMessagesJob } from './jobs/send-messages.job.ts'

type Got = { headers: IncomingMessage['headers']; body: unknown }

let app: TestApp
let unitId: string
let admin: Client
let officer: Client
let server: Server
let port: number
let got: Got[] = []
/** What the interface answers with next; the last one stays. */
let answers: { status: number; body?: string; headers?: Record<string, string> }[] = []
const letters: string[] = []
let smtp: SMTPServer

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  admin = await signInAs(app, 'system-admin', { platform: true })
  officer = await signInAs(app, 'county-officer', { unitId })
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    got.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    response.writeHead(answer?.status ?? 200, answer?.headers).end(answer?.body ?? '{"errcode":0}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  smtp = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'shili' && password === 'mima-示例'
        ? done(null, { user: username })
        : done(new Error('no')),
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
})
afterEach(async () => {
  got = []
  answers = []
  await app.sql('delete from outbox')
  await app.sql('delete from unit_delivery')
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  await new Promise<void>((done) => smtp.close(done))
  await app.close()
})

const settings = (more: Partial<HttpSettings> = {}): HttpSettings => ({
  url: `http://127.0.0.1:${port}/send`,
  method: 'POST',
  hosts: [`127.0.0.1:${port}`],
  template: '{"phones":["{{mobile}}"],"content":"【示例】{{name}}：{{text}}"}',
  timeoutSeconds: 5,
  okField: 'errcode',
  okValue: '0',
  ...more,
})

async function setHttp(more: Partial<HttpSettings> = {}, enabled = true) {
  const { http } = await admin.call(readSenders, {})
  const headers = [{ name: 'Authorization', value: 'Bearer mimi-123' }]
  return admin.call(changeHttpSender, {
    version: http?.version ?? null,
    enabled,
    settings: settings(more),
    headers,
  })
}

const systemOf = { kind: 'system', role: 'system', for: { platform: true } } as const
const tell = (title: string) =>
  inTransaction(app.installation.pool, systemOf, (tx) =>
    postMessage(tx, { unitId, kind: 'duty', title, body: '期限 2026-12-01' }),
  )
/** Runs the job as if so many minutes had passed. */
const send = (minutes: number) =>
  sendMessagesJob.run({ ...app.installation, now: () => new Date(Date.now() + minutes * 60_000) }, {})
const states = async () => (await admin.call(listMessages, {})).rows.map(({ state, tries }) => [state, tries])

test('a secret goes in and never comes out; the host must be among those entered', async () => {
  const made = await setHttp()
  expect(JSON.stringify(made)).not.toContain('mimi')
  expect(made.http).toMatchObject({ headerNames: ['Authorization'], enabled: true })
  const [row] = await app.sql<{ sealed: string }>(
    "select encode(secret_sealed, 'escape') as sealed from senders",
  )
  expect(row?.sealed).not.toContain('mimi')
  await expect(setHttp({ url: 'http://elsewhere.example.com/send' })).rejects.toMatchObject({
    problem: { code: 'host-not-allowed', errors: [{ path: 'settings.url' }] },
  })
  // The port belongs to the host.
  await expect(setHttp({ url: `http://127.0.0.1:${port + 1}/` })).rejects.toThrow('不在允许的主机内')
  await expect(setHttp({ template: '{"to": {{mobile}}}' })).rejects.toThrow('不是 JSON')
  await expect(setHttp({ template: '{"to":"{{idNumber}}"}' })).rejects.toThrow('没有占位符“idNumber”')
  await expect(setHttp({ url: 'http://a:b@127.0.0.1/' })).rejects.toThrow('不能写用户名和密码')
})

test('a message reaches who wants it, with the number opened only then, and nobody else', async () => {
  await setHttp()
  const mine = await officer.call(changeMyDelivery, {
    version: null,
    mobile: '138 0000 1234',
    byHttp: true,
    byEmail: true,
  })
  expect(mine).toMatchObject({ mobile: '138****1234', email: null, channels: ['http'] })
  const [kept] = await app.sql<{ sealed: string }>(
    "select encode(mobile_sealed, 'escape') as sealed from notice_contacts",
  )
  expect(kept?.sealed).not.toContain('1380000')
  await tell('报送"培育计划"\n{{mobile}}')
  await send(0)
  expect(got).toHaveLength(1)
  expect(got[0]?.headers.authorization).toBe('Bearer mimi-123')
  expect(got[0]?.body).toEqual({
    phones: ['13800001234'],
    content: '【示例】示例county-officer：报送"培育计划"\n{{mobile}}。期限 2026-12-01',
  })
  expect(await states()).toEqual([['sent', 1]])
  await send(1)
  expect(got).toHaveLength(1)

  // Whoever does not want it any more is left alone, also with what was queued before.
  await tell('第二条')
  await officer.call(changeMyDelivery, { version: mine.version, byHttp: false, byEmail: true })
  await send(0)
  expect(got).toHaveLength(1)
  await tell('第三条')
  expect((await states()).map(([state]) => state)).toEqual(['dropped', 'sent'])
  await officer.call(changeMyDelivery, { version: 2, byHttp: true, byEmail: true })
  // The unit's own switch.
  await officer.call(changeUnitDelivery, { unitId, version: null, byHttp: false, byEmail: true })
  await tell('第四条')
  expect(await states()).toHaveLength(2)
  expect((await officer.call(readMyDelivery, {})).unit).toMatchObject({ byHttp: false })
})

test('what fails is tried again later, then given up, told to the administrator, and can be sent anew', async () => {
  await setHttp()
  answers = [{ status: 200, body: '{"errcode":40001}' }]
  await tell('没有发出的')
  await send(0)
  expect(await states()).toEqual([['queued', 1]])
  const [first] = (await admin.call(listMessages, {})).rows
  expect(first?.lastError).toBe('对方返回 HTTP 200，errcode = 40001，不是 0。')
  // Not before its time.
  await send(0)
  expect(got).toHaveLength(1)
  for (const minutes of [2, 10, 60, 300, 2000]) await send(minutes)
  expect(await states()).toEqual([['dead', 6]])
  expect((await admin.call(listNotices, {})).rows[0]).toMatchObject({
    title: '1 条消息没有发出',
    link: '/senders?state=dead',
  })
  answers = []
  expect(await admin.call(retryMessages, {})).toEqual({ queued: 1 })
  await send(3000)
  expect((await states())[0]?.[0]).toBe('sent')
})

test('a sender that dies with a message in hand loses nothing; two senders do not send it twice', async () => {
  await setHttp()
  await tell('一条')
  await Promise.all([send(0), send(0), send(0)])
  expect(got).toHaveLength(1)
  await app.sql("update outbox set state = 'sending', finished_at = null, claimed_at = now()")
  await send(5)
  expect(got).toHaveLength(1)
  await send(11)
  expect(got).toHaveLength(2)
})

test('a number that cannot be opened holds nobody else up; what is long over is forgotten', async () => {
  await setHttp()
  const other = await signInAs(app, 'county-officer', { unitId })
  await other.call(changeMyDelivery, { version: null, mobile: '13900001234', byHttp: true, byEmail: true })
  await app.sql(
    'update notice_contacts set mobile_sealed = $1 where by_http and mobile_sealed is not null and account_id <> $2',
    [Buffer.from('not sealed by us, whoever wrote it'), (await other.call(readMe, {})).accountId],
  )
  await tell('一条')
  await send(0)
  expect(got).toHaveLength(1)
  const rows = (await admin.call(listMessages, {})).rows
  expect(rows.map(({ state }) => state).sort()).toEqual(['queued', 'sent'])
  expect(rows.find(({ state }) => state === 'queued')?.lastError).toContain('无法解密')
  await app.sql("update outbox set finished_at = now() - interval '200 days' where state = 'sent'")
  await purgeMessagesJob.run(app.installation, {})
  expect((await states()).map(([state]) => state)).toEqual(['queued'])
})

test('redirects are not followed, whatever they point to; link-local addresses are never called', async () => {
  await setHttp({ okField: '' })
  answers = [{ status: 302, headers: { location: `http://127.0.0.1:${port}/other` } }]
  expect(await admin.call(testSender, { channel: 'http', to: '13800000000' })).toEqual({
    sent: false,
    answer: '对方要求转到别的地址（HTTP 302），没有跟随。请填写最终的地址。',
  })
  expect(got).toHaveLength(1)
  await setHttp({ url: 'http://169.254.169.254/latest', hosts: ['169.254.169.254'] })
  expect(await admin.call(testSender, { channel: 'http', to: '13800000000' })).toMatchObject({
    sent: false,
    answer: '接口地址指向本机网络的保留地址，不会访问。',
  })
  await expect(admin.call(testSender, { channel: 'http', to: '1380' })).rejects.toThrow('收件人：填了 4 位')
})

test('nobody listening is said so', async () => {
  const closed = createServer()
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const free = (closed.address() as AddressInfo).port
  await new Promise((done) => closed.close(done))
  await setHttp({ url: `http://127.0.0.1:${free}/`, hosts: [`127.0.0.1:${free}`] })
  expect(await admin.call(testSender, { channel: 'http', to: '13800000000' })).toEqual({
    sent: false,
    answer: '对方没有接受连接。请核对主机和端口。',
  })
})

test('e-mail goes by a real mail server; a wrong password is said so', async () => {
  const mail = {
    host: '127.0.0.1',
    port: (smtp.server.address() as AddressInfo).port,
    security: 'none',
    from: 'cqo@example.com',
    fromName: '示例平台',
    user: 'shili',
    timeoutSeconds: 5,
  } as const
  await setHttp({}, false)
  await admin.call(changeMailSender, { version: null, enabled: true, settings: mail, password: 'wrong' })
  expect(await admin.call(testSender, { channel: 'email', to: 'a@example.com' })).toEqual({
    sent: false,
    answer: '用户名或密码不对，邮件服务器没有接受。',
  })
  const saved = await admin.call(changeMailSender, {
    version: 1,
    enabled: true,
    settings: mail,
    password: 'mima-示例',
  })
  expect(saved.email).toMatchObject({ hasPassword: true })
  expect(JSON.stringify(saved)).not.toContain('mima')
  const { version } = await officer.call(readMyDelivery, {})
  await officer.call(changeMyDelivery, { version, email: 'shili@example.com', byHttp: true, byEmail: true })
  await tell('Duty reminder')
  await send(0)
  expect(letters).toHaveLength(1)
  expect(letters[0]).toContain('To: shili@example.com')
  expect(letters[0]).toContain('Subject: Duty reminder')
  expect(await states()).toEqual([['sent', 1]])
})

test('under the application role nobody but jobs and the administrator reads the outbox, nobody else’s number', async () => {
  const client = await app.database.pool.connect()
  try {
    const count = async (context: string, table: string) => {
      await client.query(`begin; set local opencqo.kind = 'unit'; ${context}`)
      const { rows } = await client.query(`select count(*)::int as n from ${table}`)
      await client.query('rollback')
      return rows[0].n
    }
    await tell('一条')
    const asUnit = `set local opencqo.role = 'county-officer'; set local opencqo.unit = '${unitId}'`
    for (const table of ['outbox', 'notice_contacts', 'senders']) expect(await count(asUnit, table)).toBe(0)
    await client.query(`begin; ${asUnit}`)
    await expect(
      client.query(
        "insert into outbox (id, channel, account_id, unit_id, subject, body) values (gen_random_uuid(), 'http', $1, $1, '', '')",
        [unitId],
      ),
    ).rejects.toThrow(/permission denied/)
    await client.query('rollback')
  } finally {
    client.release()
  }
})
