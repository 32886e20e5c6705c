import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { ClockState, RecallDossier } from '../dossier/contract.ts'
import { clockSpanWords } from '../words.ts'
import { clockStatus } from './look.ts'
import { words } from './words.ts'

const said = words.clocks

/** Every time limit that applies: from what, until when, how it stands, on which document it rests. */
export function ClockTable({ dossier: { clocks, recall, scheme } }: { readonly dossier: RecallDossier }) {
  const { columns } = said
  const label = ({ label: name, nth }: ClockState) => (nth ? said.nth(name, nth) : name)
  const due = ({ due: day, dueAt }: ClockState) => (dueAt ? instant(dueAt) : (day ?? '—'))
  return (
    <Section
      title={said.title}
      note={said.note}
      extra={
        <Link to={`/enterprises/${recall.enterpriseId}/recall-schemes?kind=${scheme.kind}`}>{said.edit}</Link>
      }
      flush
    >
      <DataTable<ClockState>
        caption={said.title}
        rows={clocks}
        rowKey={({ key }) => key}
        empty={said.empty}
        minWidth={820}
        columns={[
          {
            key: 'label',
            title: columns.label,
            render: (_, row) => (
              <>
                {label(row)}
                {row.addressee ? (
                  <div>
                    <Muted small>{row.addressee}</Muted>
                  </div>
                ) : null}
              </>
            ),
          },
          { key: 'span', title: columns.span, width: 120, render: (_, row) => clockSpanWords(row.span) },
          { key: 'due', title: columns.due, width: 140, render: (_, row) => due(row) },
          {
            key: 'state',
            title: columns.state,
            width: 230,
            render: (_, row) => <StatusText status={clockStatus(row, instant)} />,
          },
          {
            key: 'source',
            title: columns.source,
            render: (_, row) => <Muted small>{row.source || '—'}</Muted>,
          },
        ]}
        phoneRow={(row) => ({
          name: label(row),
          meta: (
            <Muted small>
              {[clockSpanWords(row.span), row.due && due(row), row.addressee].filter(Boolean).join('　')}
            </Muted>
          ),
          status: <StatusText status={clockStatus(row, instant)} />,
        })}
      />
    </Section>
  )
}
