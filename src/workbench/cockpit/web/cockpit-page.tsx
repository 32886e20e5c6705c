import { PlusOutlined, StopOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { type KeyFigure, KeyFigures } from '#ui/key-figures.tsx'
import { NextStep } from '#ui/line-of-life.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Pending } from '#ui/pending.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Section, Stack } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { ClausePicture } from '#workbench/conformity/web/parts/clause-picture.tsx'
import { words as clauseWords } from '#workbench/conformity/web/parts/clause-words.ts'
import { splitPath } from '#workbench/conformity/web/parts/split-path.ts'
import { CostTrend } from '#workbench/quality-costs/web/parts/cost-trend.tsx'
import { type Cockpit, readCockpit } from '../contract.ts'
import css from './cockpit.module.css'
import { useCostFigure } from './cost-figure.tsx'
import { DueList, dueStatus } from './due-list.tsx'
import { Vetoes } from './vetoes.tsx'
import { words } from './words.ts'

const PAGE = 50

/** The first page of who works on quality: what is next, what is stopped, where the enterprise stands. */
export default function CockpitPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['whose', 'label'])
  const [limit, setLimit] = useState(PAGE)
  const mine = filters.values.whose === 'mine'
  const { label } = filters.values
  const asked = useOperation(
    readCockpit,
    { enterpriseId, limit, label, ...(mine && { whose: 'mine' as const }) },
    { keepPrevious: true },
  )
  const found = asked.data
  const cost = useCostFigure(enterpriseId)
  return (
    <>
      <Head enterpriseId={enterpriseId} today={found?.today} />
      <Stack>
        <RefusedAlert error={asked.error} />
        {found ? (
          <>
            <Next enterpriseId={enterpriseId} found={found} />
            <Figures enterpriseId={enterpriseId} found={found} cost={cost} />
            <Columns
              width={452}
              aside={
                <>
                  <Vetoes enterpriseId={enterpriseId} vetoes={found.vetoes} />
                  <Clauses enterpriseId={enterpriseId} found={found} />
                </>
              }
            >
              <DueList
                enterpriseId={enterpriseId}
                found={found}
                mine={mine}
                label={label}
                onFilter={filters.set}
                onMore={() => setLimit(limit + PAGE)}
              />
              {cost ? <CostTrend enterpriseId={enterpriseId} /> : null}
            </Columns>
          </>
        ) : asked.isPending ? (
          <Pending />
        ) : null}
      </Stack>
    </>
  )
}

function Head({
  enterpriseId,
  today,
}: {
  readonly enterpriseId: string
  readonly today: string | undefined
}) {
  const { grant } = useNeededOperation(readMe, {})
  const navigate = useNavigate()
  const go = (path: string) => () => void navigate({ to: `/enterprises/${enterpriseId}/${path}` })
  const weekday = today === undefined ? '' : (words.weekdays[new Date(today).getUTCDay()] ?? '')
  return (
    <PageTitle
      title={grant.role === 'cqo' ? words.titles.cqo : words.titles.other}
      sub={words.sub(today ?? '', weekday, grant.place)}
      phoneActions
      actions={
        grant.role === 'auditor' ? null : (
          <>
            <Button icon={<PlusOutlined aria-hidden />} onClick={go('incidents/new')}>
              {words.buttons.incident}
            </Button>
            {grant.role === 'cqo' ? (
              <>
                <Button icon={<PlusOutlined aria-hidden />} onClick={go('opinions')}>
                  {words.buttons.opinion}
                </Button>
                <Button danger icon={<StopOutlined aria-hidden />} onClick={go('vetoes/new')}>
                  {words.buttons.veto}
                </Button>
              </>
            ) : null}
          </>
        )
      }
    />
  )
}

type Of = { readonly enterpriseId: string; readonly found: Cockpit }

/** On a phone the most urgent item stands first. */
function Next({ enterpriseId, found }: Of) {
  const navigate = useNavigate()
  const [first] = found.due.rows
  if (!first) return null
  const { to, search } = splitPath(first.path)
  const due = dueStatus(first.dueOn, found.today).text
  return (
    <div className={css.nextOnPhone}>
      <Section flush>
        <NextStep
          title={first.what}
          text={words.next.text(first.label, first.number, due)}
          action={
            <Button
              type="primary"
              onClick={() =>
                void navigate({ to: `/enterprises/${enterpriseId}/${to}`, search: search as never })
              }
            >
              {words.next.open}
            </Button>
          }
        />
      </Section>
    </div>
  )
}

function Figures({ enterpriseId, found, cost }: Of & { readonly cost: KeyFigure | undefined }) {
  const { due, vetoes, totals } = found
  const { figures: said } = words
  const link = (path: string, n: number, search: Record<string, string> = {}) => (
    <Link
      className="opens-list"
      to={`/enterprises/${enterpriseId}/${path}` as never}
      search={search as never}
    >
      {n}
    </Link>
  )
  const figures: KeyFigure[] = [
    { label: said.overdue, value: due.overdue, context: said.items },
    { label: said.today, value: due.today, context: said.items },
    {
      label: said.vetoes,
      value: link('vetoes', vetoes.standing),
      context: said.intercepted(vetoes.attempts),
    },
    {
      label: said.clauses,
      value: link('conformity', totals.proved, { state: 'proved' }),
      context: said.clausesOf(totals.total),
    },
  ]
  if (cost) figures.splice(3, 0, cost)
  return <KeyFigures label={said.label} figures={figures} compact />
}

function Clauses({ enterpriseId, found }: Of) {
  const { guide, totals, clauses } = found
  const gaps = totals.partly + totals.none
  return (
    <Section
      title={clauseWords.title}
      note={guide.docNo}
      extra={
        <Link to={`/enterprises/${enterpriseId}/conformity` as never} search={{ state: 'none' } as never}>
          {clauseWords.gaps(gaps)}
        </Link>
      }
    >
      <ClausePicture
        enterpriseId={enterpriseId}
        sections={guide.sections}
        clauses={clauses}
        totals={totals}
      />
    </Section>
  )
}
