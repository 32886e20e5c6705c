import { inTransaction } from '#platform/database/transaction.ts'
import type { Installation } from '#platform/perform.ts'
import { insertFirstLink } from './link-store.ts'
import { expiryAfter, FIRST_LINK_DAYS, newToken } from './tokens.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/**
 * The secret that makes the first administrator, for the console alone; undefined when there is an administrator.
 * Each start makes a new one and ends the one before.
 */
export async function offerFirstLink({ pool, now }: Installation): Promise<string | undefined> {
  const { token, hash } = newToken()
  const made = await inTransaction(pool, asker, (tx) =>
    insertFirstLink(tx, hash, expiryAfter(now(), FIRST_LINK_DAYS)),
  )
  return made ? token : undefined
}
