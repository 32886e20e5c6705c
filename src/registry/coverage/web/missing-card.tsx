import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { count } from '#ui/format.ts'
import { RatioBar } from '#ui/ratio-bar.tsx'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { listMissing, type MissingReason } from '../lists/contract.ts'
import type { Asked } from './as-of.ts'
import { words } from './words.ts'

type Props = {
  readonly unitId: string
  readonly scope: string
  readonly asked: Asked
  /** On the list, not in the directory yet. */
  readonly pending: number
}
type Line = { readonly reason: MissingReason | 'pending'; readonly n: number }

/** Who is missing, by reason; each number opens its list. */
export function MissingCard({ unitId, scope, asked, pending }: Props) {
  const found = useOperation(listMissing, { unitId, scope, ...asked, limit: 1 }, { keepPrevious: true }).data
  const all = (found?.missing ?? 0) + pending
  const lines: Line[] = [...(found?.counts ?? []), { reason: 'pending', n: pending }]
  const link = (reason: MissingReason | undefined, text: string) => (
    <Link
      to="/units/$unitId/coverage/missing"
      params={{ unitId }}
      search={{ scope, ...(reason && { reason }), ...asked } as never}
      className="opens-list"
    >
      {text}
    </Link>
  )
  return (
    <Section
      title={words.missing.title}
      note={found ? words.missing.note(count(all)) : ''}
      extra={found && found.missing > 0 ? link(undefined, words.missing.all) : null}
      flush
    >
      <DataTable<Line>
        caption={words.missing.title}
        rows={lines.filter(({ n }) => n > 0)}
        rowKey={({ reason }) => reason}
        loading={!found}
        empty={words.missing.none}
        minWidth={300}
        columns={[
          {
            key: 'reason',
            title: words.missing.reason,
            render: (_, { reason }) =>
              reason === 'pending' ? words.missing.pending : words.missing.reasons[reason],
          },
          {
            key: 'bar',
            title: '',
            width: 120,
            render: (_, { n }) => <RatioBar ratio={all === 0 ? 0 : n / all} />,
          },
          {
            key: 'n',
            title: words.indicators.enterprises,
            width: 70,
            align: 'right',
            render: (_, { reason, n }) =>
              reason === 'pending' ? (
                <Link to="/roster-pending" className="opens-list" aria-label={words.missing.pendingLink}>
                  {count(n)}
                </Link>
              ) : (
                link(reason, count(n))
              ),
          },
        ]}
      />
    </Section>
  )
}
