import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { numberingCodeTaken } from './contract.ts'
import type { RecordedEvent, UnitPatch } from './domain.ts'

/** Any number that no other program on the same server takes for its advisory locks. */
const LOCK = 7_031_012

/** Deeds on units follow one another: each sees the tree that the one before has left. */
export async function lockUnits(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

/** What is recorded of one unit. */
export type NewUnitEvent = {
  readonly unitId: string
  readonly kind: RecordedEvent['kind']
  readonly effectiveOn: CivilDate
  readonly patch?: UnitPatch
  readonly voids?: string
}

export type Deed = { readonly id: string; readonly reason?: string; readonly events: readonly NewUnitEvent[] }

/** Field by field, the names under which the history keeps a state. */
const columns = {
  parentId: 'parent_id',
  name: 'name',
  shortName: 'short_name',
  line: 'line',
  level: 'level',
  kind: 'kind',
  areaCode: 'area_code',
  numberingCode: 'numbering_code',
  functions: 'functions',
  addressWords: 'address_words',
  successorId: 'successor_id',
} as const satisfies Record<Exclude<keyof UnitPatch, 'serves'>, string>

const SERVES = 'serves:'

function toStored({ serves = {}, ...patch }: UnitPatch): Record<string, unknown> {
  return Object.fromEntries([
    ...Object.entries(patch).map(([key, value]) => [columns[key as keyof typeof columns], value]),
    ...Object.entries(serves).map(([id, served]) => [SERVES + id, served]),
  ])
}

const fieldOf = new Map<string, string>(Object.entries(columns).map(([field, column]) => [column, field]))

function fromStored(stored: Record<string, unknown>): UnitPatch {
  const entries = Object.entries(stored)
  const served = entries.filter(([key]) => key.startsWith(SERVES))
  return {
    ...Object.fromEntries(
      entries.flatMap(([key, value]) => (fieldOf.has(key) ? [[fieldOf.get(key), value]] : [])),
    ),
    ...(served.length > 0 && {
      serves: Object.fromEntries(served.map(([key, value]) => [key.slice(SERVES.length), value === true])),
    }),
  }
}

/**
 * Records a deed and brings the rows of its units up to today. Call `lockUnits` before reading what the deed rests on.
 * @throws numberingCodeTaken when a code is, or once was, another unit's
 */
export async function recordDeed(tx: Tx, actor: Actor, deed: Deed, today: CivilDate): Promise<void> {
  if (deed.events.length === 0) return
  const rows = deed.events.map((event) => ({
    unit_id: event.unitId,
    id: newId(),
    kind: event.kind,
    effective_on: event.effectiveOn,
    patch: toStored(event.patch ?? {}),
    voids: event.voids ?? null,
  }))
  await keepCodes(tx, deed.events)
  await sql`
    insert into org_unit_events (unit_id, id, deed_id, kind, effective_on, account_id, account_name, patch, voids, reason)
    select e.unit_id, e.id, ${deed.id}::uuid, e.kind, e.effective_on,
           ${'accountId' in actor ? actor.accountId : null}::uuid, ${'name' in actor ? actor.name : '系统'}, e.patch, e.voids,
           ${deed.reason ?? ''}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as e (unit_id uuid, id uuid, kind text, effective_on date, patch jsonb, voids uuid)`.execute(tx)
  await project(tx, [...new Set(deed.events.map(({ unitId }) => unitId))], today)
}

export async function project(tx: Tx, ids: readonly string[], today: CivilDate): Promise<void> {
  await sql`select project_org_units(${[...ids]}::uuid[], ${today}::date)`.execute(tx)
}

async function keepCodes(tx: Tx, events: readonly NewUnitEvent[]): Promise<void> {
  const wanted = events.flatMap(({ unitId, patch }) =>
    patch?.numberingCode ? [{ code: patch.numberingCode, unit_id: unitId }] : [],
  )
  if (wanted.length === 0) return
  const json = JSON.stringify(wanted)
  await sql`
    insert into org_unit_numbering_codes (code, unit_id)
    select w.code, w.unit_id from jsonb_to_recordset(${json}::jsonb) as w (code text, unit_id uuid)
    on conflict (code) do nothing`.execute(tx)
  const { rows } = await sql<{ code: string; name: string | null }>`
    select w.code, u.name
      from jsonb_to_recordset(${json}::jsonb) as w (code text, unit_id uuid)
      join org_unit_numbering_codes k on k.code = w.code left join org_units u on u.id = k.unit_id
     where k.unit_id <> w.unit_id`.execute(tx)
  const [taken] = rows
  if (!taken) return
  const message = `编号代码：${taken.code} 现在或曾经属于“${taken.name ?? '同时新增的单位'}”，再用会与已发的编号混淆。请换一个代码。`
  throw numberingCodeTaken({ detail: message, errors: [{ path: 'numberingCode', message }] })
}

/** Frees the codes of units that were taken back; nothing was ever numbered with them. */
export async function releaseCodes(tx: Tx, unitIds: readonly string[]): Promise<void> {
  await sql`delete from org_unit_numbering_codes k where k.unit_id = any(${[...unitIds]}::uuid[])
    and not exists (select 1 from org_units u where u.id = k.unit_id)`.execute(tx)
}

/** All codes that a unit has or once had, with the unit. */
export async function findCodes(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('org_unit_numbering_codes').select(['code', 'unit_id']).execute()
  return new Map(rows.map(({ code, unit_id }) => [code, unit_id]))
}

/** Codes that begin like this and cannot be given to a new unit. */
export async function codesLike(tx: Tx, start: string): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from org_unit_numbering_codes where starts_with(code, ${start})`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

export type EventRow = RecordedEvent & {
  readonly id: string
  readonly unitId: string
  readonly accountName: string
  readonly reason: string
}

/** History of some units or of one deed, as it was recorded. */
export async function findEvents(
  tx: Tx,
  by: { unitIds: readonly string[] } | { deedId: string },
): Promise<EventRow[]> {
  const where =
    'deedId' in by ? sql`e.deed_id = ${by.deedId}::uuid` : sql`e.unit_id = any(${[...by.unitIds]}::uuid[])`
  const { rows } = await sql<{
    unit_id: string
    id: string
    seq: string
    deed_id: string
    kind: RecordedEvent['kind']
    effective_on: string
    recorded_at: Date
    account_name: string
    patch: Record<string, unknown>
    voids: string | null
    reason: string
  }>`select e.unit_id, e.id, e.seq, e.deed_id, e.kind, e.effective_on::text as effective_on, e.recorded_at, e.account_name,
            e.patch, e.voids, e.reason
       from org_unit_events e where ${where} order by e.seq`.execute(tx)
  return rows.map((row) => ({
    unitId: row.unit_id,
    id: row.id,
    seq: Number(row.seq),
    deedId: row.deed_id,
    kind: row.kind,
    effectiveOn: row.effective_on,
    recordedAt: row.recorded_at.toISOString(),
    accountName: row.account_name,
    patch: fromStored(row.patch),
    voids: row.voids,
    reason: row.reason,
  }))
}
