import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { searchWordsOf } from '#registry/enterprises/index.ts'
import { giveOfficerWords, officersWithoutWords } from '../store.ts'

const BATCH = 2000
const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/** Makes the search words of officers that have none: until then they are found by the characters of their name, not by pinyin. */
export const fillOfficerWordsJob: Job = {
  name: 'fill-officer-words',
  cron: '* * * * *',
  async run({ pool }) {
    for (;;) {
      const given = await inTransaction(pool, asker, async (tx) => {
        const found = await officersWithoutWords(tx, BATCH)
        const words = found.map((row) => ({ ...row, words: searchWordsOf(row.name, 'person') }))
        return words.length === 0 ? 0 : giveOfficerWords(tx, words)
      })
      if (given === 0) return
    }
  },
}
