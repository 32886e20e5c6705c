import type { TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { RatioBar } from '#ui/ratio-bar.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Coverage, Figure, Indicator } from '../contract.ts'
import type { Asked } from './as-of.ts'
import { mayOpen, NumberLink } from './number-link.tsx'
import { actualOf, goalState, goalText, yearChange } from './shown.ts'
import { words } from './words.ts'

type Props = { readonly coverage: Coverage; readonly asked: Asked; readonly role: string }
type Line = { readonly indicator: Indicator; readonly figure: Figure }

/** Every indicator of the unit with its target, numerator and denominator. */
export function IndicatorTable({ coverage, asked, role }: Props) {
  const { indicators, total, unit, asOf } = coverage
  const { columns } = words.indicators
  const lines = indicators.flatMap((indicator): Line[] => {
    const figure = total.figures[indicator.id]
    return figure ? [{ indicator, figure }] : []
  })
  const parts = ({ indicator, figure }: Line) => (
    <Parts
      unitId={unit.id}
      indicator={indicator}
      figure={figure}
      asked={asked}
      role={role}
      coverage={coverage}
    />
  )
  const state = ({ figure }: Line) => {
    const shown = goalState(figure, asOf.on)
    return shown ? <StatusText status={shown} /> : <Muted>—</Muted>
  }
  const table: TableColumnsType<Line> = [
    {
      key: 'name',
      title: columns.name,
      render: (_, { indicator }) => (
        <>
          <div>{indicator.name}</div>
          <Muted small>{indicator.doc}</Muted>
        </>
      ),
    },
    { key: 'goal', title: columns.goal, width: 110, render: (_, { figure }) => <GoalCell figure={figure} /> },
    {
      key: 'actual',
      title: columns.actual,
      width: 100,
      align: 'right',
      render: (_, { indicator, figure }) => <b>{actualOf(indicator, figure)}</b>,
    },
    {
      key: 'bar',
      title: columns.bar,
      width: 150,
      render: (_, { indicator, figure }) =>
        indicator.kind === 'count' ? null : (
          <RatioBar ratio={figure.ratio} target={targetOf(figure)} strong />
        ),
    },
    { key: 'parts', title: columns.parts, width: 130, render: (_, line) => parts(line) },
    {
      key: 'year',
      title: columns.year,
      width: 120,
      align: 'right',
      render: (_, { figure }) => yearChange(figure) ?? <Muted>—</Muted>,
    },
    { key: 'state', title: columns.state, width: 200, render: (_, line) => state(line) },
  ]
  return (
    <Section flush>
      <DataTable<Line>
        caption={words.indicators.title}
        columns={table}
        rows={lines}
        rowKey={({ indicator }) => indicator.id}
        empty=""
        minWidth={1080}
        phoneRow={(line) => ({
          name: `${line.indicator.name}　${actualOf(line.indicator, line.figure)}`,
          meta: parts(line),
          status: state(line),
        })}
      />
    </Section>
  )
}

function GoalCell({ figure: { goal } }: { readonly figure: Figure }) {
  if (!goal) return <Muted>{words.indicators.noGoal}</Muted>
  return (
    <span title={`${goal.title}（${goal.source}）`}>
      <div>{goalText(goal)}</div>
      {goal.dueDate ? <Muted small>{words.indicators.before(goal.dueDate)}</Muted> : null}
    </span>
  )
}

export function targetOf({ goal }: Figure): number | null {
  return goal && goal.unit === 'ratio' ? goal.value : null
}

function Parts({
  unitId,
  indicator,
  figure,
  asked,
  role,
  coverage,
}: {
  readonly unitId: string
  readonly indicator: Indicator
  readonly figure: Figure
  readonly asked: Asked
  readonly role: string
  readonly coverage: Coverage
}) {
  const { numerator, denominator, scope, kind } = indicator
  const times = kind === 'times'
  const number = (measure: Indicator['numerator'], value: number | null) => (
    <NumberLink
      unitId={unitId}
      scope={scope}
      measure={measure}
      value={value}
      asked={asked}
      opens={mayOpen(role, measure)}
    />
  )
  const unit = times ? words.indicators.times : words.indicators.enterprises
  const distinct = coverage.total.counts[scope]?.trained
  return (
    <>
      <div>
        {number(numerator, figure.numerator)}
        {kind === 'count' ? null : <> / {number(denominator, figure.denominator)}</>} {unit}
      </div>
      {times && distinct !== undefined ? (
        <Muted small>
          {words.indicators.distinct} {number('trained', distinct)} {words.indicators.enterprises}
        </Muted>
      ) : null}
    </>
  )
}
