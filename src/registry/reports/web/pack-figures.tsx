import { type TableColumnsType, Tooltip } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { count, ratio } from '#ui/format.ts'
import { Section } from '#ui/section.tsx'
import type { Pack } from '../contract.ts'
import type { Figure, UnitFigures } from '../cover.ts'
import { type FigureKey, figureDefinitions, figureKeys } from '../figures.ts'
import { figureHeads, words } from './words.ts'

type Row = Pick<UnitFigures, 'figures'> & {
  readonly name: string
  readonly source: string
  readonly code: string
}

function sourceOf({ source }: UnitFigures): string {
  const { sources } = words.pack
  return source.kind === 'pack' ? sources.pack(source.pack.number, source.fresh) : sources[source.kind]
}

/** A number, or a coverage with its two parts; nothing where there is no list to count from. */
export function figureText(figure: Figure | undefined, key: FigureKey): string {
  if (!figure || figure.numerator === null) return words.pack.noList
  if (figureDefinitions[key].denominator === null) return count(figure.numerator)
  return figure.denominator === null ? words.pack.noList : ratio(figure.numerator, figure.denominator)
}

function Value({
  figures,
  figureKey,
}: {
  readonly figures: readonly Figure[]
  readonly figureKey: FigureKey
}) {
  const figure = figures.find(({ key }) => key === figureKey)
  const text = figureText(figure, figureKey)
  if (!figure || figure.numerator === null || !figure.denominator) return <>{text}</>
  const parts = `${count(figure.numerator)}／${count(figure.denominator)}`
  return (
    <Tooltip title={figureDefinitions[figureKey].title}>
      <span>
        {text}
        <br />
        <small>{parts}</small>
      </span>
    </Tooltip>
  )
}

const columns: TableColumnsType<Row> = [
  { key: 'unit', title: words.pack.unit, width: 200, render: (_, { name }) => name },
  ...figureKeys.map((key) => ({
    key,
    title: figureHeads[key],
    align: 'right' as const,
    render: (_: unknown, { figures }: Row) => <Value figures={figures} figureKey={key} />,
  })),
  { key: 'source', title: words.pack.source, width: 170, render: (_, { source }) => source },
]

/** 附件2 part B: the units side by side with numerator and denominator, and the total. */
export function PackFigures({ pack }: { readonly pack: Pack }) {
  const rows = pack.units.map(
    (row): Row => ({ code: row.unit.code, name: row.unit.name, figures: row.figures, source: sourceOf(row) }),
  )
  const total: Row = { code: '', name: words.pack.total, figures: pack.total, source: '' }
  const all = rows.length > 1 ? [...rows, total] : rows
  return (
    <Section title={words.pack.figures} note={words.pack.figuresNote(pack.asOf)} flush>
      <DataTable
        caption={words.pack.figures}
        rows={all}
        rowKey={({ code }) => code || 'total'}
        empty=""
        minWidth={1000}
        columns={columns}
        phoneRow={(row) => ({
          name: row.name,
          meta: figureKeys.map((key) => (
            <span key={key}>
              {figureHeads[key]}{' '}
              {figureText(
                row.figures.find((each) => each.key === key),
                key,
              )}
              {'　'}
            </span>
          )),
        })}
      />
    </Section>
  )
}
