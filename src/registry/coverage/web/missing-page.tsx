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
import { exportMissing, listMissing, type MissingEnterprise, type MissingReason } from '../lists/contract.ts'
import { useAsked } from './as-of.ts'
import { memberColumns, nameOf, useScopeName } from './members-page.tsx'
import { usePending } from './pending.ts'
import { words } from './words.ts'

const PAGE = 50

/** Who of a scope is not filed, and why; the total is the number that led here. */
export default function MissingPage() {
  const { unitId } = useScreenParams('unitId')
  const { asked } = useAsked()
  const filters = useUrlFilters(['scope', 'reason', 'text'] as const)
  const page = useCursorPage()
  const { scope = 'above-scale', reason, text } = filters.values
  const input = {
    unitId,
    scope,
    ...asked,
    ...(reason && { reason: reason as MissingReason }),
    ...(text && { text }),
  }
  const found = useOperation(
    listMissing,
    { ...input, cursor: page.cursor, limit: PAGE },
    { keepPrevious: true },
  )
  const { data } = found
  const rows = data?.rows ?? []
  const next = data?.next
  const scopeName = useScopeName(scope)
  const pending = usePending(unitId, scope, asked)
  const clear = () => {
    filters.set('reason', undefined)
    filters.set('text', undefined)
  }
  return (
    <>
      <PageTitle
        title={words.missing.pageTitle}
        above={{ to: `/units/${unitId}/coverage`, label: words.members.back }}
        sub={[
          words.members.sub(scopeName, asked.on ?? today()),
          data ? words.members.counted(count(data.missing)) : '',
          data && data.elsewhere > 0 ? words.missing.elsewhere(data.elsewhere) : '',
          pending > 0 ? words.missing.pendingMore(count(pending)) : '',
        ]
          .filter(Boolean)
          .join('，')}
      />
      <Section flush>
        <FilterBar
          values={{ reason, text }}
          onChange={(key, value) => filters.set(key as 'reason', value)}
          onClear={clear}
          search={{ key: 'text', placeholder: words.members.search }}
          filters={[
            {
              key: 'reason',
              label: words.missing.reason,
              width: 210,
              options: (data?.counts ?? []).map((each) => ({
                value: each.reason,
                label: `${words.missing.reasons[each.reason]} ${count(each.n)}`,
              })),
            },
          ]}
        >
          <ExportButton op={exportMissing} input={input} total={data?.total} />
        </FilterBar>
        <DataTable<MissingEnterprise>
          caption={words.missing.pageTitle}
          columns={columns}
          rows={rows}
          rowKey={({ enterpriseId }) => enterpriseId}
          loading={found.isPending}
          empty={words.missing.empty}
          onClearFilters={reason || text ? clear : undefined}
          paging={{
            from: page.from,
            ...(data && { total: data.total }),
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
          phoneRow={(row) => ({
            name: nameOf(row),
            meta: <Muted>{row.unitName}</Muted>,
            status: reasonOf(row),
          })}
        />
      </Section>
    </>
  )
}

function reasonOf({ reason, since, listOld }: MissingEnterprise): string {
  const text = words.missing.reasons[reason]
  const dated = since ? `${text}（${words.missing.since} ${since}）` : text
  return listOld ? `${dated}，${words.missing.listOld}` : dated
}

const columns: TableColumnsType<MissingEnterprise> = [
  ...(memberColumns as TableColumnsType<MissingEnterprise>),
  { key: 'reason', title: words.missing.state, width: 260, render: (_, row) => reasonOf(row) },
  {
    key: 'person',
    title: words.members.columns.person,
    width: 110,
    render: (_, { person }) => person ?? '—',
  },
  {
    key: 'filing',
    title: words.missing.filing,
    width: 90,
    render: (_, { enterpriseId, filingId }) =>
      filingId ? (
        <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId, filingId }}>
          {words.missing.filing}
        </Link>
      ) : null,
  },
]
