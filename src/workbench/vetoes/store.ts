import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound, staleVersion } from '#platform/operation.ts'
import type { HoldAct, HoldSubjectKind } from '#workbench/holds/contract.ts'
import type { VetoFigures, VetoRow } from './contract.ts'
import type { Checkable, SubjectKind, VetoState } from './domain.ts'

/** A veto as it lies in the database, with what others say about it. */
export type VetoRecord = {
  enterprise_id: string
  id: string
  version: number
  number: string
  state: VetoState
  subject_kind: SubjectKind
  subject_id: string | null
  subject_text: string
  subject_path: string | null
  extent: string
  acts: HoldAct[]
  clause: string
  requirement: string
  facts: string
  risk: string
  measures: string
  raised_at: Date
  raised_by: string
  raised_by_name: string
  raised_as: 'cqo' | 'deputy'
  appointment_id: string | null
  checked_at: Date | null
  checked_by: string | null
  checked_by_name: string | null
  checked_mark: string | null
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  ended_note: string | null
  conditions: number
  conditions_met: number
  attempts: number
}

const counted = sql`
  (select count(*)::int from actions c where c.enterprise_id = v.enterprise_id and c.source_kind = 'veto' and c.source_id = v.id
     and c.kind = 'condition') as conditions,
  (select count(*)::int from actions c where c.enterprise_id = v.enterprise_id and c.source_kind = 'veto' and c.source_id = v.id
     and c.kind = 'condition' and c.state = 'done') as conditions_met,
  (select count(*)::int from hold_attempts a where a.enterprise_id = v.enterprise_id and a.source_id = v.id) as attempts`

/** @throws notFound */
export async function getVeto(tx: Tx, enterpriseId: string, id: string): Promise<VetoRecord> {
  const { rows } = await sql<VetoRecord>`
    select v.*, ${counted} from vetoes v where v.enterprise_id = ${enterpriseId} and v.id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export type VetoQuery = {
  readonly enterpriseId: string
  readonly state?: VetoState | undefined
  readonly subjectKind?: HoldSubjectKind | undefined
  readonly subjectId?: string | undefined
  readonly text?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const dayOf = (column: RawBuilder<unknown>) => sql`(${column} at time zone 'Asia/Shanghai')::date`

function meets(query: VetoQuery): RawBuilder<unknown> {
  const { enterpriseId, state, subjectKind, subjectId, text, from, to } = query
  const parts = [sql`v.enterprise_id = ${enterpriseId}`]
  if (state) parts.push(state === 'in-force' ? sql`v.ended_at is null` : sql`v.state = ${state}`)
  if (subjectKind) parts.push(sql`v.subject_kind = ${subjectKind}`)
  if (subjectId) parts.push(sql`v.subject_id = ${subjectId}`)
  if (text) parts.push(sql`position(${searchKey(text)} in v.search) > 0`)
  if (from) parts.push(sql`${dayOf(sql`v.raised_at`)} >= ${from}`)
  if (to) parts.push(sql`${dayOf(sql`v.raised_at`)} <= ${to}`)
  return sql.join(parts, sql` and `)
}

/** Half width, small letters, without white space. */
function searchKey(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}

/** All that meet the query, the newest first. */
export function vetoRows(query: VetoQuery): RawBuilder<VetoRecord> {
  return sql<VetoRecord>`(select v.*, ${counted} from vetoes v where ${meets(query)} order by v.id desc)`
}

/** A page: ids grow with time, so the id is the cursor. */
export async function findVetoes(
  tx: Tx,
  query: VetoQuery,
  page: { cursor: string | undefined; limit: number },
) {
  const behind = page.cursor ? sql`and v.id < ${page.cursor}` : sql``
  const [found, total] = await Promise.all([
    sql<VetoRecord>`
      select v.*, ${counted} from vetoes v where ${meets(query)} ${behind} order by v.id desc limit ${page.limit + 1}`.execute(
      tx,
    ),
    sql<{ n: number }>`select count(*)::int as n from vetoes v where ${meets(query)}`.execute(tx),
  ])
  const rows = found.rows.slice(0, page.limit)
  return {
    rows: rows.map(toRow),
    next: found.rows.length > page.limit ? (rows.at(-1)?.id ?? null) : null,
    total: total.rows[0]?.n ?? 0,
  }
}

export function toRow(veto: VetoRecord): VetoRow {
  return {
    enterpriseId: veto.enterprise_id,
    id: veto.id,
    version: veto.version,
    number: veto.number,
    state: veto.state,
    subjectKind: veto.subject_kind,
    subjectId: veto.subject_id,
    subjectText: veto.subject_text,
    subjectPath: veto.subject_path,
    extent: veto.extent,
    acts: veto.acts,
    raisedAt: veto.raised_at.toISOString(),
    raisedByName: veto.raised_by_name,
    endedAt: veto.ended_at?.toISOString() ?? null,
    conditions: veto.conditions,
    conditionsMet: veto.conditions_met,
    attempts: veto.attempts,
  }
}

type Raised = Omit<
  VetoRecord,
  'version' | 'state' | 'conditions' | 'conditions_met' | 'attempts' | `checked_${string}` | `ended_${string}`
>

export async function insertVeto(tx: Tx, veto: Raised): Promise<void> {
  const searched = [veto.number, veto.subject_text, veto.extent, veto.facts, veto.risk, veto.raised_by_name]
  await tx
    .insertInto('vetoes')
    .values({
      ...(veto as Omit<Raised, never>),
      state: 'in-force',
      search: searched.map(searchKey).join(' '),
    } as never)
    .execute()
}

type Moved = Partial<
  Pick<VetoRecord, 'state' | Extract<keyof VetoRecord, `checked_${string}` | `ended_${string}`>>
>

/** @throws staleVersion when somebody was quicker */
export async function moveVeto(tx: Tx, veto: VetoRecord, to: Moved): Promise<VetoRecord> {
  const version = veto.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('vetoes')
    .set({ ...to, version })
    .where('enterprise_id', '=', veto.enterprise_id)
    .where('id', '=', veto.id)
    .where('version', '=', veto.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw staleVersion({ detail: `${veto.number}：刚刚有变动。请刷新后再办理。` })
  return { ...veto, ...to, version }
}

type Count = {
  subject_kind: HoldSubjectKind | null
  raised: number
  in_force: number
  lifted: number
  overridden: number
  attempts: number
  mean_hours: number | null
  longest_hours: number | null
}

/** By kind of subject, and in all (kind null, the first). */
export async function vetoFigures(tx: Tx, query: VetoQuery): Promise<VetoFigures[]> {
  const hours = sql`extract(epoch from v.ended_at - v.raised_at) / 3600`
  const { rows } = await sql<Count>`
    select v.subject_kind, count(*)::int as raised, count(*) filter (where v.ended_at is null)::int as in_force,
           count(*) filter (where v.state = 'lifted')::int as lifted,
           count(*) filter (where v.state = 'overridden')::int as overridden,
           coalesce(sum(a.n), 0)::int as attempts,
           (avg(${hours}) filter (where v.state = 'lifted'))::float8 as mean_hours,
           (max(${hours}) filter (where v.state = 'lifted'))::float8 as longest_hours
      from vetoes v left join lateral (
        select count(*)::int as n from hold_attempts t where t.enterprise_id = v.enterprise_id and t.source_id = v.id) a on true
     where ${meets(query)} group by grouping sets ((), (v.subject_kind)) order by v.subject_kind nulls first`.execute(
    tx,
  )
  return rows.map((row) => ({
    subjectKind: row.subject_kind,
    raised: row.raised,
    inForce: row.in_force,
    lifted: row.lifted,
    overridden: row.overridden,
    attempts: row.attempts,
    meanHours: row.mean_hours,
    longestHours: row.longest_hours,
  }))
}

export function checkOf(veto: VetoRecord): Checkable {
  return { state: veto.state, checkedBy: veto.checked_by, checkedMark: veto.checked_mark }
}
