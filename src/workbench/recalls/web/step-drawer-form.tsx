import { Button, Input, Select } from 'antd'
import { type MouseEvent, useState } from 'react'
import { ErrorSummary, type FormError, focusField } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import type { RecallDossier } from '../dossier/contract.ts'
import { eventWords } from '../words.ts'
import { fromLocal, toLocal } from './look.ts'
import { deedKinds, formOf, type StepField, type StepForm } from './step-forms.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

type Props = { readonly form: StepForm; readonly dossier: RecallDossier; readonly onDone: () => void }

/** When it happened, and what a step asks for. */
export function StepDrawerForm({ form, dossier, onDone }: Props) {
  const { op, fields, fixed, event, freezes } = formOf(form)
  const [at, setAt] = useState(() => toLocal(instant(new Date().toISOString())))
  const [kind, setKind] = useState<(typeof deedKinds)[number]>('authority-told')
  const addressee = dossier.clocks.find(({ to }) => to === (event ?? kind))?.addressee ?? ''
  const [values, setValues] = useState<Readonly<Record<string, string>>>(event ? { toWhom: addressee } : {})
  const [attempt, setAttempt] = useState(0)
  const step = useCommand(op, { ...touched, onDone })
  const errors = step.error ? (problemOf(step.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const own = ['at', 'kind', ...fields.map(({ key }) => key)] as string[]
  const elsewhere = errors.filter(({ path }) => !own.includes(path))
  const { recall } = dossier
  const hand = () => {
    setAttempt(attempt + 1)
    step.mutate({
      enterpriseId: recall.enterpriseId,
      recordId: recall.id,
      version: recall.version,
      at: fromLocal(at),
      ...Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? ''])),
      ...(form === 'record' && { kind }),
      ...fixed,
    })
  }
  return (
    <Stack>
      {freezes ? <Muted>{words.steps.frozen}</Muted> : null}
      <Elsewhere errors={elsewhere} attempt={attempt} onLeave={onDone} />
      {step.error && errors.length === 0 ? <RefusedAlert error={step.error} /> : null}
      {form === 'record' ? (
        <Field name="step.kind" label={words.steps.kind}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={deedKinds.map((value) => ({ value, label: eventWords[value] }))}
              onChange={setKind}
            />
          )}
        </Field>
      ) : null}
      <Field name="step.at" label={words.steps.at} hint={words.steps.atHint} error={errorOf('at')}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={at}
            onChange={(change) => setAt(change.target.value)}
          />
        )}
      </Field>
      {fields.map((field) => (
        <StepText
          key={field.key}
          field={field}
          value={values[field.key] ?? ''}
          error={errorOf(field.key)}
          onChange={(text) => setValues((now) => ({ ...now, [field.key]: text }))}
        />
      ))}
      <div>
        <Button type="primary" loading={step.isPending} onClick={hand}>
          {words.submit}
        </Button>
      </div>
    </Stack>
  )
}

/** What is missing on the page behind the drawer: following it leaves the drawer. */
function Elsewhere({
  errors,
  attempt,
  onLeave,
}: {
  readonly errors: readonly FormError[]
  readonly attempt: number
  readonly onLeave: () => void
}) {
  const follow = (event: MouseEvent) => {
    const path = errors.find(({ message }) => message === (event.target as Element).textContent)?.path
    if (!path) return
    onLeave()
    // The drawer gives the focus back to its button when it has closed.
    setTimeout(() => focusField(path), 400)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is clicked are the links inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside answer to the keyboard, which clicks them
    <div onClick={follow}>
      <ErrorSummary errors={errors} attempt={attempt} />
    </div>
  )
}

function StepText({
  field: { key, long, optional },
  value,
  error,
  onChange,
}: {
  readonly field: StepField
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}) {
  const hint = key === 'how' ? words.steps.howHint : undefined
  return (
    <Field
      name={`step.${key}`}
      label={words.steps[key]}
      optional={optional === true}
      hint={hint}
      error={error}
    >
      {(control) =>
        long ? (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={value}
            onChange={(change) => onChange(change.target.value)}
          />
        ) : (
          <Input {...control} value={value} onChange={(change) => onChange(change.target.value)} />
        )
      }
    </Field>
  )
}
