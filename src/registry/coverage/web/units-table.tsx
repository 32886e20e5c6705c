import { Link } from '@tanstack/react-router'
import { Segmented, Select, Table, type TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { count } from '#ui/format.ts'
import { RatioBar } from '#ui/ratio-bar.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Coverage, CoverageRow, Indicator, ListVersion } from '../contract.ts'
import type { Asked } from './as-of.ts'
import { targetOf } from './indicator-table.tsx'
import { mayOpen, NumberLink } from './number-link.tsx'
import { actualOf, fromLowest } from './shown.ts'
import { words } from './words.ts'

type Props = {
  readonly coverage: Coverage
  readonly asked: Asked
  readonly role: string
  readonly indicator: Indicator
  readonly onIndicator: (id: string) => void
  readonly by: 'child' | 'county'
  readonly onBy: (by: 'child' | 'county') => void
}

/** Units side by side for one indicator, the lowest first; the total at the foot. */
export function UnitsTable(props: Props) {
  const { coverage, indicator, onIndicator, by, onBy } = props
  const { table } = words
  const rows = fromLowest(coverage.rows, indicator.id)
  const columns = columnsOf(props)
  // Where nothing lies further below, both ways of putting units side by side are the same.
  const deeper = by === 'county' || rows.some(({ unit }) => unit.below > 0 && !unit.own)
  return (
    <Section
      title={table.title(indicator.name)}
      note={table.note}
      flush
      extra={
        <span className="no-print">
          {deeper ? (
            <Segmented
              size="small"
              aria-label={table.by}
              value={by}
              options={(['child', 'county'] as const).map((value) => ({ value, label: table[value] }))}
              onChange={onBy}
            />
          ) : null}{' '}
          <Select
            size="small"
            aria-label={table.indicator}
            value={indicator.id}
            popupMatchSelectWidth={false}
            options={coverage.indicators.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={onIndicator}
          />
        </span>
      }
    >
      <DataTable<CoverageRow>
        caption={table.title(indicator.name)}
        columns={columns}
        rows={rows}
        rowKey={({ unit }) => `${unit.id}${unit.own}`}
        empty={table.empty}
        minWidth={760}
        phoneRow={(row) => ({
          name: <UnitName row={row} asked={props.asked} by={by} />,
          meta: <Numbers {...props} row={row} />,
          status: row.figures[indicator.id] ? (
            <b>{actualOf(indicator, figureOf(row, indicator))}</b>
          ) : undefined,
        })}
        summary={() => <Foot {...props} />}
      />
    </Section>
  )
}

function figureOf(row: CoverageRow, { id }: Indicator) {
  return row.figures[id] ?? { numerator: 0, denominator: null, ratio: null, yearAgo: null, goal: null }
}

function UnitName({
  row: { unit },
  asked,
  by,
}: {
  readonly row: CoverageRow
  readonly asked: Asked
  readonly by: string
}) {
  const more = [
    unit.own ? words.table.own : '',
    unit.endedOn ? words.table.ended(unit.endedOn) : '',
    unit.mergedInto ? words.table.mergedInto(unit.mergedInto) : '',
    by === 'county' ? (unit.parentName ?? '') : '',
  ].filter(Boolean)
  return (
    <>
      {unit.own ? (
        unit.name
      ) : (
        <Link to="/units/$unitId/coverage" params={{ unitId: unit.id }} search={{ ...asked } as never}>
          {unit.name}
        </Link>
      )}
      {more.length > 0 ? <Muted small>　{more.join('，')}</Muted> : null}
    </>
  )
}

function Numbers({ row, indicator, asked, role }: Props & { readonly row: CoverageRow }) {
  const figure = figureOf(row, indicator)
  return (
    <>
      {number('numerator')}
      {indicator.kind === 'count' ? null : <> / {number('denominator')}</>}
    </>
  )
  function number(part: 'numerator' | 'denominator') {
    const measure = indicator[part]
    return (
      <NumberLink
        unitId={row.unit.id}
        scope={indicator.scope}
        measure={measure}
        value={figure[part]}
        asked={asked}
        opens={mayOpen(role, measure)}
      />
    )
  }
}

function Missing({ row, indicator, asked, role }: Props & { readonly row: CoverageRow }) {
  const { denominator, numerator } = figureOf(row, indicator)
  if (denominator === null) return <>{words.unknown}</>
  const short = denominator - numerator
  if (short <= 0 || role === 'industry-officer') return <>{count(Math.max(0, short))}</>
  return (
    <Link
      to="/units/$unitId/coverage/missing"
      params={{ unitId: row.unit.id }}
      search={{ scope: indicator.scope, ...asked } as never}
      className="opens-list"
    >
      {count(short)}
    </Link>
  )
}

function listOf(lists: readonly ListVersion[], unitId: string, scope: string): ListVersion | undefined {
  return lists.find((list) => list.unitId === unitId && list.scope === scope)
}

function ListCell({ coverage, row, indicator }: Props & { readonly row: CoverageRow }) {
  const list = listOf(coverage.asOf.lists, row.unit.id, indicator.scope)
  if (!list) return <Muted>—</Muted>
  const { states } = words.table
  // Lists are kept by the units below; the page of this unit says how each of them stands.
  if (list.state === 'missing' && row.unit.below > 0 && !row.unit.own) return <Muted>{states.below}</Muted>
  if (list.state === 'current') return <Muted>{`${states.current} ${list.effectiveOn ?? ''}`}</Muted>
  const text = list.state === 'old' ? `${states.old} ${list.effectiveOn ?? ''}` : states.missing
  return <StatusText status={{ text, icon: 'warning', tone: 'warning' }} size="small" />
}

function columnsOf(props: Props): TableColumnsType<CoverageRow> {
  const { indicator, asked, by } = props
  const { table } = words
  const ratios = indicator.kind !== 'count'
  const filed = indicator.numerator === 'filed'
  return [
    { key: 'unit', title: table.unit, render: (_, row) => <UnitName row={row} asked={asked} by={by} /> },
    {
      key: 'parts',
      title: words.indicators.columns.parts,
      width: 100,
      align: 'right',
      render: (_, row) => <Numbers {...props} row={row} />,
    },
    ...(ratios
      ? [
          {
            key: 'ratio',
            title: table.ratio,
            width: 76,
            align: 'right' as const,
            render: (_: unknown, row: CoverageRow) => <b>{actualOf(indicator, figureOf(row, indicator))}</b>,
          },
          {
            key: 'bar',
            title: words.indicators.columns.bar,
            width: 120,
            render: (_: unknown, row: CoverageRow) => (
              <RatioBar ratio={figureOf(row, indicator).ratio} target={targetOf(figureOf(row, indicator))} />
            ),
          },
        ]
      : []),
    ...(filed
      ? [
          {
            key: 'missing',
            title: table.missing,
            width: 60,
            align: 'right' as const,
            render: (_: unknown, row: CoverageRow) => <Missing {...props} row={row} />,
          },
        ]
      : []),
    { key: 'list', title: table.list, width: 136, render: (_, row) => <ListCell {...props} row={row} /> },
  ]
}

/** The total, under the same columns. */
function Foot(props: Props) {
  const { coverage, indicator } = props
  const cells = columnsOf(props)
  const total = coverage.total
  const unknown =
    indicator.denominator === null || figureOf(total, indicator).denominator === null
      ? 0
      : coverage.rows.filter((row) => figureOf(row, indicator).denominator === null).length
  return (
    <Table.Summary.Row>
      {cells.map((column, at) => (
        <Table.Summary.Cell
          key={String(column.key)}
          index={at}
          {...(column.align === 'right' && { align: 'right' })}
        >
          <b>{footCell(String(column.key))}</b>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
  function footCell(key: string) {
    if (key === 'unit')
      return unknown > 0 ? words.table.total + words.table.totalOfKnown(unknown) : words.table.total
    if (key === 'parts') return <Numbers {...props} row={total} />
    if (key === 'ratio') return actualOf(indicator, figureOf(total, indicator))
    if (key === 'bar') {
      return (
        <RatioBar
          ratio={figureOf(total, indicator).ratio}
          target={targetOf(figureOf(total, indicator))}
          strong
        />
      )
    }
    return key === 'missing' ? <Missing {...props} row={total} /> : null
  }
}
