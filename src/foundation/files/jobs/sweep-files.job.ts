import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inTransaction } from '#platform/database/transaction.ts'
import { oldFiles, sweepFolder } from '#platform/files/sweep.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
const fileId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Takes away encrypted bytes that no row of `files` names. */
export const sweepFilesJob: Job = {
  name: 'sweep-files',
  cron: '40 3 * * *',
  async run({ pool, vault, now }) {
    const entries = await readdir(vault.folder, { withFileTypes: true })
    const folders = entries.filter((each) => each.isDirectory()).map((each) => join(vault.folder, each.name))
    if (!(await knowsOne(pool, folders, now()))) return
    for (const folder of folders) {
      await sweepFolder(folder, now(), async (names) => {
        const known = await namedFiles(pool, names)
        // What is not ours stays.
        return new Set(names.filter((name) => known.has(name) || !fileId.test(name)))
      })
    }
  },
}

/** False where the database names none of the files: then it is not the one that they belong to, and nothing may go. */
async function knowsOne(pool: Installation['pool'], folders: readonly string[], now: Date): Promise<boolean> {
  for (const folder of folders) {
    const known = await namedFiles(pool, await oldFiles(folder, now))
    if (known.size > 0) return true
  }
  return false
}

function namedFiles(pool: Installation['pool'], names: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = names.filter((name) => fileId.test(name))
  return inTransaction(pool, asker, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from named_files(${ids}::uuid[]) as id`.execute(tx)
    return new Set(rows.map(({ id }) => id))
  })
}
