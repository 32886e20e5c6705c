import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { listRosterScopes, listRosters, type Roster } from '../contract.ts'
import { versionWords } from './draft-words.ts'
import { RosterForm } from './roster-form.tsx'
import { words } from './words.ts'

/** All lists, those in force first. */
export default function RostersPage() {
  const { unitId } = useNeededOperation(readMe, {}).grant
  const filters = useUrlFilters(['scopeCode'])
  const { scopeCode } = filters.values
  const scopes = useOperation(listRosterScopes, {}).data?.rows ?? []
  const list = useOperation(listRosters, { scopeCode }, { keepPrevious: true })
  const [making, setMaking] = useState(false)
  const navigate = useNavigate()
  const { columns } = words
  return (
    <>
      <PageTitle
        title={words.title}
        sub={words.sub}
        phoneActions
        actions={
          <Space wrap size={8}>
            <Link to="/roster-states">{versionWords.states}</Link>
            <Link to="/roster-pending">{versionWords.pending}</Link>
            <Button type="primary" onClick={() => setMaking(true)}>
              {words.create}
            </Button>
          </Space>
        }
      />
      <Section flush>
        <FilterBar
          values={{ scopeCode }}
          onChange={(_, value) => filters.set('scopeCode', value)}
          onClear={filters.clear}
          filters={[
            {
              key: 'scopeCode',
              label: columns.scope,
              options: scopes.map(({ code, name }) => ({ value: code, label: name })),
              width: 200,
            },
          ]}
        />
        <RefusedAlert error={list.error} />
        <DataTable
          caption={words.caption}
          rows={list.data?.rows ?? []}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={words.empty} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          columns={[
            { key: 'name', title: columns.name, width: '28%', render: (_, row) => <RosterLink of={row} /> },
            { key: 'scope', title: columns.scope, render: (_, row) => scopeText(row) },
            { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
            {
              key: 'period',
              title: columns.period,
              render: (_, row) => words.period(row.periodFrom, row.periodTo),
            },
            {
              key: 'current',
              title: columns.current,
              render: (_, { current }) =>
                current ? versionWords.current(current.no, current.effectiveOn) : versionWords.none,
            },
            {
              key: 'members',
              title: columns.members,
              align: 'right',
              render: (_, { members }) => words.members(members),
            },
          ]}
          phoneRow={(row) => ({
            name: <RosterLink of={row} />,
            meta: [scopeText(row), row.unitName, words.period(row.periodFrom, row.periodTo)].join('　'),
            status: words.members(row.members),
          })}
        />
        <div style={{ padding: '0 16px 12px' }}>
          <Muted small>{words.seen}</Muted>
        </div>
      </Section>
      <Drawer open={making} onClose={() => setMaking(false)} title={words.create} size={420} destroyOnHidden>
        {unitId ? (
          <RosterForm
            unitId={unitId}
            onSaved={({ id }) => navigate({ to: '/rosters/$rosterId', params: { rosterId: id } })}
          />
        ) : null}
      </Drawer>
    </>
  )
}

function RosterLink({ of }: { readonly of: Roster }) {
  return (
    <>
      <Link to="/rosters/$rosterId" params={{ rosterId: of.id }}>
        {of.name}
      </Link>
      {of.docNo ? (
        <div>
          <Muted small>{of.docNo}</Muted>
        </div>
      ) : null}
    </>
  )
}

export function scopeText({ scopeName, level }: Pick<Roster, 'scopeName' | 'level'>): string {
  return level ? `${scopeName} · ${words.levels[level]}` : scopeName
}
