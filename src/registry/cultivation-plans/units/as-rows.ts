import { type Expression, sql } from 'kysely'

export type ExportedUnit = {
  name: string
  state: string
  late: string
  submittedOn: string | null
  dueOn: string | null
  no: number | null
  aboveScale: number | null
  filed: number | null
  planned: (number | null)[]
  plan: number
  unnamed: number
  done: number
  outside: number
  forecast: number | null
}

/** Rows that were computed here, as a query for the export. */
export function asRows(rows: readonly ExportedUnit[]): Expression<ExportedUnit> {
  return sql<ExportedUnit>`(
    select (r.value->>'name') as name, (r.value->>'state') as state, (r.value->>'late') as late,
           (r.value->>'submittedOn') as "submittedOn", (r.value->>'dueOn') as "dueOn", (r.value->>'no')::int as no,
           (r.value->>'aboveScale')::int as "aboveScale", (r.value->>'filed')::int as filed, r.value->'planned' as planned,
           (r.value->>'plan')::int as plan, (r.value->>'unnamed')::int as unnamed, (r.value->>'done')::int as done,
           (r.value->>'outside')::int as outside, (r.value->>'forecast')::int as forecast
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as r(value, n) order by r.n)`
}
