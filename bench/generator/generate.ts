import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { setUp } from '#apps/demo-people.ts'
import { type Installed, install } from '#apps/install.ts'
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

const markOf = (size: Size) => JSON.stringify({ version: VERSION, ...size })

/** Opens the bench's own data folder; fills it when it is empty, of another size or by an older generator. */
export async function openPlace(
  dataDir: string,
  size: Size,
  say: (line: string) => void,
): Promise<Installed> {
  const log = pino({ level: 'warn' })
  const mark = join(dataDir, 'bench.json')
  const found = await readFile(mark, 'utf8').catch(() => '')
  if (found !== markOf(size)) {
    await rm(dataDir, { recursive: true, force: true })
    const installed = await install({ dataDir, log, say, settings: { fsync: 'off', max_wal_size: '4GB' } })
    const begun = Date.now()
    await fill(installed, size, say)
    say(`data made in ${Math.round((Date.now() - begun) / 1000)} s`)
    await installed.close()
    await writeFile(mark, markOf(size))
  }
  return install({ dataDir, log, say })
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
async function keepNationalPack(pool: pg.Pool, unitId: string) {
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
