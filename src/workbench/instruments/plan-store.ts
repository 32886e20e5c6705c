import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Obligation, Planned } from './contract.ts'

export type PlanQuery = {
  readonly enterpriseId: string
  readonly year: number
  readonly month?: number | undefined
  readonly department?: string | undefined
  readonly today: CivilDate
}

/**
 * The days of the year: those of certificates that had a successor, and from the certificates in force on the days to come, each
 * following from the one before. What is late counts on from today.
 */
function days({ enterpriseId, year, department, today }: PlanQuery): RawBuilder<unknown> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const of = department ? sql`and i.department = ${department}` : sql``
  const thisYear = today.slice(0, 4) === String(year)
  return sql`
    with recursive coming as (
      select i.id, i.cycle_months, i.due_on as planned_on, greatest(i.due_on, ${today}::date) as done_by, i.due_on < ${today}::date as late
        from instruments i
       where i.enterprise_id = ${enterpriseId} and i.retired_on is null and i.due_on <= ${last}::date ${of}
      union all
      select c.id, c.cycle_months, n.on_day, n.on_day, false
        from coming c, lateral (select (c.done_by + make_interval(months => c.cycle_months))::date - 1 as on_day) n
       where n.on_day <= ${last}::date),
    days as (
      select id, greatest(planned_on, ${first}::date) as planned_on, null::date as done_on, late from coming
       where planned_on >= ${first}::date or (late and ${thisYear})
      union all
      select e."instrumentId", e."dueOn", e."doneOn", false
        from (${ended({ enterpriseId, from: first, to: last, department })}) e where e."doneOn" is not null)`
}

const inMonth = ({ month }: PlanQuery) =>
  month === undefined ? sql`true` : sql`extract(month from d.planned_on) = ${month}`

/** Lines of the plan in order, for a list, a workbook or paper. */
export function planRows(
  query: PlanQuery,
  page: { after?: PlanCursor | undefined; limit?: number } = {},
): RawBuilder<Planned> {
  const { after, limit } = page
  return sql<Planned>`(${days(query)}
    select i.id, i.instrument_no as "instrumentNo", i.name, i.model, i.factory_no as "factoryNo", dep.name as department,
           i.category, i.mandatory, i.tracing, i.cycle_months as "cycleMonths", i.body, i.last_on as "lastOn",
           d.planned_on as "plannedOn", d.done_on as "doneOn", d.late
      from days d
      join instruments i on i.enterprise_id = ${query.enterpriseId} and i.id = d.id
      left join departments dep on dep.enterprise_id = i.enterprise_id and dep.id = i.department
     where ${inMonth(query)}
       ${after ? sql`and (d.planned_on, i.instrument_no) > (${after.on}::date, ${after.no})` : sql``}
     order by d.planned_on, i.instrument_no ${limit === undefined ? sql`` : sql`limit ${limit}`})`
}

export type PlanCursor = { readonly on: CivilDate; readonly no: string }

export async function findPlan(
  tx: Tx,
  query: PlanQuery,
  page: { after?: PlanCursor | undefined; limit: number },
): Promise<{ rows: Planned[]; total: number }> {
  const [found, counted] = await Promise.all([
    sql<Planned>`select * from ${planRows(query, page)} as listed`.execute(tx),
    sql<{ n: number }>`${days(query)} select count(*)::int as n from days d where ${inMonth(query)}`.execute(
      tx,
    ),
  ])
  return { rows: found.rows, total: counted.rows[0]?.n ?? 0 }
}

export async function countPlan(tx: Tx, query: PlanQuery) {
  const { enterpriseId, department, today } = query
  const of = department ? sql`and i.department = ${department}` : sql``
  const [months, counted] = await Promise.all([
    sql<{ month: number; due: number; mandatory: number }>`${days(query)}
      select extract(month from d.planned_on)::int as month, count(*)::int as due,
             count(*) filter (where i.mandatory)::int as mandatory
        from days d join instruments i on i.enterprise_id = ${enterpriseId} and i.id = d.id group by 1`.execute(
      tx,
    ),
    sql<{ overdue: number; soon: number; pending: number; sweeps: number }>`
      select count(*) filter (where i.due_on < ${today})::int as overdue,
             count(*) filter (where i.due_on between ${today} and ${today}::date + 30)::int as soon,
             count(*) filter (where i.basis = 'none')::int as pending,
             (select count(*)::int from instrument_certificates c
               where c.enterprise_id = ${enterpriseId} and c.sweep = 'open' and c.retired_on is null) as sweeps
        from instruments i
       where i.enterprise_id = ${enterpriseId} and i.retired_on is null and i.standing = 'in-use' ${of}`.execute(
      tx,
    ),
  ])
  return {
    months: Array.from({ length: 12 }, (_, index) => {
      const found = months.rows.find(({ month }) => month === index + 1)
      return {
        month: `${query.year}-${String(index + 1).padStart(2, '0')}`,
        due: found?.due ?? 0,
        mandatory: found?.mandatory ?? 0,
      }
    }),
    ...(counted.rows[0] ?? { overdue: 0, soon: 0, pending: 0, sweeps: 0 }),
  }
}

export type RateQuery = {
  readonly enterpriseId: string
  readonly from: CivilDate
  readonly to: CivilDate
  readonly department?: string | undefined
  readonly outcome?: 'on-time' | 'late' | 'open' | undefined
}

/** Certificates that ended in the period, while the instrument was in use, each with the one after it. */
function ended({ enterpriseId, from, to, department }: RateQuery): RawBuilder<unknown> {
  const of = department ? sql`and i.department = ${department}` : sql``
  return sql`
    select c.id, i.id as "instrumentId", i.instrument_no as "instrumentNo", i.name, dep.name as department, i.mandatory,
           c.valid_until as "dueOn", n.certified_on as "doneOn",
           case when n.certified_on is null then 'open' when n.certified_on <= c.valid_until then 'on-time' else 'late' end as outcome
      from instrument_certificates c
      join instruments i on i.enterprise_id = c.enterprise_id and i.id = c.instrument
      left join departments dep on dep.enterprise_id = i.enterprise_id and dep.id = i.department
      left join lateral (
        select certified_on from instrument_certificates l
         where l.enterprise_id = c.enterprise_id and l.instrument = c.instrument and l.retired_on is null
           and (l.certified_on, l.id) > (c.certified_on, c.id)
         order by l.certified_on, l.id limit 1) n on true
     where c.enterprise_id = ${enterpriseId} and c.retired_on is null and c.valid_until between ${from} and ${to} ${of}
       and (c.released_on is null or c.released_on > c.valid_until or n.certified_on <= c.valid_until)`
}

export type RateCursor = { readonly on: CivilDate; readonly id: string }

export function obligationRows(
  query: RateQuery,
  page: { after?: RateCursor | undefined; limit?: number } = {},
): RawBuilder<Obligation> {
  const { after, limit } = page
  return sql<Obligation>`(select * from (${ended(query)}) e
    where ${query.outcome ? sql`e.outcome = ${query.outcome}` : sql`true`}
      ${after ? sql`and (e."dueOn", e.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by e."dueOn", e.id ${limit === undefined ? sql`` : sql`limit ${limit}`})`
}

export async function findObligations(
  tx: Tx,
  query: RateQuery,
  page: { after?: RateCursor | undefined; limit: number },
): Promise<{ rows: Obligation[]; total: number }> {
  const [found, counted] = await Promise.all([
    sql<Obligation>`select * from ${obligationRows(query, page)} as listed`.execute(tx),
    sql<{ n: number }>`select count(*)::int as n from ${obligationRows(query)} as listed`.execute(tx),
  ])
  return { rows: found.rows, total: counted.rows[0]?.n ?? 0 }
}

export async function countObligations(tx: Tx, query: RateQuery) {
  const { rows } = await sql<{ due: number; onTime: number; late: number; open: number }>`
    select count(*)::int as due, count(*) filter (where outcome = 'on-time')::int as "onTime",
           count(*) filter (where outcome = 'late')::int as late, count(*) filter (where outcome = 'open')::int as open
      from (${ended(query)}) e`.execute(tx)
  return rows[0] ?? { due: 0, onTime: 0, late: 0, open: 0 }
}
