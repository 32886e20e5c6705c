import { sql } from 'kysely'
import type { Evidence } from '#platform/declared-queries.ts'

/** 质量风险分析与控制. */
export const riskEvidence: readonly Evidence[] = [
  {
    clauses: ['7.2b', '5.2d'],
    what: '已评定等级的质量风险',
    path: 'risks',
    query: (enterpriseId) => sql`
      select count(*)::int as n, max(coalesce(last_reviewed_on, identified_on))::text as latest from risks
       where enterprise_id = ${enterpriseId} and retired_on is null and level is not null`,
  },
  {
    clauses: ['7.2b'],
    what: '近一年的风险复评',
    path: 'risks?sort=lastReviewedOn&descending=true',
    months: 12,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max(reviewed_on)::text as latest from risk_reviews
       where enterprise_id = ${enterpriseId} and (${since}::date is null or reviewed_on >= ${since}::date)`,
  },
]
