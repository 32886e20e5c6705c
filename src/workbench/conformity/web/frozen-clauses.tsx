import { DataTable } from '#ui/data-table.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { ReportContent } from '../reports/contract.ts'
import { Gaps, Proof } from './clause-lines.tsx'
import { clauseStatus } from './state-status.ts'
import { words } from './words.ts'

/** The clauses as a report froze them: nothing in it leads into the workbench. */
export function FrozenClauses({ content }: { readonly content: ReportContent }) {
  const { columns } = words
  return (
    <Section title={words.report.content} flush>
      <DataTable
        caption={words.report.content}
        rows={content.clauses}
        rowKey={({ id }) => id}
        empty={null}
        minWidth={900}
        columns={[
          { key: 'id', title: columns.id, width: 84, dataIndex: 'id' },
          {
            key: 'text',
            title: columns.text,
            width: '30%',
            render: (_, row) => (
              <>
                {row.text}
                <div>
                  <Muted small>“{row.term}”</Muted>
                </div>
              </>
            ),
          },
          {
            key: 'state',
            title: columns.state,
            width: 150,
            render: (_, row) => <StatusText status={clauseStatus(row)} />,
          },
          { key: 'proof', title: columns.proof, render: (_, row) => <Proof clause={row} /> },
          { key: 'gap', title: columns.gap, render: (_, row) => <Gaps clause={row} /> },
        ]}
        phoneRow={(row) => ({
          name: `${row.id} ${row.text}`,
          meta: <Proof clause={row} />,
          status: <StatusText status={clauseStatus(row)} />,
        })}
      />
    </Section>
  )
}
