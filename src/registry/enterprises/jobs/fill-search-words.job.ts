import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { nameKeyOf, searchWordsOf } from '../name-search.ts'
import { findWithoutWords, giveWords } from '../search-store.ts'

const BATCH = 2000
const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/**
 * Makes the search words of names that have none: rows from before they existed, or written past the application. Each
 * batch is a transaction of its own, so that it can stop at any moment and go on later.
 */
export const fillSearchWordsJob: Job = {
  name: 'fill-search-words',
  cron: '* * * * *',
  async run({ pool }) {
    for (;;) {
      const given = await inTransaction(pool, asker, async (tx) => {
        const found = await findWithoutWords(tx, BATCH)
        const words = found.map(({ id, name }) => ({
          id,
          name,
          words: searchWordsOf(name),
          ...nameKeyOf(name),
        }))
        return words.length === 0 ? 0 : giveWords(tx, words)
      })
      if (given === 0) return
    }
  },
}
