import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { loadShippedPack } from '#registry/rules/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { readSetUp, type SetUp } from '../contract.ts'
import { useSetUp } from './use-set-up.ts'
import { words } from './words.ts'

/** Which pack governs where, the packs that come with the product, and what to do where there is none. */
export default function RulesPage() {
  const { places, packs } = useSetUp()
  const { columns } = words
  return (
    <>
      <PageTitle
        title={words.rulesTitle}
        above={{ to: '/set-up', label: words.back }}
        sub={words.rulesWhat}
      />
      <Stack>
        <Section flush title={words.placesTitle} note={words.placesNote(places.rows.length, places.total)}>
          <DataTable
            caption={words.placesTitle}
            rows={places.rows}
            rowKey={({ unitId }) => unitId}
            empty={<EmptyState text={words.noPlaces} />}
            columns={[
              { key: 'name', title: columns.place, dataIndex: 'name' },
              { key: 'above', title: columns.above, dataIndex: 'above' },
              { key: 'pack', title: columns.pack, render: (_, row) => <PackOf row={row} /> },
            ]}
            phoneRow={(row) => ({ name: row.name, meta: <PackOf row={row} /> })}
          />
        </Section>
        <Shipped packs={packs} />
        {places.without > 0 || places.total === 0 ? <Missing /> : null}
      </Stack>
    </>
  )
}

function PackOf({ row }: { readonly row: SetUp['places']['rows'][number] }) {
  if (row.pack) return row.pack
  return <StatusText size="small" status={{ text: words.noPack, icon: 'exclamation', tone: 'warning' }} />
}

function Shipped({ packs }: { readonly packs: SetUp['packs'] }) {
  const loading = useCommand(loadShippedPack, { invalidates: [readSetUp] })
  const { packColumns } = words
  const state = (pack: SetUp['packs'][number]) => {
    if (pack.draft)
      return <StatusText size="small" status={{ text: words.draft, icon: 'edit', tone: 'warning' }} />
    if (pack.loaded)
      return (
        <StatusText size="small" status={{ text: words.loaded, icon: 'check-circle', tone: 'success' }} />
      )
    return (
      <Button
        size="small"
        type={pack.covers.length > 0 && !pack.draft ? 'primary' : 'default'}
        aria-label={`${words.load}：${pack.title}`}
        loading={loading.isPending && loading.variables?.packId === pack.id}
        onClick={() => loading.mutate({ packId: pack.id })}
      >
        {words.load}
      </Button>
    )
  }
  return (
    <Section flush title={words.shipped}>
      <RefusedAlert error={loading.error} />
      <DataTable
        caption={words.shipped}
        rows={packs}
        rowKey={({ id, version }) => `${id}@${version}`}
        empty={words.noPack}
        columns={[
          { key: 'title', title: packColumns.title, dataIndex: 'title' },
          { key: 'docNo', title: packColumns.docNo, dataIndex: 'docNo' },
          {
            key: 'covers',
            title: packColumns.covers,
            render: (_, { covers }) => covers.join('、') || words.coversNone,
          },
          { key: 'state', title: packColumns.state, width: 160, render: (_, pack) => state(pack) },
        ]}
        phoneRow={(pack) => ({
          name: pack.title,
          meta: pack.covers.join('、') || words.coversNone,
          status: state(pack),
        })}
      />
    </Section>
  )
}

/** What to do where no pack of the place is there. */
function Missing() {
  return (
    <Section title={words.missingTitle}>
      <ol>
        {words.missing.map((step, index) => (
          <li key={step}>
            {index + 1}. {step}
          </li>
        ))}
      </ol>
      <Space wrap size={16}>
        <a href="/recipes/add-a-rule-pack" target="_blank" rel="noreferrer">
          {words.recipe}
        </a>
        <Link to="/rule-packs">{words.toPacks}</Link>
      </Space>
    </Section>
  )
}
