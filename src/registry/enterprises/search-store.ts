import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

/** Enterprises of any unit whose search words are missing; for the system alone. */
export async function findWithoutWords(tx: Tx, limit: number) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from enterprises_without_words(${limit})`.execute(tx)
  return rows
}

/** Gives words to those that still have none under the same name; answers how many. */
export async function giveWords(
  tx: Tx,
  words: readonly { id: string; name: string; words: string; key: string; areas: string }[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select give_search_words(${JSON.stringify(words)}::jsonb) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
