import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Boundaries, Measure } from './contract.ts'
import { findFigures, findMemberIds } from './store.ts'

/** `knownAt` left out: all that is recorded. Both times are kept with a number that is published, so that it can be made again. */
export type FiguresAt = {
  readonly on: CivilDate
  readonly knownAt?: Date | null
  readonly boundaries?: Boundaries
}

export type CoverageFigure = {
  readonly unitId: string
  readonly scope: string
  readonly measure: Measure
  readonly value: number
}

/** Scopes of the declared indicators. */
export const MAIN_SCOPES = ['all', 'sme', 'above-scale', 'government-quality-award'] as const

/**
 * What is counted of each of these units with everything below it, by scope and measure; what is 0 has no row. As far as the
 * asker oversees the units; a job sees all. 规上企业数 is `members` + `pending` of `above-scale`.
 */
export function coverageFigures(
  tx: Tx,
  unitIds: readonly string[],
  { on, knownAt = null, boundaries = 'then' }: FiguresAt,
  scopes: readonly string[] = MAIN_SCOPES,
): Promise<CoverageFigure[]> {
  return findFigures(tx, unitIds, { on, knownAt, boundaries }, scopes)
}

/** The enterprises that such a number counts (all but `trained-times` and `pending`), with the unit by which each counts, in order of id. */
export function memberIds(
  tx: Tx,
  unitId: string,
  scope: string,
  measure: Measure,
  { on, knownAt = null, boundaries = 'then' }: FiguresAt,
): Promise<{ enterpriseId: string; unitId: string }[]> {
  return findMemberIds(tx, unitId, scope, measure, { on, knownAt, boundaries })
}
