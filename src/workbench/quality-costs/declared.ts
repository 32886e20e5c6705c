import { sql } from 'kysely'
import type { DueQuery, Evidence } from '#platform/declared-queries.ts'

const CLAUSES = ['6.6', '7.3g']

/** What proves 质量成本管理 (DB1302/T 589—2024 6.6, 7.3 g): targets, plan, collected lines, closed months. */
export const costEvidence: readonly Evidence[] = [
  {
    clauses: CLAUSES,
    what: '质量成本目标',
    path: 'cost-targets',
    months: 24,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max((changed_at at time zone 'Asia/Shanghai')::date)::text as latest from cost_targets
       where enterprise_id = ${enterpriseId} and retired_on is null
         and (${since}::date is null or (changed_at at time zone 'Asia/Shanghai')::date >= ${since}::date)`,
  },
  {
    clauses: CLAUSES,
    what: '质量成本计划',
    path: 'cost-plans',
    months: 12,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max(month || '-01') as latest from cost_plans
       where enterprise_id = ${enterpriseId} and retired_on is null and (${since}::text is null or month >= left(${since}::text, 7))`,
  },
  {
    clauses: CLAUSES,
    what: '质量成本明细（数据收集）',
    path: 'cost-lines',
    months: 12,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max(month || '-01') as latest from cost_lines
       where enterprise_id = ${enterpriseId} and retired_on is null and (${since}::text is null or month >= left(${since}::text, 7))`,
  },
  {
    clauses: CLAUSES,
    what: '已锁定的月份（核算分析）',
    path: 'quality-costs/months',
    months: 12,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max((locked_at at time zone 'Asia/Shanghai')::date)::text as latest from cost_locks
       where enterprise_id = ${enterpriseId} and (${since}::text is null or month >= left(${since}::text, 7))`,
  },
]

/**
 * Months to be locked: after the first locked one all that are not; before anything was locked the last month that has lines.
 * By day N of the next month (示例 25, set by the enterprise).
 */
export const costDue: readonly DueQuery[] = [
  {
    kind: 'cost-month',
    label: '质量成本',
    query: (enterpriseId, until) => sql`
      with setting as (
        select coalesce((select lock_day from cost_settings where enterprise_id = ${enterpriseId}), 25) as lock_day
      ), due as (
        select to_char(m, 'YYYY-MM') as month, (m + interval '1 month')::date + lock_day - 1 as due_on
          from setting, generate_series(date_trunc('month', ${until}::date) - interval '24 months', date_trunc('month', ${until}::date),
            interval '1 month') m
      ), unlocked as (
        select d.* from due d where d.due_on <= ${until}::date
           and not exists (select from cost_locks k where k.enterprise_id = ${enterpriseId} and k.month = d.month)
      ), began as (
        select coalesce((select min(month) from cost_locks where enterprise_id = ${enterpriseId}),
          (select max(l.month) from cost_lines l join unlocked u on u.month = l.month
            where l.enterprise_id = ${enterpriseId} and l.retired_on is null)) as month
      )
      select u.month as id, u.month as number, '锁定 ' || u.month || ' 质量成本' as what, null::uuid as owner_id, null::text as owner,
             u.due_on::text as due_on, 'quality-costs/months?year=' || left(u.month, 4) as path
        from unlocked u, began where u.month >= began.month order by u.due_on`,
  },
]
