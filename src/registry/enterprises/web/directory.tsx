import { Link } from '@tanstack/react-router'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { type EnterpriseRow, listEnterprises } from '../contract.ts'
import { CreditCode } from './credit-code.tsx'
import { words } from './words.ts'

/** The enterprises that the reader may see, by name. */
export default function Directory() {
  const filters = useUrlFilters(['text'])
  const page = useCursorPage()
  const { text } = filters.values
  const list = useOperation(listEnterprises, { text, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  return (
    <>
      <PageTitle title={words.directory} />
      <Section flush>
        <FilterBar
          values={{ text }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
        />
        <RefusedAlert error={list.error} />
        <DataTable
          caption={words.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<NothingYet />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          columns={[
            { key: 'name', title: columns.name, render: (_, row) => <EnterpriseLink row={row} /> },
            { key: 'creditCode', title: columns.creditCode, render: (_, row) => <CreditCode of={row} /> },
            { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
            { key: 'size', title: columns.size, width: 80, render: (_, { size }) => size ?? words.none },
            { key: 'address', title: columns.address, render: (_, { address }) => address || words.none },
          ]}
          phoneRow={(row) => ({
            name: <EnterpriseLink row={row} />,
            meta: <CreditCode of={row} />,
            status: row.size,
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: words.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}

/** The first use: who may import begins there. */
function NothingYet() {
  const { role, unitId } = useNeededOperation(readMe, {}).grant
  const imports = unitId !== null && (role === 'county-officer' || role === 'city-officer')
  if (!imports) return <EmptyState text={words.emptyElsewhere} />
  return (
    <EmptyState
      text={words.empty}
      action={
        <Link to="/units/$unitId/imports" params={{ unitId }} className="opens-list">
          {words.toImports}
        </Link>
      }
    />
  )
}

function EnterpriseLink({ row }: { readonly row: EnterpriseRow }) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }}>
      {row.name}
    </Link>
  )
}
