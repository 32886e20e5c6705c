import { Button, type TableColumnsType } from 'antd'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { count } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { exportPublicCoverage, type Indicator, type PublicFigure, readPublicCoverage } from '../contract.ts'
import { useAsked } from './as-of.ts'
import { percentOf } from './shown.ts'
import { words } from './words.ts'

type Row = OutputOf<typeof readPublicCoverage>['rows'][number]

/** The table as a bureau may publish it. */
export default function PublicPage() {
  const { unitId } = useScreenParams('unitId')
  const { asked } = useAsked()
  const input = { unitId, ...(asked.on && { on: asked.on }) }
  const { unit, on, indicators, rows, suppressed } = useNeededOperation(readPublicCoverage, input)
  return (
    <>
      <PageTitle
        title={`${words.title}（${words.publicVersion}）`}
        above={{ to: `/units/${unitId}/coverage`, label: words.members.back }}
        sub={`${unit.name}，${words.asOf.on} ${on}。${words.public.sub}`}
        actions={
          <>
            <Button onClick={() => window.print()}>{words.print}</Button>
            <ExportButton op={exportPublicCoverage} input={input} total={rows.length} />
          </>
        }
      />
      <Section flush>
        <DataTable<Row>
          caption={words.publicVersion}
          columns={columnsOf(indicators)}
          rows={rows}
          rowKey={({ unitId: id, total }) => `${id}${total}`}
          empty={words.table.empty}
          minWidth={260 + indicators.length * 150}
          phoneRow={(row) => ({
            name: row.total ? <b>{words.table.total}</b> : row.name,
            meta: indicators.map((indicator) => (
              <div key={indicator.id}>
                {indicator.name}　{onOneLine(indicator, row.figures[indicator.id])}
              </div>
            )),
          })}
        />
      </Section>
      <Section>
        <Muted small>{words.public.suppressed(suppressed)}</Muted>
      </Section>
    </>
  )
}

function columnsOf(indicators: readonly Indicator[]): TableColumnsType<Row> {
  return [
    {
      key: 'unit',
      title: words.table.unit,
      width: 220,
      render: (_, row) => (row.total ? <b>{words.table.total}</b> : row.name),
    },
    ...indicators.map((indicator) => ({
      key: indicator.id,
      title: indicator.name,
      align: 'right' as const,
      render: (_: unknown, row: Row) => cell(indicator, row.figures[indicator.id]),
    })),
  ]
}

/** What is published of a figure: the value, and for a ratio what it is made of. */
function published({ kind }: Indicator, figure: PublicFigure | undefined): { value: string; of?: string } {
  if (!figure) return { value: '—' }
  const { numerator, denominator, ratio } = figure
  if (kind === 'count') return { value: numerator === null ? words.public.hidden : count(numerator) }
  if (denominator === 0) return { value: '—' }
  if (ratio === null) return { value: denominator === null ? words.unknown : words.public.hidden }
  const of = numerator === null ? words.public.hidden : `${count(numerator)} / ${count(denominator)}`
  return { value: percentOf(ratio), of }
}

function cell(indicator: Indicator, figure: PublicFigure | undefined) {
  const { value, of } = published(indicator, figure)
  if (of === undefined) return value
  return (
    <>
      <div>{value}</div>
      <Muted small>{of}</Muted>
    </>
  )
}

function onOneLine(indicator: Indicator, figure: PublicFigure | undefined): string {
  const { value, of } = published(indicator, figure)
  return of === undefined ? value : `${value}（${of}）`
}
