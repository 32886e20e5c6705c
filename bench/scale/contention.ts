import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { type Installed, install } from '#apps/install.ts'
import { hashPassword } from '#foundation/sign-in/index.ts'
import { type BenchCase, prepareCases, requestOf, resetSubmissions } from '../cases.ts'
import { makeEnterprises, makeUnits } from '../generator/country.ts'
import { makeFilings } from '../generator/filings.ts'
import { keepNationalPack, markOf, removeFolder } from '../generator/generate.ts'
import { seededRandom } from '../generator/random.ts'
import { type Measured, median, percentiles, round } from '../measure.ts'
import { startLoader, startServer } from '../processes.ts'

const ROUNDS = 5
const CONNECTIONS = 10
/** One filing in five is a draft to be handed in. */
const FILINGS = 3000

/** Enterprises of one county hand in at once: with the counting of coverage, and with its triggers switched off. */
export async function measureContention(dataDir: string, say: (line: string) => void): Promise<Measured> {
  const { owner: config } = await openCounty(dataDir, say)
  const server = await startServer(dataDir)
  const owner = new pg.Client(config)
  await owner.connect()
  const submit = (await prepareCases(owner)).find(({ name }) => name === 'filing.submit') as BenchCase
  const loader = startLoader()
  const requests = submit.targets.map((target) => requestOf(submit, target))
  const rates: { counted: number; bare: number }[] = []
  const latencies: number[] = []
  let errors = 0
  try {
    const round = async (counting: boolean) => {
      await resetSubmissions(owner)
      await switchCounting(owner, counting)
      const task = { port: server.port, connections: CONNECTIONS, once: true, seconds: 60, requests }
      const result = await loader.run(task)
      errors += result.errors
      if (counting) latencies.push(...result.latencies)
      return result.answers / result.seconds
    }
    await round(true)
    for (let number = 0; number < ROUNDS; number++) {
      const first = number % 2 === 0
      const [one, other] = [await round(first), await round(!first)]
      rates.push(first ? { counted: one, bare: other } : { counted: other, bare: one })
    }
  } finally {
    await switchCounting(owner, true)
    loader.stop()
    await owner.end()
    await server.stop()
  }
  return {
    name: 'counter.contention',
    ours: round(median(rates.map(({ counted }) => counted)), 1),
    ceiling: round(median(rates.map(({ bare }) => bare)), 1),
    ratio: round(median(rates.map(({ counted, bare }) => counted / bare)), 3),
    unit: 'requests/s',
    ...percentiles(latencies),
    errors,
    limit: 0.7,
    notes: [`${requests.length} submissions in one county from ${CONNECTIONS} connections, each round`],
  }
}

async function switchCounting(owner: pg.ClientBase, on: boolean) {
  const { rows } = await owner.query<{ of: string; name: string }>(
    `select tgrelid::regclass::text as of, tgname as name from pg_trigger where tgname like 'coverage%' and not tgisinternal`,
  )
  for (const { of, name } of rows) {
    await owner.query(`alter table ${of} ${on ? 'enable' : 'disable'} trigger ${pg.escapeIdentifier(name)}`)
  }
}

async function openCounty(dataDir: string, say: (line: string) => void): Promise<Installed['database']> {
  const log = pino({ level: 'warn' })
  const mark = join(dataDir, 'bench.json')
  const wanted = await markOf({ enterprises: FILINGS, filings: FILINGS })
  if ((await readFile(mark, 'utf8').catch(() => '')) !== wanted) {
    await removeFolder(dataDir)
    const installed = await install({ dataDir, log, say, settings: { fsync: 'off' } })
    const { installation, database } = installed
    const owner = new pg.Client(database.owner)
    await owner.connect()
    const [county] = await makeUnits(owner)
    if (!county) throw new Error('no county')
    const pack = await keepNationalPack(database.pool, county.id)
    const enterprises = await makeEnterprises(owner, seededRandom(1), [county], FILINGS)
    await makeFilings(installation, owner, pack, enterprises, await hashPassword('Bench-2026-only'))
    await owner.query('vacuum analyze')
    await owner.end()
    await installed.close()
    await writeFile(mark, wanted)
  }
  const installed = await install({ dataDir, log, say })
  await installed.close()
  return installed.database
}
