import { postNotice } from '#foundation/notices/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { DueRule, Ledger } from '#platform/ledger/ledger.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { ledgersWithDue } from '../provide-ledgers.ts'
import { reminderOf } from '../reminder.ts'
import { enterprisesDue, takeOccasions } from '../store.ts'

const everywhere = { kind: 'system', role: 'system', for: { platform: true } } as const

/**
 * Every morning: one notice to each enterprise and ledger of what comes due and what has become overdue since yesterday. A
 * morning that was missed is made up for by the next one; each occasion is used in the transaction that tells of it.
 */
export const remindDueJob: Job = {
  name: 'remind-due-of-ledgers',
  cron: '20 8 * * *',
  async run({ pool, now }) {
    const at = now()
    const today = civilDateOf(at)
    for (const { ledger, due } of ledgersWithDue()) {
      const until = addDays(today, Math.max(...due.lead))
      const enterprises = await inTransaction(pool, everywhere, (tx) =>
        enterprisesDue(tx, ledger, due, until),
      )
      for (const enterpriseId of enterprises) {
        const asker = { kind: 'system', role: 'system', for: { enterpriseId } } as const
        await inTransaction(pool, asker, async (tx) => {
          const occasions = await takeOccasions(tx, ledger, due, { enterpriseId, today, at })
          if (occasions.length === 0) return
          await postNotice(tx, {
            inWorkbench: true,
            enterpriseId,
            kind: 'ledger-due',
            link: linkTo(ledger, due, enterpriseId, until),
            ...reminderOf(ledger, due, occasions),
          })
        })
      }
    }
  },
}

function linkTo(ledger: Ledger, { column }: DueRule, enterpriseId: string, until: string): string {
  return `/enterprises/${enterpriseId}/${ledger.path}?${column}To=${until}&sort=${column}`
}
