import { Link } from '@tanstack/react-router'
import { Flex, Input } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, ratio, today } from '#ui/format.ts'
import { KeyFigures } from '#ui/key-figures.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { departmentContract } from '#workbench/master-data/contract.ts'
import { exportObligations, listObligations, type Obligation, outcomes, readRate } from '../contract.ts'
import { InstrumentTabs } from './instrument-tabs.tsx'
import { words } from './words.ts'

const PAGE = 50
const { columns } = words.rate
type Outcome = Obligation['outcome']

const looks: Readonly<Record<Outcome, Status>> = {
  'on-time': { text: outcomes['on-time'], icon: 'check-circle', tone: 'success' },
  late: { text: outcomes.late, icon: 'warning', tone: 'warning' },
  open: { text: outcomes.open, icon: 'exclamation', tone: 'error' },
}

/** 周检率 of a period, and what stands behind its numbers. */
export default function RatePage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['since', 'until', 'department', 'outcome'])
  const page = useCursorPage()
  const year = today().slice(0, 4)
  const { since: from = `${year}-01-01`, until: to = `${year}-12-31`, department, outcome } = filters.values
  const period = { enterpriseId, from, to, ...(department && { department }) }
  const asked = { ...period, ...(outcome && { outcome: outcome as Outcome }) }
  const rate = useOperation(readRate, period, { keepPrevious: true })
  const list = useOperation(
    listObligations,
    { ...asked, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <>
      <PageTitle title={words.rate.title} sub={words.rate.sub} />
      <Stack>
        <InstrumentTabs enterpriseId={enterpriseId} current="rate" />
        {rate.error ? <RefusedAlert error={rate.error} /> : null}
        <Figures enterpriseId={enterpriseId} search={filters.values} figures={rate.data} />
        <Section flush>
          <FilterBar
            values={{ department, outcome }}
            onChange={(key, value) => filters.set(key as 'outcome', value)}
            onClear={filters.clear}
            filters={[
              {
                key: 'outcome',
                label: columns.outcome,
                options: Object.entries(outcomes).map(([value, label]) => ({ value, label })),
              },
              {
                key: 'department',
                label: columns.department,
                options: [],
                remote: sourceOf(departmentContract, 'name', enterpriseId),
              },
            ]}
          >
            <ExportButton op={exportObligations} input={asked} total={list.data?.total} />
          </FilterBar>
          <Flex gap="middle" wrap style={{ padding: '0 16px 12px' }}>
            <Day
              name="from"
              label={words.rate.from}
              value={from}
              onChange={(on) => filters.set('since', on)}
            />
            <Day name="to" label={words.rate.to} value={to} onChange={(on) => filters.set('until', on)} />
          </Flex>
          <DataTable<Obligation>
            caption={words.rate.caption}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.rate.empty} />}
            columns={[
              {
                key: 'no',
                title: columns.no,
                width: 140,
                render: (_, row) => <Name row={row} at={enterpriseId} />,
              },
              { key: 'name', title: columns.name, dataIndex: 'name' },
              { key: 'department', title: columns.department, render: (_, row) => row.department ?? '—' },
              { key: 'due', title: columns.due, width: 130, dataIndex: 'dueOn' },
              { key: 'done', title: columns.done, width: 130, render: (_, row) => row.doneOn ?? '—' },
              {
                key: 'outcome',
                title: columns.outcome,
                width: 130,
                render: (_, row) => <StatusText status={looks[row.outcome]} />,
              },
            ]}
            paging={{
              from: page.from,
              order: words.rate.order,
              ...(list.data && { total: list.data.total }),
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
            phoneRow={(row) => ({
              name: <Name row={row} at={enterpriseId} />,
              meta: `${row.name}　${columns.due} ${row.dueOn}`,
              status: <StatusText status={looks[row.outcome]} />,
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

function Name({ row, at }: { readonly row: Obligation; readonly at: string }) {
  return <Link to={`/enterprises/${at}/instruments/${row.instrumentId}`}>{row.instrumentNo}</Link>
}

type FiguresProps = {
  readonly enterpriseId: string
  readonly search: Readonly<Record<string, string | undefined>>
  readonly figures: { until: string; due: number; onTime: number; late: number; open: number } | undefined
}

function Figures({ enterpriseId, search, figures }: FiguresProps) {
  if (!figures) return null
  const { due, onTime, late, open, until } = figures
  const opens = (n: number, outcome: Outcome | undefined) => (
    <Link to={`/enterprises/${enterpriseId}/instruments/rate`} search={{ ...search, outcome } as never}>
      {count(n)}
    </Link>
  )
  return (
    <KeyFigures
      label={words.rate.title}
      figures={[
        {
          label: words.rate.rate,
          value: due === 0 ? words.rate.noRate : ratio(onTime, due),
          context: words.rate.until(until),
        },
        { label: words.rate.due, value: opens(due, undefined) },
        { label: words.rate.onTime, value: opens(onTime, 'on-time') },
        { label: words.rate.late, value: opens(late, 'late') },
        { label: words.rate.open, value: opens(open, 'open') },
      ]}
    />
  )
}

type DayProps = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly onChange: (on: string) => void
}

function Day({ name, label, value, onChange }: DayProps) {
  return (
    <Field name={name} label={label}>
      {(control) => (
        <Input {...control} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
