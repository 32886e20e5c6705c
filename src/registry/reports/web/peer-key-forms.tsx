import { Alert, Button, Input, Space } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { confirmPeerKey, enterPeerKey, listReportKeys, type PeerKey } from '../keys/contract.ts'
import { words } from './words.ts'

const said = words.keys

/** Takes in the key file of another unit, from a file or pasted. */
export function EnterKey({ unitId }: { readonly unitId: string }) {
  const [file, setFile] = useState('')
  const [done, setDone] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const enter = useCommand(enterPeerKey, {
    invalidates: [listReportKeys],
    onDone: ({ peerName }) => {
      setFile('')
      setDone(said.entered(peerName))
    },
  })
  const errors = enter.error ? (problemOf(enter.error).errors ?? []) : []
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [picked] = event.target.files ?? []
    if (picked) setFile((await picked.slice(0, 4000).text()).trim())
    event.target.value = ''
  }
  return (
    <Section title={said.enter}>
      <Stack>
        <Muted>{said.enterHow}</Muted>
        {done ? <Alert type="success" showIcon role="status" title={done} /> : null}
        {enter.error && errors.length === 0 ? <RefusedAlert error={enter.error} /> : null}
        <Field name="file" label={said.file} error={errors.find(({ path }) => path === 'file')?.message}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={4}
              maxLength={4000}
              value={file}
              onChange={(event) => setFile(event.target.value)}
            />
          )}
        </Field>
        <Space>
          <Button
            type="primary"
            loading={enter.isPending}
            disabled={file.trim() === ''}
            onClick={() => enter.mutate({ unitId, file })}
          >
            {said.enter}
          </Button>
          <Button onClick={() => picker.current?.click()}>{said.choose}</Button>
        </Space>
        <input
          ref={picker}
          type="file"
          accept=".cqokey,application/json"
          hidden
          onChange={(event) => void read(event)}
        />
      </Stack>
    </Section>
  )
}

type ConfirmProps = { readonly unitId: string; readonly peer: PeerKey; readonly onDone: () => void }

/** The second look: the digits are typed as they are heard, and never shown here. */
export function ConfirmKey({ unitId, peer, onDone }: ConfirmProps) {
  const [spoken, setSpoken] = useState('')
  const [reason, setReason] = useState('')
  const confirm = useCommand(confirmPeerKey, { invalidates: [listReportKeys], onDone })
  const errors = confirm.error ? (problemOf(confirm.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const isAlone = peer.look === 'reason'
  return (
    <Stack>
      <b>{said.confirmTitle(peer.peerName)}</b>
      <Muted>{said.confirmHow}</Muted>
      {confirm.error && errors.length === 0 ? <RefusedAlert error={confirm.error} /> : null}
      <Field name="spoken" label={said.heard} error={errorOf('spoken')}>
        {(control) => <TextInput {...control} value={spoken} onChange={setSpoken} />}
      </Field>
      {isAlone ? (
        <Field name="aloneReason" label={said.alone} hint={said.aloneHint} error={errorOf('aloneReason')}>
          {(control) => <TextInput {...control} value={reason} onChange={setReason} />}
        </Field>
      ) : null}
      <Space>
        <Button
          type="primary"
          loading={confirm.isPending}
          disabled={spoken.trim() === ''}
          onClick={() =>
            confirm.mutate({ unitId, keyId: peer.id, spoken, aloneReason: isAlone && reason ? reason : null })
          }
        >
          {said.enable}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </Space>
    </Stack>
  )
}
