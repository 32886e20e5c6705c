import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { addFile, readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { listEndReasons } from '#registry/appointments/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { problemOf } from '#ui/problem.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useOperation } from '#ui/use-operation.ts'
import { followWords as words } from './follow-words.ts'

export type CancellationDraft = {
  readonly on: string
  readonly reason: string | undefined
  readonly note: string
  /** Papers that prove it. */
  readonly scans: readonly { readonly fileId: string; readonly name: string }[]
}

type FormProps = {
  readonly enterpriseId: string
  readonly begin: CancellationDraft
  readonly error: unknown
  readonly saving: boolean
  readonly onSave: (draft: CancellationDraft) => void
  /** What the rules ask beside, and answers to defects. */
  readonly children?: ReactNode
}

/** The short form of a 注销. */
export function CancellationForm({ enterpriseId, begin, error, saving, onSave, children }: FormProps) {
  const [draft, setDraft] = useState(begin)
  const change = (part: Partial<CancellationDraft>) => setDraft({ ...draft, ...part })
  const reasons = useOperation(listEndReasons, { enterpriseId }).data?.rows ?? []
  const refused = error ? (problemOf(error).errors ?? []) : []
  const errorOf = (path: string) => refused.find((each) => each.path === path)?.message
  return (
    <Stack>
      {error && refused.length === 0 ? <RefusedAlert error={error} /> : null}
      <Section>
        <FieldGrid>
          <Field name="reason" label={words.reason} error={errorOf('reason')}>
            {(control) => (
              <Select
                {...control}
                value={draft.reason ?? null}
                options={reasons.map(({ id: value, text, clause, docNo }) => ({
                  value,
                  label: clause ? words.cited(text, `${docNo} ${clause}`) : text,
                }))}
                onChange={(reason: string) => change({ reason })}
              />
            )}
          </Field>
          <Field name="on" label={words.on} hint={words.onHint} error={errorOf('on')}>
            {(control) => <TextInput {...control} value={draft.on} onChange={(on) => change({ on })} />}
          </Field>
          <Field
            name="note"
            label={words.note}
            optional={draft.reason !== 'other'}
            error={errorOf('note')}
            wide
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                maxLength={300}
                value={draft.note}
                onChange={(event) => change({ note: event.target.value })}
              />
            )}
          </Field>
          <Proofs
            enterpriseId={enterpriseId}
            scans={draft.scans}
            error={errorOf('scanIds')}
            onChange={(scans) => change({ scans })}
          />
        </FieldGrid>
      </Section>
      {children}
      <div>
        <Button
          type="primary"
          size="large"
          disabled={!draft.reason}
          loading={saving}
          onClick={() => onSave(draft)}
        >
          {words.save}
        </Button>
      </div>
    </Stack>
  )
}

type ProofsProps = {
  readonly enterpriseId: string
  readonly scans: CancellationDraft['scans']
  readonly error: string | undefined
  readonly onChange: (scans: CancellationDraft['scans']) => void
}

/** One place for each paper that is there, and one more. */
function Proofs({ enterpriseId, scans, error, onChange }: ProofsProps) {
  const upload = (file: File, options: object) =>
    uploadBytes(addFile, { enterpriseId, purpose: 'evidence', name: file.name }, file, options)
  return [...scans, null].slice(0, 10).map((scan, index) => {
    const label = words.proof(index + 1)
    return (
      <FieldSet
        key={scan?.fileId ?? 'next'}
        name={`scanIds.${index}`}
        label={label}
        optional
        {...(index === 0 && { hint: words.proofHint, error })}
      >
        {({ id }) => (
          <FileDrop
            id={id}
            label={label}
            rules={scanRules}
            current={
              scan
                ? { name: scan.name, href: addressOf(readFileBytes, { enterpriseId, fileId: scan.fileId }) }
                : undefined
            }
            upload={upload}
            onUploaded={(stored) => {
              const added = { fileId: stored.id, name: stored.name }
              onChange(scan ? scans.map((each) => (each === scan ? added : each)) : [...scans, added])
            }}
            {...(scan && { onRemove: () => onChange(scans.filter((each) => each !== scan)) })}
          />
        )}
      </FieldSet>
    )
  })
}
