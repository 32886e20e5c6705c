import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { type Installed, install } from '#apps/install.ts'
import { hashPassword } from '#foundation/sign-in/index.ts'
import { newId } from '#platform/ids.ts'
import { readPack, shippedPacks } from '#registry/rules/load-pack.ts'
import { insertRows } from './bulk.ts'
import { BUSY_UNITS, makeEnterprises, makeUnits } from './country.ts'
import { makeFilings } from './filings.ts'
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
    const pack = await keepNationalPack(owner)
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
async function keepNationalPack(owner: pg.ClientBase) {
  const [shipped] = shippedPacks().filter((each) => each.pack.id.startsWith('yichun'))
  if (!shipped) throw new Error('the pack that the bench goes by is not there')
  const text = shipped.text.replace(/^id: .*$/m, 'id: bench-national').replace(/^areas: .*$/m, 'areas: [CN]')
  const reading = readPack(text)
  if (!reading.ok) throw new Error(`bench pack: ${JSON.stringify(reading.problems)}`)
  const { pack, hash } = reading
  await owner.query(
    `insert into rule_packs (id, version, hash, title, doc_no, area_codes, effective_from, effective_to, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      pack.id,
      pack.version,
      hash,
      pack.title,
      pack.docNo,
      pack.areas,
      pack.effectiveFrom,
      pack.effectiveTo,
      text,
    ],
  )
  return { pack, hash }
}
