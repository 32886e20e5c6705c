import { sql } from 'kysely'
import type { DueQuery, DueRow } from '../declared-queries.ts'
import { columnName, columnsOf, type DueRule, type Ledger } from './ledger.ts'

/** What falls due in the ledgers that have a day to be kept, for the first page of the officer. */
export function dueOfLedgers(ledgers: readonly Ledger[]): DueQuery[] {
  return ledgers.flatMap((ledger) => (ledger.due ? [dueOf(ledger, ledger.due)] : []))
}

function dueOf(ledger: Ledger, { column, label }: DueRule): DueQuery {
  const own = (key: string) => sql.ref(`r.${columnName(key)}`)
  const owner = ownerOf(ledger)
  const staff = owner
    ? sql`left join ${sql.table(STAFF)} s on s.enterprise_id = r.enterprise_id and s.id = ${own(owner)}`
    : sql``
  const [number = ledger.called] = ledger.key
  return {
    kind: ledger.name,
    label: ledger.noun,
    query: (enterpriseId, until) => sql<DueRow>`
      select r.id, ${own(number)}::text as number, ${`${label}：`}::text || ${own(ledger.called)} as what,
             ${owner ? own(owner) : sql`null::uuid`} as owner_id, ${owner ? sql`s.name` : sql`null::text`} as owner,
             ${own(column)}::text as due_on, ${`${ledger.path}/`}::text || r.id as path
        from ${sql.table(ledger.table)} r ${staff}
       where r.enterprise_id = ${enterpriseId} and r.retired_on is null and ${own(column)} <= ${until}::date`,
  }
}

const STAFF = 'staff_members'

/** The first link to the staff ledger is who sees to it. */
function ownerOf(ledger: Ledger): string | undefined {
  return columnsOf(ledger).find(([, column]) => column.kind === 'link' && column.to().table === STAFF)?.[0]
}
