import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

type By = 'cause' | 'department' | 'product' | 'supplier'
export type CountQuery = {
  readonly enterpriseId: string
  readonly by: By
  readonly kind?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const keyOf = {
  cause: sql`cause_factor`,
  department: sql`department::text`,
  product: sql`product::text`,
  supplier: sql`supplier::text`,
}
const called = {
  cause: sql`null::text`,
  department: sql`(select name from departments t where t.enterprise_id = c.enterprise_id and t.id = c.key::uuid)`,
  product: sql`(select name from products t where t.enterprise_id = c.enterprise_id and t.id = c.key::uuid)`,
  supplier: sql`(select name from suppliers t where t.enterprise_id = c.enterprise_id and t.id = c.key::uuid)`,
}

type Counted = {
  readonly key: string | null
  readonly called: string | null
  readonly count: number
  readonly major: number
}

/** The most frequent first; what has no cause or department yet comes last. */
export async function countBy(tx: Tx, { enterpriseId, by, kind, from, to }: CountQuery): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with c as (
      select enterprise_id, ${keyOf[by]} as key, count(*)::int as count, count(*) filter (where grade = 'major')::int as major
        from incidents
       where enterprise_id = ${enterpriseId} and stage <> 'dismissed' and (${kind ?? null}::text is null or kind = ${kind ?? null})
         and (${from ?? null}::date is null or first_known_on >= ${from ?? null}::date)
         and (${to ?? null}::date is null or first_known_on <= ${to ?? null}::date)
       group by 1, 2)
    select key, ${called[by]} as called, count, major from c order by key is null, count desc, key`.execute(
    tx,
  )
  return rows
}
