import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { listSharedReports, type SharedReport } from '../reports/contract.ts'
import { words } from './words.ts'

const { shared: said } = words

/** What enterprises have shared with the unit, and nothing else. */
export default function SharedListPage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['text'])
  const page = useCursorPage()
  const { text } = filters.values
  const list = useOperation(
    listSharedReports,
    { unitId, text, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = said
  const link = (row: SharedReport) => (
    <Link to="/units/$unitId/shared-reports/$shareId" params={{ unitId, shareId: row.shareId }}>
      {row.enterpriseName}
    </Link>
  )
  const proved = ({ totals }: SharedReport) => words.report.of(totals.proved, totals.total)
  return (
    <>
      <PageTitle title={said.title} sub={said.sub} />
      <Section flush>
        <FilterBar
          values={{ text }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: said.search }}
          filters={[]}
        />
        <RefusedAlert error={list.error} />
        <DataTable
          caption={said.caption}
          rows={rows}
          rowKey={({ shareId }) => shareId}
          loading={list.isPending}
          empty={<EmptyState text={said.empty} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          columns={[
            { key: 'enterprise', title: columns.enterprise, render: (_, row) => link(row) },
            { key: 'number', title: columns.number, width: 140, dataIndex: 'number' },
            { key: 'asOf', title: columns.asOf, width: 170, render: (_, row) => instant(row.asOf) },
            {
              key: 'sharedAt',
              title: columns.sharedAt,
              width: 170,
              render: (_, row) => instant(row.sharedAt),
            },
            { key: 'state', title: columns.state, width: 120, render: (_, row) => proved(row) },
          ]}
          phoneRow={(row) => ({
            name: link(row),
            meta: `${row.number}　${instant(row.sharedAt)}`,
            status: proved(row),
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: said.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}
