import type { Coverage, PublicFigure } from './contract.ts'
import { DECLARED, isProvided } from './indicators.ts'
import { publicFigures } from './suppress.ts'

/** Levels and lists of a place are left out: together with their sum they would give small cells away. */
const PUBLIC = new Set(DECLARED.filter((each) => !isProvided(each)).map(({ id }) => id))

const NOTHING = { numerator: 0, denominator: null }

/** A table as it may be published: aggregates alone, small cells and what would give them away suppressed. */
export function publicCoverage({ asOf, unit, indicators, rows, total }: Coverage) {
  const shown = indicators.filter(({ id }) => PUBLIC.has(id))
  const made = shown.map(({ id }) => {
    const fractions = rows.map(({ figures }) => ({
      numerator: figures[id]?.numerator ?? 0,
      denominator: figures[id]?.denominator ?? null,
    }))
    return { id, ...publicFigures(fractions, total.figures[id] ?? NOTHING) }
  })
  const row = (
    unitId: string,
    name: string,
    of: (each: (typeof made)[number]) => PublicFigure | undefined,
  ) => ({
    ...{ unitId, name, total: unitId === unit.id && name === total.unit.name },
    figures: Object.fromEntries(
      made.flatMap((each) => {
        const figure = of(each)
        return figure ? [[each.id, figure] as const] : []
      }),
    ),
  })
  return {
    on: asOf.on,
    unit: { id: unit.id, name: unit.name },
    indicators: shown,
    rows: [
      ...rows.map(({ unit: of }, at) =>
        row(of.id, of.own ? `${of.name}本级` : of.name, (each) => each.rows[at]),
      ),
      row(unit.id, total.unit.name, (each) => each.total),
    ],
    suppressed: made.reduce((sum, each) => sum + each.suppressed, 0),
  }
}
