import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import type { RecordPart, Shown } from '#ui/ledger/ledger-of.ts'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { certificateContract, useContract } from '../contract.ts'
import { certificates, uses } from '../ledgers.ts'
import { certificateStatus } from './status.ts'
import { words } from './words.ts'

type Page = { readonly rows: readonly Shown[]; readonly total: number }

const SHOWN = 10

/** The certificates of an instrument, the newest first. */
export function CertificatesOf({ enterpriseId, record }: RecordPart) {
  const asked = { enterpriseId, instrument: record.id, sort: 'certifiedOn', descending: 'true', limit: SHOWN }
  const list = useOperation(certificateContract.list, asked as never)
  const page = list.data as Page | undefined
  const base = `/enterprises/${enterpriseId}/${certificates.path}`
  const { columns } = certificates
  const link = (row: Shown) => <Link to={`${base}/${row.id}`}>{String(row.certificateNo)}</Link>
  return (
    <Section
      title={words.ofInstrument.certificates}
      flush
      extra={<All to={base} instrument={record.id} total={page?.total} />}
    >
      <DataTable<Shown>
        caption={words.ofInstrument.certificates}
        rows={page?.rows ?? []}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={words.ofInstrument.noCertificates}
        columns={[
          { key: 'no', title: columns.certificateNo.label, render: (_, row) => link(row) },
          { key: 'on', title: columns.certifiedOn.label, width: 130, dataIndex: 'certifiedOn' },
          { key: 'body', title: columns.body.label, render: (_, { body }) => body ?? '—' },
          {
            key: 'until',
            title: columns.validUntil.label,
            width: 120,
            render: (_, row) => row.validUntil ?? '—',
          },
          {
            key: 'conclusion',
            title: columns.conclusion.label,
            width: 110,
            render: (_, row) => <StatusText status={certificateStatus(row)} />,
          },
        ]}
        phoneRow={(row) => ({
          name: link(row),
          meta: `${row.certifiedOn}　${columns.validUntil.label} ${row.validUntil ?? '—'}`,
          status: <StatusText status={certificateStatus(row)} />,
        })}
      />
    </Section>
  )
}

/** What was measured with it lately. */
export function UsesOf({ enterpriseId, record }: RecordPart) {
  const asked = { enterpriseId, instrument: record.id, sort: 'usedOn', descending: 'true', limit: SHOWN }
  const list = useOperation(useContract.list, asked as never)
  const page = list.data as Page | undefined
  const base = `/enterprises/${enterpriseId}/${uses.path}`
  const { columns } = uses
  const link = (row: Shown) => <Link to={`${base}/${row.id}`}>{String(row.batchNo)}</Link>
  const result = ({ result: code }: Shown) => columns.result.options[code as 'pass' | 'fail'] ?? '—'
  return (
    <Section
      title={words.ofInstrument.uses}
      flush
      extra={<All to={base} instrument={record.id} total={page?.total} />}
    >
      <DataTable<Shown>
        caption={words.ofInstrument.uses}
        rows={page?.rows ?? []}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={words.ofInstrument.noUses}
        columns={[
          { key: 'batch', title: columns.batchNo.label, render: (_, row) => link(row) },
          { key: 'on', title: columns.usedOn.label, width: 120, dataIndex: 'usedOn' },
          { key: 'what', title: columns.characteristic.label, dataIndex: 'characteristic' },
          { key: 'result', title: columns.result.label, width: 90, render: (_, row) => result(row) },
          { key: 'by', title: columns.usedBy.label, width: 120, render: (_, { usedBy }) => usedBy ?? '—' },
        ]}
        phoneRow={(row) => ({
          name: link(row),
          meta: `${row.characteristic}　${row.usedBy ?? ''}`,
          status: `${row.usedOn}　${result(row)}`,
        })}
      />
    </Section>
  )
}

function All({
  to,
  instrument,
  total,
}: {
  readonly to: string
  readonly instrument: string
  readonly total: number | undefined
}) {
  if (!total) return null
  return (
    <Link to={to} search={{ instrument } as never}>
      {`${words.ofInstrument.all} ${total}`}
    </Link>
  )
}
