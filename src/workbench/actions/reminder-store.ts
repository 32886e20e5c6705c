import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'

/** Enterprises that have an action of which nobody was told yet although its day is near or past. */
export async function enterprisesToRemind(tx: Tx, today: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from enterprises_to_remind_of_actions(${today}::date) as found(id)`.execute(tx)
  return rows.map(({ id }) => id)
}

export type DueAction = {
  readonly id: string
  readonly sourceNumber: string
  readonly what: string
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly dueOn: CivilDate
}

/** Open actions that are due until a day and were not told of yet on this occasion; from now on they were. */
export async function takeReminders(
  tx: Tx,
  enterpriseId: string,
  { today, until }: { readonly today: CivilDate; readonly until: CivilDate },
  at: Date,
): Promise<DueAction[]> {
  const { rows } = await sql<DueAction>`
    with taken as (
      insert into action_reminders (enterprise_id, action_id, due_on, occasion, at)
      select enterprise_id, id, due_on, case when due_on < ${today}::date then 'overdue' else 'soon' end, ${at}::timestamptz
        from actions
       where enterprise_id = ${enterpriseId} and state = 'open' and due_on <= ${until}::date
      on conflict do nothing returning enterprise_id, action_id)
    select a.id, a.source_number as "sourceNumber", a.what, a.owner_id as "ownerId", s.name as "ownerName", a.due_on::text as "dueOn"
      from taken t join actions a on a.enterprise_id = t.enterprise_id and a.id = t.action_id
      left join staff_members s on s.enterprise_id = a.enterprise_id and s.id = a.owner_id
     order by a.due_on, a.id`.execute(tx)
  return rows
}
