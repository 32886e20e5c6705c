import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { setUp } from '#apps/demo-people.ts'
import { type Installed, install } from '#apps/install.ts'
import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { hashToken, perform } from '#platform/perform.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { watchPool } from '#testing/round-trips.ts'
import { conformity } from '#workbench/conformity/index.ts'
import type { CeilingTask } from '../ceiling.ts'
import { removeFolder } from '../generator/generate.ts'
import { type Measured, median, percentiles, round } from '../measure.ts'
import { startCeiling, startLoader, startServer } from '../processes.ts'
import { statementsOf } from '../recording.ts'
import { fillWorkbench } from './conformity-place.ts'

const NAME = 'conformity.read'
const ROUNDS = 5
const CONNECTIONS = 2
const ALLOWED_MS = 500

/**
 * Every clause of the guide for one enterprise with very many records, over HTTP, against the one statement that all
 * declared queries make, bare: prepared, as the owner, no row-level security, no own words, no states.
 */
export async function measureConformity(dataDir: string, scale: number, seconds: number): Promise<Measured> {
  const place = await openPlace(dataDir, scale)
  const file = join(dataDir, 'ceiling.json')
  await writeFile(file, JSON.stringify(await taskOf(place)))
  await place.installed.close()
  const server = await startServer(dataDir)
  const ceiling = await startCeiling(file)
  const loader = startLoader()
  const rates: { ours: number; bare: number }[] = []
  const latencies: number[] = []
  const errors: string[] = []
  const requests = [
    {
      method: 'GET',
      path: `/api/enterprises/${place.enterpriseId}/conformity`,
      headers: { authorization: `Bearer ${place.token}` },
    },
  ]
  try {
    for (let number = 0; number <= ROUNDS; number++) {
      const task = { connections: CONNECTIONS, once: false, seconds: number === 0 ? 2 : seconds / ROUNDS }
      const ours = await loader.run({ ...task, port: server.port, requests })
      const bare = await loader.run({
        ...task,
        port: ceiling.port,
        requests: [{ method: 'GET', path: `/single/${NAME}/0`, headers: {} }],
      })
      for (const { firstError } of [ours, bare]) if (firstError) errors.push(firstError)
      if (number === 0) continue
      rates.push({ ours: ours.answers / ours.seconds, bare: bare.answers / bare.seconds })
      latencies.push(...ours.latencies)
    }
  } finally {
    loader.stop()
    await ceiling.stop()
    await server.stop()
  }
  return summary(rates, latencies, errors, place)
}

function summary(
  rates: readonly { ours: number; bare: number }[],
  latencies: number[],
  errors: readonly string[],
  { records, trips }: { records: number; trips: number },
): Measured {
  const spread = percentiles(latencies)
  return {
    name: NAME,
    ours: round(median(rates.map(({ ours }) => ours)), 1),
    ceiling: round(median(rates.map(({ bare }) => bare)), 1),
    ratio: round(median(rates.map(({ ours, bare }) => ours / bare)), 3),
    unit: 'requests/s',
    ...spread,
    errors: errors.length,
    limit: 0.5,
    notes: [
      `${records} records of one enterprise; ${trips} round trips; p95 ${spread.p95} ms, to be ≤ ${ALLOWED_MS}: ${spread.p95 <= ALLOWED_MS ? 'yes' : 'NO'}`,
      ...errors.slice(0, 1),
    ],
  }
}

type Place = { installed: Installed; enterpriseId: string; token: string; records: number; trips: number }

async function openPlace(dataDir: string, scale: number): Promise<Place> {
  await removeFolder(dataDir)
  const installed = await install({
    dataDir,
    log: pino({ level: 'warn' }),
    settings: { max_wal_size: '4GB' },
  })
  const units = await inTransaction(installed.installation.pool, setUp, (tx) =>
    seedOrgUnits(tx, yichunTree()),
  )
  const owner = new pg.Client(installed.database.owner)
  await owner.connect()
  const enterpriseId = newId()
  await owner.query(
    'insert into enterprises (id, credit_code, name, unit_id, address) values ($1, $2, $3, $4, $5)',
    [
      enterpriseId,
      makeCreditCode('91360900MABCN0001'),
      '示例量具厂',
      units.get('market-360902') ?? '',
      '江西省宜春市示例路 1 号',
    ],
  )
  const token = await officerOf(owner, enterpriseId)
  const records = await fillWorkbench(owner, enterpriseId, scale)
  await owner.end()
  return { installed, enterpriseId, token, records, trips: 0 }
}

async function officerOf(owner: pg.ClientBase, enterpriseId: string): Promise<string> {
  const [accountId, grantId] = [newId(), newId()]
  const token = randomBytes(32).toString('base64url')
  await owner.query(
    `insert into accounts (id, login, name, password_hash) values ($1, 'bench-cqo', '示例质量官', '')`,
    [accountId],
  )
  await owner.query(`insert into grants (id, account_id, role, enterprise_id) values ($1, $2, 'cqo', $3)`, [
    grantId,
    accountId,
    enterpriseId,
  ])
  await owner.query(
    `insert into sessions (id, token_hash, kind, label, account_id, grant_id, expires_at, idle_seconds)
     values ($1, $2, 'token', 'bench', $3, $4, now() + interval '1 day', 86400)`,
    [newId(), hashToken(token), accountId, grantId],
  )
  return token
}

/** The union of the declared queries as one request of ours sends it. */
async function taskOf(place: Place): Promise<CeilingTask> {
  const { installed, enterpriseId, token } = place
  const handled = conformity.handlers.find(({ operation }) => operation.name === NAME)
  if (!handled) throw new Error(`no operation ${NAME}`)
  const ask = async () => {
    const { pool, sent } = watchPool(installed.installation.pool)
    await perform({ ...installed.installation, pool }, handled, { input: { enterpriseId }, token })
    return sent
  }
  await ask()
  const targets = [{ enterpriseId }]
  const statements = statementsOf(await ask(), { enterpriseId }, hashToken(token))
  place.trips = new Set(statements.map(({ trip }) => trip)).size
  const union = statements.find(({ text }) => text.includes('union all'))
  if (!union) throw new Error('the union of the declared queries was not sent')
  const single = { ...union, name: 'bare' }
  const { app, owner } = installed.database
  return {
    app,
    owner,
    poolSize: 16,
    cases: { [NAME]: { reads: true, statements: [single], single, targets } },
  }
}
