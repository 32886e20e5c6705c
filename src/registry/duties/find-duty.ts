import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Duty, DutyKind, DutyState } from './contract.ts'
import { dutyStates } from './duty-states.ts'

export type OfDuty = {
  readonly unitId: string
  readonly year: number
  readonly key: string
  readonly period: string
}

/** One duty of a unit with its state. @throws notFound */
export async function getDuty(
  tx: Tx,
  { unitId, year, key, period }: OfDuty,
  today: CivilDate,
): Promise<Duty> {
  const rows = await dutyStates(tx, [unitId], year, { on: today })
  const found = rows.find((row) => row.key === key && row.period === period)
  if (!found) throw notFound({ detail: '事项：这一年没有这项期限，可能已停止或规则已更换。请刷新期限日历。' })
  return found
}

type Filter = {
  readonly state?: DutyState | undefined
  readonly kind?: DutyKind | undefined
  readonly text?: string | undefined
}

export function meets(duty: Duty, { state, kind, text }: Filter): boolean {
  if (state && duty.state !== state) return false
  if (kind && duty.kind !== kind) return false
  return !text || duty.title.includes(text) || duty.unitName.includes(text)
}

/** Those that are not owed come last. */
export function owedFirst(duties: readonly Duty[]): Duty[] {
  const rank = ({ state }: Duty) => (state === 'not-applicable' ? 1 : 0)
  return [...duties].sort((a, b) => rank(a) - rank(b))
}
