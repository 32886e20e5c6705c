import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { count } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { exportTrend, type Indicator, readTrend, type TrendPoint } from '../contract.ts'
import { goalText, percentOf } from './shown.ts'
import { words } from './words.ts'

const LineChart = lazy(() => import('#ui/line-chart.tsx'))

type Props = { readonly unitId: string; readonly indicator: Indicator; readonly on: string | undefined }

/** One indicator over the last months, as a line or as its numbers. */
export function TrendCard({ unitId, indicator, on }: Props) {
  const [asTable, setAsTable] = useState(false)
  const asked = { unitId, indicator: indicator.id, ...(on && { on }), months: 12 }
  const trend = useOperation(readTrend, asked, { keepPrevious: true }).data
  const points = trend?.points ?? []
  const from = lowest(points)
  return (
    <Section
      title={words.trend.title}
      note={words.trend.note(indicator.name, asTable ? 0 : from)}
      flush={asTable}
      extra={
        <Button type="link" size="small" className="no-print" onClick={() => setAsTable(!asTable)}>
          {asTable ? words.trend.chart : words.trend.data}
        </Button>
      }
    >
      {asTable ? (
        <Numbers points={points} name={indicator.name} asked={asked} />
      ) : (
        <Picture points={points} from={from} name={indicator.name} goal={trend?.goal ?? null} />
      )}
    </Section>
  )
}

/** Where the axis begins: ten points under the lowest, else at nothing. */
function lowest(points: readonly TrendPoint[]): number {
  const ratios = points.flatMap(({ ratio }) => (ratio === null ? [] : [ratio * 100]))
  const least = Math.min(...ratios, 100)
  return least >= 60 ? Math.floor((least - 10) / 10) * 10 : 0
}

type PictureProps = {
  readonly points: readonly TrendPoint[]
  readonly from: number
  readonly name: string
  readonly goal: Parameters<typeof goalText>[0] | null
}

function Picture({ points, from, name, goal }: PictureProps) {
  const labels = useMemo(() => points.map(({ on }) => on.slice(0, 7)), [points])
  const values = useMemo(
    () => points.map(({ ratio }) => (ratio === null ? null : Math.round(ratio * 1000) / 10)),
    [points],
  )
  const target = useMemo(
    () =>
      goal && goal.unit === 'ratio' && goal.value !== null
        ? { value: goal.value * 100, label: words.trend.goal(goalText(goal), goal.dueDate ?? '') }
        : undefined,
    [goal],
  )
  if (points.length > 0 && values.every((value) => value === null))
    return <Muted>{words.trend.unknown}</Muted>
  const described = words.trend.describe(
    name,
    percentOf(points[0]?.ratio ?? null),
    percentOf(points.at(-1)?.ratio ?? null),
  )
  return (
    <Suspense fallback={<Muted>{uiWords.loading}</Muted>}>
      <LineChart labels={labels} values={values} from={from} target={target} description={described} />
    </Suspense>
  )
}

type NumbersProps = {
  readonly points: readonly TrendPoint[]
  readonly name: string
  readonly asked: { unitId: string; indicator: string; on?: string; months: number }
}

function Numbers({ points, name, asked }: NumbersProps) {
  return (
    <>
      <DataTable<TrendPoint>
        caption={name}
        rows={points}
        rowKey={({ on }) => on}
        empty=""
        minWidth={300}
        columns={[
          { key: 'on', title: words.trend.month, dataIndex: 'on' },
          {
            key: 'parts',
            title: words.indicators.columns.parts,
            align: 'right',
            render: (_, { numerator, denominator }) =>
              `${count(numerator)} / ${denominator === null ? words.unknown : count(denominator)}`,
          },
          {
            key: 'ratio',
            title: words.table.ratio,
            align: 'right',
            render: (_, { ratio }) => percentOf(ratio),
          },
        ]}
      />
      <ExportButton op={exportTrend} input={asked} total={points.length} />
    </>
  )
}
