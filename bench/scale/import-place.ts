import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { makePeople, setUp } from '#apps/demo-people.ts'
import { install } from '#apps/install.ts'
import { areasByPrefix } from '#foundation/org-units/areas.ts'
import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { type Client, createClient } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { applyImport, type ImportRun, readImport, startImport } from '#registry/enterprises/contract.ts'
import type { Ground } from '../generator/enterprises.ts'
import { removeFolder } from '../generator/generate.ts'
import { type Running, startServer } from '../processes.ts'
import { tokenOf } from './sessions.ts'

/** A city with its units and an officer, its directory empty, and the real server on it. */
export type ImportPlace = {
  server: Running
  owner: pg.Client
  client: Client
  unitId: string
  close(): Promise<void>
}

export const cityGrounds = (): Ground[] =>
  areasByPrefix('3609')
    .filter(({ level }) => level === 'county')
    .map(({ code, name }) => ({
      areaCode: code,
      name,
      short: name.replace(/[市县区]$/, ''),
      city: '宜春市',
      cityShort: '宜春',
    }))

export async function openImportPlace(dataDir: string): Promise<ImportPlace> {
  await removeFolder(dataDir)
  const log = pino({ level: 'warn' })
  const installed = await install({ dataDir, log, settings: { max_wal_size: '4GB' } })
  const units = await inTransaction(installed.installation.pool, setUp, (tx) =>
    seedOrgUnits(tx, yichunTree()),
  )
  await makePeople(installed as never, units)
  const config = installed.database.owner
  await installed.close()
  const server = await startServer(dataDir)
  const owner = new pg.Client(config)
  await owner.connect()
  const { token, unitId } = await tokenOf(owner, 'shiji')
  const client = createClient({ baseUrl: `http://127.0.0.1:${server.port}`, token })
  return {
    server,
    owner,
    client,
    unitId,
    async close() {
      await owner.end()
      await server.stop()
    },
  }
}

/** Uploads a list and waits for the dry run, then writes it; seconds of each step. */
export async function importList(place: ImportPlace, path: string) {
  const { client, unitId } = place
  const begun = performance.now()
  const body = await openAsBlob(path)
  const { id } = await client.call(startImport, { unitId, fileName: basename(path) }, { body })
  const uploaded = performance.now()
  const checked = await until(place, id, 'checked')
  const read = performance.now()
  await client.call(applyImport, { unitId, importId: id, version: checked.version })
  const run = await until(place, id, 'applied')
  const written = performance.now()
  const seconds = (from: number, to: number) => (to - from) / 1000
  return {
    run,
    upload: seconds(begun, uploaded),
    check: seconds(uploaded, read),
    apply: seconds(read, written),
    all: seconds(begun, written),
  }
}

export async function until(
  { client, unitId }: ImportPlace,
  importId: string,
  status: ImportRun['status'],
): Promise<ImportRun> {
  for (;;) {
    const run = await client.call(readImport, { unitId, importId })
    if (run.status === status) return run
    if (['failed', 'cancelled'].includes(run.status)) throw new Error(run.problem ?? run.status)
    await sleep(200)
  }
}
