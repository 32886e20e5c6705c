import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { type Filter, FilterBar } from '#ui/filter-bar.tsx'
import { listDate, today } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { type RemoteSource, remoteSource } from '#ui/remote-select.tsx'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus, qualificationStatus } from '#ui/statuses.ts'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { countFilings, exportFilings, type FilingRow, type FilingStatus, listFilings } from '../contract.ts'
import { atDesk } from './at-desk.ts'
import { words } from './words.ts'

/** A state of the life cycle, or what lies at the reader's own desk. */
type Tab = FilingStatus | 'desk'

type ListProps = {
  readonly title: string
  /** Address of this list. */
  readonly at: '/filings' | '/register' | '/on-behalf'
  readonly sub?: string
  readonly actions?: ReactNode
  /** Only what this unit files for enterprises. */
  readonly onBehalf?: boolean
  readonly tabs: readonly Tab[]
  readonly empty: string
  /** Opens the first tab where something waits; else the first one. */
  readonly busiestFirst?: boolean
}

const outcomes = ['pass', 'relaxed', 'relaxable', 'fail', 'cannot-tell'] as const

/** Filings by state of their life cycle, with filters in the address. */
export function FilingList({ title, at, tabs, empty, busiestFirst = false }: ListProps) {
  const me = useNeededOperation(readMe, {})
  const counts = useOperation(countFilings, {})
  const units = useUnitsBelow(me.grant.unitId)
  const isUnit = me.grant.unitId !== null
  const reader = isUnit ? 'unit' : 'enterprise'
  const chosen = useUrlFilters(['status']).values.status as Tab | undefined
  const filters = useUrlFilters(['text', 'unitId', 'outcome'])
  const { text, unitId, outcome } = filters.values
  const tab = chosen ?? (busiestFirst ? busiest(tabs, counts.data) : tabs[0])
  const status = tab === 'desk' ? undefined : tab
  const page = useCursorPage()
  const query = {
    status,
    desk: tab === 'desk' ? ('mine' as const) : undefined,
    text,
    unitId,
    outcome: outcome as FilingRow['outcome'] & string,
  }
  const list = useOperation(listFilings, { ...query, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const next = list.data?.next
  const shown = list.data?.rows.length ?? 0
  return (
    <>
      <PageTitle title={title} />
      <Section flush>
        <LinkTabs
          label={words.listCaption}
          current={tab ?? ''}
          tabs={tabs.map((key) => ({
            key,
            label: words.tabs[key],
            to: at,
            search: { status: key },
            ...(counts.data && { count: counts.data[key] }),
          }))}
        />
        <FilterBar
          values={{ text, unitId, outcome }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={isUnit ? unitFilters(units) : []}
        >
          <ExportButton op={exportFilings} input={query} total={list.data?.total} />
        </FilterBar>
        {list.error ? <RefusedAlert error={list.error} /> : null}
        <DataTable
          caption={words.listCaption}
          columns={columnsFor(reader, status)}
          rows={list.data?.rows ?? []}
          rowKey={(row) => row.id}
          loading={list.isPending}
          empty={<EmptyState text={empty} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          phoneRow={(row) => ({
            name: <FilingLink row={row} reader={reader} />,
            meta: [row.personName, row.filingNo].filter(Boolean).join('　'),
            status: <StatusText status={statusOf(row, reader)} />,
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
function busiest(tabs: readonly Tab[], counts: Readonly<Record<Tab, number>> | undefined): Tab | undefined {
  return tabs.find((tab) => (counts?.[tab] ?? 0) > 0) ?? tabs[0]
}

/** Which unit, where more than one can be meant, and how the conditions came out. */
function unitFilters(unit: RemoteSource | null): Filter[] {
  return [
    ...(unit ? [{ key: 'unitId', label: words.columns.unit, options: [], remote: unit, width: 220 }] : []),
    {
      key: 'outcome',
      label: words.columns.outcome,
      options: outcomes.map((value) => ({ value, label: qualificationStatus(value).text })),
      width: 220,
    },
  ]
}

/** Units that register and stand below the reader's own; a county unit without branches needs no choice. */
function useUnitsBelow(own: string | null): RemoteSource | null {
  const filter = { ...(own && { below: own }), line: 'market-regulation', can: 'registration' } as const
  const total = useOperation(searchOrgUnits, { ...filter, limit: 1 }, { enabled: own !== null }).data?.total
  if (own === null || !total || total < 2) return null
  return remoteSource({
    op: searchOrgUnits,
    filter,
    option: ({ id, shortName, above }) => ({
      value: id,
      label: shortName,
      ...(above.length > 0 && { detail: above.at(-1) ?? '' }),
    }),
  })
}

type LinkProps = { readonly row: FilingRow; readonly reader: 'unit' | 'enterprise' }

/** A unit looks for the enterprise, an enterprise for its person. */
function FilingLink({ row, reader }: LinkProps) {
  return (
    <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId: row.enterpriseId, filingId: row.id }}>
      {reader === 'unit' ? row.enterpriseName : row.personName || words.unnamed}
    </Link>
  )
}

function statusOf(row: FilingRow, reader: 'unit' | 'enterprise') {
  return reader === 'unit' ? atDesk(row) : filingStatus(row.status, reader)
}

/** What is to be done next, where, and until when. */
const deskColumns: TableColumnsType<FilingRow> = [
  {
    key: 'desk',
    title: words.columns.desk,
    render: (_, { desk, unitName }) =>
      desk
        ? [desk.title, desk.unitName === unitName ? '' : desk.unitName].filter(Boolean).join('　')
        : words.none,
  },
  { key: 'due', title: words.columns.due, render: (_, { desk }) => desk?.dueOn ?? words.none },
]

function columnsFor(
  reader: 'unit' | 'enterprise',
  status: FilingStatus | undefined,
): TableColumnsType<FilingRow> {
  const now = today()
  const { columns } = words
  const link = (row: FilingRow) => <FilingLink row={row} reader={reader} />
  const who: TableColumnsType<FilingRow> =
    reader === 'unit'
      ? [
          { key: 'enterprise', title: columns.enterprise, render: (_, row) => link(row) },
          { key: 'person', title: columns.person, dataIndex: 'personName' },
        ]
      : [{ key: 'person', title: columns.person, render: (_, row) => link(row) }]
  const date = (at: string | null) => listDate(at?.slice(0, 10), now)
  const registered: TableColumnsType<FilingRow> =
    status === 'registered'
      ? [
          { key: 'number', title: columns.number, render: (_, row) => row.filingNo ?? words.none },
          { key: 'registered', title: columns.registered, render: (_, row) => date(row.registeredAt) },
        ]
      : []
  return [
    ...who,
    { key: 'kind', title: columns.kind, render: (_, row) => words.kinds[row.kind] },
    {
      key: 'outcome',
      title: columns.outcome,
      render: (_, row) =>
        row.outcome ? <StatusText status={qualificationStatus(row.outcome)} /> : words.none,
    },
    { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
    {
      key: 'received',
      title: reader === 'unit' ? columns.received : columns.submitted,
      render: (_, row) => date(row.submittedAt),
    },
    ...registered,
    ...(status === 'registered' ? [] : deskColumns),
    {
      key: 'status',
      title: columns.status,
      render: (_, row) => <StatusText status={statusOf(row, reader)} />,
    },
  ]
}
