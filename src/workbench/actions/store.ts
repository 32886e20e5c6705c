import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Action, ActionEvent, ActionFilter } from './contract.ts'

export type ActionRow = Omit<Action, 'sealedAt'> & { readonly sealedAt: Date | null }

const FIRST_LAST = sql`coalesce(a.due_on, 'infinity'::date)`

const selected = (today: CivilDate) => sql`
  a.enterprise_id as "enterpriseId", a.id, a.version, a.source_kind as "sourceKind", a.source_id as "sourceId",
  a.source_number as "sourceNumber", a.source_path as "sourcePath", a.kind, a.what, a.owner_id as "ownerId",
  (select s.name from staff_members s where s.enterprise_id = a.enterprise_id and s.id = a.owner_id) as "ownerName",
  a.due_on::text as "dueOn", a.state, a.state = 'open' and coalesce(a.due_on < ${today}::date, false) as overdue,
  a.done_on::text as "doneOn", a.result, a.done_by_name as "doneByName", a.sealed_at as "sealedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.id)
              from action_files n join files f on f.enterprise_id = n.enterprise_id and f.id = n.file_id
             where n.enterprise_id = a.enterprise_id and n.action_id = a.id), '[]') as files`

const presented = (row: ActionRow): Action => ({ ...row, sealedAt: row.sealedAt?.toISOString() ?? null })

export type ActionQuery = {
  readonly enterpriseId: string
  /** Staff records of whom; undefined: of everyone. */
  readonly owners?: readonly string[] | undefined
  readonly state?: ActionFilter | undefined
  readonly kind?: string | undefined
  readonly sourceKind?: string | undefined
  readonly sourceId?: string | undefined
  readonly dueFrom?: CivilDate | undefined
  readonly dueTo?: CivilDate | undefined
  readonly text?: string | undefined
}

function meeting(query: ActionQuery, today: CivilDate): RawBuilder<unknown> {
  const { state = 'open', owners, kind, sourceKind, sourceId, dueFrom, dueTo, text } = query
  const all = [sql`a.enterprise_id = ${query.enterpriseId}`]
  if (state === 'overdue') all.push(sql`a.state = 'open' and a.due_on < ${today}::date`)
  else if (state !== 'all') all.push(sql`a.state = ${state}`)
  if (owners) all.push(sql`a.owner_id = any(${[...owners]}::uuid[])`)
  if (kind) all.push(sql`a.kind = ${kind}`)
  if (sourceKind) all.push(sql`a.source_kind = ${sourceKind}`)
  if (sourceId) all.push(sql`a.source_id = ${sourceId}`)
  if (dueFrom) all.push(sql`a.due_on >= ${dueFrom}::date`)
  if (dueTo) all.push(sql`a.due_on <= ${dueTo}::date`)
  if (text) all.push(sql`a.search like ${`%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`}`)
  return sql.join(all, sql` and `)
}

/** Where a page ended: the day, and the id. */
export type Cursor = { readonly due: CivilDate | null; readonly id: string }

export async function findActions(
  tx: Tx,
  query: ActionQuery,
  page: { readonly after: Cursor | undefined; readonly limit: number },
  today: CivilDate,
): Promise<{ rows: Action[]; total: number }> {
  const { after } = page
  const behind = after
    ? sql`(${FIRST_LAST}, a.id) > (coalesce(${after.due}::date, 'infinity'::date), ${after.id}::uuid)`
    : sql`true`
  const [found, counted] = await Promise.all([
    sql<ActionRow>`select ${selected(today)} from actions a where ${meeting(query, today)} and ${behind}
      order by ${FIRST_LAST}, a.id limit ${page.limit}`.execute(tx),
    sql<{ n: number }>`select count(*)::int as n from actions a where ${meeting(query, today)}`.execute(tx),
  ])
  return { rows: found.rows.map(presented), total: counted.rows[0]?.n ?? 0 }
}

export function actionsToExport(query: ActionQuery, today: CivilDate) {
  return sql<ActionRow>`(select ${selected(today)} from actions a where ${meeting(query, today)} order by ${FIRST_LAST}, a.id)`
}

/** All of one source, in the order in which they were added. */
export async function findActionsOf(
  tx: Tx,
  of: { enterpriseId: string; sourceKind: string; sourceId: string },
  today: CivilDate,
): Promise<Action[]> {
  const { rows } = await sql<ActionRow>`select ${selected(today)} from actions a
     where a.enterprise_id = ${of.enterpriseId} and a.source_kind = ${of.sourceKind} and a.source_id = ${of.sourceId}
     order by a.id`.execute(tx)
  return rows.map(presented)
}

/** @throws notFound */
export async function getAction(
  tx: Tx,
  { enterpriseId, actionId }: { enterpriseId: string; actionId: string },
  today: CivilDate,
): Promise<Action> {
  const { rows } = await sql<ActionRow>`select ${selected(today)} from actions a
     where a.enterprise_id = ${enterpriseId} and a.id = ${actionId}`.execute(tx)
  const [found] = rows
  if (!found) throw notFound()
  return presented(found)
}

/** The newest 100. */
export async function findActionEvents(tx: Tx, enterpriseId: string, actionId: string) {
  const { rows } = await sql<Omit<ActionEvent, 'at'> & { at: Date }>`
    select kind, at, by_name as "byName", note from action_events
     where enterprise_id = ${enterpriseId} and action_id = ${actionId} order by id desc limit 100`.execute(tx)
  return rows.map((row): ActionEvent => ({ ...row, at: row.at.toISOString() }))
}

function searchKey(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}

export type NewAction = {
  readonly enterpriseId: string
  readonly id: string
  readonly source: {
    readonly kind: string
    readonly id: string
    readonly number: string
    readonly path: string
  }
  readonly kind: string
  readonly what: string
  readonly ownerId: string | null
  readonly dueOn: CivilDate | null
  readonly at: Date
}

export async function insertAction(tx: Tx, { source, ...made }: NewAction): Promise<void> {
  await sql`
    insert into actions (enterprise_id, id, source_kind, source_id, source_number, source_path, kind, what, owner_id, due_on, search,
                         created_at, changed_at)
    values (${made.enterpriseId}, ${made.id}, ${source.kind}, ${source.id}, ${source.number}, ${source.path}, ${made.kind}, ${made.what},
            ${made.ownerId}, ${made.dueOn}::date, ${searchKey(`${made.what} ${source.number}`)}, ${made.at}, ${made.at})`.execute(
    tx,
  )
}

/** What is written when an action changes; `state` decides about the end. */
export type Written = Pick<Action, 'what' | 'ownerId' | 'dueOn' | 'state' | 'doneOn' | 'result'> & {
  readonly doneByName: string | null
}

/** False when somebody was quicker, or its source was closed meanwhile. */
export async function updateAction(tx: Tx, before: Action, to: Written, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update actions set version = version + 1, changed_at = ${at}, what = ${to.what}, owner_id = ${to.ownerId}, due_on = ${to.dueOn}::date,
           state = ${to.state}, done_on = ${to.doneOn}::date, result = ${to.result}, done_by_name = ${to.doneByName},
           search = ${searchKey(`${to.what} ${before.sourceNumber}`)}
     where enterprise_id = ${before.enterpriseId} and id = ${before.id} and version = ${before.version} and sealed_at is null`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** The papers of an action become these. Answers those that are not papers of the workbench of this enterprise. */
export async function setActionFiles(
  tx: Tx,
  { enterpriseId, id }: Pick<Action, 'enterpriseId' | 'id'>,
  fileIds: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(fileIds)]
  await sql`delete from action_files where enterprise_id = ${enterpriseId} and action_id = ${id}`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into action_files (enterprise_id, action_id, file_id)
    select enterprise_id, ${id}, id from files
     where enterprise_id = ${enterpriseId} and id = any(${wanted}::uuid[]) and purpose = 'record'
    returning file_id as id`.execute(tx)
  const kept = new Set(rows.map((row) => row.id))
  return wanted.filter((each) => !kept.has(each))
}

export async function insertActionEvent(
  tx: Tx,
  event: {
    readonly enterpriseId: string
    readonly actionId: string
    readonly kind: ActionEvent['kind']
    readonly at: Date
    readonly accountId: string | null
    readonly byName: string
    readonly note: string
  },
): Promise<void> {
  await sql`
    insert into action_events (enterprise_id, id, action_id, kind, at, account_id, by_name, note)
    values (${event.enterpriseId}, ${newId()}, ${event.actionId}, ${event.kind}, ${event.at}, ${event.accountId}, ${event.byName},
            ${event.note})`.execute(tx)
}

/** Seals all of a source; answers which were open to change until now. */
export async function sealAll(
  tx: Tx,
  of: { enterpriseId: string; sourceKind: string; sourceId: string },
  at: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update actions set sealed_at = ${at}, version = version + 1, changed_at = ${at}
     where enterprise_id = ${of.enterpriseId} and source_kind = ${of.sourceKind} and source_id = ${of.sourceId} and sealed_at is null
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Name of somebody of the staff ledger who is in use; undefined when there is none. */
export async function staffNamed(
  tx: Tx,
  enterpriseId: string,
  id: string,
  today: CivilDate,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from staff_members where enterprise_id = ${enterpriseId} and id = ${id}
       and (retired_on is null or retired_on > ${today}::date)`.execute(tx)
  return rows[0]?.name
}

/** Accounts of somebody of the staff ledger that have a role in the enterprise today. */
export async function accountsOf(tx: Tx, enterpriseId: string, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from staff_members s
      join accounts a on a.login = lower(s.login) and a.disabled_at is null
      join grants g on g.account_id = a.id and g.enterprise_id = s.enterprise_id and grant_holds(g.valid_from, g.valid_to)
     where s.enterprise_id = ${enterpriseId} and s.id = ${staffId}`.execute(tx)
  return rows.map(({ id }) => id)
}
