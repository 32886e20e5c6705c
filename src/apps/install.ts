import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { type Database, openDatabase } from '#platform/database/connect.ts'
import { readMasterKey } from '#platform/encryption/master-key.ts'
import { createSealer } from '#platform/encryption/sealer.ts'
import { openVault } from '#platform/files/vault.ts'
import { type Jobs, openJobs } from '#platform/jobs/jobs.ts'
import { ledgerIndexes, ledgersOf } from '#platform/ledger/ledger-indexes.ts'
import type { Installation } from '#platform/perform.ts'
import { capabilities } from './capabilities.ts'
import { prepareFolder } from './start-checks.ts'

export type InstallOptions = {
  /** Data folder: database, keys, files. */
  dataDir: string
  databaseUrl?: string | undefined
  demo?: boolean
  log: Logger
  say?: (line: string) => void
  settings?: Record<string, string>
}

export type Installed = { installation: Installation; database: Database; jobs: Jobs; close(): Promise<void> }

export const jobsOfAll = capabilities.flatMap((capability) => capability.jobs ?? [])

export const indexesOfAll = ledgerIndexes(ledgersOf(capabilities.flatMap(({ handlers }) => handlers)))

/** Folders of `.sql` files, the platform's and each capability's. */
export const migrationDirs: readonly string[] = [
  fileURLToPath(new URL('../platform/migrations', import.meta.url)),
  ...capabilities.flatMap((capability) => capability.migrations ?? []),
]

/** Opens database, keys, files and jobs of one installation. */
export async function install(options: InstallOptions): Promise<Installed> {
  const say = options.say ?? (() => {})
  await prepareFolder(options.dataDir)
  const masterKey = await readMasterKey(options.dataDir, say)
  const database = await openDatabase({
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl,
    masterKey,
    migrationDirs,
    jobs: jobsOfAll,
    indexes: indexesOfAll,
    say,
    ...(options.settings && { settings: options.settings }),
  })
  return installOn(database, masterKey, options)
}

/** The same on a database that is open already. */
export async function installOn(
  database: Database,
  masterKey: Uint8Array,
  options: Pick<InstallOptions, 'dataDir' | 'demo' | 'log'>,
): Promise<Installed> {
  const sealer = createSealer(masterKey)
  const vault = await openVault(join(options.dataDir), sealer)
  const jobs = await openJobs(database.pool, options.log, jobsOfAll)
  const installation: Installation = {
    pool: database.pool,
    sealer,
    vault,
    jobs,
    demo: options.demo ?? false,
    now: () => new Date(),
  }
  await jobs.work(installation)
  return {
    installation,
    database,
    jobs,
    async close() {
      await jobs.close()
      await database.close()
    },
  }
}
