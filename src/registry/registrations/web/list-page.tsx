import { Link, useSearch } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { listRegistrations, type RegistrationRow, RegistrationState } from '../contract.ts'
import { words } from './words.ts'

/** Registrations that were sent to the reader's unit. */
export default function RegistrationList() {
  const search = useSearch({ strict: false }) as { state?: string }
  const state = RegistrationState.safeParse(search.state).data ?? 'pending'
  const filters = useUrlFilters(['text'])
  const page = useCursorPage()
  const { text } = filters.values
  const query = { state, text, cursor: page.cursor, limit: 20 }
  const list = useOperation(listRegistrations, query, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  return (
    <>
      <PageTitle title={words.list} />
      <Section flush>
        <LinkTabs
          label={words.tabs.label}
          current={state}
          tabs={RegistrationState.options.map((key) => ({
            key,
            label: words.tabs[key],
            to: '/registrations',
            ...(key !== 'pending' && { search: { state: key } }),
          }))}
        />
        <FilterBar
          values={{ text }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
        />
        <RefusedAlert error={list.error} />
        <DataTable
          caption={words.list}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={state === 'pending' ? words.empty : words.emptyDecided} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          columns={[
            { key: 'name', title: columns.name, render: (_, row) => <Title row={row} /> },
            { key: 'creditCode', title: columns.creditCode, width: 200, dataIndex: 'creditCode' },
            { key: 'applicant', title: columns.applicant, render: (_, row) => applicantOf(row) },
            {
              key: 'at',
              title: state === 'pending' ? columns.submitted : columns.decided,
              width: 150,
              render: (_, row) => instant(state === 'pending' ? row.submittedAt : row.decidedAt),
            },
          ]}
          phoneRow={(row) => ({
            name: <Title row={row} />,
            meta: row.creditCode,
            status: instant(row.submittedAt),
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: state === 'pending' ? words.orderPending : words.orderDecided,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}

const applicantOf = (row: RegistrationRow) => `${row.applicantName}，${words.roles[row.role]}`

function Title({ row }: { readonly row: RegistrationRow }) {
  return (
    <Link to="/registrations/$registrationId" params={{ registrationId: row.id }}>
      {row.name}
    </Link>
  )
}
