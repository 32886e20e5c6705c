import { Button, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { LongJob } from '#ui/long-job.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import {
  applyImport,
  cancelImport,
  downloadImportResult,
  type ImportRun,
  listEnterprises,
  listImportRows,
  listImports,
  readImport,
  undoImport,
} from '../contract.ts'
import { ImportRows } from './import-rows.tsx'
import { importStatus, isRunning } from './import-status.ts'
import { words } from './words.ts'

/** One import from upload to undo: progress, dry run, decisions, writing, result. */
export default function ImportPage() {
  const of = useScreenParams('unitId', 'importId')
  const first = useNeededOperation(readImport, of)
  const run = useOperation(readImport, of, { every: isRunning(first) ? 1_000 : false }).data ?? first
  const settled = !isRunning(run)
  return (
    <>
      <PageTitle
        title={run.fileName}
        above={{ to: `/units/${of.unitId}/imports`, label: words.back }}
        status={<StatusText status={importStatus(run)} boxed />}
        sub={`${words.uploadedAt(instant(run.createdAt))}　${words.digest(run.sha256)}`}
      />
      <Stack>
        {settled ? <Outcome run={run} /> : <Progress run={run} />}
        {settled && run.status !== 'failed' && run.status !== 'cancelled' ? <ImportRows run={run} /> : null}
        {run.mapping ? (
          <Section title={words.mapping}>
            <Facts
              inline
              items={Object.entries(run.mapping).map(([ours, theirs]) => ({
                term: ours,
                value: theirs,
              }))}
            />
          </Section>
        ) : null}
      </Stack>
    </>
  )
}

const touched = { invalidates: [readImport, listImports, listImportRows, listEnterprises] }

function Progress({ run }: { readonly run: ImportRun }) {
  const cancel = useCommand(cancelImport, touched)
  return (
    <Section>
      {cancel.error ? <RefusedAlert error={cancel.error} /> : null}
      <LongJob
        title={run.status === 'applying' ? words.applyingTitle : words.checkingTitle}
        done={run.rowsRead}
        total={run.status === 'applying' ? run.added + run.changed : (run.rowsTotal ?? undefined)}
        onStop={() => cancel.mutate({ unitId: run.unitId, importId: run.id })}
      />
    </Section>
  )
}

/** What came of it so far, and what may be done now. */
function Outcome({ run }: { readonly run: ImportRun }) {
  const of = { unitId: run.unitId, importId: run.id }
  const apply = useCommand(applyImport, touched)
  const cancel = useCommand(cancelImport, touched)
  const undo = useCommand(undoImport, touched)
  const refused = apply.error ?? cancel.error ?? undo.error
  const result = (
    <Button href={addressOf(downloadImportResult, of)} download>
      {words.result}
    </Button>
  )
  return (
    <Section>
      <Stack>
        {refused ? <RefusedAlert error={refused} /> : null}
        <div role="status">{summary(run)}</div>
        {run.status === 'failed' ? <Muted>{words.importColumns}</Muted> : null}
        {run.status === 'checked' ? (
          <div>
            <Popconfirm
              title={words.applyAsk}
              okText={words.applyIt}
              onConfirm={() => apply.mutate({ ...of, version: run.version })}
            >
              <Button type="primary" loading={apply.isPending}>
                {words.applyIt}
              </Button>
            </Popconfirm>{' '}
            {result}{' '}
            <Button loading={cancel.isPending} onClick={() => cancel.mutate(of)}>
              {words.cancelRun}
            </Button>
          </div>
        ) : null}
        {run.status === 'applied' ? (
          <div>
            {result}{' '}
            <Popconfirm
              title={words.undoAsk(run.added, run.changed)}
              okText={words.undo}
              onConfirm={() => undo.mutate({ ...of, version: run.version })}
            >
              <Button loading={undo.isPending}>{words.undo}</Button>
            </Popconfirm>
          </div>
        ) : null}
      </Stack>
    </Section>
  )
}

function summary(run: ImportRun): string {
  switch (run.status) {
    case 'applied':
      return words.applied(run.added, run.changed)
    case 'undone':
      return words.undone
    case 'cancelled':
      return words.cancelled
    case 'failed':
      return run.problem ?? words.failed
    default:
      return run.added + run.changed + run.doubtful > 0
        ? [words.apply(run.added, run.changed), run.doubtful > 0 ? words.decided(run.doubtful) : '']
            .filter(Boolean)
            .join('。')
        : words.nothingToApply
  }
}
