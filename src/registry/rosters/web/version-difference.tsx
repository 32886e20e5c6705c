import { Flex, InputNumber } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { compareVersions, exportDifference } from '../versions/contract.ts'
import { versionWords as words } from './draft-words.ts'

type Props = { readonly rosterId: string; readonly newest: number }

const numberIn = (text: string | undefined, other: number) =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : other

/** Who came and went between two versions; the last two unless others are chosen. */
export function VersionDifference({ rosterId, newest }: Props) {
  const filters = useUrlFilters(['fromNo', 'toNo', 'more'])
  const toNo = numberIn(filters.values.toNo, newest)
  const fromNo = numberIn(filters.values.fromNo, Math.max(0, toNo - 1))
  const query = { rosterId, fromNo, toNo }
  const found = useOperation(compareVersions, { ...query, limit: 200 }, { keepPrevious: true })
  const data = found.data
  const columns = words.differenceColumns
  return (
    <Section title={words.compare} flush>
      <Flex gap="small" wrap align="center" style={{ padding: '12px 16px' }}>
        <InputNumber
          prefix={words.from}
          aria-label={words.from}
          min={0}
          value={fromNo}
          onChange={(value) => filters.set('fromNo', String(value ?? 0))}
        />
        <InputNumber
          prefix={words.to}
          aria-label={words.to}
          min={1}
          value={toNo}
          onChange={(value) => filters.set('toNo', String(value ?? newest))}
        />
        <span role="status">{data ? words.counts(data.came, data.went, data.stayed) : ''}</span>
        <ExportButton op={exportDifference} input={query} total={data?.total} />
      </Flex>
      <RefusedAlert error={found.error} />
      <DataTable
        caption={words.differenceCaption}
        rows={data?.rows ?? []}
        rowKey={({ change, enterpriseId, name, creditCode }) =>
          `${change} ${enterpriseId ?? ''} ${creditCode} ${name}`
        }
        loading={found.isPending}
        empty={<EmptyState text={words.noDifference} />}
        columns={[
          {
            key: 'change',
            title: columns.change,
            width: 140,
            render: (_, { change }) => words.changes[change],
          },
          { key: 'name', title: columns.name, dataIndex: 'name' },
          { key: 'creditCode', title: columns.creditCode, width: 190, dataIndex: 'creditCode' },
          { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
        ]}
        phoneRow={(row) => ({ name: row.name, meta: row.creditCode, status: words.changes[row.change] })}
      />
      {data && data.total > data.rows.length ? (
        <div style={{ padding: '8px 16px' }}>
          <Muted small>{words.firstOnly(data.rows.length, data.total)}</Muted>
        </div>
      ) : null}
    </Section>
  )
}
