import { Link } from '@tanstack/react-router'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { EnterpriseRow } from '#registry/enterprises/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type FoundOfficer, find } from '../contract.ts'
import { words } from './words.ts'

const looks = {
  filed: { icon: 'check-circle', tone: 'success' },
  appointed: { icon: 'clock', tone: 'accent' },
  past: { icon: 'minus-circle', tone: 'muted' },
  none: { icon: 'minus-circle', tone: 'muted' },
  ended: { icon: 'stop', tone: 'muted' },
} as const

/** One box for enterprises and chief quality officers; what was looked for stays in the address. */
export default function FindPage() {
  const { role } = useNeededOperation(readMe, {}).grant
  const filters = useUrlFilters(['text'])
  const text = filters.values.text ?? ''
  const found = useOperation(find, { text }, { enabled: text !== '', keepPrevious: true })
  const { enterprises, officers } = found.data ?? {}
  return (
    <>
      <PageTitle title={words.title} />
      <Stack>
        <Section flush>
          <FilterBar
            values={filters.values}
            onChange={(key, value) => filters.set(key as 'text', value)}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: words.what }}
          />
          <RefusedAlert error={found.error} />
        </Section>
        {text === '' ? (
          <Section>
            <Muted>{words.how}</Muted>
          </Section>
        ) : (
          <>
            <Section
              title={words.enterprises}
              note={noteOf(enterprises)}
              extra={
                enterprises && enterprises.total > enterprises.rows.length ? (
                  <Link to="/enterprises" search={{ text } as never}>
                    {words.all}
                  </Link>
                ) : null
              }
              flush
            >
              <EnterpriseTable rows={enterprises?.rows ?? []} loading={found.isPending} />
            </Section>
            <Section title={words.officers} note={noteOf(officers)} flush>
              {role === 'industry-officer' ? (
                <EmptyState text={words.industryLine} />
              ) : (
                <OfficerTable rows={officers?.rows ?? []} loading={found.isPending} />
              )}
            </Section>
          </>
        )}
      </Stack>
    </>
  )
}

function noteOf(part: { rows: readonly unknown[]; total: number; more: boolean } | undefined) {
  return part ? words.found(part.rows.length, part.total, part.more) : ''
}

type TableProps<Row> = { readonly rows: readonly Row[]; readonly loading: boolean }

function EnterpriseTable({ rows, loading }: TableProps<EnterpriseRow>) {
  const { columns } = words
  const link = (row: EnterpriseRow) => (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }}>
      {row.name}
    </Link>
  )
  const state = ({ cqo, endedAs }: EnterpriseRow) => {
    const key = endedAs ? 'ended' : cqo
    return key ? <StatusText status={{ text: words.states[key], ...looks[key] }} /> : words.none
  }
  return (
    <DataTable
      caption={words.enterprises}
      rows={rows}
      rowKey={({ id }) => id}
      loading={loading}
      empty={<EmptyState text={words.noEnterprise} />}
      minWidth={720}
      columns={[
        { key: 'name', title: columns.name, width: '34%', render: (_, row) => link(row) },
        {
          key: 'creditCode',
          title: columns.creditCode,
          width: 186,
          dataIndex: 'creditCode',
        },
        { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
        { key: 'state', title: columns.state, width: 150, render: (_, row) => state(row) },
      ]}
      phoneRow={(row) => ({
        name: link(row),
        meta: `${row.creditCode}　${row.unitName}`,
        status: state(row),
      })}
    />
  )
}

function OfficerTable({ rows, loading }: TableProps<FoundOfficer>) {
  const { columns } = words
  const state = ({ state }: FoundOfficer) => (
    <StatusText status={{ text: words.states[state], ...looks[state] }} />
  )
  const enterprise = (row: FoundOfficer) => (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.enterpriseId }}>
      {row.enterpriseName}
    </Link>
  )
  return (
    <DataTable
      caption={words.officers}
      rows={rows}
      rowKey={({ appointmentId }) => appointmentId}
      loading={loading}
      empty={<EmptyState text={words.noOfficer} />}
      minWidth={860}
      columns={[
        { key: 'person', title: columns.person, width: 110, render: (_, row) => <Person row={row} /> },
        { key: 'enterprise', title: columns.enterprise, width: '28%', render: (_, row) => enterprise(row) },
        { key: 'position', title: columns.position, dataIndex: 'positionTitle' },
        { key: 'term', title: columns.term, render: (_, row) => words.term(row.termFrom, row.termTo) },
        { key: 'filingNo', title: columns.filingNo, render: (_, row) => row.filingNo ?? words.none },
        { key: 'state', title: columns.personState, width: 140, render: (_, row) => state(row) },
      ]}
      phoneRow={(row) => ({
        name: <Person row={row} />,
        meta: `${row.enterpriseName}　${row.filingNo ?? words.term(row.termFrom, row.termTo)}`,
        status: state(row),
      })}
    />
  )
}

/** Leads to the filing where there is one, else to the enterprise. */
function Person({ row }: { readonly row: FoundOfficer }) {
  if (row.filingId === null) {
    return (
      <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.enterpriseId }}>
        {row.personName}
      </Link>
    )
  }
  return (
    <Link
      to="/filings/$enterpriseId/$filingId"
      params={{ enterpriseId: row.enterpriseId, filingId: row.filingId }}
    >
      {row.personName}
    </Link>
  )
}
