import { createHash } from 'node:crypto'
import { readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { setUp } from '#apps/demo-people.ts'
import { type Installed, install, migrationDirs } from '#apps/install.ts'
import { hashPassword } from '#foundation/sign-in/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { findPackInForce, keepPack } from '#registry/rules/index.ts'
import { readPackYaml, shippedPacks } from '#registry/rules/load-pack.ts'
import { packFileOf } from '#registry/rules/load-pack-chain.ts'
import { insertRows } from './bulk.ts'
import { BUSY_UNITS, makeEnterprises, makeUnits } from './country.ts'
import { APPOINTED, makeFilings } from './filings.ts'
import { seededRandom } from './random.ts'

/** Raise it when the generator makes other data: older folders are then made anew. */
const VERSION = 1

export type Size = { enterprises: number; filings: number }
export const FULL_SIZE: Size = { enterprises: 200_000, filings: 60_000 }

/** Migrations that were changed before their release cannot be applied to older data either. */
export async function markOf(size: Size): Promise<string> {
  const hash = createHash('sha256')
  for (const dir of migrationDirs) {
    for (const name of (await readdir(dir)).sort()) hash.update(await readFile(join(dir, name)))
  }
  return JSON.stringify({ version: VERSION, ...size, migrations: hash.digest('hex') })
}

/** Opens the bench's own data folder; fills it when it is empty, of another size, schema or by an older generator. */
export async function openPlace(
  dataDir: string,
  size: Size,
  say: (line: string) => void,
): Promise<Installed> {
  const log = pino({ level: 'warn' })
  const mark = join(dataDir, 'bench.json')
  const found = await readFile(mark, 'utf8').catch(() => '')
  const wanted = await markOf(size)
  if (found !== wanted) {
    await removeFolder(dataDir)
    const installed = await install({ dataDir, log, say, settings: { fsync: 'off', max_wal_size: '4GB' } })
    const begun = Date.now()
    await fill(installed, size, say)
    say(`data made in ${Math.round((Date.now() - begun) / 1000)} s`)
    await installed.close()
    await writeFile(mark, wanted)
  }
  return install({ dataDir, log, say })
}

/** The database may live elsewhere, under a link. */
export async function removeFolder(dataDir: string) {
  const database = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
  if (database) await rm(database, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

async function fill({ database, installation }: Installed, size: Size, say: (line: string) => void) {
  const owner = new pg.Client(database.owner)
  await owner.connect()
  try {
    const random = seededRandom(1)
    const units = await makeUnits(owner)
    say(`${units.length} counties`)
    const pack = await keepNationalPack(database.pool, units[0]?.id ?? '')
    const enterprises = await makeEnterprises(owner, random, units, size.enterprises)
    say(`${enterprises.length} enterprises`)
    const passwordHash = await hashPassword('Bench-2026-only')
    await makeFilings(installation, owner, pack, enterprises.slice(0, size.filings), passwordHash)
    say(`${size.filings} filings`)
    for (const unit of units.slice(0, BUSY_UNITS)) {
      const id = newId()
      const login = `bench-officer-${unit.areaCode}`
      await insertRows(owner, 'accounts', [{ id, login, name: '示例县级经办', password_hash: passwordHash }])
      await insertRows(owner, 'grants', [
        { id: newId(), account_id: id, role: 'county-officer', unit_id: unit.id },
      ])
    }
    await owner.query('vacuum analyze')
  } finally {
    await owner.end()
  }
}

/** The pack of 宜春, for the whole country: the bench has one set of rules everywhere. */
export async function keepNationalPack(pool: pg.Pool, unitId: string) {
  const shipped = shippedPacks().find((each) => each.pack.id === 'yichun-2024')
  const text = shipped?.text.replace(/^id: .*$/m, 'id: bench-national').replace(/^areas: .*$/m, 'areas: [CN]')
  const yaml = readPackYaml(text ?? '')
  const file = yaml.ok ? packFileOf(yaml.value) : undefined
  if (!text || !file) throw new Error('the pack that the bench goes by cannot be read')
  return inTransaction(pool, setUp, async (tx) => {
    await keepPack(tx, { file, text })
    const pack = await findPackInForce(tx, unitId, APPOINTED)
    if (!pack) throw new Error('the pack of the bench is not in force')
    return pack
  })
}
