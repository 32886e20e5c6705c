import { createHmac } from 'node:crypto'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { type Job, prepareJobs } from '../jobs/jobs.ts'
import { checkDatabaseUrl, explainConnection } from './connection-refusal.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { checkServer, type Query } from './locale-check.ts'
import { type Index, migrate } from './migrate.ts'
import { checkRights } from './rights-check.ts'
import { endRead } from './transaction.ts'

/** A day stays a day: without this `date` becomes an instant in the zone of the process. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export const APP_ROLE = 'opencqo_app'
/** How long a database of somebody else's may take to answer at the start. */
const CONNECT_MS = 15_000

export type DatabaseOptions = {
  dataDir: string
  /** Any PostgreSQL ≥ 15; the account given here owns the schema. Without it an embedded server is started. */
  databaseUrl?: string | undefined
  /** Derives the application role's password, so that every server of an installation knows it. */
  masterKey: Uint8Array
  migrationDirs: readonly string[]
  jobs: readonly Job<never>[]
  indexes: readonly Index[]
  settings?: Record<string, string>
  say?: (line: string) => void
  poolSize?: number
}

export type Database = {
  /** Connections of the application role, which owns nothing. */
  readonly pool: pg.Pool
  /** Connection of the owner, for migrations and tests only. */
  readonly owner: pg.ClientConfig
  readonly app: pg.ClientConfig
  close(): Promise<void>
}

/** Starts or reaches PostgreSQL, checks it, migrates, and opens the pool of the application role. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  let embedded: EmbeddedPostgres | undefined
  let owner: pg.ClientConfig
  if (options.databaseUrl) {
    checkDatabaseUrl(options.databaseUrl)
    owner = { connectionString: options.databaseUrl, connectionTimeoutMillis: CONNECT_MS }
  } else {
    embedded = await startEmbeddedPostgres({
      dataDir: join(options.dataDir, 'postgres'),
      ...(options.say && { say: options.say }),
      ...(options.settings && { settings: options.settings }),
    })
    owner = { host: embedded.socketDir, port: embedded.port, user: embedded.superuser, database: 'opencqo' }
    await createDatabase({ ...owner, database: 'postgres' }, 'opencqo')
  }
  try {
    const password = createHmac('sha256', options.masterKey).update('database role').digest('hex')
    await prepare(owner, password, options.migrationDirs, options.jobs, options.indexes)
    const app = appConfig(owner, password)
    return openPool(owner, app, options.poolSize ?? 16, async () => embedded?.stop())
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** A pool for the application role on a database that is already prepared. */
export function openPool(
  owner: pg.ClientConfig,
  app: pg.ClientConfig,
  size: number,
  after: () => Promise<void> = async () => {},
): Database {
  const pool = new pg.Pool({ ...app, max: size, pipeline: true } as pg.PoolConfig)
  // A connection that breaks is replaced at the next use, and what was under way on it fails; without listeners, for those in
  // use too, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    joinWrites(client)
  })
  pool.on('acquire', endRead)
  return {
    pool,
    owner,
    app,
    async close() {
      await pool.end()
      await after()
    },
  }
}

/** What is sent to PostgreSQL in one turn of the event loop leaves in one write, not in one for each statement. */
function joinWrites(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  let held = false
  const joined = (...given: unknown[]) => {
    if (!held) {
      held = true
      stream.cork()
      process.nextTick(() => {
        held = false
        stream.uncork()
      })
    }
    return query(...given)
  }
  Object.assign(client, { query: joined })
}

export function appConfig(owner: pg.ClientConfig, password: string): pg.ClientConfig {
  if (!owner.connectionString) return { ...owner, user: APP_ROLE, password }
  const url = new URL(owner.connectionString)
  url.username = APP_ROLE
  url.password = password
  return { connectionString: url.toString() }
}

/** Checks the server, migrates, and gives the application role its password. */
export async function prepare(
  owner: pg.ClientConfig,
  password: string,
  dirs: readonly string[],
  jobs: readonly Job<never>[],
  indexes: readonly Index[],
) {
  const client = new pg.Client(owner)
  // A connection that breaks later is told by the query that it breaks.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw explainConnection(error, owner.connectionString)
  }
  const query: Query = async (sql) => (await client.query(sql)).rows
  try {
    await checkServer(query)
    await checkRights(query, APP_ROLE)
    await client.query(`do $$ begin
      if not exists (select 1 from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} login; end if;
    end $$`)
    await client.query(`alter role ${APP_ROLE} password ${pg.escapeLiteral(password)}`)
    await migrate(client, dirs, indexes)
    await prepareJobs(client, jobs, APP_ROLE)
  } finally {
    await client.end()
  }
}

async function createDatabase(maintenance: pg.ClientConfig, name: string) {
  const client = new pg.Client(maintenance)
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
