import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count } from '#ui/format.ts'
import { KeyFigures } from '#ui/key-figures.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import {
  type Answer,
  type CredentialKind,
  countSurvey,
  exportSurvey,
  listSurvey,
  type SurveyRow,
} from '../contract.ts'
import { words } from './words.ts'

const PAGE = 50
const kinds = ['letter', 'training', 'evaluation'] as const
const answers = ['yes', 'no', 'unknown'] as const

/** The survey of a unit: the three counts of 四1, and who stands behind them. */
export default function SurveyPage() {
  const { unitId } = useScreenParams('unitId')
  const { grant } = useNeededOperation(readMe, {})
  const filters = useUrlFilters(['who', 'answer', 'text'] as const)
  const page = useCursorPage()
  const asked = { unitId, ...queryOf(filters.values) }
  const list = useOperation(
    listSurvey,
    { ...asked, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <>
      <PageTitle
        title={words.title}
        sub={words.intro}
        phoneActions
        actions={
          grant.unitId === unitId ? (
            <Link to="/units/$unitId/survey-imports" params={{ unitId }}>
              <Button>{words.import}</Button>
            </Link>
          ) : null
        }
      />
      <Stack>
        <Counts unitId={unitId} />
        <Section flush>
          <FilterBar
            values={filters.values}
            onChange={(key, value) => filters.set(key as 'who', value)}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: words.search }}
            filters={[
              {
                key: 'who',
                label: words.filterWho,
                width: 260,
                all: words.who.recorded,
                options: (['above-scale', 'unrecorded', 'all'] as const).map((value) => ({
                  value,
                  label: words.who[value],
                })),
              },
              { key: 'answer', label: words.filterAnswer, width: 190, options: answerOptions },
            ]}
          >
            <ExportButton op={exportSurvey} input={asked} total={list.data?.total} />
          </FilterBar>
          <DataTable<SurveyRow>
            caption={words.title}
            columns={columns}
            rows={rows}
            rowKey={({ enterpriseId }) => enterpriseId}
            loading={list.isPending}
            empty={<EmptyState text={words.empty} />}
            onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
            paging={{
              from: page.from,
              ...(list.data && { total: list.data.total }),
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
            phoneRow={(row) => ({
              name: nameOf(row),
              meta: (
                <Muted>
                  {kinds
                    .map((kind) => words.answered(words.kinds[kind], words.answers[row[kind]]))
                    .join('　')}
                </Muted>
              ),
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

const answerOptions = kinds.flatMap((kind) =>
  answers.map((answer) => ({
    value: `${kind}.${answer}`,
    label: words.answered(words.kinds[kind], words.answers[answer]),
  })),
)

function queryOf({ who, answer, text }: { who?: string; answer?: string; text?: string }) {
  const [kind, said] = answer?.split('.') ?? []
  return {
    ...(who && { who: who as 'all' }),
    ...(kind && said && { kind: kind as CredentialKind, answer: said as Answer }),
    ...(text && { text }),
  }
}

function Counts({ unitId }: { readonly unitId: string }) {
  const counted = useOperation(countSurvey, { unitId }).data
  if (!counted) return null
  const link = (key: 'letter' | 'training' | 'evaluation') => (
    <Link
      to="/units/$unitId/survey"
      params={{ unitId }}
      search={{ who: 'all', answer: `${key}.yes` } as never}
      className="opens-list"
    >
      {count(counted[key])}
    </Link>
  )
  return (
    <KeyFigures
      label={words.countsLabel}
      figures={[
        ...kinds.map((kind) => ({ label: words.counts[kind], value: link(kind), context: words.unitOf })),
        {
          label: words.counts.surveyed,
          value: count(counted.surveyed),
          context: words.ofEnterprises(count(counted.enterprises)),
        },
      ]}
    />
  )
}

function nameOf({ enterpriseId, name }: SurveyRow) {
  return (
    <Link to="/enterprises/$enterpriseId/survey" params={{ enterpriseId }}>
      {name}
    </Link>
  )
}

const columns: TableColumnsType<SurveyRow> = [
  { key: 'name', title: words.columns.name, render: (_, row) => nameOf(row) },
  { key: 'unit', title: words.columns.unit, dataIndex: 'unitName', width: 220 },
  {
    key: 'letter',
    title: words.columns.letter,
    width: 150,
    render: (_, { letter, letterHere }) =>
      letterHere ? `${words.answers.yes}（${words.letterHere}）` : words.answers[letter],
  },
  {
    key: 'training',
    title: words.columns.training,
    width: 100,
    render: (_, { training }) => words.answers[training],
  },
  {
    key: 'evaluation',
    title: words.columns.evaluation,
    width: 100,
    render: (_, { evaluation }) => words.answers[evaluation],
  },
  { key: 'asOf', title: words.columns.asOf, width: 120, render: (_, { asOf }) => asOf ?? '—' },
]
