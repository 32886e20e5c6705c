import { Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { addFile } from '#foundation/files/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand } from '#ui/use-operation.ts'
import { confirmItem, type ItemStanding, reportProgress } from '../items/contract.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { item: said } = words

type Props = { readonly standing: ItemStanding }
type Proof = { readonly id: string; readonly name: string }

/** How far it is, with proofs. */
export function ReportForm({ standing: { item } }: Props) {
  const [percent, setPercent] = useState(String(item.progress))
  const [text, setText] = useState('')
  const [proofs, setProofs] = useState<readonly Proof[]>([])
  const [wrong, setWrong] = useState<string>()
  const report = useCommand(reportProgress, { invalidates: touched })
  const errorOf = errorsOf(report.error)
  const send = () => {
    const read = /^\d{1,3}$/.test(percent.trim()) ? Number(percent) : Number.NaN
    const fits = read >= 0 && read <= 100
    setWrong(fits ? undefined : said.notWhole)
    if (!fits) return
    const { enterpriseId, id: itemId, version } = item
    report.mutate({ enterpriseId, itemId, version, percent: read, text, fileIds: proofs.map(({ id }) => id) })
  }
  return (
    <Section title={said.report}>
      <Stack>
        {report.error && !errorOf('text') ? <RefusedAlert error={report.error} /> : null}
        <FieldGrid>
          <Field name="percent" label={said.percent} hint={said.reportHow} error={wrong}>
            {(control) => (
              <TextInput {...control} inputMode="numeric" value={percent} onChange={setPercent} />
            )}
          </Field>
          <Said label={said.text} value={text} error={errorOf('text')} onChange={setText} />
          <Proofs enterpriseId={item.enterpriseId} proofs={proofs} onChange={setProofs} />
        </FieldGrid>
        <div>
          <Button type="primary" loading={report.isPending} onClick={send}>
            {said.report}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

/** Somebody else says whether it is done. */
export function ConfirmForm({ standing: { item } }: Props) {
  const [text, setText] = useState('')
  const [proofs, setProofs] = useState<readonly Proof[]>([])
  const confirm = useCommand(confirmItem, { invalidates: touched })
  const errorOf = errorsOf(confirm.error)
  const send = (accepted: boolean) => () =>
    confirm.mutate({
      enterpriseId: item.enterpriseId,
      itemId: item.id,
      version: item.version,
      accepted,
      text,
      fileIds: proofs.map(({ id }) => id),
    })
  return (
    <Section title={said.confirm}>
      <Stack>
        <Muted>{said.confirmHow(item.method ?? '')}</Muted>
        {confirm.error && !errorOf('text') ? <RefusedAlert error={confirm.error} /> : null}
        <FieldGrid>
          <Said label={said.confirmText} value={text} error={errorOf('text')} onChange={setText} />
          <Proofs enterpriseId={item.enterpriseId} proofs={proofs} onChange={setProofs} />
        </FieldGrid>
        <Flex gap="small" wrap>
          <Button type="primary" loading={confirm.isPending} onClick={send(true)}>
            {said.accept}
          </Button>
          <Button loading={confirm.isPending} onClick={send(false)}>
            {said.refuse}
          </Button>
        </Flex>
      </Stack>
    </Section>
  )
}

const errorsOf = (error: unknown) => (path: string) =>
  error ? problemOf(error).errors?.find((each) => each.path === path)?.message : undefined

type SaidProps = {
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function Said({ label, value, error, onChange }: SaidProps) {
  return (
    <Field name={label} label={label} error={error} wide>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 2 }}
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

type ProofsProps = {
  readonly enterpriseId: string
  readonly proofs: readonly Proof[]
  readonly onChange: (proofs: readonly Proof[]) => void
}

/** Photographs and papers, one after the other. */
function Proofs({ enterpriseId, proofs, onChange }: ProofsProps) {
  return (
    <FieldSet name="fileIds" label={said.files} optional wide>
      {({ id }) => (
        <>
          {proofs.map((proof) => (
            <div key={proof.id}>{proof.name}</div>
          ))}
          <FileDrop
            id={id}
            label={said.files}
            rules={scanRules}
            upload={(file, options) =>
              uploadBytes(addFile, { enterpriseId, purpose: 'record', name: file.name }, file, options)
            }
            onUploaded={({ id: fileId, name }) => onChange([...proofs, { id: fileId, name }])}
          />
        </>
      )}
    </FieldSet>
  )
}
