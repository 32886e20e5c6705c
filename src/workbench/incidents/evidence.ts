import { sql } from 'kysely'
import type { DueQuery, Evidence } from '#platform/declared-queries.ts'

/** 隐患、事故报告调查处理. */
export const incidentEvidence: readonly Evidence[] = [
  {
    clauses: ['7.2b', '5.3b'],
    what: '隐患、事故报告',
    path: 'incidents',
    query: (enterpriseId) => sql`
      select count(*)::int as n, max(first_known_on)::text as latest from incidents
       where enterprise_id = ${enterpriseId} and stage <> 'dismissed'`,
  },
  {
    clauses: ['7.2b', '5.2d'],
    what: '调查处理后关闭的隐患、事故',
    path: 'incidents?stage=closed',
    months: 24,
    query: (enterpriseId, since) => sql`
      select count(*)::int as n, max(closed_on)::text as latest from incidents
       where enterprise_id = ${enterpriseId} and stage = 'closed' and (${since}::date is null or closed_on >= ${since}::date)`,
  },
]

/** 重大 that nobody has reported to the bureau, nor said why not: due on the day it was first known. */
export const incidentDue: readonly DueQuery[] = [
  {
    kind: 'incident-bureau',
    label: '重大事件报告',
    query: (enterpriseId, until) => sql`
      select i.id, i.number, '重大：' || i.title || '，还没有记录向属地报告的情况' as what, null::uuid as owner_id, null::text as owner,
             i.first_known_on::text as due_on, 'incidents/' || i.id as path
        from incidents i
       where i.enterprise_id = ${enterpriseId} and i.grade = 'major' and i.stage not in ('closed', 'dismissed')
         and i.first_known_on <= ${until}::date
         and not exists (select 1 from incident_bureau_reports r where r.enterprise_id = i.enterprise_id and r.incident_id = i.id)`,
  },
]
