import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type Plan, readPlan, startPlan } from '../contract.ts'
import { readOwnPlans } from '../units/contract.ts'
import { DueLine } from './due-line.tsx'
import { Progress } from './progress.tsx'
import { Sheet } from './sheet.tsx'
import { planStatus } from './status.ts'
import { Versions } from './versions.tsx'
import { words } from './words.ts'
import { YearSelect } from './year-select.tsx'

/** The plan of the unit in one year: what is to be done next, the table, how far it is, and its versions. */
export default function OwnPlansPage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['year'])
  const year = filters.values.year ? Number(filters.values.year) : undefined
  const own = useNeededOperation(readOwnPlans, { unitId, year })
  const plan = useOperation(
    readPlan,
    { unitId, planId: own.current ?? '' },
    { enabled: own.current !== null },
  ).data
  return (
    <>
      <PageTitle
        title={own.mayPrepare ? words.ownTitle(own.year) : words.title(own.unit.name, own.year)}
        sub={<DueLine due={own.due} />}
        phoneActions
        actions={<YearSelect year={own.year} onChange={(each) => filters.set('year', each)} />}
      />
      <Stack>
        {own.current === null ? (
          <Section>
            <Begin unitId={unitId} year={own.year} mayPrepare={own.mayPrepare} />
          </Section>
        ) : null}
        {plan ? (
          <Section
            title={words.no(plan.no)}
            note={<StatusText status={planStatus(plan.status)} />}
            flush
            extra={
              <Link to="/units/$unitId/cultivation-plans/$planId" params={{ unitId, planId: plan.id }}>
                {openText(plan)}
              </Link>
            }
          >
            <Sheet plan={plan} />
          </Section>
        ) : null}
        <Progress own={own} />
        {own.versions.length > 0 ? (
          <Section title={words.tabs.versions} flush>
            <Versions versions={own.versions} inForce={own.inForce} />
          </Section>
        ) : null}
      </Stack>
    </>
  )
}

function openText(plan: Plan): string {
  if (plan.abilities.change) return words.goOn
  return plan.status === 'returned' && plan.abilities.revise ? words.seeDefects : words.open(plan.no)
}

function Begin({
  unitId,
  year,
  mayPrepare,
}: {
  readonly unitId: string
  readonly year: number
  readonly mayPrepare: boolean
}) {
  const navigate = useNavigate()
  const start = useCommand(startPlan, {
    invalidates: [readOwnPlans],
    onDone: ({ id }) =>
      navigate({
        to: '/units/$unitId/cultivation-plans/$planId',
        params: { unitId, planId: id },
        search: { tab: 'candidates' } as never,
      }),
  })
  if (!mayPrepare) return <EmptyState text={words.noneToSee} />
  return (
    <>
      <RefusedAlert error={start.error} />
      <EmptyState
        text={words.none}
        action={
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ unitId, year })}>
            {words.start(year)}
          </Button>
        }
      />
    </>
  )
}
