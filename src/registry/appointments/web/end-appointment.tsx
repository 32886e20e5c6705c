import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { addFile } from '#foundation/files/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import {
  type Appointment,
  endAppointment,
  listAppointments,
  listEndReasons,
  readAppointment,
} from '../contract.ts'
import { words } from './words.ts'

const { ending } = words

/** The principal records that the officer leaves: last day, reason with its clause, proof. */
export function EndAppointment({ appointment }: { readonly appointment: Appointment }) {
  const { enterpriseId, id, version } = appointment
  const [open, setOpen] = useState(false)
  const [on, setOn] = useState(today())
  const [reason, setReason] = useState<string>()
  const [note, setNote] = useState('')
  const [proof, setProof] = useState<{ id: string; name: string }>()
  const reasons = useOperation(listEndReasons, { enterpriseId }, { enabled: open }).data?.rows ?? []
  const end = useCommand(endAppointment, {
    invalidates: [readAppointment, listAppointments],
    onDone: () => setOpen(false),
  })
  const refused = end.error ? (problemOf(end.error).errors ?? []) : []
  const errorOf = (path: string) => refused.find((each) => each.path === path)?.message
  const send = () =>
    end.mutate({
      enterpriseId,
      appointmentId: id,
      version,
      on,
      reason: reason ?? '',
      note,
      scanId: proof?.id ?? null,
    })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{ending.button}</Button>
      <Modal
        open={open}
        title={ending.title(appointment.personName)}
        okText={ending.button}
        okButtonProps={{ disabled: !reason, loading: end.isPending }}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <Stack>
          <p>{ending.text}</p>
          {end.error && refused.length === 0 ? <RefusedAlert error={end.error} /> : null}
          <Field name="on" label={ending.on} hint={words.dateHint} error={errorOf('on')}>
            {(control) => <TextInput {...control} value={on} onChange={setOn} />}
          </Field>
          <Field name="reason" label={ending.reason} error={errorOf('reason')}>
            {(control) => (
              <Select
                {...control}
                value={reason ?? null}
                options={reasons.map(({ id: value, text, clause, docNo }) => ({
                  value,
                  label: clause ? ending.cited(text, `${docNo} ${clause}`) : text,
                }))}
                onChange={(value: string) => setReason(value)}
              />
            )}
          </Field>
          <Field name="note" label={ending.note} optional={reason !== 'other'} error={errorOf('note')}>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                maxLength={300}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <FieldSet name="scanId" label={ending.proof} optional error={errorOf('scanId')}>
            {({ id: field }) => (
              <FileDrop
                id={field}
                label={ending.proof}
                rules={scanRules}
                current={proof && { name: proof.name }}
                upload={(file, options) =>
                  uploadBytes(addFile, { enterpriseId, purpose: 'evidence', name: file.name }, file, options)
                }
                onUploaded={(stored) => setProof({ id: stored.id, name: stored.name })}
              />
            )}
          </FieldSet>
        </Stack>
      </Modal>
    </>
  )
}
