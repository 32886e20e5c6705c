import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant, today } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { words as uiWords } from '#ui/words.ts'
import {
  checkCostMonth,
  costLineContract,
  listCostMonths,
  lockCostMonth,
  readCostAnalysis,
  readCostTrend,
} from '../contract.ts'
import { percent, totalOf } from '../domain.ts'
import { CostTabs } from './cost-tabs.tsx'
import { LockDay } from './lock-day.tsx'
import { percentText, yuanText } from './money.ts'
import { words } from './words.ts'

type Month = OutputOf<typeof listCostMonths>['months'][number]

/** The months of a year: what they come to, which are locked, and what is to be locked. */
export default function MonthsPage() {
  const { enterpriseId = '' } = useParams({ strict: false }) as { enterpriseId?: string }
  const { values } = useUrlFilters<'year'>(['year'])
  const year = Number(values.year)
  const of = useNeededOperation(listCostMonths, {
    enterpriseId,
    ...(year >= 2000 && year <= 2199 && { year }),
  })
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const [checked, setChecked] = useState<string>()
  const thisYear = Number(today().slice(0, 4))
  const years = [...new Set([thisYear, thisYear - 1, thisYear - 2, thisYear - 3, of.year])].sort(
    (a, b) => b - a,
  )
  const pending = of.months.reduce((sum, each) => sum + each.pendingProposals, 0)
  return (
    <>
      <PageTitle
        title={words.months.title}
        above={{ to: `/enterprises/${enterpriseId}/quality-costs`, label: words.title }}
        sub={words.months.note}
      />
      <Stack>
        <Section flush>
          <CostTabs enterpriseId={enterpriseId} current="months" pending={pending} />
        </Section>
        <Section className="no-print">
          <Select
            aria-label={words.period.year}
            value={of.year}
            options={years.map((each) => ({ value: each, label: words.period.ofYear(each) }))}
            onChange={(wanted: number) =>
              void navigate({ to: '.', search: { year: String(wanted) } as never, replace: true })
            }
          />
        </Section>
        {checked ? <Checked enterpriseId={enterpriseId} month={checked} /> : null}
        <Section flush>
          <MonthsTable enterpriseId={enterpriseId} months={of.months} onCheck={setChecked} />
        </Section>
        {mayWrite ? (
          <LockDay key={of.version} enterpriseId={enterpriseId} lockDay={of.lockDay} version={of.version} />
        ) : null}
      </Stack>
    </>
  )
}

type TableProps = {
  readonly enterpriseId: string
  readonly months: readonly Month[]
  readonly onCheck: (month: string) => void
}

function MonthsTable({ enterpriseId, months, onCheck }: TableProps) {
  const { columns } = words.months
  const role = useNeededOperation(readMe, {}).grant?.role
  const mayLock = role === 'cqo' || role === 'principal'
  const act = (row: Month) => {
    if (row.locked)
      return (
        <Button
          size="small"
          onClick={() => onCheck(row.month)}
          aria-label={`${words.months.check} ${row.month}`}
        >
          {words.months.check}
        </Button>
      )
    if (!row.over) return null
    return mayLock ? (
      <LockButton enterpriseId={enterpriseId} row={row} />
    ) : (
      <Muted small>{words.months.whoLocks}</Muted>
    )
  }
  const total = (row: Month) => (
    <Link
      className="opens-list"
      to={`/enterprises/${enterpriseId}/cost-lines`}
      search={{ monthFrom: row.month, monthTo: row.month } as never}
    >
      {yuanText(row.total)}
    </Link>
  )
  return (
    <DataTable<Month>
      caption={words.months.title}
      rows={months}
      rowKey={({ month }) => month}
      empty=""
      minWidth={900}
      columns={[
        { key: 'month', title: columns.month, dataIndex: 'month', width: 90 },
        { key: 'lines', title: columns.lines, align: 'right', dataIndex: 'lines', width: 70 },
        { key: 'total', title: columns.total, align: 'right', render: (_, row) => total(row) },
        {
          key: 'revenue',
          title: columns.revenue,
          align: 'right',
          render: (_, { base }) => yuanText(base.revenue),
        },
        {
          key: 'rate',
          title: columns.rate,
          align: 'right',
          render: (_, row) => percentText(percent(row.total, row.base.revenue)),
        },
        {
          key: 'pending',
          title: columns.pending,
          align: 'right',
          render: (_, { pendingProposals }) => pendingProposals || '—',
        },
        {
          key: 'standing',
          title: columns.standing,
          render: (_, row) => <StatusText status={standingOf(row)} />,
        },
        { key: 'act', title: columns.act, width: 150, render: (_, row) => act(row) },
      ]}
      phoneRow={(row) => ({
        name: row.month,
        meta: (
          <>
            <div>
              <StatusText status={standingOf(row)} />
            </div>
            {act(row)}
          </>
        ),
        status: total(row),
      })}
    />
  )
}

function standingOf({ month, locked, over, dueOn, lines }: Month): Status {
  if (locked)
    return { text: words.months.locked(locked.byName, instant(locked.at)), icon: 'lock', tone: 'success' }
  if (!over) {
    const running = month === today().slice(0, 7)
    return { text: running ? words.months.running : words.months.future, icon: null, tone: 'muted' }
  }
  if (lines === 0) return { text: words.months.open, icon: 'ring', tone: 'muted' }
  return dueOn < today()
    ? { text: words.months.overdue(dueOn), icon: 'warning', tone: 'warning' }
    : { text: words.months.due(dueOn), icon: 'clock', tone: 'accent' }
}

/** Says once more what is closed for ever, then closes it. */
function LockButton({ enterpriseId, row }: { readonly enterpriseId: string; readonly row: Month }) {
  const [open, setOpen] = useState(false)
  const lock = useCommand(lockCostMonth, {
    invalidates: [listCostMonths, readCostTrend, readCostAnalysis, costLineContract.read],
    onDone: () => setOpen(false),
  })
  const label = words.months.lock(row.month)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={label}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={label}
        okButtonProps={{ loading: lock.isPending }}
        onOk={() =>
          lock.mutate({ enterpriseId, month: row.month, seen: { lines: row.lines, total: row.total } })
        }
      >
        <Stack>
          <RefusedAlert error={lock.error} />
          <div>{words.months.lockAsk(row.lines, yuanText(row.total))}</div>
          {row.base.revenue === null ? (
            <Alert type="warning" showIcon title={words.months.noRevenue} />
          ) : null}
          {row.pendingProposals > 0 ? (
            <Alert type="warning" showIcon title={words.months.stillPending(row.pendingProposals)} />
          ) : null}
        </Stack>
      </Modal>
    </>
  )
}

/** What a computation of the month again comes to. */
function Checked({ enterpriseId, month }: { readonly enterpriseId: string; readonly month: string }) {
  const check = useOperation(checkCostMonth, { enterpriseId, month })
  if (check.error) return <RefusedAlert error={check.error} />
  const found = check.data
  if (!found) return <Muted>{uiWords.loading}</Muted>
  const said = found.same
    ? words.months.same(month, found.kept.lines, found.kept.digest)
    : words.months.differs(month, yuanText(totalOf(found.kept.sums)), yuanText(totalOf(found.now.sums)))
  return <Alert role="status" type={found.same ? 'success' : 'error'} showIcon title={said} />
}
