import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { RecallKind, type RecallScheme, type SchemeInUse } from './contract.ts'
import { shippedSchemes } from './shipped.ts'

type Kept = {
  readonly kind: RecallKind
  readonly version: number
  readonly scheme: RecallScheme | null
  readonly changedAt: Date
  readonly changedByName: string
}

/** Of every kind, as the enterprise uses it. */
export async function findSchemes(tx: Tx, enterpriseId: string): Promise<SchemeInUse[]> {
  const { rows } = await sql<Kept>`
    select kind, version, scheme, changed_at as "changedAt", changed_by_name as "changedByName"
      from recall_schemes where enterprise_id = ${enterpriseId}`.execute(tx)
  return RecallKind.options.map((kind) => {
    const kept = rows.find((row) => row.kind === kind)
    return {
      ...(kept?.scheme ?? shippedSchemes[kind]),
      version: kept?.version ?? 0,
      changedAt: kept?.changedAt.toISOString() ?? null,
      changedByName: kept?.changedByName ?? null,
    }
  })
}

export async function schemeOf(tx: Tx, enterpriseId: string, kind: RecallKind): Promise<SchemeInUse> {
  const found = (await findSchemes(tx, enterpriseId)).find((each) => each.kind === kind)
  if (!found) throw new Error(`no scheme of ${kind}`)
  return found
}

/** False when somebody was quicker. */
export async function keepScheme(
  tx: Tx,
  of: { readonly enterpriseId: string; readonly kind: RecallKind; readonly version: number },
  scheme: RecallScheme | null,
  by: { readonly at: Date; readonly name: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into recall_schemes (enterprise_id, kind, version, scheme, changed_at, changed_by_name)
    values (${of.enterpriseId}, ${of.kind}, ${of.version + 1}, ${scheme && JSON.stringify(scheme)}, ${by.at}, ${by.name})
    on conflict (enterprise_id, kind) do update
       set version = excluded.version, scheme = excluded.scheme, changed_at = excluded.changed_at,
           changed_by_name = excluded.changed_by_name
     where recall_schemes.version = ${of.version}`.execute(tx)
  return numAffectedRows === 1n
}
