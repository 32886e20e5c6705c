import { sql } from 'kysely'
import type { Evidence } from '#platform/declared-queries.ts'

export const evidence: readonly Evidence[] = [
  {
    clauses: ['7.2b'],
    what: '缺陷产品召回：线索、调查、计划、阶段报告和总结',
    path: 'recalls',
    query: (enterpriseId, since) => sql<{ n: number; latest: string | null }>`
      select count(*)::int as n, max(known_on)::text as latest from recalls
       where enterprise_id = ${enterpriseId} and (${since}::date is null or known_on >= ${since}::date)`,
  },
]
