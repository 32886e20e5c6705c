import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { type ListedMeasure, listIndicators } from '../contract.ts'
import { type CoverageMember, exportCoverageMembers, listCoverageMembers } from '../lists/contract.ts'
import { useAsked } from './as-of.ts'
import { usePending } from './pending.ts'
import { words } from './words.ts'

const PAGE = 50

/** The enterprises that a number counts. */
export default function MembersPage() {
  const { unitId } = useScreenParams('unitId')
  const { asked } = useAsked()
  const filters = useUrlFilters(['scope', 'measure', 'text'] as const)
  const page = useCursorPage()
  const scope = filters.values.scope ?? 'above-scale'
  const measure = (filters.values.measure ?? 'members') as ListedMeasure
  const { text } = filters.values
  const input = { unitId, scope, measure, ...asked, ...(text && { text }) }
  const found = useOperation(
    listCoverageMembers,
    { ...input, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const rows = found.data?.rows ?? []
  const next = found.data?.next
  const scopeName = useScopeName(scope)
  const pending = usePending(unitId, scope, asked)
  return (
    <>
      <PageTitle
        title={words.members.measures[measure]}
        above={{ to: `/units/${unitId}/coverage`, label: words.members.back }}
        sub={[
          words.members.sub(scopeName, asked.on ?? today()),
          found.data ? words.members.counted(count(found.data.counted)) : '',
          found.data && found.data.elsewhere > 0 ? words.missing.elsewhere(found.data.elsewhere) : '',
          measure === 'members' && pending > 0 ? words.missing.pendingMore(count(pending)) : '',
        ]
          .filter(Boolean)
          .join('，')}
      />
      <Section flush>
        <FilterBar
          values={{ text }}
          onChange={(_, value) => filters.set('text', value)}
          onClear={() => filters.set('text', undefined)}
          search={{ key: 'text', placeholder: words.members.search }}
        >
          <ExportButton op={exportCoverageMembers} input={input} total={found.data?.total} />
        </FilterBar>
        <DataTable<CoverageMember>
          caption={words.members.measures[measure]}
          columns={columns}
          rows={rows}
          rowKey={({ enterpriseId }) => enterpriseId}
          loading={found.isPending}
          empty={words.members.empty}
          onClearFilters={text ? () => filters.set('text', undefined) : undefined}
          paging={{
            from: page.from,
            ...(found.data && { total: found.data.total }),
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
          phoneRow={(row) => ({
            name: nameOf(row),
            meta: <Muted>{[row.creditCode, row.unitName].join('　')}</Muted>,
            status: standingOf(row),
          })}
        />
      </Section>
    </>
  )
}

/** The scope in words, as the indicators name it. */
export function useScopeName(scope: string): string {
  const indicators = useOperation(listIndicators, {}).data?.rows ?? []
  return indicators.find((each) => each.scope === scope)?.scopeName ?? scope
}

export function nameOf({ enterpriseId, name }: Pick<CoverageMember, 'enterpriseId' | 'name'>) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId }}>
      {name}
    </Link>
  )
}

function standingOf({ standing, since }: CoverageMember): string {
  if (!standing) return '—'
  return since
    ? `${words.members.standings[standing]}（${words.missing.since} ${since}）`
    : words.members.standings[standing]
}

const { columns: titles } = words.members

export const memberColumns: TableColumnsType<CoverageMember> = [
  { key: 'name', title: titles.name, render: (_, row) => nameOf(row) },
  { key: 'code', title: titles.code, dataIndex: 'creditCode', width: 190 },
  { key: 'unit', title: titles.unit, dataIndex: 'unitName', width: 210 },
  { key: 'size', title: titles.size, width: 70, render: (_, { size }) => size ?? '—' },
]

const columns: TableColumnsType<CoverageMember> = [
  ...memberColumns,
  { key: 'standing', title: titles.standing, width: 200, render: (_, row) => standingOf(row) },
  { key: 'person', title: titles.person, width: 110, render: (_, { person }) => person ?? '—' },
  {
    key: 'term',
    title: titles.term,
    width: 110,
    render: (_, { termTo, person }) => (person ? (termTo ?? words.members.openEnd) : '—'),
  },
]
