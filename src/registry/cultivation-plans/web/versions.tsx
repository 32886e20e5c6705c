import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { instant } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { PlanHead } from '../contract.ts'
import { planStatus } from './status.ts'
import { words } from './words.ts'

/** The versions of a plan, newest first. */
export function Versions({
  versions,
  inForce,
}: {
  readonly versions: readonly PlanHead[]
  readonly inForce?: string | null
}) {
  const { columns, caption } = words.versions
  const link = (head: PlanHead) => (
    <>
      <Link to="/units/$unitId/cultivation-plans/$planId" params={{ unitId: head.unitId, planId: head.id }}>
        {words.no(head.no)}
      </Link>
      {head.id === inForce ? <Muted small> {words.units.inForce}</Muted> : null}
    </>
  )
  return (
    <DataTable
      caption={caption}
      rows={versions}
      rowKey={({ id }) => id}
      empty=""
      minWidth={560}
      columns={[
        { key: 'no', title: columns.no, width: 130, render: (_, head) => link(head) },
        {
          key: 'status',
          title: columns.status,
          width: 120,
          render: (_, { status }) => <StatusText status={planStatus(status)} />,
        },
        {
          key: 'submitted',
          title: columns.submitted,
          render: (_, { submittedAt, late }) => (
            <>
              {instant(submittedAt)}
              {late ? <Muted small> {words.units.late}</Muted> : null}
            </>
          ),
        },
        { key: 'decided', title: columns.decided, render: (_, { decidedAt }) => instant(decidedAt) },
        { key: 'reason', title: columns.reason, dataIndex: 'reason' },
      ]}
      phoneRow={(head) => ({
        name: link(head),
        meta: `${columns.submitted} ${instant(head.submittedAt)}`,
        status: <StatusText status={planStatus(head.status)} />,
      })}
    />
  )
}
