import type { ColumnSet, DetailRow, PackContent, UnitFigures } from '../cover.ts'
import { type FigureKey, figureDefinitions, ratioText } from '../figures.ts'

/** A cell: a number stays one. */
export type Cell = string | number | null

const isFigure = (key: string): key is FigureKey => key in figureDefinitions

/** A row of 附件2 part B by the set's columns; `total` has no persons. */
export function summaryCells(
  set: ColumnSet,
  row: Pick<UnitFigures, 'unit' | 'figures'>,
  contact: PackContent['contacts'][string] | undefined,
): Cell[] {
  return set.columns.map(({ key }) => {
    if (key === 'unit') return row.unit.name
    if (isFigure(key)) return figureCell(row.figures, key)
    return contact?.[key as keyof typeof contact] ?? ''
  })
}

function figureCell(figures: UnitFigures['figures'], key: FigureKey): Cell {
  const figure = figures.find((each) => each.key === key)
  if (!figure || figure.numerator === null) return ''
  if (figureDefinitions[key].denominator === null) return figure.numerator
  return figure.denominator === null ? '' : ratioText(figure.numerator, figure.denominator)
}

/** A row of part A. */
export function detailCells(set: ColumnSet, row: DetailRow): Cell[] {
  return set.columns.map(({ key }) => (key === 'seq' ? Number(row.seq) : (row[key] ?? '')))
}
