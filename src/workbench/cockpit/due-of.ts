import { type RawBuilder, sql } from 'kysely'
import type { DueQuery, DueRow } from '#platform/declared-queries.ts'
import { columnName, type Ledger } from '#platform/ledger/ledger.ts'

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

/** Records of a ledger by its own due rule; `label` says where they come from. */
export function dueOfLedger(ledger: Ledger, label: string): DueQuery {
  const { due, key, called, table, path, columns } = ledger
  if (!due) throw new Error(`${ledger.name} has no due rule`)
  const column = (name: string) => sql.ref(`t.${columnName(name)}`)
  const owner = Object.entries(columns).find(
    ([, each]) => each.kind === 'link' && each.to().table === 'staff_members',
  )?.[0]
  const joined: RawBuilder<unknown> = owner
    ? sql`left join staff_members s on s.enterprise_id = t.enterprise_id and s.id = ${column(owner)}`
    : sql``
  return {
    kind: ledger.name,
    label,
    query: (enterpriseId, until) => sql<DueRow>`
      select t.id, ${column(key[0] ?? called)}::text as number, ${due.label} || '：' || ${column(called)} as what,
             ${owner ? column(owner) : sql`null::uuid`} as owner_id, ${owner ? sql`s.name` : sql`null::text`} as owner,
             ${column(due.column)}::text as due_on, ${path} || '/' || t.id as path
        from ${sql.table(table)} t ${joined}
       where t.enterprise_id = ${enterpriseId} and t.retired_on is null and ${column(due.column)} <= ${until}::date`,
  }
}
