import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { LongJob } from '#ui/long-job.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { operationKey, useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { cancelImport, type ImportRun, readImport } from '../contract.ts'
import { ImportOutcome, touched } from './import-outcome.tsx'
import { ImportRows } from './import-rows.tsx'
import { importStatus, isRunning } from './import-status.ts'
import { words } from './words.ts'

/** One import from upload to undo: progress, dry run, decisions, writing, result. */
export default function ImportPage() {
  const of = useScreenParams('unitId', 'importId')
  const first = useNeededOperation(readImport, of)
  const run = useOperation(readImport, of, { every: isRunning(first) ? 1_000 : false }).data ?? first
  const running = isRunning(run)
  useNewsWhenDone(running)
  return (
    <>
      <PageTitle
        title={run.fileName}
        above={{ to: `/units/${of.unitId}/imports`, label: words.imports }}
        status={<StatusText status={importStatus(run)} boxed />}
        sub={`${words.uploadedAt(instant(run.createdAt))}　${words.digest(run.sha256)}`}
      />
      <Stack>
        {running ? <Progress run={run} /> : <ImportOutcome run={run} />}
        {!running && run.mapping && run.status !== 'failed' ? <ImportRows run={run} /> : null}
        {run.mapping ? (
          <Section title={words.mapping} note={words.mappingNote}>
            <Facts
              inline
              items={Object.entries(run.mapping).map(([ours, theirs]) => ({ term: ours, value: theirs }))}
            />
          </Section>
        ) : null}
      </Stack>
    </>
  )
}

/** The server ends its work without a command of this page: what was read before is then old. */
function useNewsWhenDone(running: boolean) {
  const queries = useQueryClient()
  const was = useRef(running)
  useEffect(() => {
    if (was.current && !running) {
      for (const op of touched.invalidates) {
        if (op !== readImport) void queries.invalidateQueries({ queryKey: operationKey(op) })
      }
    }
    was.current = running
  }, [running, queries])
}

function Progress({ run }: { readonly run: ImportRun }) {
  const cancel = useCommand(cancelImport, touched)
  const titles = { applying: words.applyingTitle, undoing: words.undoingTitle } as const
  const stop = () => cancel.mutate({ unitId: run.unitId, importId: run.id })
  return (
    <Section>
      <RefusedAlert error={cancel.error} />
      <LongJob
        title={titles[run.status as keyof typeof titles] ?? words.checkingTitle}
        done={run.rowsRead}
        total={run.rowsTotal ?? undefined}
        {...(run.status !== 'undoing' && { onStop: stop })}
      />
    </Section>
  )
}
