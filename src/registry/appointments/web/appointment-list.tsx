import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { type Appointment, listAppointments } from '../contract.ts'
import { appointmentStatus } from './status.ts'
import { words } from './words.ts'

/** Every appointment of the enterprise, the latest term first. */
export default function AppointmentList() {
  const of = useScreenParams('enterpriseId')
  const me = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const onBehalf = me.grant.unitId === enterprise.unitId
  const list = useOperation(listAppointments, of)
  const { columns } = words
  const range = ({ termFrom, termTo }: Appointment) => words.range(termFrom, termTo ?? words.open)
  const link = (row: Appointment) => (
    <Link
      to="/enterprises/$enterpriseId/appointments/$appointmentId"
      params={{ ...of, appointmentId: row.id }}
    >
      {row.personName}
    </Link>
  )
  return (
    <>
      <PageTitle
        title={onBehalf ? words.ofEnterprise(enterprise.name) : words.title}
        {...(onBehalf && {
          above: { to: `/enterprises/${of.enterpriseId}`, label: enterprise.name },
          sub: words.onBehalfSub,
        })}
        phoneActions
        actions={
          (me.grant.unitId === null ? !actsInRegistry(me.grant.role) : !onBehalf) ? null : (
            <Link to="/enterprises/$enterpriseId/appointments/new" params={of}>
              <Button type="primary">{onBehalf ? words.onBehalfNew : words.draftNew}</Button>
            </Link>
          )
        }
      />
      <Section flush>
        <DataTable
          caption={words.caption}
          rows={list.data?.rows ?? []}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={words.empty} />}
          columns={[
            { key: 'person', title: columns.person, render: (_, row) => link(row) },
            { key: 'post', title: columns.post, dataIndex: 'positionTitle' },
            { key: 'term', title: columns.term, render: (_, row) => range(row) },
            { key: 'letterNo', title: columns.letterNo, render: (_, row) => row.letterNo ?? words.none },
            {
              key: 'status',
              title: columns.status,
              render: (_, row) => <StatusText status={appointmentStatus(row)} />,
            },
          ]}
          phoneRow={(row) => ({
            name: link(row),
            meta: range(row),
            status: <StatusText status={appointmentStatus(row)} />,
          })}
        />
      </Section>
    </>
  )
}
