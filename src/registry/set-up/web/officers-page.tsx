import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { SetUp } from '../contract.ts'
import { useSetUp } from './use-set-up.ts'
import { words } from './words.ts'

type Row = SetUp['officers']['rows'][number]

/** Units in which nobody works yet, from the top. */
export default function OfficersPage() {
  const { officers, units } = useSetUp()
  const { columns } = words
  return (
    <>
      <PageTitle
        title={words.officersTitle}
        above={{ to: '/set-up', label: words.back }}
        sub={words.officersWhat}
      />
      <Section
        flush
        title={words.tasks.officers}
        note={words.shownOf(officers.rows.length, officers.without)}
      >
        <DataTable
          caption={words.officersTitle}
          rows={officers.rows}
          rowKey={({ unitId }) => unitId}
          empty={<EmptyState text={units.total === 0 ? words.noPlaces : words.officersNone} />}
          columns={[
            { key: 'name', title: columns.unit, dataIndex: 'name' },
            { key: 'above', title: columns.above, dataIndex: 'above' },
            { key: 'deeds', title: columns.deeds, width: 220, render: (_, row) => <Invite row={row} /> },
          ]}
          phoneRow={(row) => ({ name: row.name, meta: row.above, status: <Invite row={row} /> })}
        />
      </Section>
    </>
  )
}

function Invite({ row }: { readonly row: Row }) {
  if (row.invited) {
    return <StatusText size="small" status={{ text: words.invited, icon: 'clock', tone: 'accent' }} />
  }
  return (
    <Link
      to="/people/invite"
      search={{ unit: row.unitId } as never}
      aria-label={`${words.officerInvite}：${row.name}`}
    >
      {words.officerInvite}
    </Link>
  )
}
