import { Link } from '@tanstack/react-router'
import { Button, Drawer, Popconfirm } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { words as ui } from '#ui/words.ts'
import {
  changePlanMembers,
  exportPlanCandidates,
  listPlanCandidates,
  type Plan,
  type PlanCandidate,
} from '../contract.ts'
import { PlanFile } from './plan-file.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

const sizes = ['大型', '中型', '小型', '微型'] as const
const PAGE = 50

/** 规上企业 that are not filed and not in the plan: chosen one by one, all of a filter, or from a file. */
export function Candidates({
  plan,
  onSaid,
}: {
  readonly plan: Plan
  readonly onSaid: (said: string) => void
}) {
  const filters = useUrlFilters(['text', 'size', 'officer'])
  const { text, size, officer } = filters.values
  const page = useCursorPage()
  const [chosen, setChosen] = useState<string[]>([])
  const [importing, setImporting] = useState(false)
  const of = { unitId: plan.unitId, planId: plan.id }
  const filter = {
    text,
    size: size as (typeof sizes)[number] | undefined,
    officer: officer as PlanCandidate['officer'] | undefined,
  }
  const list = useOperation(
    listPlanCandidates,
    { ...of, ...filter, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const said = ({ added, changed, removed }: { added: number; changed: number; removed: number }) => {
    setChosen([])
    setImporting(false)
    onSaid(words.members.changed(added, changed, removed))
  }
  const change = useCommand(changePlanMembers, { invalidates: touched, onDone: said })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  const { columns } = words.candidates
  const nameOf = new Map(rows.map(({ enterpriseId, name }) => [enterpriseId, name]))
  const put = (year: number) =>
    change.mutate({
      ...of,
      add: chosen.map((enterpriseId) => ({ enterpriseId, year, note: '' })),
      remove: [],
      addAll: null,
    })
  return (
    <>
      <FilterBar
        values={filters.values}
        onChange={(key, value) => filters.set(key as 'text', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.members.search }}
        filters={[
          {
            key: 'size',
            label: words.candidates.size,
            options: sizes.map((value) => ({ value, label: value })),
          },
          {
            key: 'officer',
            label: words.candidates.officer,
            width: 200,
            options: Object.entries(words.candidates.officers).map(([value, label]) => ({ value, label })),
          },
        ]}
      >
        <Button size="small" onClick={() => setImporting(true)}>
          {words.candidates.importIt}
        </Button>
        <ExportButton op={exportPlanCandidates} input={{ ...of, ...filter }} total={list.data?.total} />
      </FilterBar>
      <RefusedAlert error={list.error ?? change.error} />
      <AllInto
        total={list.data?.total ?? 0}
        years={years}
        isPending={change.isPending}
        onPut={(year) => change.mutate({ ...of, add: [], remove: [], addAll: { year, ...filter } })}
      />
      <DataTable
        caption={words.candidates.caption}
        rows={rows}
        rowKey={({ enterpriseId }) => enterpriseId}
        loading={list.isPending}
        empty={<EmptyState text={words.candidates.empty} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        selection={{
          keys: chosen,
          onChange: setChosen,
          nameOf: (key) => nameOf.get(key) ?? '',
          actions: years.map((year) => (
            <Button key={year} size="small" loading={change.isPending} onClick={() => put(year)}>
              {words.candidates.put(year)}
            </Button>
          )),
        }}
        columns={[
          { key: 'name', title: columns.name, width: '34%', render: (_, row) => <Name of={row} /> },
          { key: 'code', title: columns.code, width: 186, dataIndex: 'creditCode' },
          { key: 'industry', title: columns.industry, width: 90, dataIndex: 'industryCode' },
          { key: 'size', title: columns.size, width: 80, dataIndex: 'size' },
          {
            key: 'officer',
            title: columns.officer,
            render: (_, row) => words.candidates.officers[row.officer],
          },
        ]}
        phoneRow={(row) => ({
          name: <Name of={row} />,
          meta: [row.creditCode, row.size].filter(Boolean).join('　'),
          status: words.candidates.officers[row.officer],
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.members.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
      <Drawer
        open={importing}
        onClose={() => setImporting(false)}
        title={words.file.title}
        size={900}
        destroyOnHidden
      >
        <PlanFile plan={plan} onDone={said} />
      </Drawer>
    </>
  )
}

type AllProps = {
  readonly total: number
  readonly years: readonly number[]
  readonly isPending: boolean
  readonly onPut: (year: number) => void
}

function AllInto({ total, years, isPending, onPut }: AllProps) {
  if (total === 0) return null
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, padding: '0 16px 12px' }}>
      {years.map((year) => (
        <Popconfirm
          key={year}
          title={words.candidates.putAllSure(total, year)}
          okText={words.candidates.put(year)}
          cancelText={ui.cancel}
          onConfirm={() => onPut(year)}
        >
          <Button size="small" loading={isPending}>
            {words.candidates.putAll(total, year)}
          </Button>
        </Popconfirm>
      ))}
    </div>
  )
}

function Name({ of }: { readonly of: PlanCandidate }) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: of.enterpriseId }}>
      {of.name}
    </Link>
  )
}
