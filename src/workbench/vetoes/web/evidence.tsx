import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { type EvidenceFile, EvidenceFiles } from '#workbench/actions/web/parts/evidence-files.tsx'
import { addVetoEvidence, readVeto, type Veto } from '../contract.ts'
import { actWords } from '../domain.ts'
import css from './veto.module.css'
import { words } from './words.ts'

type Props = { readonly veto: Veto }
type Item = Veto['evidence'][number]

/** Papers that show why; added, never replaced. */
export function Evidence({ veto }: Props) {
  const { evidenceColumns: columns } = words
  const link = ({ fileId, what }: Item) => (
    <a
      href={addressOf(readFileBytes, { enterpriseId: veto.enterpriseId, fileId })}
      target="_blank"
      rel="noreferrer"
    >
      {what}
    </a>
  )
  const added = (row: Item) => `${row.addedByName} ${instant(row.addedAt)}`
  return (
    <Section
      title={words.evidence}
      note={`${words.evidenceCount(veto.evidence.length)}　${words.addOnly}`}
      extra={veto.may.addEvidence ? <AddEvidence veto={veto} /> : null}
      flush
    >
      <DataTable<Item>
        caption={words.evidence}
        rows={veto.evidence}
        rowKey={({ id }) => id}
        empty={words.noEvidence}
        minWidth={600}
        columns={[
          { key: 'what', title: columns.what, render: (_, row) => link(row) },
          { key: 'file', title: columns.file, dataIndex: 'fileName' },
          { key: 'added', title: columns.added, width: 200, render: (_, row) => added(row) },
          {
            key: 'digest',
            title: columns.digest,
            width: 110,
            render: (_, { sha256 }) => <span className={css.digest}>{sha256.slice(0, 8)}…</span>,
          },
        ]}
        phoneRow={(row) => ({ name: link(row), meta: <Muted>{added(row)}</Muted> })}
      />
    </Section>
  )
}

function AddEvidence({ veto: { enterpriseId, id: vetoId } }: Props) {
  const [open, setOpen] = useState(false)
  const [files, setFiles] = useState<readonly EvidenceFile[]>([])
  const [what, setWhat] = useState('')
  const close = () => {
    setOpen(false)
    setFiles([])
    setWhat('')
  }
  const add = useCommand(addVetoEvidence, { invalidates: [readVeto], onDone: close })
  const errors = add.error ? (problemOf(add.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const [file] = files
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.addEvidence}
      </Button>
      <Drawer
        open={open}
        onClose={close}
        title={words.addEvidence}
        size={480}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <Stack>
          {add.error && errors.length === 0 ? <RefusedAlert error={add.error} /> : null}
          <FieldSet name="fileId" label={words.evidenceFile} error={errorOf('fileId')}>
            {({ id }) => (
              <EvidenceFiles
                enterpriseId={enterpriseId}
                id={id}
                label={words.evidenceFile}
                files={files}
                onChange={(next) => {
                  setFiles(next.slice(-1))
                  const name = next.at(-1)?.name ?? ''
                  if (!what) setWhat(name.replace(/\.\w+$/, ''))
                }}
              />
            )}
          </FieldSet>
          <Field name="what" label={words.evidenceWhat} error={errorOf('what')}>
            {(control) => (
              <Input
                {...control}
                maxLength={100}
                value={what}
                onChange={(event) => setWhat(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="primary"
            disabled={!file}
            loading={add.isPending}
            onClick={() => add.mutate({ enterpriseId, vetoId, fileId: file?.id ?? '', what })}
          >
            {words.addEvidence}
          </Button>
        </Stack>
      </Drawer>
    </>
  )
}

type Attempt = Veto['attemptList'][number]
const attempted = ({ what, act }: Attempt) => `${what}：${actWords[act as keyof typeof actWords] ?? act}`

/** Who tried to go on while it was stopped. */
export function Attempts({ veto }: Props) {
  const { attemptColumns: columns } = words
  const outcome = <StatusText status={{ text: words.stopped, icon: 'stop', tone: 'error' }} />
  return (
    <Section
      title={words.attempts}
      {...(veto.attempts > 0 && { note: words.attemptsNote(veto.attempts) })}
      flush
    >
      <DataTable<Attempt>
        caption={words.attempts}
        rows={veto.attemptList}
        rowKey={({ id }) => id}
        empty={words.noAttempts}
        minWidth={560}
        columns={[
          { key: 'at', title: columns.at, width: 160, render: (_, { at }) => instant(at) },
          { key: 'who', title: columns.who, width: 120, dataIndex: 'byName' },
          { key: 'what', title: columns.what, render: (_, row) => attempted(row) },
          { key: 'outcome', title: columns.outcome, width: 110, render: () => outcome },
        ]}
        phoneRow={(row) => ({
          name: attempted(row),
          meta: <Muted>{`${instant(row.at)}　${row.byName}`}</Muted>,
          status: outcome,
        })}
      />
    </Section>
  )
}
