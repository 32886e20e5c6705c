import { Button, Input } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { InputOf, OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { type UrlFilters, useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { type AuditRow, exportAudit, listAudit, verifyAudit, verifySeals } from '../contract.ts'
import { detailsOf, words } from '../words.ts'

/** Who did what, newest first; the chain can be recomputed on the spot. */
export default function AuditPage() {
  const of = useScreenParams('chainId')
  const page = useCursorPage()
  const [verifying, setVerifying] = useState(false)
  const filters = useUrlFilters(['from', 'to', 'trail'])
  const { from, to, trail } = filters.values
  const chain = { ...of, ...(trail === 'workbench' && { trail: 'workbench' as const }) }
  const query = { ...chain, from, to }
  const list = useOperation(listAudit, { ...query, cursor: page.cursor, limit: 50 }, { keepPrevious: true })
  const check = useOperation(verifyAudit, chain, { enabled: verifying })
  const me = useNeededOperation(readMe, {})
  const seals = useOperation(verifySeals, {}, { enabled: false })
  const again = () => {
    if (verifying) void check.refetch()
    setVerifying(true)
  }
  const refused = list.error !== null && !list.data
  const actions = (
    <>
      {me.grant.role === 'audit-admin' ? (
        <Button loading={seals.isFetching} onClick={() => void seals.refetch()}>
          {words.verifySeals}
        </Button>
      ) : null}
      <Button type="primary" loading={check.isFetching} onClick={again}>
        {words.verify}
      </Button>
    </>
  )
  return (
    <>
      <PageTitle title={words.title} sub={words.how} phoneActions actions={refused ? null : actions} />
      <Found
        statuses={[
          ...(check.data ? [chainStatus(check.data)] : []),
          ...(seals.data ? [sealStatus(seals.data)] : []),
        ]}
      />
      <Stack>
        {[list, check, seals].map(({ error }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: three questions, always in this order
          error ? <RefusedAlert key={index} error={error} /> : null,
        )}
        {refused ? null : (
          <Entries
            list={list}
            page={page}
            filters={filters}
            query={query}
            ofEnterprise={me.grant.enterpriseId !== null}
          />
        )}
      </Stack>
    </>
  )
}

/** What verifying found; there before it finds anything, so that it is read out. */
function Found({ statuses }: { readonly statuses: readonly Status[] }) {
  return (
    <div role="status">
      {statuses.length > 0 ? (
        <div style={{ marginBottom: 16 }}>
          <Section>
            <Stack>
              {statuses.map((status) => (
                <StatusText key={status.text} status={status} />
              ))}
            </Stack>
          </Section>
        </div>
      ) : null}
    </div>
  )
}

function Entries({
  list,
  page,
  filters,
  query,
  ofEnterprise,
}: {
  /** The reader is of the enterprise, whose workbench has a chain of its own. */
  readonly ofEnterprise: boolean
  readonly filters: UrlFilters<'from' | 'to' | 'trail'>
  readonly query: InputOf<typeof exportAudit>
  readonly list: { readonly data?: OutputOf<typeof listAudit> | undefined; readonly isPending: boolean }
  readonly page: ReturnType<typeof useCursorPage>
}) {
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  return (
    <Section flush>
      <FilterBar
        values={filters.values}
        onChange={(key, value) => filters.set(key as 'from', value)}
        onClear={filters.clear}
        filters={
          ofEnterprise
            ? [
                {
                  key: 'trail',
                  label: words.trail,
                  all: words.registry,
                  options: [{ value: 'workbench', label: words.workbench }],
                },
              ]
            : []
        }
      >
        {(['from', 'to'] as const).map((key) => (
          <label key={key} htmlFor={`audit-${key}`}>
            {words[key]}{' '}
            <Input
              id={`audit-${key}`}
              type="date"
              style={{ width: 160 }}
              value={filters.values[key] ?? ''}
              onChange={(event) => filters.set(key, event.target.value)}
            />
          </label>
        ))}
        <ExportButton op={exportAudit} input={query} total={list.data?.total} />
      </FilterBar>
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        loading={list.isPending}
        empty={<EmptyState text={words.empty} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        columns={[
          { key: 'seq', title: columns.seq, dataIndex: 'seq', align: 'right', width: 80 },
          { key: 'at', title: columns.at, width: 170, render: (_, { at }) => instant(at) },
          { key: 'who', title: columns.who, width: 240, render: (_, row) => whoOf(row) },
          { key: 'what', title: columns.what, width: 170, render: (_, row) => deedOf(row) },
          { key: 'details', title: columns.details, render: (_, row) => <Muted>{detailsOf(row)}</Muted> },
        ]}
        phoneRow={(row) => ({
          name: deedOf(row),
          meta: [instant(row.at), whoOf(row), detailsOf(row)].filter(Boolean).join('　'),
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

function chainStatus({ entries, brokenAt, head }: OutputOf<typeof verifyAudit>): Status {
  if (brokenAt !== null) return { text: words.broken(brokenAt), icon: 'warning', tone: 'error' }
  return { text: words.intact(entries, head), icon: 'check-circle', tone: 'success' }
}

function sealStatus({ seals, heads, brokenAt, root }: OutputOf<typeof verifySeals>): Status {
  if (brokenAt !== null) return { text: words.sealBroken(brokenAt), icon: 'warning', tone: 'error' }
  if (seals === 0) return { text: words.noSeals, icon: 'ring', tone: 'muted' }
  return { text: words.sealed(seals, heads, root), icon: 'check-circle', tone: 'success' }
}

/** The name where the reader may know it, and the role in any case. */
function whoOf({ accountName, roleName }: AuditRow): string {
  return [accountName, roleName].filter(Boolean).join(' · ')
}

function deedOf({ action }: AuditRow): string {
  return words.deeds[action] ?? action
}
