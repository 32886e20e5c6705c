import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, ratio, today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { PrintHead } from '#ui/print-head.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { exportOnTime, listOnTime, type OnTime } from '../contract.ts'
import { DutyTabs } from './duty-tabs.tsx'
import { filterOf, useYear } from './filters.ts'
import { words } from './words.ts'

/** K9 of the units directly below, side by side. */
export default function OnTimePage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['year'])
  const year = useYear(filters.values.year)
  const list = useOperation(listOnTime, { unitId, year }, { keepPrevious: true })
  const { onTime } = words
  const { columns } = onTime
  const within = (row: OnTime) =>
    onTime.within(row.within.onTime, row.within.due, ratio(row.within.onTime, row.within.due))
  const unit = (row: OnTime) => (
    <Link to="/units/$unitId/duties" params={{ unitId: row.unitId }} search={{ year: String(year) } as never}>
      {row.unitName}
    </Link>
  )
  const late = (row: OnTime) =>
    row.late === 0 ? (
      count(0)
    ) : (
      <Link
        to="/units/$unitId/duties-below"
        params={{ unitId }}
        search={{ year: String(year), state: 'late', text: row.unitName } as never}
      >
        {count(row.late)}
      </Link>
    )
  return (
    <>
      <PrintHead />
      <PageTitle title={onTime.title} sub={onTime.sub} />
      <DutyTabs unitId={unitId} current="onTime" />
      <Section flush>
        <FilterBar
          values={{ year: filters.values.year }}
          onChange={(_, value) => filters.set('year', value)}
          onClear={filters.clear}
          filters={filterOf(today()).slice(0, 1)}
        >
          <ExportButton op={exportOnTime} input={{ unitId, year }} total={list.data?.rows.length} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <DataTable
          caption={onTime.caption}
          rows={list.data?.rows ?? []}
          rowKey={(row) => row.unitId}
          loading={list.isPending}
          empty={<EmptyState text={onTime.empty} />}
          columns={[
            { key: 'unit', title: columns.unit, render: (_, row) => unit(row) },
            {
              key: 'rate',
              title: columns.rate,
              align: 'right',
              render: (_, row) => ratio(row.onTime, row.due),
            },
            { key: 'due', title: columns.due, align: 'right', render: (_, row) => count(row.due) },
            { key: 'onTime', title: columns.onTime, align: 'right', render: (_, row) => count(row.onTime) },
            { key: 'late', title: columns.late, align: 'right', render: (_, row) => late(row) },
            {
              key: 'doneLate',
              title: columns.doneLate,
              align: 'right',
              render: (_, row) => count(row.doneLate),
            },
            { key: 'within', title: columns.within, align: 'right', render: (_, row) => within(row) },
          ]}
          phoneRow={(row) => ({
            name: unit(row),
            meta: onTime.within(row.onTime, row.due, ratio(row.onTime, row.due)),
            status: late(row),
          })}
        />
      </Section>
    </>
  )
}
