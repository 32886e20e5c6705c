import { Link } from '@tanstack/react-router'
import { Button, Flex } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { addressOf } from '#platform/client.ts'
import { instant } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import type { Shown } from '#ui/ledger/ledger-of.ts'
import { type Fact, Facts, Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { VerbForm } from '#ui/verb-form.tsx'
import { listActions } from '#workbench/actions/contract.ts'
import { printIncidentReport } from '../aftermath/contract.ts'
import type { IncidentCourse } from '../chain.ts'
import {
  closeIncident,
  correctIncident,
  dismissIncident,
  incidentContract,
  readIncidentCourse,
  reopenIncident,
} from '../contract.ts'
import { incidentStages, incidents } from '../ledgers.ts'
import { linkKeys, sourceFor } from './links.ts'
import { words } from './words.ts'

export type Part = { readonly course: IncidentCourse; readonly record: Shown }
/** What every verb of the chain is told. */
export const ofCourse = ({ enterpriseId, id, version }: IncidentCourse) => ({
  enterpriseId,
  incidentId: id,
  version,
})

/** What changes with every verb of the chain. */
export const touched = [readIncidentCourse, incidentContract.read, incidentContract.list, listActions]

const { columns } = incidents

/** What it is, and when it was known. */
export function FactsPart({ course, record }: Part) {
  const { enterpriseId } = course
  const lead = (key: string) => String(record[key] ?? '') || words.none
  const links = [...linkKeys, 'veto' as const].flatMap((key): Fact[] => {
    if (!record[key]) return []
    const to = `/enterprises/${enterpriseId}/${columns[key].to().path}/${record[key]}`
    return [{ term: columns[key].label, value: <Link to={to}>{String(record[`${key}Called`])}</Link> }]
  })
  return (
    <Section
      title={words.facts.title}
      extra={
        <Flex gap="small" wrap>
          <RaiseVeto course={course} record={record} />
          <OpenRecall course={course} record={record} />
          {course.may.includes('correct') ? <Correct course={course} record={record} /> : null}
          <Button
            size="small"
            href={addressOf(printIncidentReport, { enterpriseId, incidentId: course.id })}
            target="_blank"
          >
            {words.print}
          </Button>
        </Flex>
      }
    >
      <Facts
        items={[
          { term: columns.number.label, value: course.number },
          { term: columns.kind.label, value: columns.kind.options[course.kind] },
          { term: columns.grade.label, value: columns.grade.options[course.grade] },
          { term: words.facts.known, value: instant(course.firstKnownAt) },
          {
            term: words.facts.reported,
            value: words.signed(course.reportedByName, instant(course.reportedAt)),
          },
          { term: columns.what.label, value: <Written text={lead('what')} /> },
          { term: columns.place.label, value: lead('place') },
          ...links,
          ...(course.source
            ? [
                {
                  term: words.facts.source,
                  value: (
                    <Link to={`/enterprises/${enterpriseId}/${course.source.path}`}>
                      {course.source.number}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

const stoppable = ['batch', 'product', 'supplier', 'equipment'] as const

/** For the officer: from the incident straight to a veto on what it is about. */
function RaiseVeto({ course, record }: Part) {
  const { role } = useNeededOperation(readMe, {}).grant
  const kind = stoppable.find((each) => record[each])
  if (role !== 'cqo' || !kind || course.ending || record.veto) return null
  const search = { kind, id: String(record[kind]) }
  return (
    <Link to={`/enterprises/${course.enterpriseId}/vetoes/new`} search={search as never}>
      <Button size="small">{words.facts.raiseVeto}</Button>
    </Link>
  )
}

/** From an incident of a product that was sold to the clue of a recall. */
function OpenRecall({ course, record }: Part) {
  const mayWrite = useMayWrite()
  if (!mayWrite || !(record.product || record.batch)) return null
  const search = { incident: course.id, ...(record.product && { product: String(record.product) }) }
  return (
    <Link to={`/enterprises/${course.enterpriseId}/recalls/new`} search={search as never}>
      <Button size="small">{words.facts.openRecall}</Button>
    </Link>
  )
}

/** Prose of many lines. */
export function Written({ text }: { readonly text: string }) {
  return <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</span>
}

function Correct({ course, record }: Part) {
  const keys = ['title', 'what', 'place', 'kind', 'grade', ...linkKeys] as const
  const vetoNumber = String(record.vetoCalled ?? '')
  return (
    <VerbForm
      invalidates={touched}
      op={correctIncident}
      button={words.facts.correct}
      begin={{
        ...Object.fromEntries(keys.map((key) => [key, record[key] ?? (key === 'place' ? '' : null)])),
        vetoNumber,
      }}
      inputOf={(draft) => ({ ...ofCourse(course), ...draft })}
      fields={[
        { key: 'title', label: columns.title.label, as: 'line' },
        { key: 'place', label: columns.place.label, as: 'line', optional: true },
        { key: 'what', label: columns.what.label, as: 'text' },
        { key: 'kind', label: columns.kind.label, as: { choices: columns.kind.options } },
        { key: 'grade', label: columns.grade.label, as: { choices: columns.grade.options } },
        {
          key: 'vetoNumber',
          label: words.facts.vetoNumber,
          hint: words.facts.vetoHint,
          as: 'line',
          optional: true,
        },
        ...linkKeys.map((key) => ({
          key,
          label: columns[key].label,
          optional: true,
          as: { from: sourceFor(key, course.enterpriseId) },
        })),
      ]}
    />
  )
}

/** What is missing before it can be closed; how it ended. */
export function GatePart({ course }: Part) {
  const { gate } = words
  const { openPoints, ending, may } = course
  if (ending) {
    return (
      <Section title={incidentStages[course.stage]} extra={<Ends course={course} />}>
        <p>{words.ended(incidentStages[course.stage], ending.byName, instant(ending.at))}</p>
        {ending.note ? <Written text={ending.note} /> : null}
      </Section>
    )
  }
  return (
    <Section
      title={gate.title}
      note={openPoints.length > 0 ? gate.count(openPoints.length) : undefined}
      extra={<Ends course={course} />}
    >
      {openPoints.length === 0 ? (
        <p>
          <StatusText status={{ text: gate.nothing, icon: 'check-circle', tone: 'success' }} />
          {may.includes('close') ? null : <Muted>　{gate.byWhom}</Muted>}
        </p>
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {openPoints.map(({ text }) => (
            <li key={text} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Ends({ course }: { readonly course: IncidentCourse }) {
  const { may, openPoints } = course
  const of = ofCourse(course)
  const reason = (label: string) => [{ key: 'reason', label, as: 'text' as const }]
  const inputOf = (draft: object) => ({ ...of, ...draft })
  return (
    <Flex gap="small" wrap>
      {may.includes('dismiss') ? (
        <VerbForm
          invalidates={touched}
          op={dismissIncident}
          button={words.dismiss.button}
          begin={{ reason: '' }}
          fields={reason(words.dismiss.reason)}
          inputOf={inputOf}
        />
      ) : null}
      {may.includes('reopen') ? (
        <VerbForm
          invalidates={touched}
          op={reopenIncident}
          button={words.reopen.button}
          begin={{ reason: '' }}
          fields={reason(words.reopen.reason)}
          inputOf={inputOf}
        />
      ) : null}
      {may.includes('close') && openPoints.length === 0 ? (
        <VerbForm
          invalidates={touched}
          op={closeIncident}
          button={words.gate.close}
          primary
          begin={{ note: '' }}
          fields={[{ key: 'note', label: words.gate.closeNote, as: 'text', optional: true }]}
          inputOf={inputOf}
        />
      ) : null}
    </Flex>
  )
}
