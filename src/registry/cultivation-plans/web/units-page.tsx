import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { acceptPlans } from '../handing/contract.ts'
import { exportPlanUnits, listPlanUnits, type PlanProgress, type PlanUnitRow } from '../units/contract.ts'
import { dueStatus, unitStatus } from './status.ts'
import { decided } from './touched.ts'
import { words } from './words.ts'
import { YearSelect } from './year-select.tsx'

const states = ['none', 'late', 'submitted', 'returned', 'accepted'] as const

/** The plans of the units below, side by side: who has handed in, who is late, what they plan and how far they are. */
export default function PlanUnitsPage() {
  const { unitId } = useScreenParams('unitId')
  const me = useNeededOperation(readMe, {}).grant
  const filters = useUrlFilters(['year', 'state', 'text'])
  const { year, ...narrowing } = filters.values
  const query = {
    unitId,
    year: year ? Number(year) : undefined,
    state: narrowing.state as (typeof states)[number] | undefined,
    text: narrowing.text,
  }
  const list = useOperation(listPlanUnits, query, { keepPrevious: true })
  const { data } = list
  const [said, setSaid] = useState('')
  const shownYear = data?.year ?? Number(year ?? new Date().getFullYear())
  const navigate = useNavigate()
  const isOwn = me.unitId === unitId && me.role !== 'industry-officer'
  return (
    <>
      <PageTitle
        title={words.units.title(data?.unit.name ?? '', shownYear)}
        {...(data?.unit.parentId && {
          above: {
            to: `/units/${data.unit.parentId}/cultivation-plan-units`,
            search: { year: String(shownYear) },
            label: words.units.up,
          },
        })}
        sub={data ? words.units.asOf(instant(data.asOf)) : undefined}
        phoneActions
        actions={
          <>
            <YearSelect year={shownYear} onChange={(each) => filters.set('year', each)} />
            {isOwn && me.role === 'city-officer' ? (
              <Button
                type="primary"
                onClick={() =>
                  void navigate({
                    to: '/units/$unitId/cultivation-plans',
                    params: { unitId },
                    search: { year: String(shownYear) } as never,
                  })
                }
              >
                {words.units.ownPlan}
              </Button>
            ) : null}
          </>
        }
      />
      <Stack>
        {said ? <div role="status">{said}</div> : null}
        <Section flush>
          <FilterBar
            values={narrowing}
            onChange={(key, value) => filters.set(key as 'text', value)}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: words.units.search }}
            filters={[
              {
                key: 'state',
                label: words.units.state,
                width: 190,
                options: states.map((value) => ({
                  value,
                  label: words.units.stateCount(words.units.states[value], data?.counts[value] ?? 0),
                })),
              },
            ]}
          >
            <ExportButton op={exportPlanUnits} input={query} total={data?.rows.length} />
          </FilterBar>
          <RefusedAlert error={list.error} />
          <UnitTable
            rows={data?.rows ?? []}
            year={shownYear}
            years={data?.years ?? 2}
            total={data?.total}
            loading={list.isPending}
            onClear={Object.keys(narrowing).length > 0 ? filters.clear : undefined}
            onSaid={setSaid}
          />
          {data ? (
            <div style={{ padding: '8px 16px 12px' }}>
              <Muted small>{data.completionFormula}</Muted>
              <br />
              <Muted small>{data.forecastFormula}</Muted>
            </div>
          ) : null}
        </Section>
      </Stack>
    </>
  )
}

type UnitTableProps = {
  readonly rows: readonly PlanUnitRow[]
  readonly year: number
  readonly years: number
  readonly total: PlanProgress | undefined
  readonly loading: boolean
  readonly onClear: (() => void) | undefined
  readonly onSaid: (said: string) => void
}

function UnitTable({ rows, year, years, total, loading, onClear, onSaid }: UnitTableProps) {
  const [chosen, setChosen] = useState<string[]>([])
  const accept = useCommand(acceptPlans, {
    invalidates: decided,
    onDone: ({ accepted, rows: answers }) => {
      setChosen([])
      const why = answers.flatMap(({ problem }) => (problem ? [problem.detail] : []))
      onSaid([words.units.accepted(accepted, why.length), ...why].join(''))
    },
  })
  const { columns } = words.units
  const mayDecide = rows.some((row) => row.mayDecide)
  const plans = rows.flatMap(({ unitId, plan, mayDecide: mine }) =>
    plan && mine && chosen.includes(unitId) ? [{ unitId, planId: plan.id, version: plan.version }] : [],
  )
  const ofForm = Array.from({ length: years }, (_, index) => year + index)
  return (
    <>
      <RefusedAlert error={accept.error} />
      <DataTable
        caption={words.units.caption}
        rows={rows}
        rowKey={({ unitId }) => unitId}
        loading={loading}
        empty={<EmptyState text={words.units.empty} />}
        onClearFilters={onClear}
        {...(mayDecide && {
          selection: {
            keys: chosen,
            onChange: setChosen,
            nameOf: (key: string) => rows.find(({ unitId }) => unitId === key)?.name ?? '',
            note: words.units.acceptNote,
            actions: (
              <Button
                size="small"
                type="primary"
                loading={accept.isPending}
                disabled={plans.length === 0}
                onClick={() => accept.mutate({ plans })}
              >
                {words.units.acceptChosen}
              </Button>
            ),
          },
        })}
        minWidth={980}
        columns={[
          {
            key: 'name',
            title: columns.name,
            width: '24%',
            render: (_, row) => <UnitLink row={row} year={year} />,
          },
          { key: 'state', title: columns.state, render: (_, row) => <State row={row} /> },
          { key: 'due', title: columns.due, render: (_, row) => <Due row={row} /> },
          {
            key: 'aboveScale',
            title: columns.aboveScale,
            align: 'right',
            render: (_, row) => (row.plan && row.aboveScale === null ? words.unknown : count(row.aboveScale)),
          },
          { key: 'filed', title: columns.filed, align: 'right', render: (_, row) => count(row.filed) },
          ...ofForm.map((each, index) => ({
            key: `plan-${each}`,
            title: columns.plan(each),
            align: 'right' as const,
            render: (_: unknown, row: PlanUnitRow) => count(row.planned[index]),
          })),
          {
            key: 'done',
            title: columns.done,
            align: 'right',
            render: (_, row) => <Done of={row.progress} />,
          },
          {
            key: 'forecast',
            title: columns.forecast,
            align: 'right',
            render: (_, row) => count(row.progress.forecast),
          },
        ]}
        phoneRow={(row) => ({
          name: <UnitLink row={row} year={year} />,
          meta: [
            ...ofForm.map((each, index) => `${columns.plan(each)} ${count(row.planned[index])}`),
            `${columns.done} ${doneText(row.progress)}`,
          ].join('　'),
          status: <State row={row} />,
        })}
        summary={
          rows.length > 1 && total
            ? () => <Total rows={rows} years={years} total={total} selects={mayDecide} />
            : undefined
        }
        paging={{ from: 1, total: rows.length, order: words.units.order }}
      />
    </>
  )
}

const doneText = ({ plans, done, planned }: PlanProgress) =>
  plans === 0 ? count(null) : `${count(done)} / ${count(planned)}`

function Done({ of }: { readonly of: PlanProgress }) {
  return (
    <>
      {doneText(of)}
      {of.outside > 0 ? (
        <div>
          <Muted small>{words.units.outside(of.outside)}</Muted>
        </div>
      ) : null}
    </>
  )
}

function UnitLink({ row, year }: { readonly row: PlanUnitRow; readonly year: number }) {
  const plan = row.plan
  const name = plan ? (
    <Link to="/units/$unitId/cultivation-plans/$planId" params={{ unitId: row.unitId, planId: plan.id }}>
      {row.name}
    </Link>
  ) : (
    row.name
  )
  return (
    <>
      {name}
      {row.below > 0 ? (
        <div>
          <Link
            to="/units/$unitId/cultivation-plan-units"
            params={{ unitId: row.unitId }}
            search={{ year: String(year) } as never}
          >
            {words.units.belowOf(row.below)}
          </Link>
        </div>
      ) : null}
    </>
  )
}

function State({ row }: { readonly row: PlanUnitRow }) {
  return (
    <>
      <StatusText size="small" status={unitStatus(row)} />
      {row.plan ? (
        <div>
          <Muted small>
            {words.no(row.plan.no)}
            {row.submittedOn ? `　${words.units.submittedOn(row.submittedOn)}` : ''}
          </Muted>
        </div>
      ) : null}
    </>
  )
}

function Due({ row: { due } }: { readonly row: PlanUnitRow }) {
  if (!due?.on) return <Muted small>{words.noDue}</Muted>
  return (
    <>
      {due.on}
      <div>
        <StatusText size="small" status={dueStatus(due)} />
      </div>
    </>
  )
}

type TotalProps = {
  readonly rows: readonly PlanUnitRow[]
  readonly years: number
  readonly total: PlanProgress
  readonly selects: boolean
}

function Total({ rows, years, total, selects }: TotalProps) {
  const sum = (of: (row: PlanUnitRow) => number | null | undefined) =>
    rows.reduce((all, row) => all + (of(row) ?? 0), 0)
  const first = selects ? 1 : 0
  const cells = [
    '',
    '',
    count(sum(({ aboveScale }) => aboveScale)),
    count(sum(({ filed }) => filed)),
    ...Array.from({ length: years }, (_, index) => count(sum(({ planned }) => planned[index]))),
    doneText(total),
    count(total.forecast),
  ]
  return (
    <Table.Summary.Row>
      {selects ? <Table.Summary.Cell index={0} /> : null}
      <Table.Summary.Cell index={first}>
        <b>{words.total}</b>
      </Table.Summary.Cell>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
        <Table.Summary.Cell key={index} index={first + 1 + index} align="right">
          <b>{cell}</b>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
}
