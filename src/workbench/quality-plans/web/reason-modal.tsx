import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { Stack } from '#ui/section.tsx'
import { words } from './words.ts'

type Props = {
  readonly label: string
  readonly title: string
  readonly pending: boolean
  readonly error: unknown
  readonly danger?: boolean
  readonly onSend: (reason: string, close: () => void) => void
}

/** A deed that needs its reason. */
export function ReasonModal({ label, title, pending, error, danger = false, onSend }: Props) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button danger={danger} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={label}
        cancelText={words.cancel}
        okButtonProps={{ disabled: reason.trim() === '', loading: pending }}
        onOk={() => onSend(reason, () => setOpen(false))}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Stack>
          <RefusedAlert error={error} />
          <Field name="reason" label={words.reason}>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                maxLength={500}
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
