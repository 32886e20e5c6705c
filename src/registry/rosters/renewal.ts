import type { Tx } from '#platform/database/transaction.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { EXAMPLE_MONTHS } from './versions-for.ts'

/** How long a signed list counts as current for a unit, in months; `laidDown` false: an example, because the pack says nothing. */
export type Renewal = { readonly months: number; readonly laidDown: boolean; readonly clause: string | null }

export async function rosterRenewal(tx: Tx, unitId: string, on: string): Promise<Renewal> {
  const pack = await findPackInForce(tx, unitId, on)
  const period = pack?.pack.flow.deadlines.rosterRenewal
  if (!period) return { months: EXAMPLE_MONTHS, laidDown: false, clause: null }
  const each = { year: 12, month: 1, day: 1 / 30, workday: 1 / 21 }[period.unit]
  return { months: Math.max(1, Math.ceil(period.amount * each)), laidDown: true, clause: period.clause }
}
