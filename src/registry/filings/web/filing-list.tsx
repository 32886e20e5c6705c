import type { ReactNode } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { today } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { countFilings, exportFilings, type FilingRow, type FilingStatus, listFilings } from '../contract.ts'
import { BatchPanel } from './batch/batch-panel.tsx'
import { batchSelection } from './batch/batch-selection.tsx'
import { useBatch } from './batch/use-batch.ts'
import { columnsFor, FilingLink, kindOf, statusOf } from './filing-columns.tsx'
import { followWords } from './follow/follow-words.ts'
import { type Term, termColumns } from './follow/term-columns.tsx'
import { kindFilter, unitFilters, useUnitsBelow } from './list-filters.ts'
import { words } from './words.ts'

/** A state of the life cycle, what lies at the reader's own desk, or terms in force that end, are over, or were left. */
type Tab = FilingStatus | 'desk' | Term

type ListProps = {
  readonly title: string
  readonly sub?: string
  readonly actions?: ReactNode
  /** Address of this list. */
  readonly at: '/filings' | '/register' | '/on-behalf' | '/changes'
  readonly tabs: readonly Tab[]
  readonly empty: string
  /** Opens the first tab where something waits; else the first one. */
  readonly busiestFirst?: boolean
  /** Only what this unit files for enterprises. */
  readonly onBehalf?: boolean
  /** Only 变更、更换、注销; but for the tabs of terms. */
  readonly following?: boolean
}

const isTerm = (tab: Tab | undefined): tab is Term => tab === 'ending' || tab === 'over' || tab === 'left'

/** Filings by state of their life cycle, with filters in the address; units work on many at once. */
export function FilingList(props: ListProps) {
  const { title, sub, actions, at, tabs, empty, busiestFirst = false } = props
  const { onBehalf = false, following = false } = props
  const me = useNeededOperation(readMe, {})
  const counts = useOperation(countFilings, {})
  const units = useUnitsBelow(me.grant.unitId)
  const isUnit = me.grant.unitId !== null
  const reader = isUnit ? 'unit' : 'enterprise'
  const chosen = useUrlFilters(['status']).values.status as Tab | undefined
  const filters = useUrlFilters(['text', 'unitId', 'outcome', 'kind'])
  const { text, unitId, outcome, kind } = filters.values
  const tab = chosen ?? (busiestFirst ? busiest(tabs, counts.data) : tabs[0])
  const term = isTerm(tab) ? tab : undefined
  const status = tab === 'desk' || isTerm(tab) ? undefined : tab
  const flow = useOperation(
    readPackInForce,
    { unitId: me.grant.unitId ?? '', onDate: today() },
    { enabled: term === 'left' && me.grant.unitId !== null },
  ).data?.pack.flow
  const replacement = flow?.deadlines.replacementFiling ?? flow?.officePromise.replacementFiling
  const page = useCursorPage()
  const query = {
    status,
    desk: tab === 'desk' ? ('mine' as const) : undefined,
    onBehalf: onBehalf ? ('mine' as const) : undefined,
    kind: kindAsked(kind, following && !term),
    term,
    text,
    unitId,
    outcome: outcome as FilingRow['outcome'] & string,
  }
  const list = useOperation(listFilings, { ...query, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const batch = useBatch({ query, rows, total: list.data?.total })
  const next = list.data?.next
  return (
    <>
      <PageTitle title={title} sub={sub} actions={actions} phoneActions />
      <Section flush>
        <LinkTabs
          label={words.listCaption}
          current={tab ?? ''}
          tabs={tabs.map((key) => ({
            key,
            label: isTerm(key) ? followWords.tabs[key] : words.tabs[key],
            to: at,
            search: { status: key },
            // What is counted is not only what was filed on behalf.
            ...(counts.data && !onBehalf && !following && !isTerm(key) && { count: counts.data[key] }),
          }))}
        />
        <FilterBar
          values={{ text, unitId, outcome, kind }}
          onChange={(key, value) => filters.set(key as 'text', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={[...kindFilter(following), ...(isUnit ? unitFilters(units) : [])]}
        >
          <ExportButton op={exportFilings} input={query} total={list.data?.total} />
        </FilterBar>
        {list.error ? <RefusedAlert error={list.error} /> : null}
        <BatchPanel batch={batch} />
        <DataTable
          caption={words.listCaption}
          columns={[
            ...columnsFor(reader, term ? 'registered' : status, { brief: term !== undefined }),
            ...(term ? termColumns(term, today(), replacement) : []),
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          loading={list.isPending}
          empty={<EmptyState text={term ? followWords.emptyTerm[term] : empty} />}
          {...(isUnit && {
            selection: batchSelection(batch, { accepts: tab === 'desk' || tab === 'submitted' }),
          })}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          phoneRow={(row) => ({
            name: <FilingLink row={row} reader={reader} />,
            meta: [row.personName, kindOf(row), row.filingNo].filter(Boolean).join('　'),
            status: <StatusText status={statusOf(row, reader)} />,
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: term ? followWords.earliest : status === 'registered' ? words.newest : words.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}

/** The first tab where something waits; the first one while nothing does. */
function busiest(
  tabs: readonly Tab[],
  counts: Readonly<Record<FilingStatus | 'desk', number>> | undefined,
): Tab | undefined {
  return tabs.find((tab) => !isTerm(tab) && (counts?.[tab] ?? 0) > 0) ?? tabs[0]
}

type Kind = FilingRow['kind'] | 'following'

/** The kind that was chosen; on the list of 变更与注销 all three unless one is. */
function kindAsked(chosen: string | undefined, following: boolean): Kind | undefined {
  return (chosen as Kind | undefined) ?? (following ? 'following' : undefined)
}
