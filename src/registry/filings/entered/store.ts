import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { WordedFiling } from '../documents/gather-filing-form.ts'
import type { EntryState, FilingEntry } from './contract.ts'

type Of = { readonly unitId: string; readonly state: EntryState }
export type FilingKey = { readonly enterpriseId: string; readonly filingId: string }

const within = (unitId: string) =>
  sql`e.unit_id in (select s.unit_id from unit_scope s where s.viewer_id = ${unitId} and s.covers = 'all')`
const isOpen = (state: EntryState) =>
  state === 'open' ? sql`e.entered_on is null` : sql`e.entered_on is not null`
const place = (state: EntryState) => (state === 'open' ? sql`e.registered_at` : sql`e.entered_at`)
const direction = (state: EntryState) => (state === 'open' ? sql`asc` : sql`desc`)

/** Cursor: the instant in microseconds and the filing of the last row. */
export async function findEntries(
  tx: Tx,
  { unitId, state }: Of,
  page: { cursor?: { at: string; id: string } | undefined; limit: number },
): Promise<{ rows: FilingEntry[]; next: string | null; total: number }> {
  const after = page.cursor
    ? sql`(${place(state)}, e.filing_id) ${state === 'open' ? sql`>` : sql`<`}
        (to_timestamp(0) + ${page.cursor.at}::bigint * interval '1 microsecond', ${page.cursor.id}::uuid)`
    : sql`true`
  const [{ rows }, counted] = await Promise.all([
    sql<FilingEntry & { at: string }>`
      select e.enterprise_id as "enterpriseId", e.filing_id as "filingId", n.name as "enterpriseName",
             n.credit_code as "creditCode", f.person_name as "personName", f.filing_no as "filingNo", f.kind,
             u.name as "unitName", (e.registered_at at time zone 'Asia/Shanghai')::date::text as "registeredOn",
             e.entered_on::text as "enteredOn", e.entered_name as "enteredBy",
             (extract(epoch from ${place(state)}) * 1000000)::bigint::text as at
        from filing_entries e join filings f on f.enterprise_id = e.enterprise_id and f.id = e.filing_id
        join enterprises n on n.id = e.enterprise_id join org_units u on u.id = e.unit_id
       where ${within(unitId)} and ${isOpen(state)} and ${after}
       order by ${place(state)} ${direction(state)}, e.filing_id ${direction(state)} limit ${page.limit + 1}`.execute(
      tx,
    ),
    sql<{ n: number }>`
      select count(*)::int as n from filing_entries e where ${within(unitId)} and ${isOpen(state)}`.execute(
      tx,
    ),
  ])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ at: _, ...row }) => row),
    next: rows.length > page.limit && last ? `${last.at}_${last.filingId}` : null,
    total: counted.rows[0]?.n ?? 0,
  }
}

export type EntryExportRow = WordedFiling & {
  readonly enterprise_id: string
  readonly kind: FilingEntry['kind']
  readonly credit_code: string
  readonly unit_name: string
  readonly registered_on: string
  readonly entered_on: string | null
  readonly entered_name: string | null
}

export function entriesToExport({ unitId, state }: Of, limit?: number) {
  return sql<EntryExportRow>`(
    select f.id, f.enterprise_id, f.form, f.private_sealed, f.filing_no, f.submitted_at, f.updated_at, f.confirmed_at, f.kind,
           f.on_behalf_unit_id, b.name as on_behalf_unit_name, f.on_behalf_name, n.credit_code, u.name as unit_name,
           (e.registered_at at time zone 'Asia/Shanghai')::date::text as registered_on, e.entered_on::text as entered_on,
           e.entered_name
      from filing_entries e join filings f on f.enterprise_id = e.enterprise_id and f.id = e.filing_id
      join enterprises n on n.id = e.enterprise_id join org_units u on u.id = e.unit_id
      left join org_units b on b.id = f.on_behalf_unit_id
     where ${within(unitId)} and ${isOpen(state)} order by ${place(state)} ${direction(state)}, e.filing_id
     limit ${limit ?? null})`
}

export async function countOpen(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from filing_entries e where e.unit_id = ${unitId} and e.entered_on is null`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

export type Entering = {
  readonly unitId: string
  readonly accountId: string
  readonly name: string
  /** Null: taken back. */
  readonly enteredOn: string | null
  readonly note: string
}

/**
 * Records it for those filings of the unit itself that are not so already; answers how many, and the first day on which one of
 * them could have been entered.
 */
export async function recordEntries(tx: Tx, filings: readonly FilingKey[], by: Entering): Promise<number> {
  const given = JSON.stringify(filings.map((filing) => ({ ...filing, id: newId() })))
  const { rows } = await sql<{ id: string }>`
    insert into filing_entry_events (enterprise_id, id, filing_id, entered_on, unit_id, account_id, account_name, note)
    select e.enterprise_id, k.id, e.filing_id, ${by.enteredOn}::date, ${by.unitId}, ${by.accountId}, ${by.name}, ${by.note}
      from (select distinct on (g."filingId") g.* from jsonb_to_recordset(${given}::jsonb)
              as g("enterpriseId" uuid, "filingId" uuid, id uuid)) k
      join filing_entries e on e.enterprise_id = k."enterpriseId" and e.filing_id = k."filingId"
     where e.unit_id = ${by.unitId} and (e.entered_on is null) = ${by.enteredOn !== null}
       and (${by.enteredOn}::date is null or (e.registered_at at time zone 'Asia/Shanghai')::date <= ${by.enteredOn}::date)
    returning id`.execute(tx)
  return rows.length
}

/** Tells every enterprise concerned that its people's data left in full. */
export async function tellEnterprises(
  tx: Tx,
  unitId: string,
  told: { title: string; body: string },
): Promise<void> {
  const { rows } = await sql<{ enterpriseId: string }>`
    select distinct e.enterprise_id as "enterpriseId" from filing_entries e
     where e.unit_id = ${unitId} and e.entered_on is null`.execute(tx)
  // Ids that grow with time: notices are listed by them.
  const notices = JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))
  await sql`
    insert into notices (id, enterprise_id, kind, title, body)
    select n.id, n."enterpriseId", 'personal-data-revealed', ${told.title}, ${told.body}
      from jsonb_to_recordset(${notices}::jsonb) as n(id uuid, "enterpriseId" uuid)`.execute(tx)
}
