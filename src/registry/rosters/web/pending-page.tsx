import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { readRoster, recordRoster } from '../contract.ts'
import { exportPending, listPending, type PendingMember } from '../versions/contract.ts'
import { versionWords as words } from './draft-words.ts'
import { touched } from './record-form.tsx'
import { words as listWords } from './words.ts'

/** On a signed list, not in the directory: added here by the one bureau, entered on the list by the other. */
export default function PendingPage() {
  const { role, unitId } = useNeededOperation(readMe, {}).grant
  const filters = useUrlFilters(['text', 'rosterId'])
  const page = useCursorPage()
  const query = { text: filters.values.text, rosterId: filters.values.rosterId }
  const list = useOperation(listPending, { ...query, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const [said, setSaid] = useState('')
  const columns = words.pendingColumns
  const deed = (row: PendingMember) => (
    <Deed
      row={row}
      adder={role === 'county-officer' || role === 'city-officer' ? unitId : null}
      onSaid={setSaid}
    />
  )
  return (
    <>
      <PageTitle
        title={words.pending}
        sub={words.pendingSub}
        above={{ to: '/rosters', label: listWords.title }}
      />
      <Stack>
        {said ? <div role="status">{said}</div> : null}
        <Section flush>
          <FilterBar
            values={filters.values}
            onChange={(key, value) => filters.set(key as 'text', value)}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: listWords.search }}
            chips={
              filters.values.rosterId
                ? [{ key: 'rosterId', label: rows[0]?.rosterName ?? listWords.title }]
                : []
            }
          >
            <ExportButton op={exportPending} input={query} total={list.data?.total} />
          </FilterBar>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={words.pendingCaption}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.pendingEmpty} />}
            onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
            columns={[
              { key: 'name', title: columns.name, width: '28%', render: (_, row) => <Name of={row} /> },
              { key: 'area', title: columns.area, render: (_, row) => row.placeName ?? row.area },
              { key: 'roster', title: columns.roster, render: (_, row) => <RosterLink of={row} /> },
              { key: 'keeper', title: columns.keeper, dataIndex: 'keeperName' },
              { key: 'deed', title: columns.deed, width: 180, render: (_, row) => deed(row) },
            ]}
            phoneRow={(row) => ({
              name: row.name,
              meta: (
                <>
                  {[row.creditCode, row.rosterName, words.no(row.no)].filter(Boolean).join('　')}
                  <div style={{ marginTop: 8 }}>{deed(row)}</div>
                </>
              ),
            })}
            paging={{
              from: page.from,
              ...(list.data && { total: list.data.total }),
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
          />
        </Section>
      </Stack>
    </>
  )
}

function Name({ of }: { readonly of: PendingMember }) {
  return (
    <>
      {of.enterpriseId ? (
        <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: of.enterpriseId }}>
          {of.name}
        </Link>
      ) : (
        of.name
      )}
      <div>
        <Muted small>{of.creditCode}</Muted>
      </div>
    </>
  )
}

function RosterLink({ of }: { readonly of: PendingMember }) {
  return (
    <Link to="/rosters/$rosterId" params={{ rosterId: of.rosterId }}>
      {of.rosterName} {words.no(of.no)}
    </Link>
  )
}

type DeedProps = {
  readonly row: PendingMember
  /** The unit that may add it to the directory. */
  readonly adder: string | null | undefined
  readonly onSaid: (said: string) => void
}

function Deed({ row, adder, onSaid }: DeedProps) {
  if (row.enterpriseId === null) {
    return adder ? (
      <Link
        to="/units/$unitId/enterprises/new"
        params={{ unitId: adder }}
        search={{ name: row.name, creditCode: row.creditCode }}
      >
        {words.add}
      </Link>
    ) : (
      <Muted>{words.waits}</Muted>
    )
  }
  return row.mayEnter ? <Enter row={row} onSaid={onSaid} /> : <Muted>{words.inDirectory}</Muted>
}

/** Enters it from the day of the version on that it waited in. */
function Enter({ row, onSaid }: Pick<DeedProps, 'row' | 'onSaid'>) {
  const roster = useOperation(readRoster, { rosterId: row.rosterId }).data
  const record = useCommand(recordRoster, {
    invalidates: touched,
    onDone: (counts) => onSaid(listWords.recorded(counts)),
  })
  if (!roster?.current) return null
  const { unitId, current } = roster
  const enter = [{ enterpriseId: row.enterpriseId ?? '', nominated: row.nominated }]
  return (
    <>
      <Button
        size="small"
        loading={record.isPending}
        onClick={() =>
          record.mutate({
            unitId,
            rosterId: row.rosterId,
            effectiveOn: current.effectiveOn,
            enter,
            leave: [],
            note: '',
            sha256: null,
          })
        }
      >
        {words.enter}
      </Button>
      <RefusedAlert error={record.error} />
    </>
  )
}
