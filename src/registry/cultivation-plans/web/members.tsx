import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import {
  changePlanMembers,
  exportPlanMembers,
  listPlanMembers,
  type Plan,
  type PlanMember,
} from '../contract.ts'
import { memberStatus } from './status.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

type TabProps = { readonly plan: Plan; readonly onSaid: (said: string) => void }

/** The enterprises of a version; in a draft many at once are taken out or moved into another year. */
export function Members({ plan, onSaid }: TabProps) {
  const filters = useUrlFilters(['year', 'state', 'text'])
  const { year, state, text } = filters.values
  const page = useCursorPage()
  const of = { unitId: plan.unitId, planId: plan.id }
  const query = { ...of, year: year ? Number(year) : undefined, state: state as 'filed' | undefined, text }
  const list = useOperation(
    listPlanMembers,
    { ...query, cursor: page.cursor, limit: 50 },
    { keepPrevious: true },
  )
  const [chosen, setChosen] = useState<string[]>([])
  const change = useCommand(changePlanMembers, {
    invalidates: touched,
    onDone: ({ added, changed, removed }) => {
      setChosen([])
      onSaid(words.members.changed(added, changed, removed))
    },
  })
  const rows = list.data?.rows ?? []
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  const { columns } = words.members
  const next = list.data?.next
  const nameOf = new Map(rows.map(({ enterpriseId, name }) => [enterpriseId, name]))
  const seesStates = rows.every((row) => row.state !== null)
  const actions = (
    <>
      {years.map((each) => (
        <Button
          key={each}
          size="small"
          loading={change.isPending}
          onClick={() =>
            change.mutate({
              ...of,
              add: chosen.map((enterpriseId) => ({
                enterpriseId,
                year: each,
                note: rows.find((row) => row.enterpriseId === enterpriseId)?.note ?? '',
              })),
              remove: [],
              addAll: null,
            })
          }
        >
          {words.members.moveTo(each)}
        </Button>
      ))}
      <Button
        size="small"
        danger
        loading={change.isPending}
        onClick={() => change.mutate({ ...of, add: [], remove: chosen, addAll: null })}
      >
        {words.members.remove}
      </Button>
    </>
  )
  return (
    <>
      <FilterBar
        values={filters.values}
        onChange={(key, value) => filters.set(key as 'text', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.members.search }}
        filters={[
          {
            key: 'year',
            label: columns.year,
            options: years.map((each) => ({ value: String(each), label: words.yearOf(each) })),
          },
          {
            key: 'state',
            label: columns.state,
            width: 230,
            options: Object.entries(words.members.states).map(([value, label]) => ({ value, label })),
          },
        ]}
      >
        <ExportButton op={exportPlanMembers} input={query} total={list.data?.total} />
      </FilterBar>
      <RefusedAlert error={list.error ?? change.error} />
      <DataTable
        caption={words.members.caption}
        rows={rows}
        rowKey={({ enterpriseId }) => enterpriseId}
        loading={list.isPending}
        empty={<EmptyState text={emptyText(plan)} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        {...(plan.abilities.change && {
          selection: {
            keys: chosen,
            onChange: setChosen,
            nameOf: (key: string) => nameOf.get(key) ?? '',
            actions,
          },
        })}
        columns={[
          { key: 'name', title: columns.name, width: '34%', render: (_, row) => <Name of={row} /> },
          { key: 'code', title: columns.code, width: 186, dataIndex: 'creditCode' },
          { key: 'year', title: columns.year, width: 100, dataIndex: 'year' },
          ...(seesStates
            ? [
                {
                  key: 'state',
                  title: columns.state,
                  width: 150,
                  render: (_: unknown, row: PlanMember) => <State of={row} />,
                },
              ]
            : []),
          { key: 'note', title: columns.note, dataIndex: 'note' },
        ]}
        phoneRow={(row) => ({
          name: <Name of={row} />,
          meta: `${row.creditCode}　${words.yearOf(row.year)}`,
          status: <State of={row} />,
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.members.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </>
  )
}

function emptyText(plan: Plan): string {
  if (plan.rows.some(({ sourcePlanId }) => sourcePlanId !== null)) return words.members.emptyAbove
  return plan.abilities.change ? words.members.empty : words.members.emptySeen
}

function Name({ of }: { readonly of: Pick<PlanMember, 'enterpriseId' | 'name'> }) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: of.enterpriseId }}>
      {of.name}
    </Link>
  )
}

function State({ of }: { readonly of: PlanMember }) {
  return of.state ? <StatusText size="small" status={memberStatus(of.state)} /> : null
}
