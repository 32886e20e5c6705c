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
        />
      </Section>
      <Muted small>{words.public.suppressed(suppressed)}</Muted>
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

function cell({ kind }: Indicator, figure: PublicFigure | undefined) {
  if (!figure) return '—'
  const { numerator, denominator, ratio } = figure
  if (kind === 'count') return numerator === null ? words.public.hidden : count(numerator)
  if (denominator === 0) return '—'
  if (ratio === null) return denominator === null ? words.unknown : words.public.hidden
  return (
    <>
      <div>{percentOf(ratio)}</div>
      <Muted small>
        {numerator === null ? words.public.hidden : `${count(numerator)} / ${count(denominator)}`}
      </Muted>
    </>
  )
}
