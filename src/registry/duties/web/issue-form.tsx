import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { issueSupervision, listSupervisions, type SupervisionInFull } from '../supervisions/contract.ts'
import { unitsBelow } from './rule-form.tsx'
import { words } from './words.ts'

const { supervisions: said } = words
const { fields } = said

type IssueFormProps = {
  readonly unitId: string
  /** What the address says of the late duty: to, title, due, key, period. */
  readonly about: Readonly<Record<string, string | undefined>>
  readonly onDone: (made: SupervisionInFull) => void
}

/** A 督办 to a unit below, on a late duty or any matter. */
export function IssueForm({ unitId, about, onDone }: IssueFormProps) {
  const [toUnitId, setToUnitId] = useState<string | null>(about.to ?? null)
  const [title, setTitle] = useState(about.title ?? '')
  const [body, setBody] = useState(about.title ? said.aboutDuty(about.title, about.due ?? '') : '')
  const [basis, setBasis] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [attempt, setAttempt] = useState(0)
  const issue = useCommand(issueSupervision, { invalidates: [listSupervisions], onDone })
  const errors = issue.error ? (problemOf(issue.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const duty = about.key && about.period ? { key: about.key, period: about.period } : null
  const send = () => {
    setAttempt(attempt + 1)
    issue.mutate({ unitId, toUnitId: toUnitId ?? '', title, body, basis, dueOn, duty })
  }
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {issue.error && errors.length === 0 ? <RefusedAlert error={issue.error} /> : null}
      <Field name="toUnitId" label={fields.toUnitId} error={errorOf('toUnitId')}>
        {(control) => (
          <RemoteSelect
            {...control}
            source={unitsBelow(unitId)}
            value={toUnitId}
            onChange={(next) => setToUnitId(next)}
          />
        )}
      </Field>
      <Field name="title" label={fields.title} error={errorOf('title')}>
        {(control) => <TextInput {...control} value={title} onChange={setTitle} />}
      </Field>
      <Field name="body" label={fields.body} error={errorOf('body')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 5, maxRows: 14 }}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </Field>
      <Field name="basis" label={fields.basis} optional error={errorOf('basis')}>
        {(control) => <TextInput {...control} value={basis} onChange={setBasis} />}
      </Field>
      <Field name="dueOn" label={fields.dueOn} error={errorOf('dueOn')}>
        {(control) => (
          <Input {...control} type="date" value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
        )}
      </Field>
      <Muted>{said.number}</Muted>
      <div>
        <Button type="primary" loading={issue.isPending} onClick={send}>
          {said.send}
        </Button>
      </div>
    </Stack>
  )
}
