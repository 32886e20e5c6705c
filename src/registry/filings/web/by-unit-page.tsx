import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, instant, listDate, today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { countFilingsByUnit, exportFilingsByUnit, type UnitCounts } from '../by-unit/contract.ts'
import { byUnitWords as words } from './by-unit-words.ts'

const statuses = ['submitted', 'accepted', 'returned', 'registered'] as const

type UnitSort = 'late' | 'waitingSince' | (typeof statuses)[number]

function queryOf(
  unitId: string,
  { waiting, text, sort }: { waiting?: string; text?: string; sort?: string },
) {
  return { unitId, text, waiting: waiting as 'yes' | undefined, sort: sort as UnitSort | undefined }
}

/** Counties of a city, cities of a province: what waits where and since when; each number opens its list. */
export default function ByUnitPage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['waiting', 'text', 'sort'])
  const query = queryOf(unitId, filters.values)
  const list = useOperation(countFilingsByUnit, query, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const unit = list.data?.unit
  const { sort, ...narrowing } = filters.values
  return (
    <>
      <PageTitle
        title={words.title(unit?.name ?? '')}
        {...(unit?.parentId && { above: { to: `/units/${unit.parentId}/filing-counts`, label: words.up } })}
        sub={list.data ? words.asOf(instant(list.data.asOf)) : undefined}
      />
      <Section flush>
        <FilterBar
          values={narrowing}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={[
            {
              key: 'waiting',
              label: words.waitingOnly,
              options: [{ value: 'yes', label: words.hasWaiting }],
            },
          ]}
        >
          <ExportButton op={exportFilingsByUnit} input={query} total={list.data ? rows.length : undefined} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <DataTable
          caption={words.caption}
          rows={rows}
          rowKey={(row) => row.unitId}
          loading={list.isPending}
          empty={<EmptyState text={words.empty} />}
          onClearFilters={Object.keys(narrowing).length > 0 ? filters.clear : undefined}
          columns={columns}
          {...(sort && { sort: { by: sort, descending: sort !== 'waitingSince' } })}
          onSort={(wanted) => filters.set('sort', wanted?.by === sort ? undefined : wanted?.by)}
          phoneRow={(row) => ({
            name: <UnitLink row={row} />,
            meta: statuses.map((status) => `${words.columns[status]} ${count(row[status])}`).join('　'),
            status: row.late > 0 ? words.lateCount(row.late) : '',
          })}
          summary={rows.length > 1 ? () => <Total rows={rows} /> : undefined}
          paging={{ from: 1, total: rows.length, order: sort ? words.sorted : words.order }}
        />
      </Section>
    </>
  )
}

/** A unit with others below opens them; one without opens its list. */
function UnitLink({ row, children }: { readonly row: UnitCounts; readonly children?: ReactNode }) {
  if (row.below > 0)
    return (
      <Link to="/units/$unitId/filing-counts" params={{ unitId: row.unitId }}>
        {children ?? row.name}
      </Link>
    )
  return (
    <Link to="/register" search={{ unitId: row.unitId } as never}>
      {children ?? row.name}
    </Link>
  )
}

function Count({ row, status }: { readonly row: UnitCounts; readonly status: (typeof statuses)[number] }) {
  if (row[status] === 0) return <>0</>
  if (row.below > 0) return <UnitLink row={row}>{count(row[status])}</UnitLink>
  return (
    <Link to="/register" search={{ unitId: row.unitId, status } as never} className="opens-list">
      {count(row[status])}
    </Link>
  )
}

const number = (key: UnitSort): TableColumnsType<UnitCounts>[number] => ({
  key,
  align: 'right',
  sorter: true,
  sortDirections: ['descend'],
})
const byStatus = (status: (typeof statuses)[number]): TableColumnsType<UnitCounts>[number] => ({
  ...number(status),
  title: words.columns[status],
  render: (_, row) => <Count row={row} status={status} />,
})

const columns: TableColumnsType<UnitCounts> = [
  { key: 'unit', title: words.columns.unit, render: (_, row) => <UnitLink row={row} /> },
  byStatus('submitted'),
  byStatus('accepted'),
  {
    ...number('late'),
    title: words.columns.late,
    render: (_, { late }) => (late > 0 ? <b>{count(late)}</b> : 0),
  },
  {
    key: 'waitingSince',
    title: words.columns.waiting,
    sorter: true,
    sortDirections: ['ascend'],
    render: (_, { waitingSince }) => listDate(waitingSince, today()),
  },
  byStatus('returned'),
  byStatus('registered'),
]

function Total({ rows }: { readonly rows: readonly UnitCounts[] }) {
  const sum = (key: 'late' | (typeof statuses)[number]) =>
    count(rows.reduce((total, row) => total + row[key], 0))
  const cells = [sum('submitted'), sum('accepted'), sum('late'), '', sum('returned'), sum('registered')]
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0}>
        <b>{words.total}</b>
      </Table.Summary.Cell>
      {cells.map((cell, at) => (
        <Table.Summary.Cell key={columns[at + 1]?.key} index={at + 1} align={at === 3 ? 'left' : 'right'}>
          <b>{cell}</b>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
}
