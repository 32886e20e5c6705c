import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Flex, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import type { LedgerImport } from '#platform/ledger/contract-of.ts'
import { DataTable } from '../data-table.tsx'
import { RefusedAlert } from '../fault.tsx'
import { FileDrop } from '../file-drop.tsx'
import type { FileRules } from '../file-rules.ts'
import { LongJob } from '../long-job.tsx'
import { PageTitle } from '../page-title.tsx'
import { Facts, Muted, Section, Stack } from '../section.tsx'
import { uploadBytes } from '../upload-bytes.ts'
import { useCommand, useNeededOperation, useOperation } from '../use-operation.ts'
import type { LedgerFace } from './ledger-of.ts'
import { words } from './words.ts'

type Props = { readonly face: LedgerFace; readonly enterpriseId: string }

const fileRules: FileRules = {
  kinds: ['xlsx', 'CSV'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'application/csv',
    'application/vnd.ms-excel',
    'text/plain',
  ],
  megabytes: 50,
}

/** Where a list of one's own is handed in. */
export function ImportFile({ face: { ledger, contract }, enterpriseId }: Props) {
  const navigate = useNavigate()
  const base = `/enterprises/${enterpriseId}/${ledger.path}`
  const { into } = useSearch({ strict: false }) as { into?: string }
  return (
    <>
      <PageTitle
        title={words.importTitle(ledger.title)}
        above={{ to: base, label: ledger.title }}
        sub={into ? words.importInto(into) : undefined}
      />
      <Section>
        <Stack>
          <div>{words.importHow}</div>
          <div>
            <Button href={addressOf(contract.template, { enterpriseId })} download>
              {words.template}
            </Button>
          </div>
          <FileDrop
            label={words.file}
            rules={fileRules}
            upload={(file, options) =>
              uploadBytes(
                contract.startImport,
                { enterpriseId, fileName: file.name, ...(into && { into }) },
                file,
                options,
              )
            }
            onUploaded={(run) => void navigate({ to: `${base}/imports/${run.id}` })}
          />
        </Stack>
      </Section>
    </>
  )
}

/** One import: how far it is, what is wrong, what may be done now. */
export function ImportRun({ face, enterpriseId, importId }: Props & { readonly importId: string }) {
  const { ledger, contract } = face
  const of = { enterpriseId, importId }
  const first = useNeededOperation(contract.readImport, of)
  const run =
    useOperation(contract.readImport, of, { every: first.status === 'checking' ? 700 : false }).data ?? first
  const cancel = useCommand(contract.cancelImport, { invalidates: [contract.readImport] })
  return (
    <>
      <PageTitle
        title={run.fileName}
        above={{ to: `/enterprises/${enterpriseId}/${ledger.path}`, label: ledger.title }}
        sub={words.status[run.status]}
      />
      <Stack>
        <Section>
          {run.status === 'checking' ? (
            <LongJob title={words.checking} done={run.rowsRead} onStop={() => cancel.mutate(of)} />
          ) : (
            <Outcome face={face} enterpriseId={enterpriseId} run={run} />
          )}
        </Section>
        <Refused run={run} />
        {Object.keys(run.mapping).length > 0 ? (
          <Section title={words.mapping} note={words.mappingNote}>
            <Facts inline items={Object.entries(run.mapping).map(([term, value]) => ({ term, value }))} />
          </Section>
        ) : null}
      </Stack>
    </>
  )
}

function Outcome({ face, enterpriseId, run }: Props & { readonly run: LedgerImport }) {
  const { ledger, contract } = face
  const of = { enterpriseId, importId: run.id }
  const touched = { invalidates: [contract.readImport, contract.list, ...(face.derived ?? [])] }
  const apply = useCommand(contract.applyImport, touched)
  const cancel = useCommand(contract.cancelImport, touched)
  const undo = useCommand(contract.undoImport, touched)
  const base = `/enterprises/${enterpriseId}/${ledger.path}`
  const some = run.added + run.changed > 0
  return (
    <Stack>
      <div role="status">{run.problem ?? words.outcome(run.added, run.changed, run.same, run.rejected)}</div>
      {run.status === 'checked' && !some ? <Muted>{words.nothingToApply}</Muted> : null}
      <RefusedAlert error={apply.error ?? cancel.error ?? undo.error} />
      <Flex gap="small" wrap align="center">
        {run.status === 'checked' && some ? (
          <Popconfirm
            placement="bottomLeft"
            title={words.applyAsk(run.added, run.changed)}
            okText={words.apply}
            onConfirm={() => apply.mutate(of)}
          >
            <Button type="primary" loading={apply.isPending}>
              {words.apply}
            </Button>
          </Popconfirm>
        ) : null}
        {run.status === 'failed' ? null : (
          <Button href={addressOf(contract.importResult, of)} download>
            {words.result}
          </Button>
        )}
        {run.status === 'checked' ? (
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(of)}>
            {words.cancel}
          </Button>
        ) : null}
        {run.status === 'applied' ? (
          <Popconfirm
            placement="bottomLeft"
            title={words.undoAsk}
            okText={words.undo}
            onConfirm={() => undo.mutate(of)}
          >
            <Button loading={undo.isPending}>{words.undo}</Button>
          </Popconfirm>
        ) : null}
        <Link to={base} className="opens-list">
          {words.toLedger}
        </Link>
        <Link to={`${base}/imports`} className="opens-list">
          {words.again}
        </Link>
      </Flex>
    </Stack>
  )
}

function Refused({ run }: { readonly run: LedgerImport }) {
  if (run.refused.length === 0) return null
  return (
    <Section title={words.refusedRows} note={words.refusedNote(run.refused.length, run.rejected)} flush>
      <DataTable
        caption={words.refusedRows}
        rows={run.refused}
        rowKey={({ line }) => String(line)}
        empty=""
        columns={[
          { key: 'line', title: words.line, dataIndex: 'line', width: 90 },
          { key: 'message', title: words.why, dataIndex: 'message' },
        ]}
        phoneRow={({ line, message }) => ({ name: `${words.line} ${line}`, meta: message })}
      />
    </Section>
  )
}
