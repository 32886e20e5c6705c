import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { Measure } from './contract.ts'

const MOST = 20

/** A unit and all below it, itself first. */
export async function findUnitsBelow(tx: Tx, unitId: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from coverage_tree(${unitId}::uuid, current_date, 'infinity', false) t join org_units u on u.id = t.unit_id
     order by u.id <> ${unitId}::uuid, u.numbering_code, u.id`.execute(tx)
  return rows
}

type Compared = {
  scope: string
  measure: string
  day: string | null
  kept: number
  made: number
  compared: number | null
}

/** The numbers kept of a unit for itself against those made anew from the base tables. */
export async function compareUnit(tx: Tx, unitId: string, on: CivilDate | undefined) {
  const [numbers, enterprises] = await Promise.all([
    sql<Compared>`select * from coverage_compare(${unitId}::uuid, ${on ?? null}::date)`.execute(tx),
    sql<{ enterpriseId: string | null; name: string; compared: number | null }>`
      select c.enterprise_id as "enterpriseId", coalesce(e.name, '') as name, c.compared
        from coverage_compare_enterprises(${unitId}::uuid) c left join enterprises e on e.id = c.enterprise_id`.execute(
      tx,
    ),
  ])
  return {
    compared: numbers.rows.find((row) => row.day === null)?.compared ?? 0,
    enterprises: enterprises.rows.find((row) => row.enterpriseId === null)?.compared ?? 0,
    differences: numbers.rows
      .slice(0, MOST)
      .flatMap(({ day, scope, measure, kept, made }) =>
        day === null ? [] : [{ scope, measure: Measure.parse(measure), on: day, kept, recomputed: made }],
      ),
    wrong: enterprises.rows
      .slice(0, MOST)
      .flatMap(({ enterpriseId, name }) => (enterpriseId === null ? [] : [{ enterpriseId, name }])),
  }
}
