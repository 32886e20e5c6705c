import { DataTable } from '#ui/data-table.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import type { RecallDossier, RecallEvent } from '../dossier/contract.ts'
import { eventWords } from '../words.ts'
import { words } from './words.ts'

const said = words.course

/** What happened, the newest first; when it was written down is told where that was another day. */
export function Course({ dossier: { events } }: { readonly dossier: RecallDossier }) {
  const { columns } = said
  const later = ({ at, recordedAt }: RecallEvent) =>
    instant(at).slice(0, 10) === instant(recordedAt).slice(0, 10) ? null : (
      <div>
        <Muted small>{said.recorded(instant(recordedAt))}</Muted>
      </div>
    )
  const note = (event: RecallEvent) => [event.toWhom, event.how, event.note].filter(Boolean).join('　')
  return (
    <Section title={said.title} flush>
      <DataTable<RecallEvent>
        caption={said.title}
        rows={[...events].reverse()}
        rowKey={({ id }) => id}
        empty=""
        columns={[
          {
            key: 'at',
            title: columns.at,
            width: 180,
            render: (_, event) => (
              <>
                {instant(event.at)}
                {later(event)}
              </>
            ),
          },
          { key: 'what', title: columns.what, width: 190, render: (_, { kind }) => eventWords[kind] },
          { key: 'who', title: columns.who, width: 110, dataIndex: 'byName' },
          {
            key: 'note',
            title: columns.note,
            render: (_, event) => (
              <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note(event) || '—'}</div>
            ),
          },
        ]}
        phoneRow={(event) => ({
          name: eventWords[event.kind],
          meta: (
            <Muted small>
              {instant(event.at)}　{event.byName}
              {later(event)}
              <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note(event)}</div>
            </Muted>
          ),
        })}
      />
    </Section>
  )
}
