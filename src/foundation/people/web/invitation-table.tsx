import { Button, Space } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { type InvitationRow, listInvitations } from '../contract.ts'
import type { Deed } from './deeds.ts'
import { words } from './words.ts'

/** Links that have been given and not been used. */
export function InvitationTable({ onDeed }: { readonly onDeed: (deed: Deed) => void }) {
  const { enterprise } = useUrlFilters(['enterprise']).values
  const page = useCursorPage()
  const query = { enterpriseId: enterprise, cursor: page.cursor, limit: 20 }
  const list = useOperation(listInvitations, query, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  const state = (row: InvitationRow) => (
    <StatusText
      size="small"
      status={
        row.state === 'expired'
          ? { text: words.expired, icon: 'warning', tone: 'warning' }
          : { text: words.waiting, icon: 'clock', tone: 'accent' }
      }
    />
  )
  return (
    <>
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.invitationCaption}
        rows={rows}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={<EmptyState text={words.emptyInvitations} />}
        minWidth={900}
        columns={[
          { key: 'name', title: columns.name, width: 120, dataIndex: 'name' },
          { key: 'role', title: columns.role, dataIndex: 'roleName' },
          { key: 'place', title: columns.place, render: (_, row) => row.place || words.none },
          { key: 'inviter', title: columns.inviter, dataIndex: 'inviter' },
          { key: 'expires', title: columns.expires, width: 150, render: (_, row) => instant(row.expiresAt) },
          { key: 'state', title: columns.state, width: 100, render: (_, row) => state(row) },
          {
            key: 'deeds',
            title: columns.deeds,
            width: 190,
            render: (_, row) => <RowDeeds row={row} onDeed={onDeed} />,
          },
        ]}
        phoneRow={(row) => ({
          name: `${row.name}　${row.roleName}`,
          meta: `${row.place}　${instant(row.expiresAt)}`,
          status: <RowDeeds row={row} onDeed={onDeed} />,
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </>
  )
}

function RowDeeds({ row, onDeed }: { readonly row: InvitationRow; readonly onDeed: (deed: Deed) => void }) {
  if (!row.mayManage) return null
  return (
    <Space size={4} wrap>
      {(['renew', 'revoke'] as const).map((kind) => (
        <Button
          key={kind}
          type="link"
          size="small"
          aria-label={`${words[kind]}：${row.name}`}
          onClick={() => onDeed({ kind, row })}
        >
          {words[kind]}
        </Button>
      ))}
    </Space>
  )
}
