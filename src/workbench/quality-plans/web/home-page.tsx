import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { readPlanOverview, startPlan } from '../plan/contract.ts'
import { draftStrategy } from '../strategy/contract.ts'
import { planStatus, strategyStatus } from './status.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

type Overview = OutputOf<typeof readPlanOverview>
type Line = Overview['plans'][number]
type Props = { readonly enterpriseId: string; readonly overview: Overview; readonly mayWrite: boolean }

/** The strategy in force and the plans of a year: what there is, and what to do next. */
export default function HomePage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['year'])
  const { year: asked = '' } = filters.values
  const year = /^20\d\d$/.test(asked) ? Number(asked) : undefined
  const overview = useNeededOperation(readPlanOverview, { enterpriseId, year })
  const mayWrite = useMayWrite()
  return (
    <>
      <PageTitle
        title={words.home}
        phoneActions
        actions={
          <Select
            aria-label={words.year}
            value={overview.year}
            options={overview.years.map((each) => ({ value: each, label: words.yearOf(each) }))}
            onChange={(each: number) => filters.set('year', String(each))}
          />
        }
      />
      <Stack>
        <Strategy enterpriseId={enterpriseId} overview={overview} mayWrite={mayWrite} />
        <Plans enterpriseId={enterpriseId} overview={overview} mayWrite={mayWrite} />
      </Stack>
    </>
  )
}

function Strategy({ enterpriseId, overview: { inForce, prepared }, mayWrite }: Props) {
  const { strategy } = words
  const navigate = useNavigate()
  const base = `/enterprises/${enterpriseId}/quality-plans/strategies`
  const draft = useCommand(draftStrategy, {
    invalidates: touched,
    onDone: ({ id }) => navigate({ to: `${base}/${id}/edit` }),
  })
  const begin = (label: string) => (
    <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate({ enterpriseId })}>
      {label}
    </Button>
  )
  const heads = [inForce, prepared].filter((each) => each !== null)
  return (
    <Section
      title={strategy.title}
      extra={heads.length > 0 ? <Link to={base}>{strategy.editions}</Link> : undefined}
    >
      <RefusedAlert error={draft.error} />
      {heads.length === 0 ? (
        <EmptyState text={strategy.none} action={mayWrite ? begin(strategy.begin) : undefined} />
      ) : (
        <Stack>
          {heads.map((head) => (
            <Facts
              key={head.id}
              items={[
                {
                  term: strategy.edition(head.edition),
                  value: (
                    <>
                      <StatusText status={strategyStatus(head.status)} /> {head.title}{' '}
                      {strategy.range(head.periodFrom, head.periodTo)}{' '}
                      <Link to={`${base}/${head.id}`}>
                        {head.status === 'in-force' ? strategy.go : strategy.goOn}
                      </Link>
                    </>
                  ),
                },
              ]}
            />
          ))}
          {mayWrite && !prepared ? <div>{begin(strategy.revise)}</div> : null}
        </Stack>
      )}
    </Section>
  )
}

function Plans({ enterpriseId, overview, mayWrite }: Props) {
  const { plan: said } = words
  const navigate = useNavigate()
  const base = `/enterprises/${enterpriseId}/quality-plans`
  const start = useCommand(startPlan, {
    invalidates: touched,
    onDone: ({ id }) => navigate({ to: `${base}/${id}` }),
  })
  const name = ({ id, title }: Line) => (id ? <Link to={`${base}/${id}`}>{title}</Link> : title)
  const begin = (line: Line) =>
    mayWrite ? (
      <Button
        size="small"
        aria-label={said.startOf(line.title)}
        loading={start.isPending && start.variables?.kind === line.kind}
        onClick={() => start.mutate({ enterpriseId, year: overview.year, kind: line.kind })}
      >
        {said.start}
      </Button>
    ) : (
      said.none
    )
  const status = (line: Line) => (line.status ? <StatusText status={planStatus(line.status)} /> : begin(line))
  const counts = ({ id, counts: { items, done, overdue } }: Line) =>
    id ? `${said.counts(items, done)}${overdue > 0 ? `，${said.overdue(overdue)}` : ''}` : said.none
  return (
    <Section title={said.title} note={said.kindsNote} flush>
      <RefusedAlert error={start.error} />
      <DataTable<Line>
        caption={said.title}
        rows={overview.plans}
        rowKey={({ kind }) => kind}
        empty=""
        columns={[
          { key: 'title', title: said.columns.title, render: (_, line) => name(line) },
          { key: 'counts', title: said.columns.counts, render: (_, line) => counts(line) },
          { key: 'status', title: said.columns.status, width: 160, render: (_, line) => status(line) },
        ]}
        phoneRow={(line) => ({ name: name(line), meta: counts(line), status: status(line) })}
      />
    </Section>
  )
}
