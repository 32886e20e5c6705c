import { Button, Space } from 'antd'
import type { Grant } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { listPeople, type PersonRow } from '../contract.ts'
import type { Deed } from './deeds.ts'
import { words } from './words.ts'

type TableProps = {
  readonly state: 'holding' | 'ended' | 'disabled'
  readonly grant: Grant
  readonly onDeed: (deed: Deed) => void
}

const empties = { holding: words.empty, ended: words.emptyEnded, disabled: words.emptyDisabled }

/** Whose people an officer looks at; without a choice those of his unit. */
const scopes = {
  key: 'where',
  label: words.where,
  all: words.ownUnit,
  options: [
    { value: 'below', label: words.unitsBelow },
    { value: 'enterprises', label: words.enterprises },
  ],
}

/** People of one state, with the filters in the address. */
export function PeopleTable({ state, grant, onDeed }: TableProps) {
  const filters = useUrlFilters(['text', 'where', 'enterprise'])
  const page = useCursorPage()
  const { text, where, enterprise } = filters.values
  const list = useOperation(
    listPeople,
    {
      state,
      text,
      enterpriseId: enterprise,
      ...(where && { where: where as 'below' }),
      cursor: page.cursor,
      limit: 20,
    },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <>
      <FilterBar
        values={{ text, where, enterprise }}
        onChange={(key, value) => filters.set(key as 'text', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.search }}
        filters={grant.unitId && !enterprise ? [scopes] : []}
        chips={[{ key: 'enterprise', label: words.onlyEnterprise }]}
      />
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ grantId }) => grantId}
        loading={list.isPending}
        empty={<EmptyState text={empties[state]} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        columns={columnsFor(state, onDeed)}
        minWidth={900}
        phoneRow={(row) => ({
          name: `${row.name}　${row.roleName}`,
          meta: [row.login, row.place].filter(Boolean).join('　'),
          status: <RowDeeds row={row} onDeed={onDeed} />,
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </>
  )
}

function columnsFor(state: TableProps['state'], onDeed: TableProps['onDeed']) {
  const { columns } = words
  const role = (row: PersonRow) => (row.inCharge ? `${row.roleName}，${words.inCharge}` : row.roleName)
  return [
    { key: 'name', title: columns.name, width: 120, dataIndex: 'name' },
    { key: 'login', title: columns.login, width: 140, dataIndex: 'login' },
    { key: 'role', title: columns.role, render: (_: unknown, row: PersonRow) => role(row) },
    { key: 'place', title: columns.place, render: (_: unknown, row: PersonRow) => row.place || words.none },
    {
      key: 'since',
      title: state === 'ended' ? columns.until : columns.since,
      width: 150,
      render: (_: unknown, row: PersonRow) => instant(state === 'ended' ? row.until : row.since),
    },
    {
      key: 'state',
      title: columns.state,
      render: (_: unknown, row: PersonRow) => (
        <>
          <StatusText status={statusOf(row, state)} size="small" />
          {(row.endedReason ?? row.disabledReason) ? (
            <div>{row.endedReason ?? row.disabledReason}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'deeds',
      title: columns.deeds,
      width: 190,
      render: (_: unknown, row: PersonRow) => <RowDeeds row={row} onDeed={onDeed} />,
    },
  ]
}

function statusOf(row: PersonRow, state: TableProps['state']): Status {
  if (state === 'ended') return { text: words.ended, icon: 'minus-circle', tone: 'muted' }
  if (row.disabled) return { text: words.disabled, icon: 'stop', tone: 'error' }
  if (row.locked) return { text: words.locked, icon: 'lock', tone: 'warning' }
  if (row.until) return { text: words.endsAt(instant(row.until)), icon: 'clock', tone: 'warning' }
  return { text: words.holding, icon: 'check-circle', tone: 'success' }
}

function RowDeeds({ row, onDeed }: { readonly row: PersonRow; readonly onDeed: TableProps['onDeed'] }) {
  const deeds: [boolean, Deed['kind'], string][] = [
    [row.mayReset, 'reset', words.issue],
    [row.mayEnd, 'end', words.end],
    [row.maySecure && row.locked, 'unlock', words.unlock],
    [row.maySecure && row.disabled, 'enable', words.enable],
    [row.maySecure && !row.disabled && row.until === null, 'disable', words.disable],
  ]
  return (
    <Space size={4} wrap>
      {deeds.map(([may, kind, label]) =>
        may ? (
          <Button
            key={kind}
            type="link"
            size="small"
            aria-label={`${label}：${row.name}`}
            onClick={() => onDeed({ kind, row } as Deed)}
          >
            {label}
          </Button>
        ) : null,
      )}
    </Space>
  )
}
