import { Button } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand } from '#ui/use-operation.ts'
import { addRegistrationScan, submitRegistration } from '../contract.ts'
import { words } from './words.ts'

type Kind = keyof typeof words.scanKinds
type Added = { readonly name: string; readonly bytes: number }

/** One place for each kind of scan, then the registration is handed in. */
export function ScansForm({
  draft,
  onSent,
}: {
  readonly draft: { readonly receiptNo: string; readonly ticket: string }
  readonly onSent: (unitName: string) => void
}) {
  const [added, setAdded] = useState<Partial<Record<Kind, Added>>>({})
  const [missing, setMissing] = useState(false)
  const sending = useCommand(submitRegistration, { onDone: ({ unitName }) => onSent(unitName) })
  const any = Object.keys(added).length > 0
  const submit = () => {
    setMissing(!any)
    if (any) sending.mutate(draft)
  }
  return (
    <Stack>
      <Muted>{words.scansIntro}</Muted>
      {(['licence', 'authorisation'] as const).map((kind) => (
        <FieldSet key={kind} name={kind} label={words.scanKinds[kind]}>
          {(control) => (
            <FileDrop
              id={control.id}
              label={words.scanKinds[kind]}
              rules={scanRules}
              current={added[kind]}
              upload={(file, options) =>
                uploadBytes(
                  addRegistrationScan,
                  { ticket: draft.ticket, kind, name: file.name },
                  file,
                  options,
                )
              }
              onUploaded={({ name, size }) => {
                setAdded({ ...added, [kind]: { name, bytes: size } })
                setMissing(false)
              }}
            />
          )}
        </FieldSet>
      ))}
      {missing ? <div role="alert">{words.scansMissing}</div> : null}
      <RefusedAlert error={sending.error} />
      <Button type="primary" size="large" block loading={sending.isPending} onClick={submit}>
        {words.submit}
      </Button>
    </Stack>
  )
}
