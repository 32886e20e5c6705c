import { sql } from 'kysely'
import { PREPARED, type Tx } from '#platform/database/transaction.ts'
import type { DueQuery } from '#platform/declared-queries.ts'
import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import { type Cockpit, DAYS_AHEAD, type DueItem, type StandingVeto } from './contract.ts'

export type DueAsked = {
  readonly enterpriseId: string
  readonly mineOnly: boolean
  readonly label?: string | undefined
  readonly limit: number
  readonly today: CivilDate
}

type DueRow = DueItem & { overdue: number; dueToday: number; week: number }

/** All declared due items as one statement, counted before they are cut. */
export async function findDue(
  tx: Tx,
  queries: readonly DueQuery[],
  asked: DueAsked,
): Promise<Omit<Cockpit['due'], 'labels'>> {
  const { enterpriseId, today } = asked
  const until = addDays(today, DAYS_AHEAD)
  const wanted = queries.filter(({ label }) => asked.label === undefined || label === asked.label)
  if (wanted.length === 0) return { overdue: 0, today: 0, week: 0, rows: [] }
  const all = wanted.map(
    ({ kind, label, query }) => sql`
      select ${kind}::text as kind, ${label}::text as label, d.id::text as id, d.number::text as number, d.what::text as what,
             d.owner_id::uuid as owner_id, d.owner::text as owner, d.due_on::date as due_on, d.path::text as path
        from (${query(enterpriseId, until)}) d`,
  )
  const { rows } = await sql<DueRow>`${sql.raw(PREPARED)}
    with mine as (select s.id from staff_members s join accounts a on a.login = lower(s.login)
                   where a.id = app_account() and s.enterprise_id = app_enterprise()),
         due as (select d.*, coalesce(d.owner_id in (select id from mine), false) as mine from (${sql.join(all, sql` union all `)}) d)
    select kind, label, id, number, what, owner, mine, due_on::text as "dueOn", path,
           count(*) filter (where due_on < ${today}::date) over ()::int as overdue,
           count(*) filter (where due_on = ${today}::date) over ()::int as "dueToday",
           count(*) filter (where due_on > ${today}::date) over ()::int as week
      from due where mine or not ${asked.mineOnly}
     order by due_on, kind, id limit ${asked.limit}`.execute(tx)
  const [first] = rows
  return {
    overdue: first?.overdue ?? 0,
    today: first?.dueToday ?? 0,
    week: first?.week ?? 0,
    rows: rows.map(({ overdue: _, dueToday: __, week: ___, ...row }) => row),
  }
}

type VetoRow = Omit<StandingVeto, 'since' | 'lastAttempt' | 'conditions'> & {
  since: Date
  lastAttempt: Date | null
  met: number
  all: number
  standing: number
  tried: number
}

const SHOWN = 5

/** Vetoes by the holds that they have placed. */
export async function findStandingVetoes(tx: Tx, enterpriseId: string): Promise<Cockpit['vetoes']> {
  const { rows } = await sql<VetoRow>`
    with standing as (
      select h.source_kind, h.source_id as id, min(h.source_number) as number, min(h.path) as path, min(h.subject_text) as subject,
             array_agg(distinct x.act order by x.act) as acts, min(h.since) as since
        from holds h cross join unnest(h.acts) as x (act)
       where h.enterprise_id = ${enterpriseId} and h.ended_at is null
       group by h.source_kind, h.source_id)
    select v.id, v.number, v.path, v.subject, v.acts, v.since, t.n as attempts, t.latest as "lastAttempt", c.met, c.all,
           count(*) over ()::int as standing, (sum(t.n) over ())::int as tried
      from standing v
      cross join lateral (select count(*)::int as n, max(a.at) as latest from hold_attempts a
                           where a.enterprise_id = ${enterpriseId} and a.source_id = v.id) t
      cross join lateral (select count(*) filter (where c.state = 'done')::int as met, count(*)::int as all from actions c
                           where c.enterprise_id = ${enterpriseId} and c.source_kind = v.source_kind and c.source_id = v.id
                             and c.kind = 'condition' and c.state <> 'dropped') c
     order by v.since desc, v.id limit ${SHOWN}`.execute(tx)
  return {
    standing: rows[0]?.standing ?? 0,
    attempts: rows[0]?.tried ?? 0,
    rows: rows.map(({ since, lastAttempt, met, all, standing: _, tried: __, ...row }) => ({
      ...row,
      since: since.toISOString(),
      lastAttempt: lastAttempt?.toISOString() ?? null,
      conditions: { met, all },
    })),
  }
}
