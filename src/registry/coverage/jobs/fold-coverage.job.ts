import { sql } from 'kysely'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

async function fold({ pool, now }: Installation, all: boolean) {
  const today = civilDateOf(now())
  await inTransaction(pool, asker, (tx) => sql`select coverage_fold(${today}::date, ${all})`.execute(tx))
}

/** Numbers are right without it; it keeps what has to be added up for them short. */
export const foldCoverageJob: Job = {
  name: 'fold-coverage',
  cron: '* * * * *',
  run: (installation) => fold(installation, false),
}

/** Once a night also what the days to come will bring. */
export const gatherCoverageJob: Job = {
  name: 'gather-coverage',
  cron: '10 3 * * *',
  run: (installation) => fold(installation, true),
}
