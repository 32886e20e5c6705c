import { Link } from '@tanstack/react-router'
import { type EnterpriseEvent, listEnterpriseEvents } from '#registry/upkeep/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words } from './page-words.ts'

/** Who was responsible, when it ended or went on: from which day, and since when that is known. */
export function EnterpriseEvents({ enterpriseId }: { readonly enterpriseId: string }) {
  const answer = useOperation(listEnterpriseEvents, { enterpriseId })
  const columns = words.eventColumns
  return (
    <Section title={words.events} flush>
      <RefusedAlert error={answer.error} />
      <DataTable
        caption={words.events}
        rows={answer.data?.rows ?? []}
        rowKey={({ kind, recordedAt, effectiveOn }) => `${kind} ${effectiveOn} ${recordedAt}`}
        loading={answer.isPending}
        empty={<EmptyState text={words.noEvents} />}
        minWidth={520}
        columns={[
          { key: 'what', title: columns.what, render: (_, event) => <What of={event} /> },
          { key: 'effectiveOn', title: columns.effectiveOn, width: 110, dataIndex: 'effectiveOn' },
          {
            key: 'recordedAt',
            title: columns.recordedAt,
            width: 150,
            render: (_, { recordedAt }) => instant(recordedAt),
          },
          { key: 'note', title: columns.note, dataIndex: 'note' },
        ]}
        phoneRow={(event) => ({
          name: <What of={event} />,
          meta: [event.effectiveOn, event.note].filter(Boolean).join('　'),
        })}
      />
    </Section>
  )
}

function What({ of }: { readonly of: EnterpriseEvent }) {
  const { event } = words
  if (of.kind === 'unit') return event.unit(of.unitName ?? '')
  if (of.kind !== 'ended' || !of.endedAs) return of.kind === 'ended' ? null : event[of.kind]
  if (!of.mergedInto) return event.ended[of.endedAs]
  return (
    <>
      {event.ended[of.endedAs]}：
      <Link
        to="/enterprises/$enterpriseId"
        params={{ enterpriseId: of.mergedInto.id }}
        className="opens-list"
      >
        {of.mergedInto.name}
      </Link>
    </>
  )
}
