import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { listDuplicates, type SuspectedPair } from '../contract.ts'
import { words } from './words.ts'

const ways = ['name', 'code'] as const

/** Pairs that look like one enterprise, until somebody has decided on them. */
export default function DuplicatesPage() {
  const of = useScreenParams('unitId')
  const by = useUrlFilters(['by']).values.by === 'code' ? 'code' : 'name'
  const page = useCursorPage()
  const list = useOperation(listDuplicates, { ...of, by, cursor: page.cursor }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { pairColumns } = words
  return (
    <>
      <PageTitle title={words.duplicates} sub={words.duplicatesSub} />
      <Section flush>
        <LinkTabs
          label={words.duplicates}
          current={by}
          tabs={ways.map((key) => ({
            key,
            label: words.by[key],
            to: `/units/${of.unitId}/duplicates`,
            search: { by: key },
          }))}
        />
        <RefusedAlert error={list.error} />
        <DataTable
          caption={words.duplicatesCaption}
          rows={rows}
          rowKey={keyOf}
          loading={list.isPending}
          empty={<EmptyState text={words.noDuplicates} />}
          columns={[
            { key: 'why', title: pairColumns.why, width: 110, render: (_, { why }) => words.why[why] },
            { key: 'first', title: pairColumns.first, render: (_, { first }) => <Side of={first} /> },
            { key: 'second', title: pairColumns.second, render: (_, { second }) => <Side of={second} /> },
            {
              key: 'deeds',
              title: pairColumns.deeds,
              width: 80,
              render: (_, pair) => <Compare of={of} pair={pair} />,
            },
          ]}
          phoneRow={(pair) => ({
            name: words.why[pair.why],
            meta: (
              <>
                <Side of={pair.first} />
                <Side of={pair.second} />
              </>
            ),
            status: <Compare of={of} pair={pair} />,
          })}
          paging={{
            from: page.from,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}

const keyOf = ({ first, second }: SuspectedPair) => `${first.id} ${second.id}`

function Side({ of }: { readonly of: SuspectedPair['first'] }) {
  return (
    <div>
      {of.name}
      <div>
        <Muted small>{`${of.creditCode}　${of.unitName}`}</Muted>
      </div>
    </div>
  )
}

function Compare({ of, pair }: { readonly of: { readonly unitId: string }; readonly pair: SuspectedPair }) {
  return (
    <Link
      to="/units/$unitId/duplicates/$enterpriseId/$otherId"
      params={{ ...of, enterpriseId: pair.first.id, otherId: pair.second.id }}
      aria-label={words.compareOf(pair.first.name, pair.second.name)}
    >
      {words.compare}
    </Link>
  )
}
