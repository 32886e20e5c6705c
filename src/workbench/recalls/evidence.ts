import { sql } from 'kysely'
import type { DueQuery, DueRow, Evidence } from '#platform/declared-queries.ts'

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

/** The nearest clock of each recall. */
export const due: readonly DueQuery[] = [
  {
    kind: 'recall',
    label: '召回',
    query: (enterpriseId, until) => sql<DueRow>`
      select r.id, r.number, r.next_step || '：' || r.title as what, r.responsible as owner_id, s.name as owner,
             r.next_due::text as due_on, 'recalls/' || r.id as path
        from recalls r left join staff_members s on s.enterprise_id = r.enterprise_id and s.id = r.responsible
       where r.enterprise_id = ${enterpriseId} and r.next_due <= ${until}::date`,
  },
]
