import { sql } from 'kysely'
import type { Evidence } from '#platform/declared-queries.ts'

/** The power is proved by its use: 8.1 d, and that problems were found and dealt with, 5.3 b. */
export const vetoEvidence: readonly Evidence[] = [
  {
    clauses: ['8.1d', '5.3b'],
    what: '一票否决记录',
    path: 'vetoes',
    query: (enterpriseId, since) => sql<{ n: number; latest: string | null }>`
      select count(*)::int as n, max(raised_on)::text as latest
        from (select (raised_at at time zone 'Asia/Shanghai')::date as raised_on from vetoes where enterprise_id = ${enterpriseId}) v
       where ${since}::date is null or raised_on >= ${since}::date`,
  },
]
