import { Alert } from 'antd'
import { useEffect } from 'react'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { listActions } from '#workbench/actions/contract.ts'
import { ActionsOf } from '#workbench/actions/web/parts/actions-of.tsx'
import type { IncidentCourse as Course } from '../chain.ts'
import { addIncidentAction, readIncidentCourse } from '../contract.ts'
import { hoursBetween } from '../domain.ts'
import { BureauPart, LossPart } from './aftermath.tsx'
import { FactsPart, GatePart } from './facts.tsx'
import { HandlingPart, InvestigationPart } from './investigation.tsx'
import { ResponsibilityPart, VerificationPart } from './responsibility.tsx'
import { words } from './words.ts'

const kinds = ['corrective', 'preventive', 'correction', 'containment'] as const

/** The whole course of one hidden danger or accident, in the order in which it is done. */
export function IncidentCourse({ enterpriseId, record }: RecordPart) {
  const of = { enterpriseId, incidentId: record.id }
  const course = useNeededOperation(readIncidentCourse, of)
  useActionsWatched(of)
  const add = useCommand(addIncidentAction, { invalidates: [readIncidentCourse] })
  const part = { course, record }
  const mayAdd = course.may.includes('add-action')
  return (
    <Stack>
      <BureauAlert course={course} />
      <Steps course={course} />
      <GatePart {...part} />
      <FactsPart {...part} />
      <HandlingPart {...part} />
      <InvestigationPart {...part} />
      <ResponsibilityPart {...part} />
      {course.stage === 'reported' ? null : (
        <ActionsOf
          enterpriseId={enterpriseId}
          sourceKind="incident"
          sourceId={record.id}
          title={words.actions}
          kinds={kinds}
          mayAdd={mayAdd}
          onAdd={({ kind, ...values }) =>
            add.mutateAsync({ ...of, ...values, kind: kind as (typeof kinds)[number] })
          }
        />
      )}
      <VerificationPart {...part} />
      <BureauPart {...part} />
      <LossPart {...part} />
    </Stack>
  )
}

/** Actions are finished in a list of their own; what is missing here follows from them. */
function useActionsWatched(of: { enterpriseId: string; incidentId: string }) {
  const { enterpriseId, incidentId } = of
  const list = useOperation(listActions, {
    enterpriseId,
    sourceKind: 'incident',
    sourceId: incidentId,
    state: 'all',
    limit: 200,
  })
  const course = useOperation(readIncidentCourse, of)
  const seen = list.data?.rows.map(({ id, version }) => `${id}:${version}`).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when an action has changed
  useEffect(() => {
    if (seen) void course.refetch()
  }, [seen])
}

/** 重大: the report to the bureau of the place is to be thought of; the delay is shown, no number of hours is invented. */
function BureauAlert({ course }: { readonly course: Course }) {
  if (course.grade !== 'major' || course.bureauReports.length > 0 || course.ending) return null
  const hours = words.hours(hoursBetween(course.firstKnownAt, new Date().toISOString()))
  return (
    <Alert type="error" showIcon title={words.bureau.alert} description={words.bureau.alertText(hours)} />
  )
}

const reached = { reported: 1, handled: 2, investigated: 3, acting: 4, verified: 6, closed: 7, dismissed: 0 }

function Steps({ course }: { readonly course: Course }) {
  const open = course.openPoints.some(({ code }) => code === 'open-action' || code === 'no-action')
  const at = course.stage === 'acting' && !open ? 5 : reached[course.stage]
  const look = (n: number): Omit<Status, 'text'> =>
    n < at
      ? { icon: 'check-circle', tone: 'success' }
      : n === at
        ? { icon: 'edit', tone: 'accent' }
        : { icon: 'minus', tone: 'muted' }
  if (course.stage === 'dismissed') return null
  return (
    <Section>
      <ol
        aria-label={words.stepsLabel}
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: '8px 20px',
          listStyle: 'none',
          margin: 0,
          padding: 0,
        }}
      >
        {words.steps.map((text, n) => (
          <li key={text} {...(n === at && { 'aria-current': 'step' as const })}>
            <StatusText status={{ text, ...look(n) }} />
          </li>
        ))}
      </ol>
    </Section>
  )
}
