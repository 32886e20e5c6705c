import type { Tx } from '#platform/database/transaction.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { EXAMPLE_MONTHS } from './versions-for.ts'

/** How long a signed list counts as current for a unit, in months; `laidDown` false: an example, because the pack says nothing. */
export type Renewal = { readonly months: number; readonly laidDown: boolean; readonly clause: string | null }

export async function rosterRenewal(tx: Tx, unitId: string, on: string): Promise<Renewal> {
  const pack = await findPackInForce(tx, unitId, on)
  const period = pack?.pack.flow.deadlines.rosterRenewal
  if (!period) return { months: EXAMPLE_MONTHS, laidDown: false, clause: null }
  return { months: monthsOf(period), laidDown: true, clause: period.clause }
}

/** A period in whole months, rounded up: days count by 30, working days by 21. */
export function monthsOf({
  amount,
  unit,
}: {
  amount: number
  unit: 'workday' | 'day' | 'month' | 'year'
}): number {
  const perMonth = { year: 1 / 12, month: 1, day: 30, workday: 21 }[unit]
  return Math.ceil(amount / perMonth)
}
