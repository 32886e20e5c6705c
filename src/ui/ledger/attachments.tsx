import { addressOf } from '#platform/client.ts'
import type { LedgerAttachment } from '#platform/ledger/contract-more.ts'
import { DataTable } from '../data-table.tsx'
import { RefusedAlert } from '../fault.tsx'
import { FileDrop } from '../file-drop.tsx'
import { megabytesOf, scanRules } from '../file-rules.ts'
import { instant } from '../format.ts'
import { useMayWrite } from '../frame.tsx'
import { Section, Stack } from '../section.tsx'
import { uploadBytes } from '../upload-bytes.ts'
import { useCommand } from '../use-operation.ts'
import type { LedgerFace, Shown } from './ledger-of.ts'
import { words } from './words.ts'

type Props = {
  readonly face: LedgerFace
  readonly enterpriseId: string
  readonly record: Shown
  readonly attachments: readonly LedgerAttachment[]
}

/** The papers of a record: added, never taken away, each with its digest, who and when. */
export function Attachments({ face: { contract, files }, enterpriseId, record, attachments }: Props) {
  const mayWrite = useMayWrite()
  const attach = useCommand(contract.attach, { invalidates: [contract.read] })
  if (!files) return null
  const href = (fileId: string) => addressOf(files.read, { enterpriseId, fileId })
  const name = (each: LedgerAttachment) => (
    <a href={href(each.fileId)} target="_blank" rel="noreferrer">
      {each.name}
    </a>
  )
  return (
    <Section title={words.papers.title} note={words.papers.note} flush={attachments.length > 0 && !mayWrite}>
      <Stack>
        {attachments.length > 0 || !mayWrite ? (
          <DataTable<LedgerAttachment>
            caption={words.papers.title}
            rows={attachments}
            rowKey={({ id }) => id}
            empty={words.papers.none}
            columns={[
              { key: 'name', title: words.papers.name, render: (_, each) => name(each) },
              {
                key: 'size',
                title: words.papers.size,
                width: 90,
                align: 'right',
                render: (_, { size }) => `${megabytesOf(size)} MB`,
              },
              { key: 'at', title: words.columns.time, width: 150, render: (_, { at }) => instant(at) },
              { key: 'by', title: words.columns.who, width: 120, dataIndex: 'byName' },
              {
                key: 'sha256',
                title: words.papers.digest,
                width: 160,
                render: (_, { sha256 }) => <code title={sha256}>{sha256.slice(0, 16)}</code>,
              },
            ]}
            phoneRow={(each) => ({
              name: name(each),
              meta: `${instant(each.at)}　${each.byName}　${each.sha256.slice(0, 16)}`,
            })}
          />
        ) : null}
        {attach.error ? <RefusedAlert error={attach.error} /> : null}
        {mayWrite ? (
          <FileDrop
            label={words.papers.add}
            rules={scanRules}
            upload={(file, options) =>
              uploadBytes(files.add, { enterpriseId, purpose: 'record', name: file.name }, file, options)
            }
            onUploaded={(file) =>
              attach.mutate({ enterpriseId, recordId: record.id, fileId: (file as { id: string }).id })
            }
          />
        ) : null}
      </Stack>
    </Section>
  )
}
