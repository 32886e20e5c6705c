import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'

/** Units that are there on a day and owe anything: not those of the nation. */
export async function findRemindedUnits(
  tx: Tx,
  on: CivilDate,
): Promise<{ id: string; parentId: string | null }[]> {
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    select id, parent_id as "parentId" from org_units
     where level <> 'nation' and valid_from <= ${on}::date and (valid_to is null or valid_to >= ${on}::date) order by id`.execute(
    tx,
  )
  return rows
}

/** The occasions that were used, by unit, duty, period and day. */
export async function usedOccasions(
  tx: Tx,
  unitIds: readonly string[],
  since: CivilDate,
): Promise<Map<string, Set<number>>> {
  const { rows } = await sql<{ at: string; days: number[] }>`
    select unit_id || ' ' || duty_id || ' ' || period || ' ' || due as at, array_agg(days) as days from duty_reminders
     where unit_id = any(${[...unitIds]}::uuid[]) and due >= ${since}::date group by 1`.execute(tx)
  return new Map(rows.map(({ at, days }) => [at, new Set(days)]))
}

export type Reminder = {
  readonly unitId: string
  readonly dutyId: string
  readonly period: string
  readonly due: CivilDate
  readonly days: number
  readonly skipped: boolean
}

/** Writes down that an occasion is used; false when another run was first. */
export async function takeOccasion(tx: Tx, reminder: Reminder, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('duty_reminders')
    .values({
      unit_id: reminder.unitId,
      duty_id: reminder.dutyId,
      period: reminder.period,
      due: reminder.due,
      days: reminder.days,
      skipped: reminder.skipped,
      sent_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
