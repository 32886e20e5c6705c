import { Button, Drawer, Flex, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { ErrorSummary } from './error-summary.tsx'
import { RefusedAlert } from './fault.tsx'
import { Field, type FieldControl, FieldGrid, FieldSet } from './field.tsx'
import { problemOf } from './problem.ts'
import { RemoteSelect, type RemoteSource } from './remote-select.tsx'
import { Stack } from './section.tsx'
import { useCommand } from './use-operation.ts'
import { words } from './words.ts'

export type Draft = Readonly<Record<string, unknown>>
type Own = (control: FieldControl, value: never, set: (value: unknown) => void) => ReactNode

/** A field of a verb's form; `key` is also the path by which the server refuses it. */
export type VerbField = {
  readonly key: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  /** A line, many lines, a day, a day with time, a choice, a record of a ledger, or drawn by its own. */
  readonly as:
    | 'line'
    | 'text'
    | 'date'
    | 'datetime-local'
    | { readonly choices: Readonly<Record<string, string>>; readonly radio?: true }
    | { readonly from: RemoteSource }
    | { readonly own: Own }
}

type Props = {
  readonly op: Operation
  readonly button: string
  readonly fields: readonly VerbField[]
  readonly begin: Draft
  /** The input from what was filled in; the draft itself unless told. */
  readonly inputOf: (draft: Draft) => Record<string, unknown>
  readonly primary?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly lead?: ReactNode
  /** Questions whose answers it changes. */
  readonly invalidates: readonly Operation[]
}

/** A verb of one record: a button, and a drawer with its form. */
export function VerbForm({ primary, danger, disabled, ...form }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size={primary ? 'middle' : 'small'}
        type={primary ? 'primary' : 'default'}
        danger={danger === true}
        disabled={disabled === true}
        onClick={() => setOpen(true)}
      >
        {form.button}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={form.button}
        size={640}
        destroyOnHidden
        closable={{ 'aria-label': words.close }}
      >
        <Form {...form} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function Form({
  op,
  button,
  fields,
  begin,
  inputOf,
  lead,
  invalidates,
  onDone,
}: Omit<Props, 'primary' | 'danger' | 'disabled'> & { readonly onDone: () => void }) {
  const [draft, setDraft] = useState(begin)
  const [attempt, setAttempt] = useState(0)
  const command = useCommand(op, { invalidates, onDone })
  const errors = command.error ? (problemOf(command.error).errors ?? []) : []
  const errorOf = (key: string) =>
    errors.find(({ path }) => path === key || path === `values.${key}` || path.startsWith(`${key}.`))?.message
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
        command.mutate(inputOf(draft) as never)
      }}
    >
      <Stack>
        {lead}
        <ErrorSummary errors={errors} attempt={attempt} />
        {command.error && errors.length === 0 ? <RefusedAlert error={command.error} /> : null}
        <FieldGrid>
          {fields.map((field) => (
            <OneField
              key={field.key}
              field={field}
              value={draft[field.key]}
              error={errorOf(field.key)}
              set={(value) => setDraft((now) => ({ ...now, [field.key]: value }))}
            />
          ))}
        </FieldGrid>
        <Flex gap="small">
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {button}
          </Button>
          <Button onClick={onDone}>{words.cancel}</Button>
        </Flex>
      </Stack>
    </form>
  )
}

type OneProps = {
  readonly field: VerbField
  readonly value: unknown
  readonly error: string | undefined
  readonly set: (value: unknown) => void
}

function OneField({ field, value, error, set }: OneProps) {
  const { as, key, label, hint, optional } = field
  const shared = { name: key, label, hint, error, ...(optional && { optional }) }
  if (typeof as === 'object' && 'choices' in as && as.radio) {
    return (
      <FieldSet {...shared} wide>
        {() => (
          <Radio.Group
            value={value}
            options={Object.entries(as.choices).map(([code, text]) => ({ value: code, label: text }))}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </FieldSet>
    )
  }
  const wide = as === 'text' || (typeof as === 'object' && 'own' in as)
  return (
    <Field {...shared} wide={wide}>
      {(control) => <Control as={as} control={control} value={value} set={set} />}
    </Field>
  )
}

type ControlProps = { readonly as: VerbField['as']; readonly control: FieldControl } & Pick<
  OneProps,
  'value' | 'set'
>

function Control({ as, control, value, set }: ControlProps) {
  if (typeof as === 'object') {
    if ('own' in as) return as.own(control, value as never, set)
    if ('from' in as) {
      return <RemoteSelect {...control} source={as.from} value={value as string | null} onChange={set} />
    }
    const options = Object.entries(as.choices).map(([code, text]) => ({ value: code, label: text }))
    return <Select {...control} value={value as string} options={options} onChange={set} />
  }
  if (as === 'text') {
    return (
      <Input.TextArea
        {...control}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={value as string}
        onChange={(event) => set(event.target.value)}
      />
    )
  }
  return (
    <Input
      {...control}
      type={as === 'line' ? 'text' : as}
      value={value as string}
      onChange={(event) => set(event.target.value)}
    />
  )
}
