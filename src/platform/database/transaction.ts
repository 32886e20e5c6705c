import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Actor } from '../access/actor.ts'
import type { DB } from './schema.ts'

/** The database inside one transaction, row-level security set. Queries issued together travel together. */
export type Tx = Kysely<DB>

/** `sign-in` may read accounts by their name; it is used only before anyone is signed in. */
export type Asker = Actor | { readonly kind: 'sign-in'; readonly role: 'sign-in' }

const uuid = /^[0-9a-f-]{36}$/

/** `SET LOCAL` and not `set_config()`: the latter does not reach the workers of a distributed database. */
export function contextStatements(asker: Asker): string {
  const enterprise = asker.kind === 'enterprise' ? asker.enterpriseId : forEnterprise(asker)
  const unit = asker.kind === 'unit' ? asker.unitId : forUnit(asker)
  const settings = {
    kind: asker.kind,
    role: asker.role,
    account: 'accountId' in asker ? asker.accountId : '',
    enterprise,
    unit,
  }
  return Object.entries(settings)
    .map(([name, value]) => {
      if (value !== '' && ['account', 'enterprise', 'unit'].includes(name) && !uuid.test(value)) {
        throw new Error(`opencqo.${name} is not a uuid`)
      }
      return `SET LOCAL opencqo.${name} = ${pg.escapeLiteral(value)}`
    })
    .join(';')
}

function forEnterprise(asker: Asker): string {
  return asker.kind === 'system' && 'enterpriseId' in asker.for ? asker.for.enterpriseId : ''
}

function forUnit(asker: Asker): string {
  return asker.kind === 'system' && 'unitId' in asker.for ? asker.for.unitId : ''
}

const opened = new WeakMap<pg.PoolClient, Tx>()

/** Kysely over one client that somebody else has begun a transaction on. */
export function kyselyOn(client: pg.PoolClient): Tx {
  const known = opened.get(client)
  if (known) return known
  const tx = openKysely(client)
  opened.set(client, tx)
  return tx
}

/** Statements by their text. What is asked again and again is parsed and planned once per connection. */
const names = new Map<string, { times: number; name: string }>()
const MOST_NAMES = 400
const LONGEST_NAMED = 4000
/** Begins a statement whose text never changes, so that it is planned once per connection however long it is. */
export const PREPARED = '/* prepared */'

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) {
    known.times += 1
    return known.times > 2 ? known.name : undefined
  }
  if (names.size < MOST_NAMES && (text.length <= LONGEST_NAMED || text.startsWith(PREPARED)))
    names.set(text, { times: 1, name: `s${names.size}` })
  return undefined
}

function openKysely(client: pg.PoolClient): Tx {
  const send = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const name = nameOf(query.sql)
    const result = await client.query({
      text: query.sql,
      values: query.parameters as unknown[],
      ...(name && { name }),
    })
    const affected = BigInt(result.rowCount ?? 0)
    return { rows: result.rows as R[], numAffectedRows: affected }
  }
  const shared = sharedReads(send)
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => shared(query) as Promise<QueryResult<R>>,
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; large reads go by cursor pages
    async *streamQuery() {
      throw new Error('streaming is done by pages')
    },
  }
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: nested,
      commitTransaction: nested,
      rollbackTransaction: nested,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  }
  return new Kysely<DB>({ dialect })
}

type Send = (query: CompiledQuery) => Promise<QueryResult<unknown>>

/**
 * Two parts of one deed that ask the same at the same time get one answer. Only while it is under way, and never across a
 * write that was sent in between.
 */
function sharedReads(send: Send): Send {
  const underWay = new Map<string, Promise<QueryResult<unknown>>>()
  return (query) => {
    // Of what is written as SQL nobody can say here whether it only reads.
    if (query.query.kind !== 'SelectQueryNode') {
      underWay.clear()
      return send(query)
    }
    const key = `${query.sql}\0${JSON.stringify(query.parameters)}`
    const known = underWay.get(key)
    if (known) return known
    const asked = send(query).finally(() => {
      if (underWay.get(key) === asked) underWay.delete(key)
    })
    underWay.set(key, asked)
    return asked
  }
}

async function nested(): Promise<void> {
  throw new Error('a transaction is already open')
}

/** Runs `work` in a transaction as `asker`: for jobs, demo set-up and tests; operations go through `perform`. */
export async function inTransaction<T>(
  pool: pg.Pool,
  asker: Asker,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; ${contextStatements(asker)}`)
    const result = await work(kyselyOn(client), client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    await rollBack(client, error)
    throw error
  }
}

/** Transactions that have only read and are not ended yet, by their connection. */
const unended = new WeakMap<object, NodeJS.Timeout>()
const END_AFTER_MS = 2

/** The connection itself, the same for whatever wraps its client. */
const wireOf = (client: pg.ClientBase) => (client as unknown as { connection: object }).connection

/**
 * Gives a connection back whose transaction has only read. It is ended with the first statement of the next one, in the
 * same write, or a moment later: nobody waits for it, and it costs a write less.
 */
export function endUnseen(client: pg.PoolClient): void {
  const end = () => endRead(client)
  unended.set(wireOf(client), setTimeout(end, END_AFTER_MS).unref())
  client.release()
}

/** Ends what was only read before, whenever a connection leaves the pool. */
export function endRead(client: pg.ClientBase): void {
  const timer = unended.get(wireOf(client))
  if (!timer) return
  clearTimeout(timer)
  unended.delete(wireOf(client))
  // A connection that breaks here is noticed by whoever uses it next.
  client.query('COMMIT').catch(() => {})
}

/** A table changed beneath a prepared statement, e.g. an upgrade while an older server still runs. */
const planOutdated = (error: unknown) => (error as { code?: string } | undefined)?.code === '0A000'

/** Ends the transaction; a connection that cannot even roll back, or whose plans are outdated, is thrown away. */
export async function rollBack(client: pg.PoolClient, because?: unknown): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release(planOutdated(because))
  } catch (error) {
    client.release(error as Error)
  }
}
