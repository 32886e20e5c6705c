import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { listDate, today } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus, qualificationStatus } from '#ui/statuses.ts'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { countFilings, type FilingRow, type FilingStatus, listFilings } from '../contract.ts'
import { words } from './words.ts'

const officerTabs = ['submitted', 'accepted', 'returned', 'registered'] as const
const enterpriseTabs = ['draft', 'submitted', 'accepted', 'returned', 'registered', 'withdrawn'] as const

/** The work queue of a unit and the list of an enterprise: tabs are states of the life cycle. */
export default function FilingList() {
  const me = useNeededOperation(readMe, {})
  const counts = useOperation(countFilings, {})
  const isUnit = me.grant.unitId !== null
  const tabs: readonly FilingStatus[] = isUnit ? officerTabs : enterpriseTabs
  const filters = useUrlFilters(['status', 'text'])
  const status = (filters.values.status as FilingStatus | undefined) ?? busiest(tabs, counts.data)
  const page = useCursorPage()
  const list = useOperation(
    listFilings,
    { status, text: filters.values.text, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const next = list.data?.next
  const shown = list.data?.rows.length ?? 0
  return (
    <>
      <PageTitle title={isUnit ? words.inbox : words.filings} />
      <Section flush>
        <LinkTabs
          label={words.listCaption}
          current={status}
          tabs={tabs.map((key) => ({
            key,
            label: words.tabs[key],
            to: '/filings',
            search: { status: key },
            ...(counts.data && { count: counts.data[key] }),
          }))}
        />
        <FilterBar
          values={{ text: filters.values.text }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
        />
        {list.error ? <RefusedAlert error={list.error} /> : null}
        <DataTable
          caption={words.listCaption}
          columns={columnsFor(isUnit)}
          rows={list.data?.rows ?? []}
          rowKey={(row) => row.id}
          loading={list.isPending}
          empty={<EmptyState text={isUnit ? words.emptyUnit : words.emptyEnterprise} />}
          onClearFilters={filters.values.text ? filters.clear : undefined}
          phoneRow={(row) => ({
            name: <FilingLink row={row} />,
            meta: row.personName,
            status: <StatusText status={filingStatus(row.status, isUnit ? 'unit' : 'enterprise')} />,
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: status === 'registered' ? words.newest : words.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, shown) : undefined,
          }}
        />
      </Section>
    </>
  )
}

/** The first tab where something waits; the first one while nothing does. */
function busiest(
  tabs: readonly FilingStatus[],
  counts: Readonly<Record<FilingStatus, number>> | undefined,
): FilingStatus {
  return tabs.find((tab) => (counts?.[tab] ?? 0) > 0) ?? tabs[0] ?? 'submitted'
}

function FilingLink({ row }: { readonly row: FilingRow }) {
  return (
    <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId: row.enterpriseId, filingId: row.id }}>
      {row.enterpriseName}
    </Link>
  )
}

function columnsFor(isUnit: boolean): TableColumnsType<FilingRow> {
  const now = today()
  const { columns } = words
  return [
    { key: 'enterprise', title: columns.enterprise, render: (_, row) => <FilingLink row={row} /> },
    { key: 'kind', title: columns.kind, render: (_, row) => words.kinds[row.kind] },
    { key: 'person', title: columns.person, dataIndex: 'personName' },
    {
      key: 'outcome',
      title: columns.outcome,
      render: (_, row) => (row.outcome ? <StatusText status={qualificationStatus(row.outcome)} /> : '—'),
    },
    { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
    {
      key: 'received',
      title: columns.received,
      render: (_, row) => listDate(row.submittedAt?.slice(0, 10), now),
    },
    { key: 'number', title: columns.number, render: (_, row) => row.filingNo ?? '—' },
    {
      key: 'status',
      title: columns.status,
      render: (_, row) => <StatusText status={filingStatus(row.status, isUnit ? 'unit' : 'enterprise')} />,
    },
  ]
}
