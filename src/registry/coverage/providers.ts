import type { Tx } from '#platform/database/transaction.ts'
import type { Fraction } from './numbers.ts'
import type { At } from './store.ts'

/** A row of a table, with the units that are summed in it. */
export type Summed = { readonly id: string; readonly own: boolean; readonly units: readonly string[] }

/**
 * An indicator whose number another part of the house makes (K8 by the plans, K9 by the duties): by id of the row. A row that is
 * missing is unknown.
 */
export type IndicatorProvider = (
  tx: Tx,
  rows: readonly Summed[],
  at: Pick<At, 'on' | 'knownAt'>,
) => Promise<ReadonlyMap<string, Fraction>>

const providers = new Map<string, IndicatorProvider>()

/** Called where the house is put together (apps), so that no part of it imports both ways. */
export function provideIndicator(
  id: 'plan-completion' | 'reports-on-time',
  provider: IndicatorProvider,
): void {
  providers.set(id, provider)
}

export function providedIds(): readonly string[] {
  return [...providers.keys()]
}

export async function readProvided(
  tx: Tx,
  rows: readonly Summed[],
  at: Pick<At, 'on' | 'knownAt'>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Fraction>>> {
  const each = [...providers].map(async ([id, provider]) => [id, await provider(tx, rows, at)] as const)
  return new Map(await Promise.all(each))
}
