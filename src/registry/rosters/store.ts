import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Membership, Roster, RosterScope } from './contract.ts'
import { type RosterEvent, spellsOf } from './domain.ts'

export async function findScopes(tx: Tx): Promise<RosterScope[]> {
  return tx
    .selectFrom('roster_scopes')
    .select(['code', 'name', 'levelled', 'internal'])
    .orderBy('position')
    .orderBy('name')
    .execute()
}

export async function insertScope(tx: Tx, unitId: string, scope: Omit<RosterScope, 'internal'>) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('roster_scopes')
    .values({ ...scope, added_by: unitId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function unitFunctions(tx: Tx, unitId: string): Promise<string[]> {
  const row = await tx.selectFrom('org_units').select('functions').where('id', '=', unitId).executeTakeFirst()
  return row?.functions ?? []
}

type RosterRow = Omit<Roster, 'mayKeep'> & { functions: string[] }

const rosterColumns = (today: string, known: Date) => sql`
  r.id, r.version, r.unit_id as "unitId", u.name as "unitName", r.scope_code as "scopeCode", s.name as "scopeName",
  r.name, r.level, r.doc_no as "docNo", r.period_from as "periodFrom", r.period_to as "periodTo", u.functions,
  (select count(*)::int from roster_members(r.id, greatest(r.period_from, least(${today}::date, r.period_to)), ${known}))
    as members,
  (select jsonb_build_object('no', v.no, 'effectiveOn', v.effective_on, 'members', v.members, 'pending', v.pending,
            'signedAt', to_char(v.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     from roster_versions v where v.roster_id = r.id and v.status = 'signed'
    order by v.effective_on <= ${today}::date desc, v.effective_on desc, v.no desc limit 1) as current`

/** Heads of lists, those in force on `today` first, newer ones before older ones. */
export async function findRosters(
  tx: Tx,
  query: { scopeCode?: string | undefined; id?: string; today: string; known: Date },
): Promise<RosterRow[]> {
  const { rows } = await sql<RosterRow>`
    select ${rosterColumns(query.today, query.known)}
      from rosters r join org_units u on u.id = r.unit_id join roster_scopes s on s.code = r.scope_code
     where (${query.scopeCode ?? null}::text is null or r.scope_code = ${query.scopeCode ?? null})
       and (${query.id ?? null}::uuid is null or r.id = ${query.id ?? null})
     order by (r.period_to is null or r.period_to >= ${query.today}::date) desc, s.position, r.period_from desc, u.position,
       r.id`.execute(tx)
  return rows
}

/** @throws notFound */
export async function getRoster(
  tx: Tx,
  id: string,
  at: { today: string; known: Date },
  unitId?: string,
): Promise<RosterRow> {
  const [found] = await findRosters(tx, { id, ...at })
  if (!found || (unitId !== undefined && found.unitId !== unitId)) throw notFound()
  return found
}

export async function insertRoster(
  tx: Tx,
  roster: Pick<
    Roster,
    'id' | 'unitId' | 'scopeCode' | 'level' | 'name' | 'docNo' | 'periodFrom' | 'periodTo'
  >,
  by: string,
) {
  await tx
    .insertInto('rosters')
    .values({
      id: roster.id,
      unit_id: roster.unitId,
      scope_code: roster.scopeCode,
      level: roster.level,
      name: roster.name,
      doc_no: roster.docNo,
      period_from: roster.periodFrom,
      period_to: roster.periodTo,
      created_by: by,
    })
    .execute()
}

/** False when the version is no longer the newest. */
export async function updateRoster(
  tx: Tx,
  id: string,
  version: number,
  to: Pick<Roster, 'name' | 'docNo' | 'periodTo'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('rosters')
    .set({ version: version + 1, name: to.name, doc_no: to.docNo, period_to: to.periodTo })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Held until the transaction ends, so that of two who record the second sees what the first has written. */
export async function lockRoster(tx: Tx, id: string) {
  await tx.selectFrom('rosters').select('id').where('id', '=', id).forUpdate().execute()
}

/** Of these enterprises those that the asker sees or has on the list, and how they stand on it on a day. */
export async function findStandings(
  tx: Tx,
  rosterId: string,
  ids: readonly string[],
  onDate: string,
  known: Date,
) {
  const { rows } = await sql<{ id: string; nominated: boolean | null }>`
    select a.id, m.nominated from unnest(${[...ids]}::uuid[]) as a (id)
      left join enterprises e on e.id = a.id
      left join roster_members(${rosterId}::uuid, ${onDate}::date, ${known}) m on m.enterprise_id = a.id
     where e.id is not null or m.enterprise_id is not null`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.nominated]))
}

type EventRow = {
  roster_id: string
  roster_name: string
  unit_name: string
  scope_code: string
  scope_name: string
  level: Roster['level']
  period_to: string | null
  id: string
  kind: 'enter' | 'leave'
  nominated: boolean
  effective_on: string
  recorded_at: Date
}

/** All stretches of one enterprise on lists, newest first. */
export async function findMemberships(tx: Tx, enterpriseId: string, known: Date): Promise<Membership[]> {
  const { rows } = await sql<EventRow>`
    select v.roster_id, r.name as roster_name, u.name as unit_name, r.scope_code, s.name as scope_name, r.level, r.period_to,
           v.id, v.kind, v.nominated, v.effective_on, v.recorded_at
      from roster_events v join rosters r on r.id = v.roster_id join org_units u on u.id = r.unit_id
      join roster_scopes s on s.code = r.scope_code
     where v.enterprise_id = ${enterpriseId} order by v.roster_id, v.effective_on`.execute(tx)
  const lists = Map.groupBy(rows, (row) => row.roster_id)
  const memberships = [...lists.values()].flatMap((events) => {
    const [head] = events
    if (!head) return []
    return spellsOf(events.map(toEvent), known.toISOString()).map((spell) => ({
      ...spell,
      rosterId: head.roster_id,
      rosterName: head.roster_name,
      unitName: head.unit_name,
      scopeCode: head.scope_code,
      scopeName: head.scope_name,
      level: head.level,
      periodTo: head.period_to,
    }))
  })
  return memberships.sort((one, other) => (one.from < other.from ? 1 : -1))
}

function toEvent(row: EventRow): RosterEvent {
  return {
    kind: row.kind,
    nominated: row.nominated,
    effectiveOn: row.effective_on,
    recordedAt: row.recorded_at.toISOString(),
    id: row.id,
  }
}
