import { postMessage } from '#foundation/notices/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { addDays, type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import type { Duty, DutyState } from '../contract.ts'
import { dutyStates } from '../duty-states.ts'
import { findRemindedUnits, takeOccasion, usedOccasions } from '../reminder-store.ts'
import { occasionsOf, reminderOf, remindersDue } from '../reminders.ts'
import { type DutySettings, defaultSettings, findSettings } from '../store.ts'
import { remindOfReplies } from '../supervisions/remind.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
const TOGETHER = 50
/** Office hours of Beijing: nobody gets a text message at night. */
const FIRST_HOUR = 8
const LAST_HOUR = 20
/** Days that the longest offsets, of 60 workdays, can span with holidays. */
const REACH = 100
const OPEN: readonly DutyState[] = ['upcoming', 'near', 'today', 'late']

/**
 * Reminds units before, on and after the day of each open duty, and tells the unit above who is newly late. Runs every hour, so
 * that a morning without the server is made up for; each occasion is used once, in the transaction that tells of it.
 */
export const remindDutiesJob: Job = {
  name: 'remind-duties',
  cron: '7 * * * *',
  async run({ pool, now }) {
    const at = now()
    const hour = (at.getUTCHours() + 8) % 24
    if (hour < FIRST_HOUR || hour >= LAST_HOUR) return
    const today = civilDateOf(at)
    const units = await inTransaction(pool, asker, (tx) => findRemindedUnits(tx, today))
    const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
    for (let from = 0; from < units.length; from += TOGETHER) {
      const ids = units.slice(from, from + TOGETHER).map(({ id }) => id)
      await inTransaction(pool, asker, (tx) => remind(tx, { ids, parents, today, at }))
    }
    await inTransaction(pool, asker, (tx) => remindOfReplies(tx, today, at))
  },
}

type Run = {
  readonly ids: readonly string[]
  readonly parents: ReadonlyMap<string, string | null>
  readonly today: CivilDate
  readonly at: Date
}

async function remind(tx: Tx, { ids, parents, today, at }: Run): Promise<void> {
  const [settings, used, duties] = await Promise.all([
    findSettings(tx, ids),
    usedOccasions(tx, ids, addDays(today, -REACH)),
    openDuties(tx, ids, today),
  ])
  const newlyLate: Duty[] = []
  for (const duty of duties) {
    const of = settings.get(duty.unitId) ?? defaultSettings
    const told = await remindOf(tx, duty, { of, used, today, at })
    if (told !== undefined && told > 0) newlyLate.push(duty)
  }
  for (const [unitId, late] of Map.groupBy(newlyLate, ({ unitId }) => parents.get(unitId) ?? '')) {
    if (unitId) await tellAbove(tx, unitId, late)
  }
}

/** Within reach of any offset, wherever the year ends. */
async function openDuties(tx: Tx, ids: readonly string[], today: CivilDate): Promise<Duty[]> {
  const [first, last] = [addDays(today, -REACH), addDays(today, REACH)]
  const years = [...new Set([first, today, last].map((day) => Number(day.slice(0, 4))))]
  const found: Duty[] = []
  for (const year of years) found.push(...(await dutyStates(tx, ids, year, { on: today })))
  return found.filter(({ state, due }) => OPEN.includes(state) && due !== null && due >= first && due <= last)
}

type Known = {
  readonly of: DutySettings
  readonly used: ReadonlyMap<string, ReadonlySet<number>>
  readonly today: CivilDate
  readonly at: Date
}

/** Answers the occasion that was used, if any. */
async function remindOf(tx: Tx, duty: Duty, { of, used, today, at }: Known): Promise<number | undefined> {
  const { unitId, key: dutyId, period, due } = duty
  if (due === null) return undefined
  const known = used.get(`${unitId} ${dutyId} ${period} ${due}`) ?? new Set<number>()
  const now = remindersDue(occasionsOf(due, of), known, today)
  if (!now) return undefined
  const record = { unitId, dutyId, period, due }
  if (!(await takeOccasion(tx, { ...record, days: now.send.days, skipped: false }, at))) return undefined
  for (const { days } of now.skip) await takeOccasion(tx, { ...record, days, skipped: true }, at)
  await postMessage(tx, { unitId, kind: 'duty', link: `/units/${unitId}/duties`, ...reminderOf(duty) })
  return now.send.days
}

const NAMED = 5

async function tellAbove(tx: Tx, unitId: string, late: readonly Duty[]): Promise<void> {
  const named = late.slice(0, NAMED).map(({ unitName, title }) => `${unitName}（${title}）`)
  await postMessage(tx, {
    unitId,
    kind: 'duty-below',
    title: `下级有 ${late.length} 项逾期`,
    body: `${named.join('、')}${late.length > NAMED ? ' 等' : ''}。可以督办或延期。`,
    link: `/units/${unitId}/duties-below?state=late`,
  })
}
