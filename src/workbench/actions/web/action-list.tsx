import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { type Action, ActionFilter, ActionKind, exportActions, listActions } from '../contract.ts'
import { filterWords, kindWords, sourceWords } from '../words.ts'
import { actionStatus } from './parts/action-look.ts'
import { words } from './words.ts'

const PAGE = 50
const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const { open: _open, ...states } = filterWords

/** 措施: what is due, of me or of everyone, overdue, by source. */
export default function ActionList() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const navigate = useNavigate()
  const filters = useUrlFilters(['whose', 'ownerId', 'state', 'kind', 'sourceKind', 'text'])
  const page = useCursorPage()
  const { values } = filters
  const query = {
    enterpriseId,
    whose: values.whose === 'mine' ? ('mine' as const) : undefined,
    ownerId: values.ownerId,
    state: ActionFilter.safeParse(values.state).data,
    kind: ActionKind.safeParse(values.kind).data,
    sourceKind: values.sourceKind,
    text: values.text,
  }
  const list = useOperation(
    listActions,
    { ...query, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  const mineAlone = values.whose === 'mine' && filters.active.length === 1
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} />
      <Section flush>
        <FilterBar
          values={values}
          onChange={(key, value) => filters.set(key as 'state', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={[
            {
              key: 'whose',
              label: words.whose,
              options: [{ value: 'mine', label: words.mine }],
              all: words.everyone,
            },
            { key: 'state', label: words.state, options: optionsOf(states), all: filterWords.open },
            { key: 'sourceKind', label: words.source, options: optionsOf(sourceWords) },
            { key: 'kind', label: words.kind, options: optionsOf(kindWords) },
            {
              key: 'ownerId',
              label: columns.owner,
              options: [],
              remote: sourceOf(staffContract as never, 'name', enterpriseId),
            },
          ]}
        >
          <ExportButton op={exportActions} input={query} total={list.data?.total} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <DataTable<Action>
          caption={words.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          minWidth={860}
          empty={
            <EmptyState
              text={mineAlone ? words.emptyMine : words.empty}
              action={
                mineAlone ? (
                  <Button
                    size="small"
                    onClick={() => void navigate({ to: `/enterprises/${enterpriseId}/staff` })}
                  >
                    {words.toStaff}
                  </Button>
                ) : undefined
              }
            />
          }
          onClearFilters={filters.active.length > 0 && !mineAlone ? filters.clear : undefined}
          columns={[
            { key: 'what', title: columns.what, render: (_, row) => <What row={row} /> },
            {
              key: 'source',
              title: columns.source,
              width: 190,
              render: (_, row) => <SourceLink row={row} />,
            },
            {
              key: 'owner',
              title: columns.owner,
              width: 120,
              render: (_, row) => row.ownerName ?? words.noOwner,
            },
            { key: 'due', title: columns.due, width: 120, render: (_, row) => row.dueOn ?? '—' },
            {
              key: 'state',
              title: columns.state,
              width: 170,
              render: (_, row) => <StatusText status={actionStatus(row)} />,
            },
          ]}
          phoneRow={(row) => ({
            name: <What row={row} />,
            meta: (
              <Muted>
                {[row.sourceNumber, row.ownerName ?? words.noOwner, row.dueOn].filter(Boolean).join('　')}
              </Muted>
            ),
            status: <StatusText status={actionStatus(row)} />,
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

function What({ row }: { readonly row: Action }) {
  return (
    <Link to={`/enterprises/${row.enterpriseId}/actions/${row.id}`} style={{ overflowWrap: 'anywhere' }}>
      {row.what}
    </Link>
  )
}

function SourceLink({ row }: { readonly row: Action }) {
  return (
    <>
      <Link to={`/enterprises/${row.enterpriseId}/${row.sourcePath}`}>{row.sourceNumber}</Link>
      <div>
        <Muted small>{kindWords[row.kind]}</Muted>
      </div>
    </>
  )
}
