import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import pg from 'pg'
import { readTypesAlike, type Statement, type Variables, valuesOf } from './recording.ts'

/**
 * What could be reached at best: node:http and pg, the statements of our request in the same transaction and the same
 * round trips, prepared alike. No framework, no validation, no policy, no encryption, no rules, no shaping of the answer.
 * Run as a process of its own: `node bench/ceiling.ts <file>`; prints its port.
 */
export type CeilingTask = {
  app: pg.PoolConfig
  owner: pg.PoolConfig
  poolSize: number
  cases: Record<string, { reads: boolean; statements: Statement[]; single: Statement; targets: Variables[] }>
}

readTypesAlike()
const task = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as CeilingTask
const pool = new pg.Pool({ ...task.app, max: task.poolSize, pipeline: true } as pg.PoolConfig)
const owners = new pg.Pool({ ...task.owner, max: task.poolSize, pipeline: true } as pg.PoolConfig)
const prepared = Object.entries(task.cases).map(([name, each]) => {
  const trips = [...Map.groupBy(each.statements, ({ trip }) => trip).values()]
  const hashes = each.targets.map(({ token = '' }) => createHash('sha256').update(token).digest())
  return [name, { ...each, trips, hashes }] as const
})
const cases = Object.fromEntries(prepared)
type Prepared = (typeof cases)[string]

function send(
  client: pg.PoolClient | pg.Pool,
  { text, name, parts }: Statement,
  each: Prepared,
  index: number,
) {
  if (parts.length === 0 && !name) return client.query(text)
  const values = valuesOf(parts, each.targets[index] as Variables, each.hashes[index] as Buffer)
  return client.query({ text, values, ...(name && { name }) })
}

async function runTransaction(each: Prepared, index: number): Promise<unknown[]> {
  const client = await pool.connect()
  const rows: unknown[] = []
  try {
    for (const [number, trip] of each.trips.entries()) {
      const results = Promise.all(trip.map((statement) => send(client, statement, each, index)))
      if (each.reads && number === each.trips.length - 1) {
        results.then(
          () => client.release(),
          (error) => client.release(error),
        )
        return rows
      }
      for (const result of await results) if (result.rows?.length) rows.push(result.rows)
    }
    client.release()
    return rows
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

function answer(response: ServerResponse, status: number, body: unknown) {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

const server = createServer(async (request, response) => {
  try {
    // A body is read, as it must be, and not looked at.
    for await (const _ of request);
    const [, kind, name = '', index] = (request.url ?? '').split('/')
    const each = cases[name] as Prepared
    if (kind === 'single') answer(response, 200, (await send(owners, each.single, each, Number(index))).rows)
    else answer(response, 200, await runTransaction(each, Number(index)))
  } catch (error) {
    console.error(error)
    answer(response, 500, String(error))
  }
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port))
