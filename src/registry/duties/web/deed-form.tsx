import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  type Duty,
  listDuties,
  listDutiesBelow,
  listOnTime,
  markDutyDone,
  ruleDuty,
  unmarkDuty,
} from '../contract.ts'
import { words } from './words.ts'

export type Deed = 'mark' | 'unmark' | 'extend' | 'exempt' | 'revoke'

const touched = [listDuties, listDutiesBelow, listOnTime]

type DeedFormProps = {
  readonly duty: Duty
  readonly year: number
  readonly deed: Deed
  readonly onDone: () => void
}

/** Says that a duty is done, or rules on it: a day where one is needed, and why. */
export function DeedForm({ duty, year, deed, onDone }: DeedFormProps) {
  const [day, setDay] = useState(deed === 'mark' ? today() : '')
  const [text, setText] = useState('')
  const [attempt, setAttempt] = useState(0)
  const { send, error, pending } = useDeed(deed, onDone)
  const errors = error ? (problemOf(error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const of = { unitId: duty.unitId, year, key: duty.key, period: duty.period }
  const dayName = deed === 'mark' ? 'doneOn' : 'newDue'
  const textName = deed === 'mark' ? 'note' : 'reason'
  const save = () => {
    setAttempt(attempt + 1)
    send({ of, day, text })
  }
  return (
    <Stack>
      <Muted>{duty.unitName}</Muted>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
      {deed === 'mark' || deed === 'extend' ? (
        <Field name={dayName} label={words.fields[dayName]} error={errorOf(dayName)}>
          {(control) => (
            <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
      ) : null}
      <Field
        name={textName}
        label={words.fields[textName]}
        optional={deed === 'mark'}
        hint={deed === 'mark' ? undefined : words.reasonHint}
        error={errorOf(textName)}
      >
        {(control) => <TextInput {...control} value={text} onChange={setText} />}
      </Field>
      <div>
        <Button type="primary" loading={pending} onClick={save}>
          {words.save}
        </Button>
      </div>
    </Stack>
  )
}

type Said = {
  readonly of: { unitId: string; year: number; key: string; period: string }
  readonly day: string
  readonly text: string
}

function useDeed(deed: Deed, onDone: () => void) {
  const done = { invalidates: touched, onDone }
  const mark = useCommand(markDutyDone, done)
  const unmark = useCommand(unmarkDuty, done)
  const rule = useCommand(ruleDuty, done)
  const command = deed === 'mark' ? mark : deed === 'unmark' ? unmark : rule
  const send = ({ of, day, text }: Said) => {
    if (deed === 'mark') mark.mutate({ ...of, doneOn: day, note: text })
    else if (deed === 'unmark') unmark.mutate({ ...of, reason: text })
    else rule.mutate({ ...of, ruling: deed, newDue: deed === 'extend' ? day || null : null, reason: text })
  }
  return { send, error: command.error, pending: command.isPending }
}
