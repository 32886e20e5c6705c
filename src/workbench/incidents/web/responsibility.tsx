import { Flex } from 'antd'
import { instant, today } from '#ui/format.ts'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { Facts, Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { VerbForm } from '#ui/verb-form.tsx'
import { departmentContract, staffContract } from '#workbench/master-data/contract.ts'
import { assignIncident, verifyIncident } from '../contract.ts'
import { fourPoints, fourPointTexts } from '../domain.ts'
import { ofCourse, type Part, touched, Written } from './facts.tsx'
import { words } from './words.ts'

/** 责任, and the four points of 四不放过. */
export function ResponsibilityPart({ course }: Part) {
  const { responsibility, may } = course
  const said = words.responsibility
  if (!responsibility && !may.includes('assign')) return null
  return (
    <Section title={said.title} extra={may.includes('assign') ? <Assign course={course} /> : null}>
      {responsibility ? (
        <>
          <Facts
            items={[
              { term: said.department, value: responsibility.departmentName ?? words.none },
              { term: said.person, value: responsibility.personName ?? words.none },
              { term: said.finding, value: <Written text={responsibility.finding} /> },
              { term: said.treatment, value: <Written text={responsibility.treatment || words.none} /> },
              ...fourPoints.map((point) => ({
                term: fourPointTexts[point],
                value: responsibility.fourPoints[point] ? (
                  <Written text={responsibility.fourPoints[point]} />
                ) : (
                  <StatusText status={{ text: said.unanswered, icon: 'exclamation', tone: 'warning' }} />
                ),
              })),
            ]}
          />
          <Muted small>{words.signed(responsibility.byName, instant(responsibility.at))}</Muted>
        </>
      ) : (
        <Muted>{said.empty}</Muted>
      )}
    </Section>
  )
}

function Assign({ course }: Pick<Part, 'course'>) {
  const { enterpriseId, responsibility } = course
  const said = words.responsibility
  const points = responsibility?.fourPoints
  return (
    <VerbForm
      invalidates={touched}
      op={assignIncident}
      button={responsibility ? said.again : said.write}
      primary={!responsibility}
      begin={{
        departmentId: responsibility?.departmentId ?? null,
        personId: responsibility?.personId ?? null,
        finding: responsibility?.finding ?? '',
        treatment: responsibility?.treatment ?? '',
        ...Object.fromEntries(fourPoints.map((point) => [`fourPoints.${point}`, points?.[point] ?? ''])),
      }}
      inputOf={({ departmentId, personId, finding, treatment, ...rest }) => ({
        ...ofCourse(course),
        ...{ departmentId, personId, finding, treatment },
        fourPoints: Object.fromEntries(fourPoints.map((point) => [point, rest[`fourPoints.${point}`]])),
      })}
      fields={[
        {
          key: 'departmentId',
          label: said.department,
          optional: true,
          as: { from: sourceOf(departmentContract as never, 'name', enterpriseId) },
        },
        {
          key: 'personId',
          label: said.person,
          optional: true,
          as: { from: sourceOf(staffContract as never, 'name', enterpriseId) },
        },
        { key: 'finding', label: said.finding, as: 'text' },
        { key: 'treatment', label: said.treatment, as: 'text', optional: true },
        ...fourPoints.map((point) => ({
          key: `fourPoints.${point}`,
          label: fourPointTexts[point],
          as: 'text' as const,
          optional: true,
        })),
      ]}
    />
  )
}

/** 验证: by somebody who had no part in it. */
export function VerificationPart({ course }: Part) {
  const { verification, may, notIndependent } = course
  const said = words.verification
  if (!verification && !may.includes('verify')) return null
  const form = may.includes('verify') ? (
    <VerbForm
      invalidates={touched}
      op={verifyIncident}
      button={verification ? said.again : said.write}
      primary={!verification}
      disabled={notIndependent !== null}
      begin={{ effective: 'yes', statement: '', on: today() }}
      inputOf={({ effective, ...rest }) => ({ ...ofCourse(course), ...rest, effective: effective === 'yes' })}
      fields={[
        {
          key: 'effective',
          label: said.effective,
          as: { choices: { yes: said.yes, no: said.no }, radio: true },
        },
        { key: 'statement', label: said.statement, as: 'text' },
        { key: 'on', label: said.on, as: 'date' },
      ]}
    />
  ) : null
  return (
    <Section title={said.title} extra={form}>
      {notIndependent === null ? null : <p>{said.cannot(notIndependent)}</p>}
      {verification ? (
        <>
          <Flex gap="small" wrap>
            <StatusText
              status={
                verification.effective
                  ? { text: said.yes, icon: 'check-circle', tone: 'success' }
                  : { text: said.no, icon: 'close-circle', tone: 'error' }
              }
            />
            <span>{verification.on}</span>
            <Written text={verification.statement} />
          </Flex>
          <Muted small>{words.signed(verification.byName, instant(verification.at))}</Muted>
        </>
      ) : (
        <Muted>{said.empty}</Muted>
      )}
    </Section>
  )
}
