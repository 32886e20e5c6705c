import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import {
  exportSupervisions,
  listSupervisions,
  type Supervision,
  SupervisionState,
} from '../supervisions/contract.ts'
import { stateWords } from '../supervisions/domain.ts'
import { DutyTabs, useLooksOver } from './duty-tabs.tsx'
import { IssueForm } from './issue-form.tsx'
import { supervisionStatus } from './looks.ts'
import { words } from './words.ts'

const { supervisions: said } = words
type Side = 'issued' | 'received' | 'below'

/** 督办 that the unit has issued, was issued, or that goes on below it. */
export default function SupervisionsPage() {
  const { unitId } = useScreenParams('unitId')
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const over = useLooksOver(unitId)
  const sides: readonly Side[] = over ? ['issued', 'received', 'below'] : ['received']
  const side = sides.find((each) => each === search.side) ?? sides[0] ?? 'received'
  const filters = useUrlFilters(['state', 'text'])
  const page = useCursorPage()
  const state = SupervisionState.safeParse(filters.values.state).data
  const { text } = filters.values
  const query = { unitId, side, state, text }
  const list = useOperation(
    listSupervisions,
    { ...query, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = said
  const to = `/units/${unitId}/supervisions`
  return (
    <>
      <PageTitle
        title={said.title}
        sub={said.sub}
        phoneActions
        actions={
          over ? (
            <Button type="primary" onClick={() => void navigate({ to, search: { issue: '1' } as never })}>
              {said.issue}
            </Button>
          ) : null
        }
      />
      <DutyTabs unitId={unitId} current="supervisions" />
      <Section flush>
        {over ? (
          <LinkTabs
            label={said.tabsLabel}
            current={side}
            tabs={sides.map((key) => ({
              key,
              label: said.sides[key],
              to,
              ...(key !== 'issued' && { search: { side: key } }),
            }))}
          />
        ) : null}
        <FilterBar
          values={{ state, text }}
          onChange={(key, value) => filters.set(key as 'state', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: said.search }}
          filters={[
            {
              key: 'state',
              label: words.state,
              options: SupervisionState.options.map((value) => ({ value, label: stateWords[value] })),
              width: 170,
            },
          ]}
        >
          <ExportButton op={exportSupervisions} input={query} total={list.data?.total} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <DataTable
          caption={said.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={said.empty[side]} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          minWidth={860}
          columns={[
            { key: 'no', title: columns.no, width: 150, render: (_, row) => <No of={row} /> },
            { key: 'title', title: columns.title, dataIndex: 'title' },
            {
              key: 'unit',
              title: columns.unit,
              render: (_, row) => said.fromTo(row.issuerName, row.unitName),
            },
            { key: 'due', title: columns.due, width: 120, dataIndex: 'dueOn' },
            { key: 'state', title: columns.state, width: 180, render: (_, row) => <State of={row} /> },
          ]}
          phoneRow={(row) => ({
            name: <No of={row} />,
            meta: `${row.title}　${said.fromTo(row.issuerName, row.unitName)}　${row.dueOn}`,
            status: <State of={row} />,
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
      <Drawer
        open={over && search.issue === '1'}
        onClose={() => void navigate({ to, search: {} as never })}
        title={said.issue}
        size={560}
        destroyOnHidden
      >
        <IssueForm
          unitId={unitId}
          about={search}
          onDone={({ unitId: of, id }) => void navigate({ to: `/units/${of}/supervisions/${id}` })}
        />
      </Drawer>
    </>
  )
}

function No({ of }: { readonly of: Supervision }) {
  return (
    <Link
      to="/units/$unitId/supervisions/$supervisionId"
      params={{ unitId: of.unitId, supervisionId: of.id }}
    >
      {of.no}
    </Link>
  )
}

function State({ of }: { readonly of: Supervision }) {
  return (
    <>
      <StatusText status={supervisionStatus(of)} />
      {of.overdue ? (
        <div>
          <Muted small>{said.overdue}</Muted>
        </div>
      ) : null}
    </>
  )
}
