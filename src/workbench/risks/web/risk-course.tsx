import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { instant, today } from '#ui/format.ts'
import type { RecordPart, Shown } from '#ui/ledger/ledger-of.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { VerbForm } from '#ui/verb-form.tsx'
import { ActionsOf } from '#workbench/actions/web/parts/actions-of.tsx'
import {
  addRiskMeasure,
  type RiskLevel,
  type RiskReview,
  type RiskScheme,
  readRiskCourse,
  readRiskMatrix,
  reviewRisk,
  riskContract,
} from '../contract.ts'
import { levelName, levelStatus } from './levels.ts'
import { words } from './words.ts'

const said = words.review

/** How a risk is rated and reviewed, what is being done about it, and what happened. */
export function RiskCourse({ enterpriseId, record }: RecordPart) {
  const of = { enterpriseId, riskId: record.id }
  const course = useNeededOperation(readRiskCourse, of)
  const add = useCommand(addRiskMeasure, { invalidates: [] })
  return (
    <Stack>
      <Rating record={record} course={course} />
      <ActionsOf
        enterpriseId={enterpriseId}
        sourceKind="risk"
        sourceId={record.id}
        title={words.measures}
        kinds={['measure']}
        mayAdd={course.mayWrite}
        onAdd={({ kind: _kind, ...values }) => add.mutateAsync({ ...of, ...values })}
      />
      <Incidents enterpriseId={enterpriseId} riskId={record.id} rows={course.incidents} />
    </Stack>
  )
}

type Course = ReturnType<typeof useNeededOperation<typeof readRiskCourse>>
type Numbers = number | null

function Rating({ record, course }: { readonly record: Shown; readonly course: Course }) {
  const { scheme, inForce, reviews } = course
  const pair = (s: Numbers, l: Numbers, level: RiskLevel | null) =>
    s === null || l === null ? words.none : said.rating(s, l, levelName(level))
  const level = (key: string) => record[key] as RiskLevel | null
  return (
    <Section
      title={said.title}
      note={said.ratedBy(scheme.name, scheme.version)}
      extra={course.mayWrite ? <Review record={record} scheme={inForce} /> : null}
    >
      <Stack>
        <Facts
          items={[
            { term: said.inherent, value: <StatusText status={levelStatus(level('level'))} /> },
            { term: said.residual, value: <StatusText status={levelStatus(level('residualLevel'))} /> },
          ]}
        />
        {scheme.version < inForce.version && level('level') ? (
          <Muted>{said.earlier(scheme.version, inForce.version)}</Muted>
        ) : null}
        <DataTable<RiskReview>
          caption={said.caption}
          rows={reviews}
          rowKey={({ id }) => id}
          empty={said.empty}
          columns={[
            { key: 'on', title: said.columns.on, width: 110, dataIndex: 'on' },
            {
              key: 'rating',
              title: said.columns.rating,
              width: 130,
              render: (_, row) => pair(row.severity, row.likelihood, row.level),
            },
            {
              key: 'residual',
              title: said.columns.residual,
              width: 130,
              render: (_, row) => pair(row.residualSeverity, row.residualLikelihood, row.residualLevel),
            },
            { key: 'conclusion', title: said.columns.conclusion, dataIndex: 'conclusion' },
            {
              key: 'by',
              title: said.columns.by,
              width: 190,
              render: (_, row) => `${row.byName}　${instant(row.at)}`,
            },
          ]}
          phoneRow={(row) => ({
            name: row.conclusion,
            meta: `${row.on}　${row.byName}`,
            status: pair(row.severity, row.likelihood, row.level),
          })}
        />
      </Stack>
    </Section>
  )
}

/** Steps of a scheme as a choice: “3　较重：批量退货”. */
const choices = (steps: readonly string[], none?: string) => ({
  ...(none && { '': none }),
  ...Object.fromEntries(steps.map((text, at) => [String(at + 1), `${at + 1}　${text}`])),
})

function Review({ record, scheme }: { readonly record: Shown; readonly scheme: RiskScheme }) {
  const written = (key: string) => (record[key] === null ? '' : String(record[key]))
  const number = (value: unknown) => (value === '' ? null : Number(value))
  const { severities, likelihoods } = scheme
  return (
    <VerbForm
      op={reviewRisk}
      button={record.severity === null ? said.first : said.button}
      primary
      invalidates={[readRiskCourse, riskContract.read, riskContract.list, readRiskMatrix]}
      lead={<Muted>{said.lead(scheme.name, Math.max(1, scheme.version))}</Muted>}
      begin={{
        on: today(),
        severity: written('severity'),
        likelihood: written('likelihood'),
        residualSeverity: written('residualSeverity'),
        residualLikelihood: written('residualLikelihood'),
        conclusion: '',
        reviewMonths: written('reviewMonths'),
      }}
      inputOf={(draft) => ({
        enterpriseId: record.enterpriseId,
        riskId: record.id,
        version: record.version,
        on: draft.on,
        conclusion: draft.conclusion,
        severity: number(draft.severity),
        likelihood: number(draft.likelihood),
        residualSeverity: number(draft.residualSeverity),
        residualLikelihood: number(draft.residualLikelihood),
        reviewMonths: number(draft.reviewMonths),
      })}
      fields={[
        { key: 'severity', label: said.severity, as: { choices: choices(severities) } },
        { key: 'likelihood', label: said.likelihood, as: { choices: choices(likelihoods) } },
        {
          key: 'residualSeverity',
          label: said.residualSeverity,
          optional: true,
          as: { choices: choices(severities, said.none) },
        },
        {
          key: 'residualLikelihood',
          label: said.residualLikelihood,
          optional: true,
          as: { choices: choices(likelihoods, said.none) },
        },
        { key: 'conclusion', label: said.conclusion, hint: said.conclusionHint, as: 'text' },
        { key: 'on', label: said.on, as: 'date' },
        { key: 'reviewMonths', label: said.months, hint: said.monthsHint, optional: true, as: 'line' },
      ]}
    />
  )
}

type IncidentRow = Course['incidents'][number]

function Incidents({
  enterpriseId,
  riskId,
  rows,
}: {
  readonly enterpriseId: string
  readonly riskId: string
  readonly rows: readonly IncidentRow[]
}) {
  const { columns, ...text } = words.incidents
  const link = (row: IncidentRow) => (
    <Link to={`/enterprises/${enterpriseId}/incidents/${row.id}`}>{row.title}</Link>
  )
  return (
    <Section
      title={text.title}
      extra={
        rows.length > 0 ? (
          <Link to={`/enterprises/${enterpriseId}/incidents`} search={{ risk: riskId } as never}>
            {text.all}
          </Link>
        ) : null
      }
      flush
    >
      <DataTable<IncidentRow>
        caption={text.title}
        rows={rows}
        rowKey={({ id }) => id}
        empty={text.empty}
        columns={[
          { key: 'number', title: columns.number, width: 150, dataIndex: 'number' },
          { key: 'title', title: columns.title, render: (_, row) => link(row) },
        ]}
        phoneRow={(row) => ({ name: link(row), meta: row.number })}
      />
    </Section>
  )
}
