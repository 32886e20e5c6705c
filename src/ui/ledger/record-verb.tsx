import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { RefusedAlert } from '../fault.tsx'
import { Field } from '../field.tsx'
import { problemOf } from '../problem.ts'
import { Stack } from '../section.tsx'
import { useCommand } from '../use-operation.ts'
import { words as uiWords } from '../words.ts'
import type { RecordPart } from './ledger-of.ts'

type Props = RecordPart & {
  /** Takes enterpriseId, recordId, version and one text. */
  readonly op: Operation
  /** Key of the text, and what it is called: 放行依据. */
  readonly text: { readonly key: string; readonly label: string; readonly placeholder?: string }
  readonly primary?: boolean
  /** Other questions that its answer changes. */
  readonly invalidates?: readonly Operation[]
}

/** A verb of one record: a button, and a short question for its grounds. Another verb in its place begins anew. */
export function RecordVerb(props: Props) {
  return <Verb key={props.op.name} {...props} />
}

function Verb({ face, enterpriseId, record, op, text, primary, invalidates = [] }: Props) {
  const [open, setOpen] = useState(false)
  const [grounds, setGrounds] = useState('')
  const { contract, ledger } = face
  const changed = [contract.list, contract.read, ...invalidates]
  const command = useCommand(op, { invalidates: changed, onDone: () => setOpen(false) })
  const { error } = command
  const told = error ? (problemOf(error).errors ?? []) : []
  const hand = () =>
    command.mutate({ enterpriseId, recordId: record.id, version: record.version, [text.key]: grounds })
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {op.title}
      </Button>
      <Modal
        open={open}
        title={`${op.title}：${String(record[ledger.called] ?? '')}`}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={op.title}
        okButtonProps={{ loading: command.isPending }}
        onOk={hand}
      >
        <Stack>
          {error && told.length === 0 ? <RefusedAlert error={error} /> : null}
          <Field
            name={`${op.name}.${text.key}`}
            label={text.label}
            error={told.find(({ path }) => path === text.key)?.message}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                rows={3}
                maxLength={300}
                placeholder={text.placeholder}
                value={grounds}
                onChange={(event) => setGrounds(event.target.value)}
              />
            )}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
