import { useOperation } from '#ui/use-operation.ts'
import { readCoverage } from '../contract.ts'
import type { Asked } from './as-of.ts'

/**
 * How many enterprises of a scope stand on its list but not in the directory yet: they are in the denominator, and in no list
 * of enterprises. Asked as the coverage page asks, which has it already.
 */
export function usePending(unitId: string, scope: string, asked: Asked): number {
  const coverage = useOperation(readCoverage, { unitId, by: 'child', ...asked }).data
  return coverage?.total.counts[scope]?.pending ?? 0
}
