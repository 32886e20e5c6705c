import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { PrintHead } from '#ui/print-head.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { DutyKind, DutyState, exportDutiesBelow, listDutiesBelow } from '../contract.ts'
import { DutyTable } from './duty-table.tsx'
import { DutyTabs } from './duty-tabs.tsx'
import { filterOf, useYear } from './filters.ts'
import { words } from './words.ts'

/** Duties of all units below: who is late, the longest first. */
export default function BelowPage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['year', 'state', 'kind', 'text'])
  const page = useCursorPage()
  const year = useYear(filters.values.year)
  const state = DutyState.safeParse(filters.values.state).data
  const kind = DutyKind.safeParse(filters.values.kind).data
  const { text } = filters.values
  const query = { unitId, year, state, kind, text }
  const list = useOperation(
    listDutiesBelow,
    { ...query, cursor: page.cursor, limit: 50 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <>
      <PrintHead />
      <PageTitle title={words.below.title} sub={words.below.sub} />
      <DutyTabs unitId={unitId} current="below" />
      <Section flush>
        <FilterBar
          values={{ year: filters.values.year, state, kind, text }}
          onChange={(key, value) => filters.set(key as 'year', value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={filterOf(today())}
        >
          <ExportButton op={exportDutiesBelow} input={query} total={list.data?.total} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <DutyTable
          caption={words.below.caption}
          rows={rows}
          year={year}
          may={{ mark: true, rule: true, issuerId: unitId }}
          withUnit
          loading={list.isPending}
          empty={<EmptyState text={words.below.empty} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: words.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}
