import { sql } from 'kysely'
import type { DueQuery, DueRow, Evidence } from '#platform/declared-queries.ts'

type Found = { n: number; latest: string | null }

const strategies = (enterpriseId: string, since: string | null, more = sql`true`) => sql<Found>`
  select count(*)::int as n, max(approved_on) as latest from quality_strategies
   where enterprise_id = ${enterpriseId} and status = 'in-force' and ${more}
     and (${since}::date is null or approved_on >= ${since}::date)`

const aims = (field: string) => sql`content->'goals' @> ${JSON.stringify([{ field }])}::jsonb`

const plansOf = (enterpriseId: string, since: string | null, more = sql`true`) => sql<Found>`
  select count(*)::int as n, max(approved_on) as latest from quality_plans
   where enterprise_id = ${enterpriseId} and status in ('in-force', 'concluded') and ${more}
     and (${since}::date is null or approved_on >= ${since}::date)`

const reviews = (enterpriseId: string, since: string | null) => sql<Found>`
  select count(*)::int as n, max(concluded_on) as latest from quality_plans
   where enterprise_id = ${enterpriseId} and status = 'concluded'
     and (${since}::date is null or concluded_on >= ${since}::date)`

const confirmed = (enterpriseId: string, since: string | null) => sql<Found>`
  select count(*)::int as n, max(done_on) as latest from quality_plan_items
   where enterprise_id = ${enterpriseId} and standing = 'done' and (${since}::date is null or done_on >= ${since}::date)`

const path = 'quality-plans'

/** What of strategy and plans proves clauses of DB1302/T 589—2024. */
export const evidence: readonly Evidence[] = [
  {
    clauses: ['6.3', '7.1.1a'],
    what: '执行中的质量战略',
    path: 'quality-plans/strategies',
    query: (id, since) => strategies(id, since),
  },
  {
    clauses: ['6.4'],
    what: '质量战略中的品牌目标',
    path: 'quality-plans/strategies',
    query: (id, since) => strategies(id, since, aims('brand')),
  },
  {
    clauses: ['7.5a'],
    what: '质量战略中的社会责任目标',
    path: 'quality-plans/strategies',
    query: (id, since) => strategies(id, since, aims('responsibility')),
  },
  {
    clauses: ['6.3', '7.1.2a', '7.1.2b', '8.1b'],
    what: '批准的年度质量工作计划',
    path,
    months: 24,
    query: (id, since) => plansOf(id, since, sql`kind = 'quality'`),
  },
  {
    clauses: ['7.1.2b'],
    what: '经他人确认完成的计划项目',
    path: 'plan-items?standing=done',
    months: 24,
    query: confirmed,
  },
  { clauses: ['7.1.2c'], what: '年度计划的总结评估', path, months: 24, query: reviews },
  {
    clauses: ['7.4g', '8.1a'],
    what: '批准的质量文化建设计划',
    path,
    months: 24,
    query: (id, since) => plansOf(id, since, sql`kind = 'culture'`),
  },
  {
    clauses: ['7.5b'],
    what: '批准的社会责任计划',
    path,
    months: 24,
    query: (id, since) => plansOf(id, since, sql`kind = 'responsibility'`),
  },
]

/** Items of plans in force, with the one responsible. */
export const dues: readonly DueQuery[] = [
  {
    kind: 'plan-item',
    label: '计划',
    query: (enterpriseId, until) => sql<DueRow>`
      select i.id, p.number || '-' || i.item_no as number, i.name as what, i.owner as owner_id, s.name as owner, i.due_on,
             'plan-items/' || i.id as path
        from quality_plan_items i
        join quality_plans p on p.enterprise_id = i.enterprise_id and p.id = i.plan
        left join staff_members s on s.enterprise_id = i.enterprise_id and s.id = i.owner
       where i.enterprise_id = ${enterpriseId} and i.due_on <= ${until}::date and i.retired_on is null`,
  },
]
