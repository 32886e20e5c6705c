import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { ChangeRow, PackCover } from '../cover.ts'

type Since = { readonly after: Date | null; readonly until: Date; readonly unitIds: readonly string[] }

/** Filings of every kind registered after the pack before and until the instant of this one, in order of registration. */
export async function findChanges(tx: Tx, { after, until, unitIds }: Since): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select f.kind, coalesce(f.filing_no, '') as "filingNo", u.name as unit, e.name as enterprise, e.credit_code as "creditCode",
           f.person_name as person, ((f.registered_at at time zone 'Asia/Shanghai')::date)::text as "registeredOn",
           f.cancellation ->> 'on' as "effectiveOn"
      from filings f join enterprises e on e.id = f.enterprise_id join org_units u on u.id = f.unit_id
     where f.unit_id = any(${[...unitIds]}::uuid[]) and f.registered_at <= ${until}
       and (${after}::timestamptz is null or f.registered_at > ${after}::timestamptz)
     order by f.registered_at, f.id`.execute(tx)
  return rows
}

export function countChanges(changes: readonly ChangeRow[]): PackCover['changes'] {
  const of = (kind: ChangeRow['kind']) => changes.filter((change) => change.kind === kind).length
  return { new: of('new'), change: of('change'), replace: of('replace'), cancel: of('cancel') }
}
