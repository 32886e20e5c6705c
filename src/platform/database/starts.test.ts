import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrationDirs } from '#apps/install.ts'
import { onDatabase } from '#testing/start-database.ts'
import { APP_ROLE } from './connect.ts'
import { checkDatabaseUrl, explainConnection } from './connection-refusal.ts'
import { checkServer } from './locale-check.ts'
import { checkRights, EXTENSIONS } from './rights-check.ts'

const admin = inject('owner')
const suffix = randomUUID().slice(0, 8)
const clerk = `clerk_${suffix}`
const made: string[] = []
let root: pg.Client

beforeAll(async () => {
  root = new pg.Client(admin)
  await root.connect()
  await root.query(`create role ${clerk} login password 'Shili-2026'`)
  // An owner that is no superuser may not become a role just because he made it (PostgreSQL 16).
  await root.query(`grant ${clerk} to current_user`)
})
afterAll(async () => {
  for (const name of made) await root.query(`drop database ${name} with (force)`)
  await root.query(`drop role ${clerk}`)
  await root.end()
})

async function database(name: string, options: string): Promise<string> {
  const full = `${name}_${suffix}`
  await root.query(`create database ${full} ${options} template template0`)
  made.push(full)
  return full
}

/** What the check says of a database; undefined when it is content. */
async function said(
  name: string,
  check: (query: (sql: string) => Promise<Array<Record<string, unknown>>>) => Promise<void>,
  role?: string,
): Promise<string | undefined> {
  const client = new pg.Client(onDatabase(admin, name))
  await client.connect()
  try {
    if (role) await client.query(`set role ${role}`)
    await check(async (sql) => (await client.query(sql)).rows)
    return undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.end()
  }
}

test('a database of the wrong encoding or without Chinese letters is refused, each with the remedy', async () => {
  const remedy = "create database 新库名 encoding 'UTF8'"
  const ascii = await said(await database('ascii', "encoding 'SQL_ASCII' locale 'C'"), checkServer)
  expect(ascii).toMatch(/^数据库：.*编码是 SQL_ASCII，不是 UTF8/)
  expect(ascii).toContain(remedy)
  const blind = await said(await database('blind', "encoding 'UTF8' locale 'C'"), checkServer)
  expect(blind).toMatch(/LC_CTYPE=C）不认识汉字/)
  expect(blind).toContain(remedy)
  expect(await said(await database('good', "encoding 'UTF8' locale 'C.UTF-8'"), checkServer)).toBeUndefined()
})

test('pg_trgm, where it is installed, finds something in Chinese', async () => {
  const name = await database('trgm', "encoding 'UTF8' locale 'C.UTF-8'")
  const client = new pg.Client(onDatabase(admin, name))
  await client.connect()
  await client.query('create extension pg_trgm')
  const { rows } = await client.query("select cardinality(show_trgm('首席质量官')) as n")
  await client.end()
  expect(rows[0].n).toBeGreaterThan(0)
  expect(await said(name, checkServer)).toBeUndefined()
})

test('an account that cannot do what the migrations need is refused, each right with its remedy', async () => {
  const name = await database('rights', "encoding 'UTF8' locale 'C.UTF-8'")
  const check = (query: Parameters<typeof checkRights>[0]) => checkRights(query, APP_ROLE)
  expect(await said(name, check)).toBeUndefined()
  const sql = async (text: string) => {
    const client = new pg.Client(onDatabase(admin, name))
    await client.connect()
    await client.query(text)
    await client.end()
  }
  expect(await said(name, check, clerk)).toContain(`grant all on schema public to ${clerk}`)
  await sql(`grant all on schema public to ${clerk}`)
  expect(await said(name, check, clerk)).toContain(`alter role ${clerk} createrole`)
  await sql(`alter role ${clerk} createrole`)
  const { rows } = await root.query("select current_setting('server_version_num')::int >= 160000 as newer")
  if (rows[0].newer) {
    expect(await said(name, check, clerk)).toContain(`grant ${APP_ROLE} to ${clerk} with admin option`)
    await sql(`grant ${APP_ROLE} to ${clerk} with admin option`)
  }
  expect(await said(name, check, clerk)).toContain(`grant create on database ${name} to ${clerk}`)
  await sql(`grant create on database ${name} to ${clerk}`)
  expect(await said(name, check, clerk)).toBeUndefined()
  await sql(`alter database ${name} set default_transaction_read_only = on`)
  expect(await said(name, check)).toContain('只能读')
  await root.query(`alter database ${name} reset default_transaction_read_only`)
  await sql(`revoke all on schema public from ${clerk}; revoke ${APP_ROLE} from ${clerk}`)
  await root.query(`revoke all on database ${name} from ${clerk}`)
})

test('every extension that a migration asks for is looked for at the start, and is a trusted one', async () => {
  const texts = await Promise.all(
    migrationDirs.map(async (dir) => {
      const names = (await readdir(dir)).filter((name) => name.endsWith('.sql'))
      return Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')))
    }),
  )
  const wanted = [
    ...texts
      .flat()
      .join('\n')
      .matchAll(/create extension (?:if not exists )?(\w+)/gi),
  ]
  expect([...new Set(wanted.map(([, name]) => name))].sort()).toEqual([...EXTENSIONS].sort())
  const { rows } = await root.query(
    'select name from pg_available_extension_versions where trusted and name = any($1)',
    [EXTENSIONS],
  )
  expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual([...EXTENSIONS].sort())
})

test.each([
  ['mysql://a:b@host/x', '不是 PostgreSQL 的连接地址'],
  ['localhost:5432', '不是 PostgreSQL 的连接地址'],
  ['postgres://a:b@host', '没有写明数据库的名称'],
])('DATABASE_URL %s is refused', (text, why) => {
  expect(() => checkDatabaseUrl(text)).toThrow(why)
})

test('a database that cannot be reached is told of without its password', async () => {
  const tries: [string, string][] = [
    ['postgres://a:geheim@127.0.0.1:1/cqo', '没有程序在这个地址和端口上应答'],
    ['postgres://a:geheim@no-such-host.invalid/cqo', '主机名'],
  ]
  for (const [connectionString, why] of tries) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 15_000 })
    const failure = await client.connect().catch((error) => explainConnection(error, connectionString))
    expect((failure as Error).message).toContain(why)
    expect((failure as Error).message).toContain('/cqo')
    expect((failure as Error).message).not.toContain('geheim')
  }
  const missing = Object.assign(new Error('x'), { code: '3D000' })
  expect((explainConnection(missing, 'postgres://h/cqo') as Error).message).toContain('create database')
  const other = new Error('something else')
  expect(explainConnection(other, 'postgres://h/cqo')).toBe(other)
})
