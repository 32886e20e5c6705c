import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Muted } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { explainImportRow, type ImportRow, type ImportRun, listImportRows } from '../contract.ts'
import { words } from './words.ts'

type Props = { readonly run: ImportRun; readonly row: ImportRow }

/** Why a doubtful code is taken all the same: written while the dry run stands, told afterwards. */
export function RowCodeReason({ run, row }: Props) {
  if (!row.codeDoubt || row.outcome === 'reject') return null
  return (
    <>
      {row.codeReason ? (
        <div>
          <Muted small>{words.codeReasonOf(row.codeReason)}</Muted>
        </div>
      ) : null}
      {run.status === 'checked' && !row.codeReason ? <Explain run={run} row={row} /> : null}
    </>
  )
}

function Explain({ run, row }: Props) {
  const [reason, setReason] = useState('')
  const explain = useCommand(explainImportRow, { invalidates: [listImportRows] })
  const save = () => explain.mutate({ unitId: run.unitId, importId: run.id, line: row.line, reason })
  return (
    <>
      <Space.Compact style={{ maxWidth: 320, display: 'flex' }}>
        <Input
          size="small"
          aria-label={words.codeReason(row.line)}
          placeholder={words.codeReasonHint}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={save}
        />
        <Button size="small" loading={explain.isPending} onClick={save}>
          {words.keepCode}
        </Button>
      </Space.Compact>
      <RefusedAlert error={explain.error} />
    </>
  )
}
