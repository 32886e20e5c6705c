import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import type { EnterpriseEvent, Holding, SuspectedPair } from './contract.ts'

export type NewEnterprise = {
  id: string
  eventId: string
  unitId: string
  name: string
  creditCode: string
  creditCodeWarning: boolean
  codeKind: Enterprise['codeKind']
  codeReason: string | null
  by: string
  byId: string
  at: Date
  today: string
  address: string
  typeText: string
  typeCode: string | null
  industryCode: string | null
  registeredOn: string | null
  searchWords: string
  nameKey: string
  nameAreas: string
}

/** The name of the unit that has an enterprise of this code, whoever asks. */
export async function ownerOfCode(tx: Tx, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ unit_name: string }>`
    select unit_name from credit_code_owners(array[${code}]::text[])`.execute(tx)
  return rows[0]?.unit_name
}

/** False when somebody else has added the code in the meantime. */
export async function insertEnterprise(tx: Tx, one: NewEnterprise): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into enterprises (id, credit_code, credit_code_warning, code_kind, code_reason, code_reason_by, code_reason_at, name,
        unit_id, address, registered_on, type_text, type_code, industry_code, search_words, name_key, name_areas)
      values (${one.id}, ${one.creditCode}, ${one.creditCodeWarning}, ${one.codeKind}, ${one.codeReason},
        ${one.codeReason === null ? null : one.by}, ${one.codeReason === null ? null : one.at}, ${one.name}, ${one.unitId},
        ${one.address}, ${one.registeredOn}, ${one.typeText}, ${one.typeCode}, ${one.industryCode}, ${one.searchWords},
        ${one.nameKey}, ${one.nameAreas})
      on conflict (credit_code) do nothing returning id
    ), placed as (
      insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
      select id, ${one.eventId}::uuid, ${one.unitId}::uuid, ${one.today}::date, '新增企业' from added
    ) select id from added`.execute(tx)
  return rows.length === 1
}

export type StateEvent = {
  id: string
  kind: 'added' | 'corrected' | 'ended' | 'resumed'
  endedAs: Enterprise['endedAs']
  mergedInto: string | null
  effectiveOn: string
  by: string
  at: Date
  note: string
}

export async function appendStateEvent(tx: Tx, enterpriseId: string, event: StateEvent) {
  await tx
    .insertInto('enterprise_state_events')
    .values({
      enterprise_id: enterpriseId,
      id: event.id,
      kind: event.kind,
      ended_as: event.endedAs,
      merged_into: event.mergedInto,
      effective_on: event.effectiveOn,
      recorded_at: event.at,
      recorded_by: event.by,
      note: event.note,
    })
    .execute()
}

/** The projection of the latest state event. False when the version is no longer the newest. */
export async function updateState(
  tx: Tx,
  id: string,
  version: number,
  to: { endedOn: string | null; endedAs: Enterprise['endedAs']; mergedInto: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('enterprises')
    .set({
      version: version + 1,
      ended_on: to.endedOn,
      ended_as: to.endedAs,
      merged_into: to.mergedInto,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when the version is no longer the newest. */
export async function updateCodeReason(
  tx: Tx,
  id: string,
  version: number,
  to: { reason: string; by: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('enterprises')
    .set({ version: version + 1, code_reason: to.reason, code_reason_by: to.by, code_reason_at: to.at })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when the version is no longer the newest. */
export async function updateIdentity(
  tx: Tx,
  id: string,
  version: number,
  to: Pick<
    NewEnterprise,
    | 'name'
    | 'creditCode'
    | 'creditCodeWarning'
    | 'codeKind'
    | 'codeReason'
    | 'by'
    | 'at'
    | 'searchWords'
    | 'nameKey'
    | 'nameAreas'
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('enterprises')
    .set({
      version: version + 1,
      name: to.name,
      credit_code: to.creditCode,
      credit_code_warning: to.creditCodeWarning,
      code_kind: to.codeKind,
      code_reason: to.codeReason,
      code_reason_by: to.codeReason === null ? null : to.by,
      code_reason_at: to.codeReason === null ? null : to.at,
      search_words: to.searchWords,
      name_key: to.nameKey,
      name_areas: to.nameAreas,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Filings of the enterprise that lie at somebody's desk. */
export async function countFilingsAtDesk(tx: Tx, enterpriseId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from filings where enterprise_id = ${enterpriseId} and desk_unit_id is not null`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Latest first: changes of the responsible unit and of the state. */
export async function findEvents(tx: Tx, enterpriseId: string): Promise<EnterpriseEvent[]> {
  const { rows } = await sql<Omit<EnterpriseEvent, 'recordedAt'> & { recordedAt: Date }>`
    select 'unit' as kind, v.effective_on as "effectiveOn", v.recorded_at as "recordedAt", v.reason as note,
           u.name as "unitName", null as "endedAs", null as "mergedInto", v.id
      from enterprise_unit_events v join org_units u on u.id = v.unit_id where v.enterprise_id = ${enterpriseId}
    union all
    select v.kind, v.effective_on, v.recorded_at, v.note, null, v.ended_as,
           (select jsonb_build_object('id', e.id, 'name', e.name) from enterprises e where e.id = v.merged_into), v.id
      from enterprise_state_events v where v.enterprise_id = ${enterpriseId}
     order by "effectiveOn" desc, "recordedAt" desc, id desc limit 200`.execute(tx)
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

export async function findHoldings(tx: Tx, enterpriseId: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select kind, n from enterprise_holdings(${enterpriseId}::uuid)`.execute(
    tx,
  )
  return rows
}

const nearAreas = sql`(a.name_areas = '' or b.name_areas = ''
  or string_to_array(a.name_areas, ' ') <@ string_to_array(b.name_areas, ' ')
  or string_to_array(b.name_areas, ' ') <@ string_to_array(a.name_areas, ' '))`

/** Enterprises in sight whose name is near to this one. */
export async function findSimilar(tx: Tx, name: { key: string; areas: string }, exceptCode: string) {
  const { rows } = await sql<{ id: string; name: string; creditCode: string; unitName: string }>`
    select b.id, b.name, b.credit_code as "creditCode", u.name as "unitName"
      from enterprises b join org_units u on u.id = b.unit_id cross join (select ${name.areas}::text as name_areas) a
     where b.name_key = ${name.key} and b.ended_on is null and b.credit_code <> ${exceptCode} and ${nearAreas}
       and b.unit_id = any(array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()))
     order by b.name limit 10`.execute(tx)
  return rows
}

type Pairing = { key: string; a: SuspectedPair['first']; b: SuspectedPair['first']; same: boolean }

/** In a group of more than this, each is paired with the first one only: the work stays linear. */
const SMALL_GROUP = 8

const side = (alias: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`jsonb_build_object('id', ${column('id')}, 'name', ${column('name')}, 'creditCode', ${column('credit_code')},
    'unitName', (select u.name from org_units u where u.id = ${column('unit_id')}), 'address', ${column('address')})`
}

/** Said once more beside row-level security, so that the index by unit is used. */
const inSight = sql`e.ended_on is null
  and e.unit_id = any(array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()))`

const keyOf = { name: sql.ref('e.name_key'), code: sql.ref('e.organisation_code') } as const

/** Where a page ended: the pairs after it come next. */
export type PairMark = { readonly key: string; readonly first: string; readonly second: string }

/**
 * Pairs of enterprises in sight with one key, in order of key, without those that are decided. The work goes with the
 * number of enterprises in sight: they are grouped once, and only groups of several are looked at.
 */
export async function findPairs(
  tx: Tx,
  by: 'name' | 'code',
  after: PairMark,
  limit: number,
): Promise<Pairing[]> {
  const { rows } = await sql<Pairing>`
    with keys as materialized (
      select ${keyOf[by]} as key from enterprises e where ${inSight} and ${keyOf[by]} >= ${after.key}
       group by 1 having count(*) > 1
    ), members as (
      select e.id, e.name, e.name_areas, k.key, row_number() over (partition by k.key order by e.id) as nth,
             count(*) over (partition by k.key) as many
        from keys k join enterprises e on ${keyOf[by]} = k.key where ${inSight}
    ), pairs as (
      select a.key, a.id as first, b.id as second,
             upper(replace(a.name, ' ', '')) = upper(replace(b.name, ' ', '')) as same
        from members a join members b on b.key = a.key and b.nth > a.nth and (a.nth = 1 or a.many <= ${SMALL_GROUP})
       where ${by === 'name' ? nearAreas : sql`true`}
         and (a.key, a.id, b.id) > (${after.key}, ${after.first}::uuid, ${after.second}::uuid)
         and (select d.decision from duplicate_decisions d where d.enterprise_id = a.id and d.other_id = b.id
               order by d.id desc limit 1) is distinct from 'different'
       order by a.key, a.id, b.id limit ${limit}
    )
    select p.key, p.same, ${side('x')} as a, ${side('y')} as b
      from pairs p join enterprises x on x.id = p.first join enterprises y on y.id = p.second
     order by p.key, p.first, p.second`.execute(tx)
  return rows
}

/** The latest decision on a pair. */
export async function latestDecision(tx: Tx, firstId: string, secondId: string) {
  return tx
    .selectFrom('duplicate_decisions')
    .select(['decision', 'reason', 'decided_at'])
    .where('enterprise_id', '=', firstId)
    .where('other_id', '=', secondId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function appendDecision(
  tx: Tx,
  decision: {
    id: string
    firstId: string
    secondId: string
    decision: 'different' | 'merged' | 'reopened'
    reason: string
    unitId: string
    by: string
  },
) {
  await tx
    .insertInto('duplicate_decisions')
    .values({
      enterprise_id: decision.firstId,
      id: decision.id,
      other_id: decision.secondId,
      decision: decision.decision,
      reason: decision.reason,
      unit_id: decision.unitId,
      decided_by: decision.by,
    })
    .execute()
}
