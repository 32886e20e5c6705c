import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { PlanCandidate, PlanMember } from './contract.ts'
import type { PlanRecord } from './store.ts'

/** A day, as known at an instant; null: by all that is recorded. */
export type At = { readonly on: string; readonly known: Date | null }

type PlanKey = Pick<PlanRecord, 'unit_id' | 'id'>

/** The enterprises of a version with how they stand on a day; who is filed is told to the market-regulation line alone. */
function standing(plan: PlanKey, at: At): RawBuilder<unknown> {
  return sql`
    select m.enterprise_id as "enterpriseId", m.name, m.credit_code as "creditCode", e.industry_code as "industryCode", e.size,
           m.year, m.note,
           case when f.id is not null then 'filed' when e.id is null or e.unit_id <> m.unit_id then 'moved'
                when e.ended_on <= ${at.on}::date then 'ended' when l.enterprise_id is null then 'off-list' else 'planned' end as state
      from cultivation_plan_members m
      left join enterprises e on e.id = m.enterprise_id
      left join filed_among((select array_agg(x.enterprise_id) from cultivation_plan_members x
                              where x.unit_id = ${plan.unit_id} and x.plan_id = ${plan.id}), ${at.on}::date, ${at.known}) f(id)
             on f.id = m.enterprise_id
      left join above_scale_of(array[${plan.unit_id}::uuid], ${at.on}::date, ${at.known}) l on l.enterprise_id = m.enterprise_id
     where m.unit_id = ${plan.unit_id} and m.plan_id = ${plan.id}`
}

export type MemberQuery = {
  year?: number | undefined
  state?: 'planned' | 'filed' | 'left' | undefined
  text?: string | undefined
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`

function members(plan: PlanKey, at: At, query: MemberQuery): RawBuilder<unknown> {
  const conditions = [
    sql`true`,
    ...(query.year ? [sql`s.year = ${query.year}`] : []),
    ...(query.text
      ? [sql`(s.name like ${like(query.text)} or s."creditCode" like ${like(query.text.toUpperCase())})`]
      : []),
    ...(query.state === 'left' ? [sql`s.state in ('moved', 'ended', 'off-list')`] : []),
    ...(query.state && query.state !== 'left' ? [sql`s.state = ${query.state}`] : []),
  ]
  return sql`select s.* from (${standing(plan, at)}) s where ${sql.join(conditions, sql` and `)}`
}

export async function findMembers(
  tx: Tx,
  plan: PlanKey,
  at: At,
  query: MemberQuery & { after?: { name: string; id: string } | undefined; limit: number },
): Promise<{ rows: PlanMember[]; total: number }> {
  const after = query.after
    ? sql`where (r.name, r."enterpriseId") > (${query.after.name}, ${query.after.id}::uuid)`
    : sql``
  const { rows } = await sql<PlanMember & { total: number }>`
    with r as materialized (${members(plan, at, query)})
    select r.*, (select count(*)::int from r) as total from r ${after}
     order by r.name, r."enterpriseId" limit ${query.limit}`.execute(tx)
  if (rows.length > 0 || !query.after) {
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
  }
  return findMembers(tx, plan, at, { ...query, after: undefined, limit: 0 })
}

/** All of them in the list's order, for a file. */
export function membersToExport(plan: PlanKey, at: At, query: MemberQuery) {
  return sql<PlanMember>`(select x.* from (${members(plan, at, query)}) x order by x.year, x.name, x."enterpriseId")`
}

export async function findAllMembers(tx: Tx, plan: PlanKey, at: At): Promise<PlanMember[]> {
  const { rows } = await sql<PlanMember>`select * from ${membersToExport(plan, at, {})} as listed`.execute(tx)
  return rows
}

/** Numbers of a version per year: the names, of them the 规上企业 that are not filed, and the filed. */
export async function countMembers(tx: Tx, plan: PlanKey, at: At) {
  const { rows } = await sql<{ year: number; named: number; planned: number; filed: number }>`
    select year, named, planned, filed
      from plan_member_counts(${plan.unit_id}::uuid, ${plan.id}::uuid, ${at.on}::date, ${at.known})`.execute(
    tx,
  )
  return rows
}

/** Who is in a version in which year, in one order: what the digest is made of. */
export async function memberKeys(tx: Tx, plan: PlanKey): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select m.enterprise_id || ' ' || m.year as key from cultivation_plan_members m
     where m.unit_id = ${plan.unit_id} and m.plan_id = ${plan.id} order by m.enterprise_id`.execute(tx)
  return rows.map(({ key }) => key)
}

export type CandidateQuery = {
  text?: string | undefined
  size?: string | undefined
  industry?: string | undefined
  officer?: 'appointed' | 'none' | undefined
}

/** 规上企业 of the unit that are not filed and not in the version. */
function candidates(plan: PlanKey, at: At, query: CandidateQuery): RawBuilder<unknown> {
  const conditions = [
    sql`true`,
    ...(query.text
      ? [sql`(c.name like ${like(query.text)} or c."creditCode" like ${like(query.text.toUpperCase())})`]
      : []),
    ...(query.size ? [sql`c.size = ${query.size}`] : []),
    ...(query.industry ? [sql`starts_with(c."industryCode", ${query.industry})`] : []),
    ...(query.officer ? [sql`c.officer = ${query.officer}`] : []),
  ]
  return sql`
    select c.* from (
      select e.id as "enterpriseId", e.name, e.credit_code as "creditCode", e.industry_code as "industryCode", e.size,
             case when exists (
               select 1 from appointments a where a.enterprise_id = e.id and a.status = 'issued' and a.term_from <= ${at.on}::date
                  and (a.term_to is null or a.term_to >= ${at.on}::date)) then 'appointed' else 'none' end as officer
        from above_scale_of(array[${plan.unit_id}::uuid], ${at.on}::date, ${at.known}) l
        join enterprises e on e.id = l.enterprise_id
       where e.id not in (select f.id from filed_among((select array_agg(x.enterprise_id) from above_scale_of(
               array[${plan.unit_id}::uuid], ${at.on}::date, ${at.known}) x), ${at.on}::date, ${at.known}) f(id))
         and not exists (select 1 from cultivation_plan_members m
                          where m.unit_id = ${plan.unit_id} and m.plan_id = ${plan.id} and m.enterprise_id = e.id)) c
     where ${sql.join(conditions, sql` and `)}`
}

export async function findCandidates(
  tx: Tx,
  plan: PlanKey,
  at: At,
  query: CandidateQuery & { after?: { name: string; id: string } | undefined; limit: number },
): Promise<{ rows: PlanCandidate[]; total: number }> {
  const after = query.after
    ? sql`where (r.name, r."enterpriseId") > (${query.after.name}, ${query.after.id}::uuid)`
    : sql``
  const { rows } = await sql<PlanCandidate & { total: number }>`
    with r as materialized (${candidates(plan, at, query)}), n as (select count(*)::int as total from r)
    select p.*, n.total from n left join lateral (
      select * from r ${after} order by r.name, r."enterpriseId" limit ${query.limit}) p on true`.execute(tx)
  return {
    rows: rows.flatMap(({ total: _, ...row }) => (row.enterpriseId ? [row] : [])),
    total: rows[0]?.total ?? 0,
  }
}

export function candidatesToExport(plan: PlanKey, at: At, query: CandidateQuery) {
  return sql<PlanCandidate>`(select x.* from (${candidates(plan, at, query)}) x order by x.name, x."enterpriseId")`
}

/** Of these enterprises those that may be put in, by id. */
export async function plannable(tx: Tx, plan: PlanKey, at: At, ids: readonly string[]) {
  const { rows } = await sql<{ id: string }>`
    select c."enterpriseId" as id from (${candidates(plan, at, {})}) c where c."enterpriseId" = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

export async function membersAmong(tx: Tx, plan: PlanKey, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; year: number }>`
    select m.enterprise_id as id, m.year from cultivation_plan_members m
     where m.unit_id = ${plan.unit_id} and m.plan_id = ${plan.id} and m.enterprise_id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, year }) => [id, year]))
}

export type Put = { readonly enterpriseId: string; readonly year: number; readonly note: string }

export async function putMembers(tx: Tx, plan: PlanKey, put: readonly Put[]) {
  if (put.length === 0) return
  await sql`
    insert into cultivation_plan_members (unit_id, plan_id, enterprise_id, name, credit_code, year, note)
    select ${plan.unit_id}::uuid, ${plan.id}::uuid, e.id, e.name, e.credit_code, v.year, v.note
      from jsonb_to_recordset(${JSON.stringify(put)}::jsonb) as v("enterpriseId" uuid, year int, note text)
      join enterprises e on e.id = v."enterpriseId"
    on conflict (unit_id, plan_id, enterprise_id) do update set year = excluded.year, note = excluded.note`.execute(
    tx,
  )
}

/** Every candidate of a filter into one year; answers how many. */
export async function putAllCandidates(tx: Tx, plan: PlanKey, at: At, query: CandidateQuery, year: number) {
  const { rows } = await sql<{ n: number }>`
    with put as (
      insert into cultivation_plan_members (unit_id, plan_id, enterprise_id, name, credit_code, year)
      select ${plan.unit_id}::uuid, ${plan.id}::uuid, c."enterpriseId", c.name, c."creditCode", ${year}::int
        from (${candidates(plan, at, query)}) c
      on conflict do nothing returning 1)
    select count(*)::int as n from put`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function removeMembers(tx: Tx, plan: PlanKey, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (
      delete from cultivation_plan_members
       where unit_id = ${plan.unit_id} and plan_id = ${plan.id} and enterprise_id = any(${[...ids]}::uuid[]) returning 1)
    select count(*)::int as n from gone`.execute(tx)
  return rows[0]?.n ?? 0
}

/** An enterprise of the directory as a row of a file may mean it. */
export type KnownEnterprise = {
  readonly id: string
  readonly name: string
  readonly creditCode: string
  readonly nameKey: string
  readonly unitId: string
  readonly ended: boolean
  readonly plannedYear: number | null
}

/** Enterprises in sight by code or by near name. */
export async function findKnown(
  tx: Tx,
  plan: PlanKey,
  by: { codes: readonly string[]; names: readonly string[]; nameKeys: readonly string[] },
): Promise<KnownEnterprise[]> {
  const { rows } = await sql<KnownEnterprise>`
    select e.id, e.name, e.credit_code as "creditCode", coalesce(e.name_key, '') as "nameKey", e.unit_id as "unitId",
           e.ended_on is not null as ended, m.year as "plannedYear"
      from enterprises e
      left join cultivation_plan_members m
             on m.unit_id = ${plan.unit_id} and m.plan_id = ${plan.id} and m.enterprise_id = e.id
     where e.unit_id = any(array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()))
       and (e.credit_code = any(${[...by.codes]}::text[])
            or (e.ended_on is null and (e.name_key = any(${[...by.nameKeys]}::text[])
                                        or e.name = any(${[...by.names]}::text[]))))
     limit 20000`.execute(tx)
  return rows
}
