import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { listReports, type ReportHead } from '../reports/contract.ts'
import { words } from './words.ts'

const { report: said } = words

/** Reports that the enterprise has frozen, and with whom each is shared. */
export default function ReportsPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const page = useCursorPage()
  const list = useOperation(
    listReports,
    { enterpriseId, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = said
  const link = (row: ReportHead) => (
    <Link
      to="/enterprises/$enterpriseId/conformity/reports/$reportId"
      params={{ enterpriseId, reportId: row.id }}
    >
      {row.number}
    </Link>
  )
  const shared = ({ sharedWith }: ReportHead) => sharedWith.join('、') || said.notShared
  return (
    <>
      <PageTitle
        title={said.listTitle}
        sub={said.listSub}
        above={{ to: `/enterprises/${enterpriseId}/conformity`, label: words.title }}
      />
      <Section flush>
        <RefusedAlert error={list.error} />
        <DataTable
          caption={said.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={said.empty} />}
          columns={[
            { key: 'number', title: columns.number, width: 140, render: (_, row) => link(row) },
            { key: 'asOf', title: columns.asOf, width: 170, render: (_, row) => instant(row.asOf) },
            { key: 'madeBy', title: columns.madeBy, dataIndex: 'madeBy' },
            {
              key: 'state',
              title: columns.state,
              width: 120,
              render: (_, { totals }) => said.of(totals.proved, totals.total),
            },
            { key: 'shared', title: columns.shared, render: (_, row) => shared(row) },
          ]}
          phoneRow={(row) => ({
            name: link(row),
            meta: `${instant(row.asOf)}　${row.madeBy}　${said.of(row.totals.proved, row.totals.total)}`,
            status: shared(row),
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: said.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}
