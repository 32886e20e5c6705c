import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { listDate, today } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus, qualificationStatus } from '#ui/statuses.ts'
import type { FilingRow, FilingStatus } from '../contract.ts'
import { atDesk } from './at-desk.ts'
import { words } from './words.ts'

type LinkProps = { readonly row: FilingRow; readonly reader: 'unit' | 'enterprise' }

/** A unit looks for the enterprise, an enterprise for its person. */
export function FilingLink({ row, reader }: LinkProps) {
  return (
    <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId: row.enterpriseId, filingId: row.id }}>
      {reader === 'unit' ? row.enterpriseName : row.personName || words.unnamed}
    </Link>
  )
}

/** Its state as the reader's desk sees it. */
export function statusOf(row: FilingRow, reader: 'unit' | 'enterprise') {
  return reader === 'unit' ? atDesk(row) : filingStatus(row.status, reader)
}

/** The kind of filing, and whether the unit filled it in. */
export function kindOf({ kind, onBehalf }: FilingRow): string {
  return onBehalf ? `${words.kinds[kind]}·${words.onBehalf}` : words.kinds[kind]
}

/** What is to be done next, where, and until when. */
const deskColumns: TableColumnsType<FilingRow> = [
  {
    key: 'desk',
    title: words.columns.desk,
    render: (_, { desk, unitName }) =>
      desk
        ? [desk.title, desk.unitName === unitName ? '' : desk.unitName].filter(Boolean).join('　')
        : words.none,
  },
  { key: 'due', title: words.columns.due, render: (_, { desk }) => desk?.dueOn ?? words.none },
]

/** Short values stay on one line. */
export const whole = { onCell: () => ({ style: { whiteSpace: 'nowrap' } }) } as const

/** What a list of filings shows, by who reads it and which state is listed; `brief`: where its terms matter, not how it was judged. */
export function columnsFor(
  reader: 'unit' | 'enterprise',
  status: FilingStatus | undefined,
  { brief = false }: { readonly brief?: boolean } = {},
): TableColumnsType<FilingRow> {
  const now = today()
  const { columns } = words
  const link = (row: FilingRow) => <FilingLink row={row} reader={reader} />
  const who: TableColumnsType<FilingRow> =
    reader === 'unit'
      ? [
          { key: 'enterprise', title: columns.enterprise, render: (_, row) => link(row) },
          { key: 'person', title: columns.person, dataIndex: 'personName' },
        ]
      : [{ key: 'person', title: columns.person, render: (_, row) => link(row) }]
  const date = (at: string | null) => listDate(at?.slice(0, 10), now)
  const closed = status === 'registered' || status === 'changed' || status === 'cancelled'
  const registered: TableColumnsType<FilingRow> = closed
    ? [
        { key: 'number', title: columns.number, ...whole, render: (_, row) => row.filingNo ?? words.none },
        {
          key: 'registered',
          title: columns.registered,
          ...whole,
          render: (_, row) => date(row.registeredAt),
        },
      ]
    : []
  const outcome: TableColumnsType<FilingRow>[number] = {
    key: 'outcome',
    title: columns.outcome,
    render: (_, row) =>
      row.outcome ? (
        <>
          <StatusText status={qualificationStatus(row.outcome)} />
          {row.registerReason ? (
            <div>
              <Muted small>{words.withReason(row.registerReason)}</Muted>
            </div>
          ) : null}
        </>
      ) : (
        words.none
      ),
  }
  const received: TableColumnsType<FilingRow>[number] = {
    key: 'received',
    title: reader === 'unit' ? columns.received : columns.submitted,
    ...whole,
    render: (_, row) => date(row.submittedAt),
  }
  return [
    ...who,
    { key: 'kind', title: columns.kind, ...whole, render: (_, row) => kindOf(row) },
    ...(brief ? [] : [outcome]),
    { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
    ...(brief ? [] : [received]),
    ...registered,
    ...(closed ? [] : deskColumns),
    {
      key: 'status',
      title: columns.status,
      ...whole,
      render: (_, row) => <StatusText status={statusOf(row, reader)} />,
    },
  ]
}
