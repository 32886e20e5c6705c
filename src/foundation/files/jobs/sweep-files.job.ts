import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inTransaction } from '#platform/database/transaction.ts'
import { sweepFolder } from '#platform/files/sweep.ts'
import type { Job } from '#platform/jobs/jobs.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/** Takes away encrypted bytes that no row of `files` names. */
export const sweepFilesJob: Job = {
  name: 'sweep-files',
  cron: '40 3 * * *',
  async run({ pool, vault, now }) {
    const named = (ids: string[]) =>
      inTransaction(pool, asker, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select id from named_files(${ids}::uuid[]) as id`.execute(tx)
        return new Set(rows.map(({ id }) => id))
      })
    for (const part of await readdir(vault.folder)) await sweepFolder(join(vault.folder, part), now(), named)
  },
}
