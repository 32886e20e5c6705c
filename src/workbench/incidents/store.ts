import type { Tx } from '#platform/database/transaction.ts'
import type { Source } from '#platform/declared-queries.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'

/** What is known at the beginning. `source`: the record because of which it is opened, where there is one. */
export type Beginning = {
  readonly enterpriseId: string
  readonly kind: 'hidden-danger' | 'accident'
  readonly title: string
  readonly what: string
  readonly firstKnownAt: Date
  readonly source: Source | null
  readonly grade?: 'general' | 'larger' | 'major'
  readonly place?: string | null
  readonly department?: string | null
  readonly product?: string | null
  readonly supplier?: string | null
  readonly customer?: string | null
}

type Opened = Beginning & {
  readonly id: string
  readonly number: string
  readonly at: Date
  readonly by: { readonly accountId: string | null; readonly name: string }
}

export async function insertIncident(tx: Tx, opened: Opened): Promise<void> {
  const { enterpriseId, id, number, kind, what, at, by, firstKnownAt, source } = opened
  const title = [...opened.title].slice(0, 100).join('')
  await tx
    .insertInto('incidents')
    .values({
      enterprise_id: enterpriseId,
      id,
      search: `${number} ${title} ${what}`.normalize('NFKC').replace(/\s/g, '').toLowerCase(),
      changed_at: at,
      number,
      title,
      kind,
      grade: opened.grade ?? 'general',
      stage: 'reported',
      what,
      place: opened.place ?? null,
      department: opened.department ?? null,
      product: opened.product ?? null,
      supplier: opened.supplier ?? null,
      customer: opened.customer ?? null,
      first_known_at: firstKnownAt,
      first_known_on: civilDateOf(firstKnownAt),
      reported_at: at,
      reported_by: by.accountId,
      reported_by_name: by.name,
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
      source_number: source?.number ?? null,
      source_path: source?.path ?? null,
    })
    .execute()
}
