import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { instrumentContract, readCalendar, setStanding } from '../contract.ts'
import { mayBecome, type Standing } from '../domain.ts'
import { words } from './words.ts'

const outs = ['stopped', 'sealed', 'scrapped'] as const

/** 停用、封存、报废, and 恢复使用. */
export function StandingVerb({ enterpriseId, record }: RecordPart) {
  const { standing: said } = words
  const from = (record.standing ?? 'in-use') as Standing
  const [open, setOpen] = useState<'out' | 'back'>()
  const [to, setTo] = useState<Standing>()
  const [on, setOn] = useState(today)
  const [reason, setReason] = useState('')
  const close = () => setOpen(undefined)
  const command = useCommand(setStanding, {
    invalidates: [instrumentContract.list, instrumentContract.read, readCalendar],
    onDone: close,
  })
  const told = command.error ? (problemOf(command.error).errors ?? []) : []
  const errorOf = (path: string) => told.find((each) => each.path === path)?.message
  const may = outs.filter((each) => mayBecome(from, each))
  const chosen: Standing = open === 'back' ? 'in-use' : (to ?? may[0] ?? 'stopped')
  const name = String(record.called)
  const start = (which: 'out' | 'back') => {
    command.reset()
    setReason('')
    setOpen(which)
  }
  return (
    <>
      {may.length > 0 ? <Button onClick={() => start('out')}>{said.out}</Button> : null}
      {mayBecome(from, 'in-use') ? <Button onClick={() => start('back')}>{said.back}</Button> : null}
      <Modal
        open={open !== undefined}
        title={open === 'back' ? said.askBack(name) : said.ask(name)}
        onCancel={close}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={chosen === 'in-use' ? said.back : said.names[chosen]}
        okButtonProps={{ loading: command.isPending }}
        onOk={() =>
          command.mutate({
            enterpriseId,
            recordId: record.id,
            version: record.version,
            to: chosen,
            on,
            reason,
          })
        }
      >
        <Stack>
          {command.error && told.length === 0 ? <RefusedAlert error={command.error} /> : null}
          <Muted>{open === 'back' ? said.backNote : said.note}</Muted>
          {open === 'out' ? (
            <FieldSet name="standing.to" label={said.to}>
              {({ id }) => (
                <Radio.Group
                  id={id}
                  value={chosen}
                  onChange={(event) => setTo(event.target.value as Standing)}
                  options={may.map((value) => ({ value, label: said.names[value] }))}
                />
              )}
            </FieldSet>
          ) : null}
          <Field name="standing.on" label={said.on} error={errorOf('on')}>
            {(control) => <TextInput {...control} value={on} onChange={setOn} />}
          </Field>
          <Field name="standing.reason" label={said.reason} error={errorOf('reason')}>
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
