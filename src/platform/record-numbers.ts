import { sql } from 'kysely'
import type { Tx } from './database/transaction.ts'

/**
 * The next number of a series of one enterprise in a year: `FJ-2026-007`. Numbers have no gaps, because one that is
 * given in a transaction that does not commit is given again; two at the same moment wait for each other.
 */
export async function nextNumber(
  tx: Tx,
  enterpriseId: string,
  series: string,
  year: number,
): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into record_numbers (enterprise_id, series, year, last) values (${enterpriseId}, ${series}, ${year}, 1)
    on conflict (enterprise_id, series, year) do update set last = record_numbers.last + 1 returning last`.execute(
    tx,
  )
  return `${series}-${year}-${String(rows[0]?.last).padStart(3, '0')}`
}
