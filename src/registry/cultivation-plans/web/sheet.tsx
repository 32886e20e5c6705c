import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { count } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import type { Plan, PlanSheetRow } from '../contract.ts'
import { words } from './words.ts'

/** 附件3 as it is handed in; the unit's own numbers open their names. */
export function Sheet({ plan }: { readonly plan: Plan }) {
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  const [place = '', aboveScale = '', filed = ''] = plan.columns
  const columns: TableColumnsType<PlanSheetRow> = [
    { key: 'place', title: place, render: (_, row) => <Place row={row} /> },
    {
      key: 'aboveScale',
      title: aboveScale,
      align: 'right',
      render: (_, row) => (row.aboveScale === null ? words.unknown : count(row.aboveScale)),
    },
    { key: 'filed', title: filed, align: 'right', render: (_, row) => count(row.filed) },
    ...years.map((year, index) => ({
      key: String(year),
      title: plan.columns[3 + index] ?? '',
      align: 'right' as const,
      render: (_: unknown, row: PlanSheetRow) => <Planned plan={plan} row={row} year={year} index={index} />,
    })),
  ]
  return (
    <DataTable
      caption={words.sheetTitle}
      rows={plan.rows}
      rowKey={(row) => `${row.viaUnitId}-${row.unitId}-${row.place}`}
      empty={words.units.empty}
      minWidth={560}
      columns={columns}
      summary={plan.rows.length > 1 ? () => <Total plan={plan} /> : undefined}
    />
  )
}

function Place({ row }: { readonly row: PlanSheetRow }) {
  if (!row.sourcePlanId || row.sourceNo === null) return <>{row.place}</>
  return (
    <>
      <Link
        to="/units/$unitId/cultivation-plans/$planId"
        params={{ unitId: row.viaUnitId, planId: row.sourcePlanId }}
      >
        {row.place}
      </Link>
      <div>
        <Muted small>{words.sourceOf(row.sourceNo, row.asOfOn)}</Muted>
      </div>
    </>
  )
}

type PlannedProps = {
  readonly plan: Plan
  readonly row: PlanSheetRow
  readonly year: number
  readonly index: number
}

function Planned({ plan, row, year, index }: PlannedProps) {
  const number = count(row.planned[index])
  const unnamed = row.unnamed[index] ?? 0
  const isOwn = row.sourcePlanId === null
  return (
    <>
      {isOwn ? (
        <Link
          to="/units/$unitId/cultivation-plans/$planId"
          params={{ unitId: plan.unitId, planId: plan.id }}
          search={{ tab: 'members', year: String(year) } as never}
        >
          {number}
        </Link>
      ) : (
        number
      )}
      {unnamed > 0 ? (
        <div>
          <Muted small>{words.unnamedOf(unnamed)}</Muted>
        </div>
      ) : null}
    </>
  )
}

function Total({ plan }: { readonly plan: Plan }) {
  const { aboveScale, filed, planned } = plan.total
  const cells = [aboveScale === null ? words.unknown : count(aboveScale), count(filed), ...planned.map(count)]
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0}>
        <b>{words.total}</b>
      </Table.Summary.Cell>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
        <Table.Summary.Cell key={index} index={index + 1} align="right">
          <b>{cell}</b>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
}
