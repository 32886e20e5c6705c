import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { changePlan, type PlanWithItems, planContract, readPlanWithItems } from '../plan/contract.ts'
import { Gantt } from './gantt.tsx'
import { PlanDeeds } from './plan-deeds.tsx'
import { PlanTable } from './plan-table.tsx'
import { Review } from './review.tsx'
import { planStatus } from './status.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { plan: said } = words
const TABS = ['items', 'gantt', 'review', 'record'] as const

/** One annual plan: its items as table and as chart, the review, and what was done with it. */
export default function PlanPage() {
  const { enterpriseId, planId } = useScreenParams('enterpriseId', 'planId')
  const shown = useNeededOperation(readPlanWithItems, { enterpriseId, planId })
  const { plan } = shown
  const { tab: wanted } = useUrlFilters(['tab']).values
  const tab = TABS.find((each) => each === wanted) ?? 'items'
  const here = `/enterprises/${enterpriseId}/quality-plans/${planId}`
  return (
    <>
      <PageTitle
        title={plan.title}
        above={{
          to: `/enterprises/${enterpriseId}/quality-plans`,
          label: words.home,
          search: { year: String(plan.year) },
        }}
        status={<StatusText status={planStatus(plan.status)} boxed />}
        sub={
          plan.approvedOn
            ? `${plan.number}　${said.approvedBy(plan.approvedBy, plan.approvedOn)}`
            : plan.number
        }
        phoneActions
        actions={<PlanDeeds shown={shown} />}
      />
      <LinkTabs
        label={plan.title}
        current={tab}
        tabs={TABS.map((key) => ({
          key,
          label: said.tabs[key],
          to: here,
          search: { tab: key },
          ...(key === 'items' && { count: shown.counts.items }),
        }))}
      />
      <Stack>
        {tab === 'items' ? <PlanTable shown={shown} /> : null}
        {tab === 'items' ? <Basis key={plan.version} shown={shown} /> : null}
        {tab === 'gantt' ? <Gantt shown={shown} /> : null}
        {tab === 'review' ? <Review key={plan.version} shown={shown} /> : null}
        {tab === 'record' ? <Record enterpriseId={enterpriseId} planId={planId} /> : null}
      </Stack>
    </>
  )
}

function Basis({ shown: { plan, may } }: { readonly shown: PlanWithItems }) {
  const [basis, setBasis] = useState(plan.basis ?? '')
  const change = useCommand(changePlan, { invalidates: touched })
  const { enterpriseId, id: planId, version } = plan
  if (!may.includes('change')) {
    if (!plan.basis) return null
    return (
      <Section title={said.basis}>
        <div style={{ whiteSpace: 'pre-wrap' }}>{plan.basis}</div>
      </Section>
    )
  }
  return (
    <Section>
      <Stack>
        <RefusedAlert error={change.error} />
        <Field name="basis" label={said.basis} hint={said.basisHint} optional wide>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 10 }}
              maxLength={1000}
              value={basis}
              onChange={(event) => setBasis(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button
            disabled={basis === (plan.basis ?? '')}
            loading={change.isPending}
            onClick={() => change.mutate({ enterpriseId, planId, version, basis })}
          >
            {words.save}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

function Record({ enterpriseId, planId }: { readonly enterpriseId: string; readonly planId: string }) {
  const { events } = useNeededOperation(planContract.read, { enterpriseId, recordId: planId })
  return (
    <Section title={said.tabs.record}>
      <Facts
        items={events.map(({ at, kind, byName, note }) => ({
          term: instant(at),
          value: (
            <>
              <b>{said.kinds[kind] ?? kind}</b>　{byName}
              {note ? <div>{note}</div> : null}
            </>
          ),
        }))}
      />
    </Section>
  )
}
