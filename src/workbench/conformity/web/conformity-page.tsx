import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { KeyFigures } from '#ui/key-figures.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type ClauseStanding, ClauseState, exportConformity, readConformity } from '../contract.ts'
import { freezeReport, listReports } from '../reports/contract.ts'
import { Gaps, Proof } from './clause-lines.tsx'
import { clauseStatus } from './state-status.ts'
import { useMayWrite } from './use-role.ts'
import { words } from './words.ts'

/** Every clause with its state, what proves it and what is missing. */
export default function ConformityPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const found = useNeededOperation(readConformity, { enterpriseId })
  const { guide, totals } = found
  const to = `/enterprises/${enterpriseId}/conformity`
  const figure = (state: ClauseState, n: number, context: string) => ({
    label: words.states[state],
    value: (
      <Link className="opens-list" to={to} search={{ state } as never}>
        {n}
      </Link>
    ),
    context,
  })
  return (
    <>
      <PageTitle
        title={words.title}
        sub={words.sub(guide.docNo, guide.title)}
        phoneActions
        actions={<Reports enterpriseId={enterpriseId} />}
      />
      <Stack>
        <KeyFigures
          label={words.title}
          figures={[
            figure('proved', totals.proved, `${words.of(totals.total)}　${words.statedOf(totals.stated)}`),
            figure('partly', totals.partly, ''),
            figure('none', totals.none, ''),
            figure('not-applicable', totals.notApplicable, ''),
          ]}
        />
        <Clauses enterpriseId={enterpriseId} clauses={found.clauses} sections={guide.sections} />
      </Stack>
    </>
  )
}

function Reports({ enterpriseId }: { readonly enterpriseId: string }) {
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const freeze = useCommand(freezeReport, {
    invalidates: [listReports],
    onDone: ({ id }) => void navigate({ to: `/enterprises/${enterpriseId}/conformity/reports/${id}` }),
  })
  return (
    <>
      <RefusedAlert error={freeze.error} />
      <Button onClick={() => void navigate({ to: `/enterprises/${enterpriseId}/conformity/reports` })}>
        {words.reports}
      </Button>
      {mayWrite ? (
        <Button type="primary" loading={freeze.isPending} onClick={() => freeze.mutate({ enterpriseId })}>
          {words.freeze}
        </Button>
      ) : null}
    </>
  )
}

function Clauses({
  enterpriseId,
  clauses,
  sections,
}: {
  readonly enterpriseId: string
  readonly clauses: readonly ClauseStanding[]
  readonly sections: readonly { readonly id: string; readonly title: string }[]
}) {
  const filters = useUrlFilters(['state', 'section', 'word', 'text'])
  const { state, section, word, text } = filters.values
  const rows = clauses.filter(
    (clause) =>
      (state === undefined || clause.state === state) &&
      (section === undefined || clause.section === section) &&
      (word === undefined || (clause.word !== null) === (word === 'stated')) &&
      (text === undefined || `${clause.id}${clause.text}${clause.term}`.includes(text)),
  )
  const { columns } = words
  return (
    <Section flush>
      <FilterBar
        values={{ state, section, word, text }}
        onChange={(key, value) => filters.set(key as 'state', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.search }}
        filters={[
          {
            key: 'state',
            label: words.filters.state,
            options: ClauseState.options.map((value) => ({ value, label: words.states[value] })),
            width: 150,
          },
          {
            key: 'section',
            label: words.filters.section,
            options: sections.map(({ id, title }) => ({ value: id, label: `${id} ${title}` })),
            width: 190,
          },
          {
            key: 'word',
            label: words.filters.word,
            options: [
              { value: 'stated', label: words.only.stated },
              { value: 'none', label: words.only.none },
            ],
            width: 150,
          },
        ]}
      >
        <ExportButton op={exportConformity} input={{ enterpriseId }} total={clauses.length} />
      </FilterBar>
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState text={words.empty} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        minWidth={980}
        columns={[
          {
            key: 'id',
            title: columns.id,
            width: 84,
            render: (_, row) => <Id of={row} enterpriseId={enterpriseId} />,
          },
          {
            key: 'text',
            title: columns.text,
            width: '30%',
            render: (_, row) => (
              <>
                {row.text}
                <div>
                  <Muted small>“{row.term}”</Muted>
                </div>
              </>
            ),
          },
          {
            key: 'state',
            title: columns.state,
            width: 150,
            render: (_, row) => <StatusText status={clauseStatus(row)} />,
          },
          {
            key: 'proof',
            title: columns.proof,
            render: (_, row) => <Proof clause={row} enterpriseId={enterpriseId} />,
          },
          {
            key: 'gap',
            title: columns.gap,
            render: (_, row) => <Gaps clause={row} enterpriseId={enterpriseId} />,
          },
        ]}
        phoneRow={(row) => ({
          name: <Id of={row} enterpriseId={enterpriseId} />,
          meta: (
            <>
              {row.text}
              <Gaps clause={row} enterpriseId={enterpriseId} />
            </>
          ),
          status: <StatusText status={clauseStatus(row)} />,
        })}
      />
    </Section>
  )
}

function Id({ of, enterpriseId }: { readonly of: ClauseStanding; readonly enterpriseId: string }) {
  return (
    <Link to="/enterprises/$enterpriseId/conformity/$clause" params={{ enterpriseId, clause: of.id }}>
      {of.id}
    </Link>
  )
}
