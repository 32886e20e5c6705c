import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import type { Tenure } from '../../tenure/contract.ts'
import { daysOf } from '../../tenure/domain.ts'
import { tenureWords as words } from './tenure-words.ts'

type Stretch = Tenure['stretches'][number]

const looks = {
  filed: { icon: 'check-circle', tone: 'success' },
  unfiled: { icon: 'clock', tone: 'warning' },
  vacant: { icon: 'warning', tone: 'error' },
  expired: { icon: 'warning', tone: 'error' },
} as const

const statusOf = ({ state }: Stretch): Status => ({ text: words.states[state], ...looks[state] })

/** What the line shows, to read: the latest first. */
export function StretchTable({ tenure }: { readonly tenure: Tenure }) {
  const { columns } = words
  const range = ({ from, to, appointmentId }: Stretch) =>
    `${from} 至 ${to ?? (appointmentId ? words.open : words.goesOn)}`
  return (
    <DataTable
      caption={words.table}
      minWidth={0}
      rows={[...tenure.stretches].reverse()}
      rowKey={({ from }) => from}
      empty={<EmptyState text={words.none} />}
      columns={[
        { key: 'state', title: columns.state, render: (_, row) => <StatusText status={statusOf(row)} /> },
        { key: 'person', title: columns.person, render: (_, { personName }) => personName ?? '—' },
        { key: 'from', title: columns.from, dataIndex: 'from' },
        {
          key: 'to',
          title: columns.to,
          render: (_, { to, appointmentId }) => to ?? (appointmentId ? words.open : words.goesOn),
        },
        {
          key: 'days',
          title: columns.days,
          align: 'right',
          render: (_, row) => words.days(daysOf(row, tenure.today)),
        },
        { key: 'number', title: columns.number, render: (_, { filingNo }) => filingNo ?? '—' },
      ]}
      phoneRow={(row) => ({
        name: row.personName ?? words.states[row.state],
        meta: range(row),
        status: <StatusText status={statusOf(row)} />,
      })}
    />
  )
}
