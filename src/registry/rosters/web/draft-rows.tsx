import { Button, Checkbox, Flex, Popconfirm, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { decisionsFor } from '../domain.ts'
import {
  DraftOutcome,
  type DraftRow,
  decideAlike,
  listDraftRows,
  type RosterDraft,
} from '../drafts/contract.ts'
import { RowChoice } from './draft-choice.tsx'
import { touchedByDraft } from './draft-touched.ts'
import { draftWords as words } from './draft-words.ts'

/** What waits for a decision comes first, what changes nothing last. */
const order = [
  'renamed',
  'other-code',
  'near',
  'elsewhere',
  'ended',
  'unknown',
  'gone',
  'reject',
  'new',
  'same',
] as const

type Props = { readonly draft: RosterDraft }

/** Rows by what they are; the doubtful ones side by side with the directory. */
export function DraftRows({ draft }: Props) {
  const filters = useUrlFilters(['outcome', 'undecided', 'text'])
  // The kind that was opened first stays, also when its last row is decided.
  const [first] = useState(() => busiest(draft))
  const outcome = DraftOutcome.safeParse(filters.values.outcome).data ?? first
  const { text, undecided } = filters.values
  const page = useCursorPage()
  const query = { unitId: draft.unitId, rosterId: draft.rosterId, outcome, text }
  const list = useOperation(
    listDraftRows,
    { ...query, ...(undecided && { undecided: 'yes' as const }), cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const decidable = decisionsFor(outcome).length > 0
  const here = `/rosters/${draft.rosterId}/draft`
  return (
    <Section flush>
      <LinkTabs
        label={words.rowsCaption}
        current={outcome}
        tabs={order
          .filter((key) => draft.counts[key] > 0 || key === outcome)
          .map((key) => ({
            key,
            label: words.outcomes[key],
            count: draft.counts[key],
            to: here,
            search: { outcome: key },
          }))}
      />
      <div style={{ padding: '12px 16px 0' }}>
        <Muted>{words.about[outcome]}</Muted>
        {decidable ? <Batch key={outcome} draft={draft} outcome={outcome} /> : null}
      </div>
      <FilterBar
        values={filters.values}
        onChange={(key, value) => filters.set(key as 'text', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.search }}
      >
        {decidable ? (
          <Checkbox
            checked={undecided === 'yes'}
            onChange={(event) => filters.set('undecided', event.target.checked ? 'yes' : undefined)}
          >
            {words.onlyUndecided}
          </Checkbox>
        ) : null}
      </FilterBar>
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.rowsCaption}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        loading={list.isPending}
        empty={<EmptyState text={words.noRows} />}
        columns={columnsFor(draft, outcome)}
        phoneRow={(row) => ({
          name: <Left row={row} />,
          meta: (
            <>
              {[row.line === null ? '' : words.line(row.line), row.message].filter(Boolean).join('　')}
              {decisionsFor(outcome).includes('take') ? (
                <div style={{ margin: '8px 0' }}>
                  {words.columns.right}
                  <Right row={row} />
                </div>
              ) : null}
              {decidable ? <RowChoice draft={draft} row={row} /> : null}
            </>
          ),
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.rowsOrder,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </Section>
  )
}

function columnsFor(draft: RosterDraft, outcome: DraftOutcome): TableColumnsType<DraftRow> {
  const { columns } = words
  const choices = decisionsFor(outcome)
  return [
    { key: 'line', title: columns.line, width: 64, align: 'right', render: (_, { line }) => line ?? '' },
    { key: 'left', title: columns.left, width: '22%', render: (_, row) => <Left row={row} /> },
    ...(choices.includes('take')
      ? [
          {
            key: 'right',
            title: columns.right,
            width: '22%',
            render: (_: unknown, row: DraftRow) => <Right row={row} />,
          },
        ]
      : []),
    { key: 'message', title: columns.message, dataIndex: 'message' },
    ...(choices.length > 0
      ? [
          {
            key: 'decision',
            title: columns.decision,
            width: 250,
            render: (_: unknown, row: DraftRow) => <RowChoice draft={draft} row={row} />,
          },
        ]
      : []),
  ]
}

function Left({ row }: { readonly row: DraftRow }) {
  return (
    <>
      {row.name || words.notThere}
      <div>
        <Muted small>{[row.creditCode || words.noCode, row.area].filter(Boolean).join('　')}</Muted>
      </div>
    </>
  )
}

function Right({ row }: { readonly row: DraftRow }) {
  if (row.candidates.length === 0) return <Muted>{words.notThere}</Muted>
  return row.candidates.map(({ enterpriseId, name, creditCode, unitName }) => (
    <div key={enterpriseId}>
      {name}
      <div>
        <Muted small>{[creditCode, unitName].join('　')}</Muted>
      </div>
    </div>
  ))
}

/** One decision for all rows of a kind that wait for one; `take` only where the code says who is meant. */
function Batch({ draft, outcome }: Props & { readonly outcome: DraftOutcome }) {
  const decide = useCommand(decideAlike, { invalidates: touchedByDraft })
  const left = draft.undecided[outcome]
  const offered = decisionsFor(outcome).filter(
    (decision) => decision !== 'take' || outcome === 'renamed' || outcome === 'ended',
  )
  return (
    <Flex gap="small" wrap align="center" style={{ marginTop: 8 }}>
      <span role="status">{left > 0 ? words.undecided(left) : words.allDecided}</span>
      {left > 1 ? <Muted>{words.batch}</Muted> : null}
      {left > 1
        ? offered.map((decision) => (
            <Popconfirm
              key={decision}
              placement="bottomLeft"
              title={words.batchAsk(left, words.decisions[decision])}
              okText={words.batchYes}
              onConfirm={() =>
                decide.mutate({
                  unitId: draft.unitId,
                  rosterId: draft.rosterId,
                  outcome,
                  decision,
                  version: draft.version,
                })
              }
            >
              <Button size="small" loading={decide.isPending}>
                {words.decisions[decision]}
              </Button>
            </Popconfirm>
          ))
        : null}
      <RefusedAlert error={decide.error} />
    </Flex>
  )
}

/** The kind to open first. */
function busiest({ undecided, counts }: RosterDraft): DraftOutcome {
  return order.find((key) => undecided[key] > 0) ?? order.find((key) => counts[key] > 0) ?? 'same'
}
