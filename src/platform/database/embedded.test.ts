import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { checkServer } from './locale-check.ts'

const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const asRoot = process.getuid?.() === 0

const cleanUp: Array<() => Promise<unknown> | undefined> = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

/** A folder of this test's that the server's account can enter, whoever runs the tests. */
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'opencqo-test-'))
  await chmod(path, 0o755)
  cleanUp.push(() => rm(path, { recursive: true, force: true }))
  return path
}

async function start(dataDir: string, say?: (line: string) => void): Promise<EmbeddedPostgres> {
  const db = await startEmbeddedPostgres({ dataDir, settings: QUICK, ...(say ? { say } : {}) })
  cleanUp.push(() => db.stop())
  return db
}

type Address = Pick<EmbeddedPostgres, 'socketDir' | 'port' | 'superuser'>

async function ask(db: Address, sql: string, database = 'postgres') {
  const client = new Client({ host: db.socketDir, port: db.port, user: db.superuser, database })
  // A test that kills the server would otherwise end the process by an unhandled event.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows as Array<Record<string, unknown>>
  } finally {
    await client.end()
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

/** Another process of Node that starts the database on the folder and stays. Its first words are where the server is, or the refusal. */
async function otherProcess(dataDir: string): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    const options = { dataDir: ${JSON.stringify(dataDir)}, settings: ${JSON.stringify(QUICK)} }
    await startEmbeddedPostgres(options).then((db) => console.log(JSON.stringify(db)), (error) => console.log(error.message))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanUp.push(async () => child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString() }
}

describe('the embedded database', () => {
  test('keeps its data over stop and start, and stop may be called twice', async () => {
    const dataDir = join(await folder(), '数据 目录')
    const first = await start(dataDir)
    await ask(first, `create table note as select '首席质量官' as text`)
    await first.stop()
    await first.stop()
    await expect(stat(first.socketDir)).rejects.toThrow('ENOENT')

    const second = await start(dataDir)
    expect(await ask(second, 'select text from note')).toEqual([{ text: '首席质量官' }])
  })

  test('is UTF-8, in Chinese time, off the network, durable unless told otherwise, with the extensions we need', async () => {
    const dataDir = join(await folder(), 'data')
    const db = await startEmbeddedPostgres({ dataDir })
    cleanUp.push(() => db.stop())
    const setting = (name: string) => `current_setting('${name}') as ${name.toLowerCase()}`
    const names = [
      'server_encoding',
      'TimeZone',
      'listen_addresses',
      'fsync',
      'synchronous_commit',
      'full_page_writes',
    ]
    expect(await ask(db, `select ${names.map(setting).join(', ')}`)).toEqual([
      {
        server_encoding: 'UTF8',
        timezone: 'Asia/Shanghai',
        listen_addresses: '',
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
      },
    ])
    await checkServer((sql) => ask(db, sql))
    for (const name of ['btree_gist', 'pg_trgm', 'pgcrypto']) await ask(db, `create extension ${name}`)
    await checkServer((sql) => ask(db, sql))
    expect((await stat(db.socketDir)).mode & 0o777).toBe(0o700)
  })

  test('starts again after its postmaster was killed, with what was committed', async () => {
    const dataDir = join(await folder(), 'data')
    const db = await startEmbeddedPostgres({ dataDir })
    cleanUp.push(() => db.stop())
    await ask(db, 'create table note as select 1 as number')
    const busy = ask(db, 'select pg_sleep(600)').catch((error: Error) => error)
    process.kill(await postmasterOf(dataDir), 'SIGKILL')
    expect(await busy).toBeInstanceOf(Error)
    await db.stop()

    const again = await start(dataDir)
    expect(await ask(again, 'select number from note')).toEqual([{ number: 1 }])
  })

  test('takes over when the process that started it was killed and the server lives on', async () => {
    const dataDir = join(await folder(), 'data')
    const { child, said } = await otherProcess(dataDir)
    await ask(JSON.parse(said), 'create table note as select 1 as number')
    const orphan = await postmasterOf(dataDir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await ask(JSON.parse(said), 'select number from note')).toEqual([{ number: 1 }])

    const lines: string[] = []
    const db = await start(dataDir, (line) => lines.push(line))
    expect(lines.join()).toContain(`（${orphan}）`)
    expect(await postmasterOf(dataDir)).not.toBe(orphan)
    expect(await ask(db, 'select number from note')).toEqual([{ number: 1 }])
  })

  test('refuses a second owner by pid and leaves the first alone', async () => {
    const dataDir = join(await folder(), 'data')
    const db = await start(dataDir)
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`正被进程 ${process.pid} 使用`)
    const { said } = await otherProcess(dataDir)
    expect(said).toContain(`正被进程 ${process.pid} 使用`)
    expect(await ask(db, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('lets one of several simultaneous starters win', async () => {
    const dataDir = join(await folder(), 'data')
    const outcomes = await Promise.allSettled([start(dataDir), start(dataDir), start(dataDir)])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  test('ignores the lock of a process that is gone, though its pid is in use again', async () => {
    const dataDir = join(await folder(), 'data')
    await (await start(dataDir)).stop()
    await writeFile(join(dataDir, 'owner.lock'), JSON.stringify({ pid: process.pid, birth: 'another time' }))
    // What PostgreSQL left may name a living stranger too, which its own check takes for a server.
    await writeFile(
      join(dataDir, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/cluster\n1\n5432\n/nowhere\n`,
    )
    const db = await start(dataDir)
    expect(await ask(db, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('remakes a cluster whose making was interrupted', async () => {
    const dataDir = join(await folder(), 'data')
    await mkdir(join(dataDir, 'cluster.making-before', 'base'), { recursive: true })
    const db = await start(dataDir)
    expect(await ask(db, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(dataDir)).sort()).toEqual(['cluster', 'log', 'owner.lock'])
  })

  test('refuses data of another major version and leaves them as they are', async () => {
    const dataDir = join(await folder(), 'data')
    await (await start(dataDir)).stop()
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '15\n')
    await expect(start(dataDir)).rejects.toThrow('PostgreSQL 15')
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '18\n')
    await start(dataDir)
  })

  test('says what PostgreSQL said when it cannot start, and frees the directory', async () => {
    const dataDir = join(await folder(), 'data')
    const broken = startEmbeddedPostgres({ dataDir, settings: { ...QUICK, shared_buffers: 'plenty' } })
    await expect(broken).rejects.toThrow('shared_buffers')
    await start(dataDir)
  })

  test('refuses a data directory that is a file', async () => {
    const path = join(await folder(), 'data')
    await writeFile(path, '')
    await expect(start(path)).rejects.toThrow(path)
  })

  test.runIf(asRoot)(
    'as root beneath a closed folder keeps the data elsewhere, says where, and finds them again',
    async () => {
      const closed = await folder()
      await chmod(closed, 0o700)
      const wished = join(closed, 'data')
      const lines: string[] = []
      const first = await start(wished, (line) => lines.push(line))
      cleanUp.push(() => rm(first.dataDir, { recursive: true, force: true }))
      expect(first.dataDir.startsWith(closed)).toBe(false)
      expect(lines.join()).toContain(first.dataDir)
      expect((await lstat(wished)).isSymbolicLink()).toBe(true)
      await ask(first, 'create table note as select 1 as number')
      await first.stop()

      const second = await start(wished)
      expect(second.dataDir).toBe(first.dataDir)
      expect(await ask(second, 'select number from note')).toEqual([{ number: 1 }])
      await second.stop()

      await rm(first.dataDir, { recursive: true })
      await expect(start(wished)).rejects.toThrow('已不存在')
    },
  )
})

describe('the check of a server', () => {
  test('refuses a wrong encoding and a character classification without Chinese', async () => {
    const db = await start(join(await folder(), 'data'))
    await ask(db, `create database ascii encoding 'SQL_ASCII' locale 'C' template template0`)
    await ask(db, `create database ctype_c encoding 'UTF8' lc_collate 'C' lc_ctype 'C' template template0`)
    const check = (database: string) => checkServer((sql) => ask(db, sql, database))
    await expect(check('ascii')).rejects.toThrow('SQL_ASCII')
    await expect(check('ctype_c')).rejects.toThrow('LC_CTYPE=C')
    await ask(
      db,
      `create database half encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C' template template0`,
    )
    await ask(db, 'create extension pg_trgm', 'half')
    expect(await ask(db, `select show_trgm('首席质量官') as trigrams`, 'half')).toEqual([{ trigrams: [] }])
    await expect(check('half')).rejects.toThrow('LC_CTYPE=C')
  })

  test('refuses a server older than 15', async () => {
    const answer = { version: 140_012, named: '14.12', encoding: 'UTF8', database: 'cqo', ctype: 'C.UTF-8' }
    await expect(checkServer(async () => [answer])).rejects.toThrow('14.12')
  })
})
