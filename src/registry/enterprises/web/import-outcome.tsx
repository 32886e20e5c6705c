import { Link } from '@tanstack/react-router'
import { Button, Flex, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
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
import { words } from './words.ts'

/** What a step of an import makes old. */
export const touched = { invalidates: [readImport, listImports, listImportRows, listEnterprises] }

type Props = { readonly run: ImportRun }

/** What came of it so far, and what may be done now. */
export function ImportOutcome({ run }: Props) {
  return (
    <Section>
      <Stack>
        <div role="status">{summary(run)}</div>
        {note(run).map((line) => (
          <Muted key={line}>{line}</Muted>
        ))}
        <Steps run={run} />
      </Stack>
    </Section>
  )
}

function Steps({ run }: Props) {
  if (run.status === 'checked') return <Checked run={run} />
  if (run.status === 'applied') return <Applied run={run} />
  return (
    <Flex gap="middle" align="center" wrap>
      {run.status === 'failed' || run.mapping === null ? null : <Result run={run} />}
      <Link to="/units/$unitId/imports" params={{ unitId: run.unitId }} className="opens-list">
        {words.again}
      </Link>
    </Flex>
  )
}

function Checked({ run }: Props) {
  const of = { unitId: run.unitId, importId: run.id }
  const apply = useCommand(applyImport, touched)
  const cancel = useCommand(cancelImport, touched)
  return (
    <>
      <RefusedAlert error={apply.error ?? cancel.error} />
      <Flex gap="small" wrap>
        {run.added + run.changed + run.doubtful > 0 ? (
          <Popconfirm
            placement="bottomLeft"
            title={words.apply(run.added, run.changed)}
            description={words.applyAsk(run.doubtful > 0)}
            okText={words.applyIt}
            onConfirm={() => apply.mutate({ ...of, version: run.version })}
          >
            <Button type="primary" loading={apply.isPending}>
              {words.applyIt}
            </Button>
          </Popconfirm>
        ) : null}
        <Result run={run} />
        <Popconfirm
          placement="bottomLeft"
          title={words.cancelAsk}
          okText={words.cancelRun}
          cancelText={words.keepRun}
          onConfirm={() => cancel.mutate(of)}
        >
          <Button loading={cancel.isPending}>{words.cancelRun}</Button>
        </Popconfirm>
      </Flex>
    </>
  )
}

function Applied({ run }: Props) {
  const undo = useCommand(undoImport, touched)
  return (
    <>
      <RefusedAlert error={undo.error} />
      <Flex gap="small" wrap>
        <Result run={run} />
        <Popconfirm
          placement="bottomLeft"
          title={words.undoAsk(run.added, run.changed)}
          description={words.undoKeeps}
          okText={words.undo}
          onConfirm={() => undo.mutate({ unitId: run.unitId, importId: run.id, version: run.version })}
        >
          <Button loading={undo.isPending}>{words.undo}</Button>
        </Popconfirm>
      </Flex>
    </>
  )
}

function Result({ run }: Props) {
  return (
    <Button href={addressOf(downloadImportResult, { unitId: run.unitId, importId: run.id })} download>
      {words.result}
    </Button>
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
      return run.added + run.changed > 0 ? words.apply(run.added, run.changed) : words.nothingToApply
  }
}

/** The lines below: what waits for a decision, what stayed, what to do next. */
function note(run: ImportRun): readonly string[] {
  switch (run.status) {
    case 'checked':
      return run.doubtful > 0 ? [words.toDecide(run.doubtful)] : []
    case 'applied':
      return run.problem ? [run.problem] : []
    case 'undone':
      return [`${run.problem ?? ''}${words.undoneNext}`]
    case 'failed':
      return [words.importColumns]
    default:
      return []
  }
}
