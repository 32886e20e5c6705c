import { Link, useNavigate } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { exportVetoes, listVetoes, type VetoRow } from '../contract.ts'
import { readVetoOffice } from '../deputies/contract.ts'
import { subjects } from '../domain.ts'
import { minutesOf, stoppedActs, vetoStatus } from './look.ts'
import { VetoTabs } from './tabs.tsx'
import { words } from './words.ts'

const { columns } = words
const states = [
  { value: 'in-force', label: words.inForce },
  ...(['checked', 'lifted', 'overridden'] as const).map((value) => ({ value, label: words.states[value] })),
]
const kinds = Object.entries(subjects).map(([value, { noun }]) => ({ value, label: noun }))

/** Vetoes of the enterprise, the newest first. */
export default function VetoList() {
  const of = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['text', 'state', 'subjectKind', 'subjectId', 'from', 'to'])
  const page = useCursorPage()
  const asked = { ...of, ...filters.values } as never
  const list = useOperation(listVetoes, { ...(asked as object), cursor: page.cursor, limit: 50 } as never, {
    keepPrevious: true,
  })
  const office = useNeededOperation(readVetoOffice, of)
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <>
      <PageTitle title={words.title} actions={office.may.raise ? <Raise {...of} /> : null} phoneActions />
      <VetoTabs {...of} current="list" />
      <Section flush>
        <FilterBar
          values={filters.values}
          onChange={filters.set as never}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={[
            { key: 'state', label: words.state, options: states, width: 190 },
            { key: 'subjectKind', label: words.kind, options: kinds },
          ]}
        >
          <ExportButton op={exportVetoes} input={asked} total={list.data?.total} />
        </FilterBar>
        <DataTable<VetoRow>
          caption={words.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          columns={tableColumns}
          empty={words.empty}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          paging={{
            from: page.from,
            order: words.order,
            ...(list.data && { total: list.data.total }),
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
          phoneRow={(row) => ({
            name: <NumberLink row={row} />,
            meta: (
              <>
                <div>{words.stop(stoppedActs(row.acts), row.subjectText)}</div>
                <Muted>
                  {words.lasted(minutesOf(row))}　{columns.conditions}{' '}
                  {words.met(row.conditionsMet, row.conditions)}　{columns.attempts}{' '}
                  {words.times(row.attempts)}
                </Muted>
              </>
            ),
            status: <StatusText status={vetoStatus(row.state)} />,
          })}
        />
      </Section>
    </>
  )
}

function Raise({ enterpriseId }: { readonly enterpriseId: string }) {
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      danger
      onClick={() => void navigate({ to: `/enterprises/${enterpriseId}/vetoes/new` })}
    >
      {words.raise}
    </Button>
  )
}

function NumberLink({ row }: { readonly row: VetoRow }) {
  return <Link to={`/enterprises/${row.enterpriseId}/vetoes/${row.id}`}>{row.number}</Link>
}

const tableColumns: TableColumnsType<VetoRow> = [
  { key: 'number', title: columns.number, width: 130, render: (_, row) => <NumberLink row={row} /> },
  { key: 'subject', title: columns.subject, render: (_, row) => row.subjectText },
  { key: 'stopped', title: columns.stopped, width: 150, render: (_, row) => stoppedActs(row.acts) },
  {
    key: 'state',
    title: columns.state,
    width: 150,
    render: (_, row) => <StatusText status={vetoStatus(row.state)} />,
  },
  {
    key: 'raised',
    title: columns.raised,
    width: 210,
    render: (_, row) => `${instant(row.raisedAt)}　${row.raisedByName}`,
  },
  { key: 'lasted', title: columns.lasted, width: 120, render: (_, row) => words.lasted(minutesOf(row)) },
  {
    key: 'conditions',
    title: columns.conditions,
    width: 80,
    align: 'right',
    render: (_, row) => words.met(row.conditionsMet, row.conditions),
  },
  { key: 'attempts', title: columns.attempts, width: 80, align: 'right', render: (_, row) => row.attempts },
]
