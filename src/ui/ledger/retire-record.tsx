import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '../fault.tsx'
import { Field } from '../field.tsx'
import { today } from '../format.ts'
import { problemOf } from '../problem.ts'
import { Stack } from '../section.tsx'
import { TextInput } from '../text-input.tsx'
import { useCommand } from '../use-operation.ts'
import { words as uiWords } from '../words.ts'
import type { LedgerFace, Shown } from './ledger-of.ts'
import { words } from './words.ts'

type Props = { readonly face: LedgerFace; readonly enterpriseId: string; readonly record: Shown }

/** 停用 from a day on, or 恢复使用. */
export function RetireRecord({ face: { ledger, contract }, enterpriseId, record }: Props) {
  const [open, setOpen] = useState(false)
  const [on, setOn] = useState(today)
  const [reason, setReason] = useState('')
  const retire = useCommand(contract.retire, {
    invalidates: [contract.list, contract.read],
    onDone: () => setOpen(false),
  })
  const of = { enterpriseId, recordId: record.id, version: record.version }
  if (record.retiredOn) {
    return (
      <Button loading={retire.isPending} onClick={() => retire.mutate({ ...of, on: null, reason: '' })}>
        {words.resume}
      </Button>
    )
  }
  const errors = retire.error ? (problemOf(retire.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.retire}</Button>
      <Modal
        open={open}
        title={words.retireAsk(String(record[ledger.called] ?? ''))}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={words.retire}
        okButtonProps={{ loading: retire.isPending }}
        onOk={() => retire.mutate({ ...of, on, reason })}
      >
        <Stack>
          {retire.error && errors.length === 0 ? <RefusedAlert error={retire.error} /> : null}
          <Field name="retire.on" label={words.retireOn} error={errorOf('on')}>
            {(control) => <TextInput {...control} value={on} onChange={setOn} />}
          </Field>
          <Field name="retire.reason" label={words.reason} optional error={errorOf('reason')}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
