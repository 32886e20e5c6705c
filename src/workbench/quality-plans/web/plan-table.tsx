import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type ItemState, isOpen } from '../domain.ts'
import type { PlannedItem, PlanWithItems } from '../plan/contract.ts'
import { itemStatus } from './status.ts'
import { words } from './words.ts'

const { plan: said } = words
const columns = said.itemColumns

const shows = {
  all: () => true,
  open: ({ standing }: PlannedItem) => isOpen(standing as ItemState),
  overdue: ({ overdue }: PlannedItem) => overdue,
  done: ({ standing }: PlannedItem) => standing === 'done',
} as const
type Show = keyof typeof shows

/** The items of the plan, in the order of their numbers. */
export function PlanTable({ shown: { plan, items, counts } }: { readonly shown: PlanWithItems }) {
  const filters = useUrlFilters(['show'])
  const show: Show = Object.keys(shows).includes(filters.values.show ?? '')
    ? (filters.values.show as Show)
    : 'all'
  const running = plan.status === 'in-force' || plan.status === 'concluded'
  const rows = items.filter(shows[show])
  const options = (Object.keys(shows) as Show[]).map((value) => ({ value, label: said.filter[value] }))
  return (
    <Section
      title={said.tabs.items}
      note={
        counts.overdue > 0
          ? `${said.counts(counts.items, counts.done)}，${said.overdue(counts.overdue)}`
          : said.counts(counts.items, counts.done)
      }
      extra={
        running ? (
          <Segmented
            aria-label={said.show}
            size="small"
            value={show}
            options={options}
            onChange={(value) => filters.set('show', value === 'all' ? undefined : value)}
          />
        ) : undefined
      }
      flush
    >
      <DataTable<PlannedItem>
        caption={plan.title}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState text={plan.status === 'draft' ? said.emptyDraft : said.empty} />}
        onClearFilters={show === 'all' ? undefined : filters.clear}
        columns={[
          { key: 'no', title: columns.no, dataIndex: 'itemNo', width: 70 },
          { key: 'name', title: columns.name, render: (_, item) => <Name item={item} /> },
          { key: 'goal', title: columns.goal, dataIndex: 'goal', responsive: ['xl'] },
          { key: 'when', title: columns.when, width: 130, render: (_, item) => <Days item={item} /> },
          { key: 'owner', title: columns.owner, width: 110, render: (_, item) => item.ownerCalled ?? '—' },
          {
            key: 'standing',
            title: columns.standing,
            width: 190,
            render: (_, item) => <State item={item} />,
          },
        ]}
        phoneRow={(item) => ({
          name: (
            <>
              {item.itemNo} <Name item={item} />
            </>
          ),
          meta: (
            <Muted>
              {said.range(item.fromOn, item.toOn)}　{item.ownerCalled}
            </Muted>
          ),
          status: <State item={item} />,
        })}
      />
    </Section>
  )
}

function Name({ item: { enterpriseId, id, name } }: { readonly item: PlannedItem }) {
  return <Link to={`/enterprises/${enterpriseId}/plan-items/${id}`}>{name}</Link>
}

function Days({ item: { fromOn, toOn } }: { readonly item: PlannedItem }) {
  return (
    <>
      {fromOn ?? '?'}
      <br />
      {toOn ?? '?'}
    </>
  )
}

/** In a draft what is still missing, later how it stands. */
function State({ item: { standing, progress, overdue, missing } }: { readonly item: PlannedItem }) {
  if (standing === 'draft' && missing.length > 0)
    return <StatusText status={{ text: said.missing(missing), icon: 'exclamation', tone: 'warning' }} />
  return <StatusText status={itemStatus(standing, progress, overdue)} />
}
