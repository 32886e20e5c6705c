import { sql } from 'kysely'
import { inTransaction } from '#platform/database/transaction.ts'
import { sweepFolder } from '#platform/files/sweep.ts'
import type { Job } from '#platform/jobs/jobs.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/** Takes away uploaded lists that no import names. */
export const sweepUploadsJob: Job = {
  name: 'sweep-uploads',
  cron: '50 3 * * *',
  run: ({ pool, vault, now }) =>
    sweepFolder(vault.uploads, now(), (names) =>
      inTransaction(pool, asker, async (tx) => {
        const { rows } = await sql<{ name: string }>`
          select name from named_uploads(${names}::text[]) as name`.execute(tx)
        return new Set(rows.map(({ name }) => name))
      }),
    ),
}
