import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Installed } from '#apps/install.ts'
import { hashToken, perform } from '#platform/perform.ts'
import { watchPool } from '#testing/round-trips.ts'
import { type BenchCase, prepareCases, resetSubmissions } from './cases.ts'
import type { CeilingTask } from './ceiling.ts'
import { measureInstall, measureMemory, measurePdf, measureRestart } from './figures.ts'
import { FULL_SIZE, openPlace } from './generator/generate.ts'
import { type Measured, measureCase } from './measure.ts'
import { root, startCeiling, startLoader, startServer } from './processes.ts'
import { summariseProfile } from './profile.ts'
import { type Statement, statementsOf } from './recording.ts'
import { printTable } from './report.ts'
import { measureScale, scaleNames } from './scale/run.ts'

const POOL_SIZE = 16
const names = [
  'filing.read',
  'filing.list',
  'filing.submit',
  'filing-form.pdf',
  'server.rss',
  'server.restart',
  'install.size',
  ...scaleNames,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    scale: { type: 'string', default: '1' },
    data: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`没有这一项：${unknown.join('、')}。可选：${names.join('、')}。`)
  process.exit(2)
}
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name)
const say = (line: string) => console.error(line)
const seconds = Number(values.seconds)
const scale = Number(values.scale)
const size = { enterprises: FULL_SIZE.enterprises * scale, filings: FULL_SIZE.filings * scale }
const dataDir = resolve(values.data ?? join(root, scale === 1 ? 'data/bench' : `data/bench-${scale}`))
const results = join(root, 'bench/results')
await mkdir(results, { recursive: true })

type Recorded = { each: BenchCase; statements: Statement[] }

/** What one request of a case sends to the database; asked a few times first, so that statements are prepared. */
async function record(installed: Installed, each: BenchCase): Promise<Recorded> {
  for (let number = 0; number < 6; number++) {
    const target = each.targets[number % each.targets.length]
    if (!target) throw new Error(`${each.name}: nothing to ask for`)
    const { pool, sent } = watchPool(installed.installation.pool)
    await perform({ ...installed.installation, pool }, each.handled, {
      input: each.input(target),
      token: target.token,
      idempotencyKey: target.key,
    })
    if (number < 5) continue
    const statements = statementsOf(sent, target, hashToken(target.token ?? ''))
    // A read's COMMIT leaves with the next request's statements; the ceiling sends it by itself.
    const end = { trip: Number.MAX_SAFE_INTEGER, text: 'COMMIT', name: undefined, parts: [] }
    return { each, statements: each.handled.operation.method === 'GET' ? [...statements, end] : statements }
  }
  throw new Error('unreachable')
}

async function prepare() {
  const installed = await openPlace(dataDir, size, say)
  const owner = new pg.Client(installed.database.owner)
  await owner.connect()
  const cases = (await prepareCases(owner)).filter(({ name }) => wanted(name) || wanted('filing-form.pdf'))
  const recorded: Recorded[] = []
  for (const each of cases) recorded.push(await record(installed, each))
  await resetSubmissions(owner)
  await owner.end()
  const { app, owner: ownerConfig } = installed.database
  await installed.close()
  return { recorded, app, owner: ownerConfig }
}

function taskOf(recorded: readonly Recorded[], app: pg.PoolConfig, owner: pg.PoolConfig): CeilingTask {
  const entries = recorded.map(({ each, statements }) => {
    const single = statements.find(({ text }) => each.main.test(text))
    if (!single) throw new Error(`${each.name}: the main statement was not sent`)
    const reads = each.handled.operation.method === 'GET'
    return [each.name, { reads, statements, single, targets: each.targets }] as const
  })
  return { app, owner, poolSize: POOL_SIZE, cases: Object.fromEntries(entries) }
}

async function measureServer(measured: Measured[]) {
  const { recorded, app, owner: ownerConfig } = await prepare()
  const taskFile = join(dataDir, 'ceiling.json')
  await writeFile(taskFile, JSON.stringify(taskOf(recorded, app, ownerConfig)))
  const profiles = join(results, 'profile')
  await rm(profiles, { recursive: true, force: true })
  const nodeOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []
  const server = await startServer(dataDir, { nodeOptions })
  const ceiling = await startCeiling(taskFile)
  const loader = startLoader()
  const owner = new pg.Client(ownerConfig)
  await owner.connect()
  const stage = { dataDir, server, ceiling, loader, owner, seconds }
  try {
    for (const { each, statements } of recorded) {
      if (!wanted(each.name)) continue
      const trips = new Set(statements.map(({ trip }) => trip)).size
      measured.push(await measureCase(stage, each, { trips, statements: statements.length }))
      say(`${each.name} done`)
    }
    const reading = recorded.find(({ each }) => each.name === 'filing.read')
    if (reading && wanted('filing-form.pdf'))
      measured.push(await measurePdf(loader, server, reading.each, seconds / 2))
    if (wanted('server.rss')) measured.push(await measureMemory(server))
  } finally {
    loader.stop()
    await owner.end()
    await ceiling.stop()
    await server.stop()
  }
  if (values.profile) await summariseProfile(profiles, join(results, 'profile.md'))
}

const measured: Measured[] = []
if (names.slice(0, 5).some(wanted)) await measureServer(measured)
else if (wanted('server.restart')) await (await openPlace(dataDir, size, say)).close()
if (wanted('server.restart')) measured.push(await measureRestart(dataDir))
if (wanted('install.size')) measured.push(await measureInstall())
const data = resolve(values.data ?? join(root, 'data'))
measured.push(...(await measureScale({ data, scale, seconds, wanted, say })))
printTable(measured)
await keepResults(measured)

/** What was measured now takes the place of the same before; the rest stays. */
async function keepResults(now: readonly Measured[]) {
  const file = join(results, 'latest.json')
  const before = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as Measured[]
  const byName = new Map([...before, ...now].map((each) => [each.name, each]))
  await writeFile(file, `${JSON.stringify([...byName.values()], null, 2)}\n`)
}
