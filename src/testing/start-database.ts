import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { indexesOfAll, jobsOfAll, migrationDirs } from '#apps/install.ts'
import { prepare } from '#platform/database/connect.ts'
import { startEmbeddedPostgres } from '#platform/database/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    owner: pg.ClientConfig
  }
}

export const TEMPLATE = 'opencqo_template'
export const TEST_PASSWORD = 'test'

/** One server for the whole run (or `TEST_DATABASE_URL`), with a migrated template that every test file copies. */
export async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const folder = await mkdtemp(join(tmpdir(), 'opencqo-test-'))
  await chmod(folder, 0o755)
  const embedded = given
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: join(folder, 'postgres'),
        settings: {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          max_connections: '200',
        },
      })
  const owner: pg.ClientConfig = embedded
    ? { host: embedded.socketDir, port: embedded.port, user: embedded.superuser, database: 'postgres' }
    : { connectionString: given }
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`drop database if exists ${TEMPLATE}`)
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  await prepare(onDatabase(owner, TEMPLATE), TEST_PASSWORD, migrationDirs, jobsOfAll, indexesOfAll)
  project.provide('owner', owner)
  return async () => {
    await embedded?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export function onDatabase(config: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!config.connectionString) return { ...config, database }
  const url = new URL(config.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.toString() }
}
