import { listMemberships, type Membership } from '#registry/rosters/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import type { Enterprise } from '../contract.ts'
import { words } from './page-words.ts'

/** On which lists the enterprise stands or stood, and what they say of 规上 beside its own word. */
export function EnterpriseLists({
  enterprise,
  own,
}: {
  readonly enterprise: Enterprise
  readonly own: boolean
}) {
  const answer = useOperation(listMemberships, { enterpriseId: enterprise.id })
  const { memberships } = words
  return (
    <Section title={words.lists} note={own ? words.ownLists : words.listsNote} flush>
      <RefusedAlert error={answer.error} />
      {answer.data ? (
        <div style={{ padding: '10px 16px' }}>
          <AboveScale roster={answer.data.aboveScale} declared={enterprise.declaredAboveScale} />
        </div>
      ) : null}
      <DataTable
        caption={words.lists}
        rows={answer.data?.rows ?? []}
        rowKey={({ rosterId, from }) => `${rosterId} ${from}`}
        loading={answer.isPending}
        empty={<EmptyState text={words.noLists} />}
        minWidth={520}
        columns={[
          { key: 'roster', title: memberships.roster, render: (_, row) => <ListName of={row} /> },
          { key: 'range', title: memberships.range, render: (_, row) => rangeOf(row) },
          {
            key: 'recorded',
            title: memberships.recorded,
            render: (_, { recordedAt }) => instant(recordedAt),
          },
        ]}
        phoneRow={(row) => ({ name: <ListName of={row} />, meta: rangeOf(row) })}
      />
    </Section>
  )
}

function ListName({ of }: { readonly of: Membership }) {
  const kind = [of.scopeName, of.level && words.levels[of.level], of.nominated && words.nominated]
  return (
    <>
      {kind.filter(Boolean).join(' · ')}
      <div>
        <Muted small>{`${of.rosterName}（${of.unitName}）`}</Muted>
      </div>
    </>
  )
}

function rangeOf({ from, to, periodTo }: Membership): string {
  return words.range(from, to ?? periodTo)
}

type AboveScaleProps = { readonly roster: boolean | null; readonly declared: boolean | null }

/** The lists decide; the enterprise's own word stands beside. */
function AboveScale({ roster, declared }: AboveScaleProps) {
  const key = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no')
  const differs = roster !== null && declared !== null && roster !== declared
  return (
    <>
      <span>{`${words.aboveScale}：${words.byRoster[key(roster)]}　`}</span>
      <Muted>{words.declared[key(declared)]}</Muted>
      {differs ? (
        <div>
          <StatusText
            status={{ text: words.rosterDecides, icon: 'exclamation', tone: 'warning' }}
            size="small"
          />
        </div>
      ) : null}
    </>
  )
}
