import type { RawBuilder } from 'kysely'

/** A record of the enterprise because of which another one exists, e.g. the incident behind a line of cost. */
export type Source = {
  /** Name of the capability's record: `incident`. */
  readonly kind: string
  readonly id: string
  /** As people call it: SJ-2026-036. */
  readonly number: string
  /** Below the enterprise's address: `incidents/<id>`. */
  readonly path: string
}

/** Records that prove clauses of DB1302/T 589—2024, declared by the capability that keeps them. */
export type Evidence = {
  /** `7.2b`; see the clauses of `conformity`. */
  readonly clauses: readonly string[]
  /** What the records are, zh-CN. */
  readonly what: string
  /** The list that shows them, below the enterprise's address. */
  readonly path: string
  /** Only records of the last so many months count; all when left out. */
  readonly months?: number
  /** One row: how many, and the civil day of the newest. `since`: the first day that counts, or null. */
  query(enterpriseId: string, since: string | null): RawBuilder<{ n: number; latest: string | null }>
}

/** What falls due: one row each. */
export type DueRow = {
  readonly id: string
  readonly number: string
  readonly what: string
  /** Of the staff ledger. */
  readonly owner_id: string | null
  readonly owner: string | null
  /** Civil day. */
  readonly due_on: string
  /** Below the enterprise's address. */
  readonly path: string
}

/** Records that somebody must see to by a day, declared by the capability that keeps them. */
export type DueQuery = {
  readonly kind: string
  /** Where it comes from, zh-CN: 计划, 计量. */
  readonly label: string
  /** Everything open that is due on or before the day `until`. */
  query(enterpriseId: string, until: string): RawBuilder<DueRow>
}
