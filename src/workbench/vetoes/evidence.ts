import { sql } from 'kysely'
import type { Evidence } from '#platform/declared-queries.ts'

const counted = (where: ReturnType<typeof sql>, enterpriseId: string, since: string | null) => sql<{
  n: number
  latest: string | null
}>`
  select count(*)::int as n, max((v.raised_at at time zone 'Asia/Shanghai')::date)::text as latest from vetoes v
   where v.enterprise_id = ${enterpriseId} and ${where} and (${since}::date is null or (v.raised_at at time zone 'Asia/Shanghai')::date >= ${since}::date)`

/** The power is proved by its use; to have had no reason to use it is no gap, which conformity says in its own words. */
export const vetoEvidence: readonly Evidence[] = [
  {
    clauses: ['8.1d'],
    what: '一票否决记录',
    path: 'vetoes',
    query: (enterpriseId, since) => counted(sql`true`, enterpriseId, since),
  },
  {
    clauses: ['5.3c', '7.2c'],
    what: '由首席质量官或代理人提出的否决',
    path: 'vetoes',
    months: 12,
    query: (enterpriseId, since) => counted(sql`v.raised_as in ('cqo', 'deputy')`, enterpriseId, since),
  },
]
