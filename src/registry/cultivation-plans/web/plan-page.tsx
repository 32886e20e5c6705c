import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { instant } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type Plan, readPlan } from '../contract.ts'
import { Candidates } from './candidates.tsx'
import { DueLine } from './due-line.tsx'
import { Members } from './members.tsx'
import { PlanDeeds } from './plan-deeds.tsx'
import { Record } from './record.tsx'
import { Sheet } from './sheet.tsx'
import { planStatus } from './status.ts'
import { Supplements } from './supplements.tsx'
import { Verify } from './verify.tsx'
import { Versions } from './versions.tsx'
import { words } from './words.ts'

type Tab = keyof typeof words.tabs

/** One version of a unit's plan: the table of 附件3, what it rests on, its names, and what was done with it. */
export default function PlanPage() {
  const of = useScreenParams('unitId', 'planId')
  const plan = useNeededOperation(readPlan, of)
  const [said, setSaid] = useState('')
  return (
    <>
      <PageTitle
        title={words.title(plan.unitName, plan.year)}
        status={<StatusText boxed status={planStatus(plan.status)} />}
        above={useAbove(plan)}
        sub={
          <>
            {words.no(plan.no)}　<DueLine due={plan.due} />
          </>
        }
        phoneActions
        actions={<PlanDeeds plan={plan} />}
      />
      <Stack>
        {said ? <div role="status">{said}</div> : null}
        <Defects plan={plan} />
        <Warnings plan={plan} />
        <Section title={words.sheetTitle} note={words.sheetUnit} flush>
          <Sheet plan={plan} />
          <div style={{ padding: '12px 16px' }}>
            <AsOf plan={plan} />
            {plan.digest ? <Verify plan={plan} /> : null}
          </div>
        </Section>
        <Tabs plan={plan} onSaid={setSaid} />
      </Stack>
    </>
  )
}

/** Back to the unit's own plans, or to those side by side. */
function useAbove(plan: Plan) {
  const { unitId } = useNeededOperation(readMe, {}).grant
  const isOwn = unitId === plan.unitId
  return {
    to: isOwn ? `/units/${plan.unitId}/cultivation-plans` : `/units/${unitId}/cultivation-plan-units`,
    search: { year: String(plan.year) },
    label: isOwn ? words.ownTitle(plan.year) : words.units.back(plan.year),
  }
}

function Tabs({ plan, onSaid }: { readonly plan: Plan; readonly onSaid: (said: string) => void }) {
  const { tab } = useUrlFilters(['tab']).values
  const shown: Tab[] = plan.abilities.change
    ? ['members', 'candidates', 'supplements', 'record', 'versions']
    : ['members', 'supplements', 'record', 'versions']
  const current = shown.find((each) => each === tab) ?? 'members'
  const to = `/units/${plan.unitId}/cultivation-plans/${plan.id}`
  return (
    <div>
      <LinkTabs
        label={words.sheetTitle}
        current={current}
        tabs={shown.map((key) => ({ key, label: words.tabs[key], to, search: { tab: key } }))}
      />
      <Section flush>
        {current === 'members' ? <Members plan={plan} onSaid={onSaid} /> : null}
        {current === 'candidates' ? <Candidates plan={plan} onSaid={onSaid} /> : null}
        {current === 'supplements' ? <Supplements plan={plan} onSaid={onSaid} /> : null}
        {current === 'record' ? <Record plan={plan} /> : null}
        {current === 'versions' ? <Versions versions={plan.versions} /> : null}
      </Section>
    </div>
  )
}

function Defects({ plan }: { readonly plan: Plan }) {
  if (plan.defects.length === 0) return null
  return (
    <Section title={words.returnedTitle(plan.decidedBy)}>
      <ol style={{ margin: 0, paddingInlineStart: 20, listStyle: 'decimal' }}>
        {plan.defects.map((defect, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list
          <li key={index}>
            <b>{defect.place}</b>：{defect.why}。{defect.how}
          </li>
        ))}
      </ol>
    </Section>
  )
}

export function Warnings({ plan }: { readonly plan: Plan }) {
  if (plan.warnings.length === 0) return null
  return (
    <Section title={words.warnings}>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {plan.warnings.map(({ code, text, needsReason }) => (
          <li key={code}>
            <StatusText
              status={{
                text:
                  needsReason && plan.submittedAt === null ? `${text}（${words.check.needsReason}）` : text,
                icon: 'exclamation',
                tone: needsReason ? 'warning' : 'muted',
              }}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What the numbers rest on. */
export function AsOf({ plan }: { readonly plan: Plan }) {
  const { asOf } = words
  const basis = plan.basis.map(asOf.basisOf)
  const isDraft = plan.submittedAt === null
  return (
    <Facts
      items={[
        { term: asOf.on, value: isDraft ? `${plan.asOfOn}（${asOf.draft}）` : plan.asOfOn },
        { term: asOf.known, value: instant(plan.knownAt) },
        { term: asOf.pack, value: plan.pack ? `${plan.pack.title}（${plan.pack.docNo}）` : asOf.noPack },
        {
          term: asOf.basis,
          value: basis.length > 0 ? basis.map((each) => <div key={each}>{each}</div>) : asOf.noBasis,
        },
        ...(isDraft ? [] : [{ term: asOf.signers, value: `${plan.preparedBy}，${plan.reviewedBy}` }]),
        ...(plan.explanation ? [{ term: asOf.explanation, value: plan.explanation }] : []),
        ...(plan.digest ? [{ term: asOf.digest, value: plan.digest.slice(0, 16) }] : []),
      ]}
    />
  )
}
