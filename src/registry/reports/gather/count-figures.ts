import type { Figure, PackContent } from '../cover.ts'
import { type Counted, type FigureKey, figureDefinitions, figureKeys } from '../figures.ts'
import type { Standing, Unnamed } from './standings.ts'

/** Credit codes behind a count: `scope.measure` → codes. */
export type Members = PackContent['members'][string]

const inScope: Readonly<Record<string, (standing: Standing) => boolean>> = {
  all: () => true,
  'above-scale': ({ aboveScale }) => aboveScale,
  'government-quality-award': ({ award }) => award,
}
const counts: Readonly<Record<string, (standing: Standing) => boolean>> = {
  members: () => true,
  letter: ({ letter }) => letter,
  trained: ({ trained }) => trained,
  evaluated: ({ evaluated }) => evaluated,
  filed: ({ filed }) => filed,
}

const nameOf = ({ scope, measure }: Counted) => `${scope}.${measure}`

/** Whatever the unnamed add to a count. 规上企业数 and the like are all that stand on the list, known to the directory or not. */
const unnamedIn = ({ scope, measure }: Counted, unnamed: Unnamed) => {
  if (measure !== 'members') return 0
  return scope === 'above-scale' ? unnamed.pendingAboveScale : scope === 'all' ? 0 : unnamed.pendingAward
}

/** What the figures of a unit count, and who that is. */
export function countFigures(
  standings: readonly Standing[],
  of: Unnamed & { readonly listed: boolean },
): { figures: Figure[]; members: Members } {
  const members: Record<string, string[]> = {}
  const countOf = (counted: Counted): number | null => {
    if (counted.scope === 'sme') return of.small
    if (counted.scope === 'above-scale' && !of.listed) return null
    const found = standings.filter(
      (each) => inScope[counted.scope]?.(each) && counts[counted.measure]?.(each),
    )
    members[nameOf(counted)] = found.map(({ creditCode }) => creditCode)
    return found.length + unnamedIn(counted, of)
  }
  const figures = figureKeys.map((key): Figure => {
    const { numerator, denominator } = figureDefinitions[key]
    return { key, numerator: countOf(numerator), denominator: denominator && countOf(denominator) }
  })
  return { figures, members }
}

/** The sum over units; a unit without a value adds nothing, all without one have none. */
export function totalOf(units: readonly (readonly Figure[])[]): Figure[] {
  return figureKeys.map((key) => {
    const rows = units.flatMap((figures) => figures.filter((figure) => figure.key === key))
    const isRatio = figureDefinitions[key].denominator !== null
    // A ratio sums only units that have both parts: otherwise it would set filed ones over a list that is not there.
    const whole = isRatio ? rows.filter(({ denominator }) => denominator !== null) : rows
    return {
      key,
      numerator: sum(whole.map(({ numerator }) => numerator)),
      denominator: isRatio ? sum(whole.map(({ denominator }) => denominator)) : null,
    }
  })
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

export function figureOf(figures: readonly Figure[], key: FigureKey): Figure | undefined {
  return figures.find((figure) => figure.key === key)
}
