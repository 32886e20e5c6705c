import { Link } from '@tanstack/react-router'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { listStrategies } from '../strategy/contract.ts'
import { strategyStatus } from './status.ts'
import { words } from './words.ts'

const { strategy: said } = words
type Row = OutputOf<typeof listStrategies>['rows'][number]

/** All editions of the strategy. */
export default function StrategiesPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const { rows } = useNeededOperation(listStrategies, { enterpriseId })
  const base = `/enterprises/${enterpriseId}`
  const name = ({ id, title, edition }: Row) => (
    <Link to={`${base}/quality-plans/strategies/${id}`}>
      {title}（{said.edition(edition)}）
    </Link>
  )
  const status = (row: Row) => <StatusText status={strategyStatus(row.status)} />
  return (
    <>
      <PageTitle title={said.editions} above={{ to: `${base}/quality-plans`, label: words.home }} />
      <Section flush>
        <DataTable<Row>
          caption={said.editions}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState text={said.none} />}
          columns={[
            { key: 'number', title: said.columns.number, dataIndex: 'number', width: 140 },
            { key: 'edition', title: said.columns.edition, render: (_, row) => name(row) },
            {
              key: 'period',
              title: said.columns.period,
              width: 220,
              render: (_, row) => said.range(row.periodFrom, row.periodTo),
            },
            {
              key: 'approved',
              title: said.columns.approved,
              width: 120,
              render: (_, row) => row.approvedOn ?? words.none,
            },
            { key: 'status', title: said.columns.status, width: 160, render: (_, row) => status(row) },
          ]}
          phoneRow={(row) => ({
            name: name(row),
            meta: said.range(row.periodFrom, row.periodTo),
            status: status(row),
          })}
        />
      </Section>
    </>
  )
}
