import { sql } from 'kysely'
import type { DueQuery, DueRow } from '#platform/declared-queries.ts'

/** Open actions, whatever record they come from; they are known by the number of that record. */
export const actionsDue: DueQuery = {
  kind: 'action',
  label: '措施',
  query: (enterpriseId, until) => sql<DueRow>`
    select a.id, a.source_number as number, a.what, a.owner_id, s.name as owner, a.due_on::text as due_on,
           'actions/' || a.id as path
      from actions a left join staff_members s on s.enterprise_id = a.enterprise_id and s.id = a.owner_id
     where a.enterprise_id = ${enterpriseId} and a.state = 'open' and a.due_on <= ${until}::date`,
}
