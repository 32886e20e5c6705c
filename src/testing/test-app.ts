import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { capabilities } from '#apps/capabilities.ts'
import { type Installed, installOn } from '#apps/install.ts'
import { type Client, createClient } from '#platform/client.ts'
import { appConfig, openPool } from '#platform/database/connect.ts'
import { answerUnknownPath, buildServer, type ServerOptions } from '#platform/http/server.ts'
import { onDatabase, TEMPLATE, TEST_PASSWORD } from './start-database.ts'

export type TestApp = Installed & {
  server: FastifyInstance
  baseUrl: string
  /** A client with a cookie jar of its own: one person at one browser. */
  browser(): Client
  /** SQL as the owner, past row-level security: only to look and to prepare. */
  sql<R extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
}

/**
 * The whole application on a database of its own, listening on a free port of loopback.
 * `extend` adds to the server before it listens, e.g. the web application.
 */
export async function startTestApp(
  extend: (server: FastifyInstance) => Promise<void> = async () => {},
  http: Partial<Pick<ServerOptions, 'publicUrl' | 'trustedProxies'>> = {},
): Promise<TestApp> {
  const admin = inject('owner')
  const name = `opencqo_test_${randomUUID().replaceAll('-', '')}`
  await query(admin, `create database ${name} template ${TEMPLATE}`)
  const owner = onDatabase(admin, name)
  const database = openPool(owner, appConfig(owner, TEST_PASSWORD), 8)
  const dataDir = await mkdtemp(join(tmpdir(), 'opencqo-app-'))
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const installed = await installOn(database, randomBytes(32), { dataDir, log })
  const server = await buildServer({
    installation: installed.installation,
    capabilities,
    log,
    version: 'test',
    ...http,
  })
  answerUnknownPath(server)
  await extend(server)
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
  const client = new pg.Client(owner)
  await client.connect()
  return {
    ...installed,
    server,
    baseUrl,
    browser: () => createClient({ baseUrl, cookies: new Map() }),
    async sql(text, values) {
      return (await client.query(text, values)).rows as never
    },
    async close() {
      await client.end()
      await server.close()
      await installed.close()
      await query(admin, `drop database ${name} with (force)`)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function query(config: pg.ClientConfig, text: string) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
