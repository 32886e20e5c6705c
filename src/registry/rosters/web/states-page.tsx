import { Link } from '@tanstack/react-router'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { listRosterScopes } from '../contract.ts'
import { exportRosterStates, listRosterStates, RosterStateRow, remindKeeper } from '../states/contract.ts'
import { versionWords as words } from './draft-words.ts'
import { words as listWords } from './words.ts'

const looks = {
  current: { icon: 'check-circle', tone: 'success' },
  old: { icon: 'clock', tone: 'warning' },
  missing: { icon: 'exclamation', tone: 'error' },
} as const

/** On which signed lists the figures of each unit rest; what is missing or old can be asked for. */
export default function StatesPage() {
  const { unitId } = useNeededOperation(readMe, {}).grant
  return unitId ? <States unitId={unitId} /> : <EmptyState text={words.statesEmpty} />
}

function States({ unitId }: { readonly unitId: string }) {
  const filters = useUrlFilters(['scopeCode', 'state', 'onDate'])
  const scopeCode = filters.values.scopeCode ?? 'above-scale'
  const state = RosterStateRow.shape.state.safeParse(filters.values.state).data
  const scopes = useOperation(listRosterScopes, {}).data?.rows ?? []
  const query = { unitId, scopeCode, state, onDate: filters.values.onDate }
  const found = useOperation(listRosterStates, query, { keepPrevious: true })
  const data = found.data
  const [said, setSaid] = useState('')
  const columns = words.stateColumns
  const reminds = { unitId, scopeCode, onSaid: setSaid }
  return (
    <>
      <PageTitle
        title={words.states}
        sub={words.statesSub}
        above={{ to: '/rosters', label: listWords.title }}
      />
      <Stack>
        {said ? <div role="status">{said}</div> : null}
        <Section flush>
          <FilterBar
            values={{ ...filters.values, scopeCode }}
            onChange={(key, value) => filters.set(key as 'state', value)}
            onClear={filters.clear}
            filters={[
              {
                key: 'scopeCode',
                label: words.scope,
                all: listWords.defaultScope,
                options: scopes.map(({ code, name }) => ({ value: code, label: name })),
                width: 200,
              },
              {
                key: 'state',
                label: words.state,
                options: RosterStateRow.shape.state.options.map((value) => ({
                  value,
                  label: words.stateNames[value],
                })),
                width: 160,
              },
            ]}
          >
            <Input
              type="date"
              style={{ width: 200 }}
              prefix={words.onDate}
              aria-label={words.onDate}
              value={filters.values.onDate ?? ''}
              onChange={(event) => filters.set('onDate', event.target.value)}
            />
            <ExportButton op={exportRosterStates} input={query} total={data?.rows.length} />
          </FilterBar>
          <RefusedAlert error={found.error} />
          {data ? (
            <div style={{ padding: '0 16px 8px' }}>
              <div>{words.stateCounts(data.counts.current, data.counts.old, data.counts.missing)}</div>
              <Muted small>{words.renewal(data.months, data.laidDown, data.clause)}</Muted>
            </div>
          ) : null}
          <DataTable
            caption={words.statesCaption}
            rows={data?.rows ?? []}
            rowKey={(row) => row.unitId}
            loading={found.isPending}
            empty={<EmptyState text={words.statesEmpty} />}
            onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
            minWidth={900}
            columns={[
              { key: 'unit', title: columns.unit, width: '22%', dataIndex: 'unitName' },
              { key: 'state', title: columns.state, width: 110, render: (_, row) => <State of={row} /> },
              { key: 'version', title: columns.version, render: (_, row) => <Versions of={row} /> },
              {
                key: 'members',
                title: columns.members,
                width: 110,
                align: 'right',
                render: (_, { members }) => listWords.members(members),
              },
              {
                key: 'keeper',
                title: columns.keeper,
                render: (_, { keeper }) => keeper?.name ?? <Muted>{words.noKeeper}</Muted>,
              },
              {
                key: 'reminder',
                title: columns.reminder,
                width: 170,
                render: (_, row) => <Reminder {...reminds} of={row} />,
              },
            ]}
            phoneRow={(row) => ({
              name: row.unitName,
              meta: (
                <>
                  <Versions of={row} />
                  <Reminder {...reminds} of={row} />
                </>
              ),
              status: <State of={row} />,
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

function State({ of }: { readonly of: RosterStateRow }) {
  return <StatusText size="small" status={{ text: words.stateNames[of.state], ...looks[of.state] }} />
}

function Versions({ of }: { readonly of: RosterStateRow }) {
  return of.versions.map((version) => (
    <div key={version.rosterId}>
      <Link
        to="/rosters/$rosterId"
        params={{ rosterId: version.rosterId }}
        search={{ no: String(version.no) }}
      >
        {version.rosterName}
      </Link>
      <div>
        <Muted small>
          {words.ofVersion(version.no, version.effectiveOn, version.keeperName)}
          {`　${words.members(version.members, version.pending)}`}
        </Muted>
      </div>
    </div>
  ))
}

type ReminderProps = {
  readonly unitId: string
  readonly scopeCode: string
  readonly of: RosterStateRow
  readonly onSaid: (said: string) => void
}

function Reminder({ unitId, scopeCode, of, onSaid }: ReminderProps) {
  const [note, setNote] = useState('')
  const remind = useCommand(remindKeeper, {
    invalidates: [listRosterStates],
    onDone: ({ toUnit }) => onSaid(words.reminded(toUnit)),
  })
  return (
    <>
      {of.keeper && of.state !== 'current' ? (
        <Popconfirm
          title={words.remindAsk(of.keeper.name)}
          description={
            <Input
              aria-label={words.remindNote}
              placeholder={words.remindNote}
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          }
          okText={words.remind}
          onConfirm={() => remind.mutate({ unitId, aboutUnitId: of.unitId, scopeCode, note })}
        >
          <Button size="small" aria-label={words.remindOf(of.unitName)} loading={remind.isPending}>
            {words.remind}
          </Button>
        </Popconfirm>
      ) : null}
      {of.lastReminder ? (
        <div>
          <Muted small>{words.lastReminder(instant(of.lastReminder.at), of.lastReminder.by)}</Muted>
        </div>
      ) : null}
      <RefusedAlert error={remind.error} />
    </>
  )
}
