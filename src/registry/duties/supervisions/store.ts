import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Supervision, SupervisionEvent, SupervisionState } from './contract.ts'

export type SupervisionRow = Omit<Supervision, 'no'> & { readonly year: number; readonly seq: number }

const listed = (today: CivilDate) => sql`
  v.unit_id as "unitId", u.name as "unitName", v.id, v.version, v.issuer_id as "issuerId", i.name as "issuerName", v.year, v.seq,
  v.title, v.body, v.basis, v.due_on::text as "dueOn", v.state,
  v.state in ('issued', 'asked-again') and v.due_on < ${today}::date as overdue,
  (v.issued_at at time zone 'Asia/Shanghai')::date::text as "issuedOn", v.duty_id as "dutyId", v.period`
const joined = sql`supervisions v join org_units u on u.id = v.unit_id join org_units i on i.id = v.issuer_id`

export const numberOf = ({ year, seq }: Pick<SupervisionRow, 'year' | 'seq'>) => `督办〔${year}〕${seq}号`
const toSupervision = ({ year, seq, ...row }: SupervisionRow): Supervision => ({
  ...row,
  no: numberOf({ year, seq }),
})

export type SupervisionFilter = {
  readonly unitId: string
  readonly side: 'issued' | 'received' | 'below'
  readonly state?: SupervisionState | undefined
  readonly text?: string | undefined
}

function meeting({ unitId, side, state, text }: SupervisionFilter): RawBuilder<unknown> {
  const whose =
    side === 'issued'
      ? sql`v.issuer_id = ${unitId}`
      : side === 'received'
        ? sql`v.unit_id = ${unitId}`
        : sql`v.issuer_id <> ${unitId} and v.unit_id <> ${unitId}`
  const fragment = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null
  return sql`${whose} and (${state ?? null}::text is null or v.state = ${state ?? null})
    and (${fragment}::text is null or v.title like ${fragment} or u.name like ${fragment})`
}

export async function findSupervisions(
  tx: Tx,
  filter: SupervisionFilter,
  page: { cursor?: string | undefined; limit: number },
  today: CivilDate,
): Promise<{ rows: Supervision[]; next: string | null; total: number }> {
  const after = page.cursor ? sql`v.id < ${page.cursor}::uuid` : sql`true`
  const [{ rows }, counted] = await Promise.all([
    sql<SupervisionRow>`select ${listed(today)} from ${joined} where ${meeting(filter)} and ${after}
      order by v.id desc limit ${page.limit + 1}`.execute(tx),
    sql<{ n: number }>`select count(*)::int as n from ${joined} where ${meeting(filter)}`.execute(tx),
  ])
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown.map(toSupervision),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
    total: counted.rows[0]?.n ?? 0,
  }
}

export function supervisionsToExport(filter: SupervisionFilter, today: CivilDate) {
  return sql<SupervisionRow>`(select ${listed(today)} from ${joined} where ${meeting(filter)} order by v.id desc)`
}

/** @throws notFound */
export async function getSupervision(
  tx: Tx,
  { unitId, supervisionId }: { unitId: string; supervisionId: string },
  today: CivilDate,
): Promise<Supervision & { events: SupervisionEvent[] }> {
  const [found, events] = await Promise.all([
    sql<SupervisionRow>`select ${listed(today)} from ${joined} where v.unit_id = ${unitId} and v.id = ${supervisionId}`.execute(
      tx,
    ),
    sql<Omit<SupervisionEvent, 'at'> & { at: Date }>`
      select e.seq, e.kind, e.text, e.due_on::text as "dueOn", b.name as "byUnit", e.by_name as "byName", e.at
        from supervision_events e join org_units b on b.id = e.by_unit_id
       where e.unit_id = ${unitId} and e.supervision_id = ${supervisionId} order by e.seq`.execute(tx),
  ])
  const [row] = found.rows
  if (!row) throw notFound()
  return {
    ...toSupervision(row),
    events: events.rows.map((each) => ({ ...each, at: each.at.toISOString() })),
  }
}

export type NewSupervision = {
  readonly unitId: string
  readonly id: string
  readonly issuerId: string
  readonly year: number
  readonly title: string
  readonly body: string
  readonly basis: string
  readonly dueOn: CivilDate
  readonly duty: { readonly key: string; readonly period: string } | null
  readonly now: Date
}

/** Takes the next number of the issuer's year; two at once wait for each other. */
export async function insertSupervision(tx: Tx, made: NewSupervision): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`supervision ${made.issuerId}`}, 0))`.execute(tx)
  await sql`
    insert into supervisions (unit_id, id, issuer_id, year, seq, title, body, basis, due_on, duty_id, period, issued_at)
    select ${made.unitId}, ${made.id}, ${made.issuerId}, ${made.year},
           1 + coalesce((select max(seq) from supervisions where issuer_id = ${made.issuerId} and year = ${made.year}), 0),
           ${made.title}, ${made.body}, ${made.basis}, ${made.dueOn}, ${made.duty?.key ?? null}, ${made.duty?.period ?? null},
           ${made.now}`.execute(tx)
}

export type NewEvent = {
  readonly unitId: string
  readonly supervisionId: string
  readonly kind: SupervisionState
  readonly text: string
  readonly dueOn: CivilDate | null
  readonly byUnitId: string
  readonly byName: string
  readonly accountId: string
  readonly at: Date
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await sql`
    insert into supervision_events (unit_id, supervision_id, seq, kind, text, due_on, by_unit_id, by_name, account_id, at)
    select ${event.unitId}, ${event.supervisionId},
           1 + (select count(*) from supervision_events where unit_id = ${event.unitId} and supervision_id = ${event.supervisionId}),
           ${event.kind}, ${event.text}, ${event.dueOn}::date, ${event.byUnitId}, ${event.byName}, ${event.accountId},
           ${event.at}`.execute(tx)
}

/** False when somebody else has gone on meanwhile. */
export async function moveSupervision(
  tx: Tx,
  of: { unitId: string; supervisionId: string; version: number },
  to: { state: SupervisionState; dueOn?: CivilDate | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supervisions')
    .set({ state: to.state, version: of.version + 1, ...(to.dueOn && { due_on: to.dueOn }) })
    .where('unit_id', '=', of.unitId)
    .where('id', '=', of.supervisionId)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The number of what the issuer has open on a duty of the unit already. */
export async function openOn(
  tx: Tx,
  { issuerId, unitId, duty }: Pick<NewSupervision, 'issuerId' | 'unitId' | 'duty'>,
): Promise<string | undefined> {
  if (!duty) return undefined
  const { rows } = await sql<{ year: number; seq: number }>`
    select year, seq from supervisions
     where issuer_id = ${issuerId} and unit_id = ${unitId} and duty_id = ${duty.key} and period = ${duty.period}
       and state in ('issued', 'replied', 'asked-again') limit 1`.execute(tx)
  return rows[0] && numberOf(rows[0])
}

/** What waits for a reply that is due within these days, for the job. */
export async function findUnanswered(
  tx: Tx,
  from: CivilDate,
  to: CivilDate,
  today: CivilDate,
): Promise<Supervision[]> {
  const { rows } = await sql<SupervisionRow>`
    select ${listed(today)} from ${joined}
     where v.state in ('issued', 'asked-again') and v.due_on between ${from}::date and ${to}::date order by v.id`.execute(
    tx,
  )
  return rows.map(toSupervision)
}
