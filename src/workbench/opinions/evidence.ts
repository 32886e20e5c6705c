import { sql } from 'kysely'
import type { DueQuery, DueRow, Evidence } from '#platform/declared-queries.ts'
import type { matters } from './ledgers.ts'

type Matter = keyof typeof matters

/** What of one matter counts: opinions and proposals that were put, or approvals that were decided. */
const of = (clauses: string[], what: string, matter: Matter): Evidence => ({
  clauses,
  what,
  path: `opinions?matter=${matter}`,
  months: 12,
  query: (enterpriseId, since) => sql<{ n: number; latest: string | null }>`
    select count(*)::int as n, max(coalesce(answered_on, put_on))::text as latest from opinions
     where enterprise_id = ${enterpriseId} and matter = ${matter} and status <> 'withdrawn'
       and (kind <> 'approval' or status <> 'waiting')
       and put_on >= coalesce(${since}::date, '-infinity')`,
})

/** Parts in decisions and powers of DB1302/T 589—2024 that are exercised by saying and deciding. */
export const evidence: readonly Evidence[] = [
  of(['6.2', '8.1c'], '对经营决策的意见和审批', 'business'),
  of(['7.1.1b'], '参与市场、产品、工艺策划的意见', 'planning'),
  of(['8.1b'], '质量战略、计划的意见和审批', 'plans'),
  of(['8.1e'], '质量经费的意见和审批', 'budget'),
  of(['8.1f'], '质量部门人事建议', 'personnel'),
  of(['8.1g'], '考核、奖励结果的审定', 'rewards'),
]

/** What waits for an answer, by the day that was asked for. */
export const due: readonly DueQuery[] = [
  {
    kind: 'opinion',
    label: '意见答复',
    query: (enterpriseId, until) => sql<DueRow>`
      select o.id, o.number, (case o.kind when 'approval' then '审批：' else '答复：' end) || o.title as what,
             o.addressee_staff as owner_id, coalesce(s.name, o.addressee) as owner, o.waits_until::text as due_on,
             'opinions/' || o.id as path
        from opinions o left join staff_members s on s.enterprise_id = o.enterprise_id and s.id = o.addressee_staff
       where o.enterprise_id = ${enterpriseId} and o.waits_until <= ${until}::date`,
  },
]
