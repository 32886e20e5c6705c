import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { listPacks, loadShippedPack, type PackRow, PackState } from '../contract.ts'
import { LoadPanel } from './load-panel.tsx'
import { words } from './words.ts'

const stateOptions = PackState.options.map((value) => ({ value, label: words.states[value].text }))

/** Every rule pack in every version; the system administrator loads here. */
export default function PackList() {
  const me = useNeededOperation(readMe, {})
  const mayLoad = me.grant.role === 'system-admin'
  const filters = useUrlFilters(['text', 'state'] as const)
  const list = useOperation(listPacks, {})
  const rows = (list.data?.rows ?? []).filter((row) => isWanted(row, filters.values))
  const loading = useCommand(loadShippedPack, { invalidates: [listPacks] })
  const status = (row: PackRow) => <StatusText size="small" status={words.states[row.state]} />
  const enable = (row: PackRow) =>
    mayLoad && row.state === 'not-loaded' ? (
      <Popconfirm
        title={words.sureToEnable(row.title)}
        okText={words.enable}
        cancelText={words.cancel}
        onConfirm={() => loading.mutate({ packId: row.id })}
      >
        <Button
          size="small"
          aria-label={words.enableOne(row.title)}
          loading={loading.isPending && loading.variables?.packId === row.id}
        >
          {words.enable}
        </Button>
      </Popconfirm>
    ) : null
  const { columns } = words
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} />
      <Stack>
        {mayLoad ? <LoadPanel /> : null}
        <RefusedAlert error={list.error ?? loading.error} />
        <Section flush title={words.list}>
          <FilterBar
            values={filters.values}
            onChange={(key, value) => filters.set(key as 'text' | 'state', value)}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: words.search }}
            filters={[{ key: 'state', label: words.state, options: stateOptions }]}
          />
          <DataTable
            caption={words.list}
            rows={rows}
            rowKey={({ id, version }) => `${id}@${version}`}
            loading={list.isPending}
            empty={<EmptyState text={words.empty} />}
            onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
            columns={[
              { key: 'title', title: columns.title, render: (_, row) => <Name row={row} /> },
              { key: 'docNo', title: columns.docNo, dataIndex: 'docNo' },
              { key: 'places', title: columns.places, render: (_, { places }) => places.join('、') },
              {
                key: 'from',
                title: columns.from,
                render: (_, row) => words.span(row.effectiveFrom, row.effectiveTo),
              },
              { key: 'state', title: columns.state, render: (_, row) => status(row) },
              {
                key: 'loaded',
                title: columns.loaded,
                render: (_, row) => enable(row) ?? <Loaded row={row} />,
              },
            ]}
            phoneRow={(row) => ({
              name: <Name row={row} />,
              meta: `${row.places.join('、')}，${words.span(row.effectiveFrom, row.effectiveTo)}`,
              status: enable(row) ?? status(row),
            })}
            paging={{ from: 1, total: rows.length, order: words.order }}
          />
        </Section>
      </Stack>
    </>
  )
}

function isWanted(row: PackRow, { text, state }: Partial<Record<'text' | 'state', string>>): boolean {
  if (state && row.state !== state) return false
  const found = [row.title, row.docNo, row.id, ...row.places, ...row.areas].join(' ')
  return !text || text.split(/\s+/).every((part) => found.includes(part))
}

function Name({ row }: { readonly row: PackRow }) {
  const params = { packId: row.id, packVersion: String(row.version) }
  return (
    <>
      <Link to="/rule-packs/$packId/$packVersion" params={params}>
        {row.title}
      </Link>
      <br />
      <Muted small>
        {words.version(row.id, row.version)}
        {row.draft ? `，${words.draftMark}` : ''}
      </Muted>
    </>
  )
}

function Loaded({ row }: { readonly row: PackRow }) {
  if (row.loadedAt === null) return <Muted small>{words.notLoaded}</Muted>
  return (
    <>
      {instant(row.loadedAt)}
      <br />
      <Muted small>{row.loadedBy ?? ''}</Muted>
    </>
  )
}
