import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type EvidenceFile, EvidenceFiles } from '#workbench/actions/web/parts/evidence-files.tsx'
import { type ClauseWord, readClause, readConformity, setClauseAside, stateClause } from '../contract.ts'
import { words } from './words.ts'

const { clause: said } = words
const touched = { invalidates: [readClause, readConformity] }

type Of = { readonly enterpriseId: string; readonly clause: string; readonly seq: number }

function errorsOf(error: Error | null) {
  const errors = error ? (problemOf(error).errors ?? []) : []
  return (path: string) => errors.find((each) => each.path === path)?.message
}

/** 自述: text, a paper, the last day on which it counts. */
export function StatementForm({
  of,
  before,
  onClose,
}: {
  readonly of: Of
  readonly before: ClauseWord | null
  readonly onClose: () => void
}) {
  const stated = before?.kind === 'statement' ? before : null
  const [text, setText] = useState(stated?.text ?? '')
  const [files, setFiles] = useState<readonly EvidenceFile[]>(stated?.file ? [stated.file] : [])
  const [validUntil, setValidUntil] = useState(stated?.validUntil ?? '')
  const state = useCommand(stateClause, { ...touched, onDone: onClose })
  const errorOf = errorsOf(state.error)
  const told = ['text', 'validUntil', 'fileId'].some((path) => errorOf(path))
  return (
    <Stack>
      {state.error && !told ? <RefusedAlert error={state.error} /> : null}
      <Field name="text" label={said.text} hint={said.textHint} error={errorOf('text')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 14 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field name="fileId" label={said.file} optional error={errorOf('fileId')}>
        {(control) => (
          <EvidenceFiles
            enterpriseId={of.enterpriseId}
            id={control.id}
            describedBy={control['aria-describedby']}
            label={said.file}
            files={files}
            onChange={(all) => setFiles(all.slice(-1))}
          />
        )}
      </Field>
      <Field
        name="validUntil"
        label={said.validUntil}
        optional
        hint={said.validUntilHint}
        error={errorOf('validUntil')}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            style={{ maxWidth: 220 }}
            value={validUntil}
            onChange={(event) => setValidUntil(event.target.value)}
          />
        )}
      </Field>
      <Space wrap>
        <Button
          type="primary"
          loading={state.isPending}
          onClick={() =>
            state.mutate({ ...of, text, fileId: files[0]?.id ?? null, validUntil: validUntil || null })
          }
        >
          {said.save}
        </Button>
        <Button onClick={onClose}>{said.keep}</Button>
      </Space>
    </Stack>
  )
}

/** 不适用, with the reason. */
export function AsideForm({ of, onClose }: { readonly of: Of; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const aside = useCommand(setClauseAside, { ...touched, onDone: onClose })
  const errorOf = errorsOf(aside.error)
  return (
    <Stack>
      {aside.error && !errorOf('text') ? <RefusedAlert error={aside.error} /> : null}
      <Field name="text" label={said.asideReason} hint={said.asideHint} error={errorOf('text')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Space wrap>
        <Button type="primary" loading={aside.isPending} onClick={() => aside.mutate({ ...of, text })}>
          {said.asideSave}
        </Button>
        <Button onClick={onClose}>{said.keep}</Button>
      </Space>
    </Stack>
  )
}
