import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { exportNotices, listNotices, type Notice, readNotices } from '../contract.ts'
import { words } from './words.ts'

/** Notices to my enterprise or unit; opening one marks it as read by me. */
export default function NoticeList() {
  const page = useCursorPage()
  const { unitId } = useNeededOperation(readMe, {}).grant
  const list = useOperation(listNotices, { cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const mark = useCommand(readNotices, { invalidates: [listNotices] })
  const navigate = useNavigate()
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const unread = list.data?.total ?? 0
  const open = (notice: Notice) => {
    if (!notice.read) mark.mutate({ ids: [notice.id] })
    if (notice.link) void navigate({ to: notice.link })
  }
  const what = (notice: Notice) => (
    <>
      <Button
        type="link"
        style={{ padding: 0, height: 'auto', marginRight: 12 }}
        onClick={() => open(notice)}
      >
        {notice.title}
      </Button>
      {notice.read ? null : (
        <StatusText status={{ text: words.unread, icon: 'bell', tone: 'accent' }} size="small" />
      )}
      {notice.body ? (
        <div>
          <Muted>{notice.body}</Muted>
        </div>
      ) : null}
    </>
  )
  return (
    <>
      <PageTitle
        title={words.title}
        phoneActions
        actions={
          unread > 0 ? (
            <Button loading={mark.isPending} onClick={() => mark.mutate({})}>
              {words.allRead}
            </Button>
          ) : null
        }
      />
      {(list.error ?? mark.error) ? <RefusedAlert error={list.error ?? mark.error} /> : null}
      {list.error && !list.data ? null : (
        <Section flush>
          <FilterBar values={{}} onChange={() => {}} onClear={() => {}}>
            {unitId ? (
              <Link to="/units/$unitId/delivery" params={{ unitId }}>
                {words.delivery}
              </Link>
            ) : null}
            <ExportButton
              op={exportNotices}
              input={{}}
              total={list.data ? Math.max(rows.length, unread) : undefined}
            />
          </FilterBar>
          <DataTable
            caption={words.caption}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            minWidth={0}
            empty={<EmptyState text={words.empty} />}
            columns={[
              { key: 'what', title: words.columns.what, render: (_, notice) => what(notice) },
              { key: 'at', title: words.columns.at, width: 170, render: (_, { at }) => instant(at) },
            ]}
            phoneRow={(notice) => ({ name: what(notice), meta: instant(notice.at) })}
            paging={{
              from: page.from,
              order: words.order,
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
          />
        </Section>
      )}
    </>
  )
}
