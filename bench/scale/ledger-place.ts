import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { setUp } from '#apps/demo-people.ts'
import { install } from '#apps/install.ts'
import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { hashToken } from '#platform/perform.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { removeFolder } from '../generator/generate.ts'
import { type Running, startServer } from '../processes.ts'

/** A factory with departments and people, its ledgers empty, and the real server on it. */
export type LedgerPlace = {
  server: Running
  owner: pg.Client
  ownerConfig: pg.ClientConfig
  app: pg.ClientConfig
  enterpriseId: string
  token: string
  close(): Promise<void>
}

export const DEPARTMENTS = 40
export const PEOPLE = 500

/** `fill` writes as the owner before the server starts. */
export async function openLedgerPlace(
  dataDir: string,
  fill: (owner: pg.Client, of: { own: string; other: string }) => Promise<void> = async () => {},
): Promise<LedgerPlace> {
  await removeFolder(dataDir)
  const log = pino({ level: 'warn' })
  const installed = await install({ dataDir, log, settings: { max_wal_size: '4GB' } })
  const { owner: ownerConfig, app } = installed.database
  const units = await inTransaction(installed.installation.pool, setUp, (tx) =>
    seedOrgUnits(tx, yichunTree()),
  )
  const owner = new pg.Client(ownerConfig)
  await owner.connect()
  const unitId = units.get('market-360902') ?? ''
  const [own, other] = [await enterprise(owner, unitId, 1), await enterprise(owner, unitId, 2)]
  const token = await clerkOf(owner, own)
  for (const id of [own, other]) await people(owner, id)
  await fill(owner, { own, other })
  await owner.query('vacuum analyze')
  await owner.end()
  await installed.close()
  const server = await startServer(dataDir)
  const again = new pg.Client(ownerConfig)
  await again.connect()
  return {
    server,
    owner: again,
    ownerConfig,
    app,
    enterpriseId: own,
    token,
    async close() {
      await again.end()
      await server.stop()
    },
  }
}

async function enterprise(owner: pg.Client, unitId: string, number: number): Promise<string> {
  const id = newId()
  const code = makeCreditCode(`91360900MABEN${String(number).padStart(4, '0')}`)
  await owner.query(
    'insert into enterprises (id, credit_code, name, unit_id, address) values ($1, $2, $3, $4, $5)',
    [id, code, `示例${number}号量具厂`, unitId, '江西省宜春市示例路 1 号'],
  )
  return id
}

async function clerkOf(owner: pg.Client, enterpriseId: string): Promise<string> {
  const [accountId, grantId] = [newId(), newId()]
  const token = randomBytes(32).toString('base64url')
  await owner.query(
    `insert into accounts (id, login, name, password_hash) values ($1, 'bench-clerk', '示例经办', '')`,
    [accountId],
  )
  await owner.query(`insert into grants (id, account_id, role, enterprise_id) values ($1, $2, 'filer', $3)`, [
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

async function people(owner: pg.Client, enterpriseId: string) {
  await owner.query(
    `insert into departments (enterprise_id, id, search, changed_at, name)
     select $1, gen_random_uuid(), '示例' || i || '车间', now(), '示例' || i || '车间' from generate_series(1, $2::int) i`,
    [enterpriseId, DEPARTMENTS],
  )
  await owner.query(
    `insert into staff_members (enterprise_id, id, search, changed_at, staff_no, name)
     select $1, gen_random_uuid(), 'g' || i || ' 示例' || i, now(), 'G' || i, '示例' || i from generate_series(1, $2::int) i`,
    [enterpriseId, PEOPLE],
  )
}
