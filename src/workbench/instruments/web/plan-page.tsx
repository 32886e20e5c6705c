import { Link } from '@tanstack/react-router'
import { Flex } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, today } from '#ui/format.ts'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { departmentContract } from '#workbench/master-data/contract.ts'
import { exportPlan, listPlan, type Planned, printPlan, readCalendar } from '../contract.ts'
import { FileButton } from './file-button.tsx'
import { InstrumentTabs } from './instrument-tabs.tsx'
import css from './plan-page.module.css'
import { words } from './words.ts'

const PAGE = 50
const { columns } = words.plan

/** 到期日历 and 周期检定计划: how many in each month, and the list of a month or of the year. */
export default function PlanPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['year', 'month', 'department'])
  const page = useCursorPage()
  const thisYear = Number(today().slice(0, 4))
  const year = Number(filters.values.year) || thisYear
  const month = Number(filters.values.month) || undefined
  const { department } = filters.values
  const asked = { enterpriseId, year, ...(month && { month }), ...(department && { department }) }
  const list = useOperation(listPlan, { ...asked, cursor: page.cursor, limit: PAGE }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]
  return (
    <>
      <PageTitle
        title={words.plan.of(year, month)}
        sub={words.plan.sub}
        actions={<FileButton op={printPlan} input={asked} label={words.plan.print} />}
        phoneActions
      />
      <Stack>
        <InstrumentTabs enterpriseId={enterpriseId} current="plan" />
        <Months enterpriseId={enterpriseId} year={year} month={month} department={department} />
        <Section flush>
          <FilterBar
            values={{ department, year: filters.values.year }}
            onChange={(key, value) => filters.set(key as 'year', value)}
            onClear={filters.clear}
            filters={[
              {
                key: 'year',
                label: words.plan.year,
                options: years.map((each) => ({ value: String(each), label: `${each} 年` })),
                all: `${thisYear} 年`,
              },
              {
                key: 'department',
                label: columns.department,
                options: [],
                remote: sourceOf(departmentContract, 'name', enterpriseId),
              },
            ]}
          >
            <ExportButton op={exportPlan} input={asked} total={list.data?.total} />
          </FilterBar>
          <DataTable<Planned>
            caption={words.plan.of(year, month)}
            rows={rows}
            rowKey={({ id, plannedOn }) => `${id} ${plannedOn}`}
            loading={list.isPending}
            empty={<EmptyState text={words.plan.empty} />}
            columns={[
              {
                key: 'no',
                title: columns.no,
                width: 130,
                render: (_, row) => <Name row={row} at={enterpriseId} />,
              },
              { key: 'name', title: columns.name, dataIndex: 'name' },
              { key: 'department', title: columns.department, render: (_, row) => row.department ?? '—' },
              { key: 'on', title: columns.on, width: 120, dataIndex: 'plannedOn' },
              { key: 'state', title: columns.state, width: 170, render: (_, row) => <PlannedOn row={row} /> },
              {
                key: 'mandatory',
                title: columns.mandatory,
                width: 70,
                render: (_, row) => (row.mandatory ? words.yes : ''),
              },
              { key: 'cycle', title: columns.cycle, width: 100, align: 'right', dataIndex: 'cycleMonths' },
              { key: 'last', title: columns.last, width: 120, render: (_, row) => row.lastOn ?? '—' },
              { key: 'body', title: columns.body, render: (_, row) => row.body ?? '—' },
            ]}
            paging={{
              from: page.from,
              order: words.plan.order,
              ...(list.data && { total: list.data.total }),
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
            phoneRow={(row) => ({
              name: <Name row={row} at={enterpriseId} />,
              meta: `${row.name}　${row.plannedOn}`,
              status: <PlannedOn row={row} />,
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

function Name({ row, at }: { readonly row: Planned; readonly at: string }) {
  return <Link to={`/enterprises/${at}/instruments/${row.id}`}>{row.instrumentNo}</Link>
}

function PlannedOn({ row }: { readonly row: Planned }) {
  if (row.doneOn)
    return (
      <StatusText status={{ text: words.plan.done(row.doneOn), icon: 'check-circle', tone: 'success' }} />
    )
  if (row.late) return <StatusText status={{ text: words.plan.late, icon: 'warning', tone: 'error' }} />
  return <Muted>{words.plan.open}</Muted>
}

type MonthsProps = {
  readonly enterpriseId: string
  readonly year: number
  readonly month: number | undefined
  readonly department: string | undefined
}

/** The twelve months; each opens its list. */
function Months({ enterpriseId, year, month, department }: MonthsProps) {
  const asked = { enterpriseId, year, ...(department && { department }) }
  const { data } = useOperation(readCalendar, asked, { keepPrevious: true })
  const search = (chosen: number | undefined) => ({
    year: String(year),
    ...(chosen && { month: String(chosen) }),
    ...(department && { department }),
  })
  const all = (data?.months ?? []).map(({ due, mandatory }, index) => ({ month: index + 1, due, mandatory }))
  const sum = (key: 'due' | 'mandatory') => all.reduce((total, each) => total + each[key], 0)
  const shown = [...all, { month: undefined, due: sum('due'), mandatory: sum('mandatory') }]
  const path = `/enterprises/${enterpriseId}/instruments/plan`
  return (
    <nav aria-label={words.plan.caption(year)}>
      <Flex className={css.months ?? ''}>
        {shown.map((each) => (
          <Link
            key={each.month ?? 'all'}
            to={path}
            search={search(each.month) as never}
            aria-current={each.month === month ? 'true' : undefined}
            activeProps={{ 'aria-current': each.month === month ? 'true' : undefined }}
            className={css.month ?? ''}
          >
            <span>{each.month ? words.plan.monthName(each.month) : words.plan.wholeYear}</span>
            <b>{count(each.due)}</b>
            <small>{`${words.plan.mandatory} ${count(each.mandatory)}`}</small>
          </Link>
        ))}
      </Flex>
    </nav>
  )
}
