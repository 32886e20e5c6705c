import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { count, instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { printPaper } from '../contract.ts'
import type { RecallDossier, RecallPaper } from '../dossier/contract.ts'
import { paperName } from '../words.ts'
import { words } from './words.ts'

const said = words.papers

/** What was reported, each with its figures of that moment. */
export function Papers({ dossier: { papers, recall } }: { readonly dossier: RecallDossier }) {
  const { columns } = said
  const rate = ({ kind, figures }: RecallPaper) => {
    if (kind === 'plan') return words.figures.toRecall + count(figures.toRecall)
    return figures.rate === null
      ? '—'
      : `${figures.rate}%（${count(figures.done)}／${count(figures.toRecall)}）`
  }
  const print = ({ id, kind, no }: RecallPaper) => (
    <Button
      size="small"
      target="_blank"
      href={addressOf(printPaper, { enterpriseId: recall.enterpriseId, recordId: recall.id, paper: id })}
      aria-label={`${said.print}${paperName(kind, no)}`}
    >
      {said.print}
    </Button>
  )
  return (
    <Section title={said.title} flush>
      <DataTable<RecallPaper>
        caption={said.title}
        rows={papers}
        rowKey={({ id }) => id}
        empty={said.empty}
        columns={[
          { key: 'name', title: columns.name, render: (_, { kind, no }) => paperName(kind, no) },
          { key: 'at', title: columns.at, width: 150, render: (_, { at }) => instant(at) },
          { key: 'toWhom', title: columns.toWhom, dataIndex: 'toWhom' },
          { key: 'by', title: columns.by, width: 110, dataIndex: 'byName' },
          { key: 'rate', title: columns.rate, width: 190, render: (_, row) => rate(row) },
          { key: 'print', title: columns.print, width: 80, render: (_, row) => print(row) },
        ]}
        phoneRow={(row) => ({
          name: paperName(row.kind, row.no),
          meta: (
            <Muted small>
              {instant(row.at)}　{row.toWhom}　{rate(row)}
            </Muted>
          ),
          status: print(row),
        })}
      />
    </Section>
  )
}
