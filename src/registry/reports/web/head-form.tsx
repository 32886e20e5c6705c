import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { words } from './words.ts'

/** What the sender writes of a pack; figures and rows follow from the records. */
export type Head = {
  readonly asOf: string
  readonly docNo: string
  readonly remarks: string
  readonly filledBy: string
  readonly reviewedBy: string
  readonly phone: string
}

export const emptyHead = (): Head => ({
  asOf: today(),
  docNo: '',
  remarks: '',
  filledBy: '',
  reviewedBy: '',
  phone: '',
})

type FormProps = {
  readonly head: Head
  readonly submit: string
  readonly saving: boolean
  readonly error: unknown
  readonly onSubmit: (head: Head) => void
  readonly onCancel?: () => void
}

const plain = ['filledBy', 'reviewedBy', 'phone', 'docNo'] as const
const optional: readonly (keyof Head)[] = ['phone', 'docNo']

export function HeadForm({ head, submit, saving, error, onSubmit, onCancel }: FormProps) {
  const [value, setValue] = useState(head)
  const [attempt, setAttempt] = useState(0)
  const errors = error ? (problemOf(error).errors ?? []) : []
  const errorOf = (path: keyof Head) => errors.find((each) => each.path === path)?.message
  const set = (key: keyof Head) => (text: string) => setValue((before) => ({ ...before, [key]: text }))
  const hints: Partial<Record<keyof Head, string>> = { docNo: words.fields.docNoHint }
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={words.prepareHow} attempt={attempt} />
      {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
      <FieldGrid>
        <Field name="asOf" label={words.fields.asOf} hint={words.fields.asOfHint} error={errorOf('asOf')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={value.asOf}
              onChange={(event) => set('asOf')(event.target.value)}
            />
          )}
        </Field>
        {plain.map((key) => (
          <Field
            key={key}
            name={key}
            label={words.fields[key]}
            optional={optional.includes(key)}
            hint={hints[key]}
            error={errorOf(key)}
          >
            {(control) => <TextInput {...control} value={value[key]} onChange={set(key)} />}
          </Field>
        ))}
        <Field
          name="remarks"
          label={words.fields.remarks}
          optional
          wide
          hint={words.fields.remarksHint}
          error={errorOf('remarks')}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              maxLength={1000}
              value={value.remarks}
              onChange={(event) => set('remarks')(event.target.value)}
            />
          )}
        </Field>
      </FieldGrid>
      <Space>
        <Button
          type="primary"
          loading={saving}
          onClick={() => {
            setAttempt(attempt + 1)
            onSubmit(value)
          }}
        >
          {submit}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{words.cancel}</Button> : null}
      </Space>
    </Stack>
  )
}
