import type { Index } from '../database/migrate.ts'
import type { Handled } from '../perform.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import { isSortable } from './sortable.ts'

/** The operations of a ledger carry its declaration, so that the house knows all of them. */
export type LedgerHandled = Handled & { readonly ledger: Ledger }

/** The ledgers of which these are the operations. */
export function ledgersOf(handlers: readonly Handled[]): Ledger[] {
  return handlers.flatMap((each) => ('ledger' in each ? [(each as LedgerHandled).ledger] : []))
}

/**
 * The indexes that follow from a declaration, made after the migrations like the queues of the jobs: by every column that a
 * list is sorted by, newest first, and by fragment. All hold `retired_on`, so that a list is counted without its rows.
 */
export function ledgerIndexes(ledgers: readonly Ledger[]): Index[] {
  return ledgers.flatMap((ledger) => {
    const { table } = ledger
    const sorted = columnsOf(ledger).flatMap(([key, column]) => (isSortable(column) ? [columnName(key)] : []))
    const index = (name: string, on: string) => ({
      name: `${table}_${name}`,
      sql: `create index ${table}_${name} on ${table} ${on}`,
    })
    return [
      index('newest', '(enterprise_id, id) include (retired_on)'),
      ...sorted.map((name) => index(`by_${name}`, `(enterprise_id, "${name}", id) include (retired_on)`)),
      index('found', 'using gin (ledger_grams(enterprise_id, search))'),
    ]
  })
}
