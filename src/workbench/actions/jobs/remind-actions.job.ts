import { postNotice } from '#foundation/notices/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { addDays, type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { dueWords, linkTo, tellOwner } from '../add-action.ts'
import { REMIND_DAYS } from '../domain.ts'
import { enterprisesToRemind, takeReminders } from '../reminder-store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/**
 * Reminds the owners of actions three days before their day and once it has passed; each is told once for each day that was set.
 * Who has no account is not told before; that something is overdue is then told to everyone of the enterprise.
 */
export const remindActionsJob: Job = {
  name: 'remind-actions',
  cron: '20 8 * * *',
  async run({ pool, now }) {
    const at = now()
    const today = civilDateOf(at)
    const enterprises = await inTransaction(pool, asker, (tx) => enterprisesToRemind(tx, today))
    for (const enterpriseId of enterprises) {
      await inTransaction(pool, { kind: 'system', role: 'system', for: { enterpriseId } }, (tx) =>
        remind(tx, enterpriseId, today, at),
      )
    }
  },
}

async function remind(tx: Tx, enterpriseId: string, today: CivilDate, at: Date) {
  const due = await takeReminders(tx, enterpriseId, { today, until: addDays(today, REMIND_DAYS) }, at)
  for (const each of due) {
    const overdue = each.dueOn < today
    const title = overdue ? `${each.sourceNumber}：措施已逾期` : `${each.sourceNumber}：措施快到期`
    const body = dueWords(each.what, each.dueOn)
    const told = await tellOwner(tx, { ...each, enterpriseId, title, body })
    if (told || !overdue) continue
    await postNotice(tx, {
      inWorkbench: true,
      enterpriseId,
      kind: 'action',
      title,
      body: each.ownerName ? `${body}责任人${each.ownerName}。` : body,
      link: linkTo({ enterpriseId, id: each.id }),
    })
  }
}
