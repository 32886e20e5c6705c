import { Button } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import {
  Channel,
  exportMessages,
  listMessages,
  type Message,
  MessageState,
  retryMessages,
} from '../../senders/contract.ts'
import { senderWords } from './sender-words.ts'

const { messages: words, channels } = senderWords

const looks = {
  queued: { icon: 'clock', tone: 'accent' },
  sending: { icon: 'clock', tone: 'accent' },
  sent: { icon: 'check-circle', tone: 'success' },
  dropped: { icon: 'minus-circle', tone: 'muted' },
  dead: { icon: 'exclamation', tone: 'error' },
} as const satisfies Record<MessageState, Omit<Status, 'text'>>

/** What became of the messages; those given up can be sent anew. */
export function MessageList() {
  const filters = useUrlFilters(['state', 'channel'])
  const page = useCursorPage()
  const state = MessageState.safeParse(filters.values.state).data
  const channel = Channel.safeParse(filters.values.channel).data
  const query = { state, channel }
  const list = useOperation(
    listMessages,
    { ...query, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const dead = useOperation(listMessages, { state: 'dead', limit: 1 }).data?.total ?? 0
  const retry = useCommand(retryMessages, { invalidates: [listMessages] })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  return (
    <Section
      flush
      title={words.title}
      extra={
        dead > 0 ? (
          <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({})}>
            {words.retry}
          </Button>
        ) : null
      }
    >
      <FilterBar
        values={query}
        onChange={(key, value) => filters.set(key as 'state', value)}
        onClear={filters.clear}
        filters={[
          {
            key: 'state',
            label: words.state,
            options: MessageState.options.map((value) => ({ value, label: words.states[value] })),
            width: 150,
          },
          {
            key: 'channel',
            label: words.channel,
            options: Channel.options.map((value) => ({ value, label: channels[value] })),
            width: 190,
          },
        ]}
      >
        <ExportButton op={exportMessages} input={query} total={list.data?.total} />
      </FilterBar>
      <RefusedAlert error={list.error ?? retry.error} />
      <div role="status" style={{ padding: retry.data ? '0 16px 8px' : 0 }}>
        {retry.data ? words.retried(retry.data.queued) : ''}
      </div>
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={<EmptyState text={words.empty} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        minWidth={860}
        columns={[
          { key: 'at', title: columns.at, width: 150, render: (_, row) => instant(row.createdAt) },
          { key: 'channel', title: columns.channel, width: 140, render: (_, row) => channels[row.channel] },
          { key: 'to', title: columns.to, width: 200, render: (_, row) => <To of={row} /> },
          { key: 'subject', title: columns.subject, dataIndex: 'subject' },
          { key: 'state', title: columns.state, width: 240, render: (_, row) => <State of={row} /> },
        ]}
        phoneRow={(row) => ({
          name: row.subject,
          meta: `${instant(row.createdAt)}　${channels[row.channel]}　${row.personName}`,
          status: <State of={row} />,
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </Section>
  )
}

function To({ of }: { readonly of: Message }) {
  return (
    <>
      {of.personName}
      <div>
        <Muted small>{of.unitName}</Muted>
      </div>
    </>
  )
}

function State({ of }: { readonly of: Message }) {
  const said = [
    of.tries > 1 || of.state === 'queued' ? words.tries(of.tries) : '',
    of.nextAt ? words.next(instant(of.nextAt)) : '',
    of.lastError,
  ].filter(Boolean)
  return (
    <>
      <StatusText status={{ ...looks[of.state], text: words.states[of.state] }} />
      {said.length > 0 ? (
        <div>
          <Muted small>{said.join('　')}</Muted>
        </div>
      ) : null}
    </>
  )
}
