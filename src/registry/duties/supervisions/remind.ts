import { postMessage } from '#foundation/notices/index.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import { takeOccasion, usedOccasions } from '../reminder-store.ts'
import { occasionsOf, remindersDue } from '../reminders.ts'
import { defaultSettings, findSettings } from '../store.ts'
import { linkTo } from './advance.ts'
import { findUnanswered } from './store.ts'

/** Days that the longest offsets can span. */
const REACH = 100
const PERIOD = 'reply'

/** Reminds of replies to a 督办 as of duties: before, on and after the day, each occasion once. After it the issuer hears too. */
export async function remindOfReplies(tx: Tx, today: CivilDate, at: Date): Promise<void> {
  const [first, last] = [addDays(today, -REACH), addDays(today, REACH)]
  const open = await findUnanswered(tx, first, last, today)
  const ids = [...new Set(open.map(({ unitId }) => unitId))]
  const [settings, used] = await Promise.all([findSettings(tx, ids), usedOccasions(tx, ids, first)])
  for (const each of open) {
    const { unitId, dueOn: due, id } = each
    const key = { unitId, dutyId: `supervision:${id}`, period: PERIOD, due }
    const known = used.get(`${unitId} ${key.dutyId} ${PERIOD} ${due}`) ?? new Set<number>()
    const now = remindersDue(occasionsOf(due, settings.get(unitId) ?? defaultSettings), known, today)
    if (!now || !(await takeOccasion(tx, { ...key, days: now.send.days, skipped: false }, at))) continue
    for (const { days } of now.skip) await takeOccasion(tx, { ...key, days, skipped: true }, at)
    const said = {
      kind: 'supervision',
      title: `${each.overdue ? '逾期未回复' : '请回复'}：${each.no}`,
      body: `${each.title}，回复期限 ${due}。`,
      link: linkTo(each),
    }
    await postMessage(tx, { unitId, ...said })
    if (each.overdue) await postMessage(tx, { unitId: each.issuerId, ...said })
  }
}
