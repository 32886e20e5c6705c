import { Input, Radio, Select } from 'antd'
import { type Column, readCell, type Value } from '#platform/ledger/columns.ts'
import { formatYuan } from '#platform/values/money.ts'
import { Field, type FieldControl, FieldSet } from '../field.tsx'
import { RemoteSelect, type RemoteSource } from '../remote-select.tsx'
import { TextInput } from '../text-input.tsx'
import { words } from './words.ts'

/** What stands in a form's field: texts as typed, so that nothing is lost while typing; read when it is handed in. */
export type Draft = Readonly<Record<string, string | boolean | null>>

type Props = {
  readonly name: string
  readonly column: Column
  readonly value: string | boolean | null
  readonly error: string | undefined
  readonly onChange: (value: string | boolean | null) => void
  /** Where the records are found to which a link may lead. */
  readonly source: RemoteSource | undefined
}

/** The field of one column: its kind decides the control. */
export function ColumnField({ name, column, value, error, onChange, source }: Props) {
  const shared = {
    name,
    label: column.label,
    optional: !column.required,
    hint: column.hint,
    error,
    wide: column.kind === 'text' && column.lines === 'many',
  }
  if (column.kind === 'yes-no') {
    return (
      <FieldSet {...shared}>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value as boolean)}
            options={[
              { value: true, label: words.yesNo.true },
              { value: false, label: words.yesNo.false },
            ]}
          />
        )}
      </FieldSet>
    )
  }
  return (
    <Field {...shared}>{(control) => controlFor(column, control, textOf(value), onChange, source)}</Field>
  )
}

const textOf = (value: string | boolean | null) => (typeof value === 'string' ? value : '')

function controlFor(
  column: Column,
  control: FieldControl,
  value: string,
  onChange: Props['onChange'],
  source: RemoteSource | undefined,
) {
  if (column.kind === 'choice') {
    return (
      <Select
        {...control}
        allowClear={!column.required}
        value={value || null}
        options={Object.entries(column.options).map(([code, label]) => ({ value: code, label }))}
        onChange={(code?: string | null) => onChange(code ?? null)}
      />
    )
  }
  if (column.kind === 'link' && source) {
    return (
      <RemoteSelect
        {...control}
        source={source}
        value={value || null}
        onChange={(id) => onChange(id ?? null)}
      />
    )
  }
  if (column.kind === 'text' && column.lines === 'many') {
    return (
      <Input.TextArea
        {...control}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  const unit = column.kind === 'money' ? words.yuan : 'unit' in column ? column.unit : undefined
  return (
    <TextInput
      {...control}
      value={value}
      onChange={onChange}
      normalise={(text) => normalised(column, text)}
      {...(unit && { suffix: unit })}
    />
  )
}

/** The usual spelling of what was typed; what cannot be read stays as it is, to be mended. */
function normalised(column: Column, text: string): string {
  const read = readCell({ ...column, required: false }, { text })
  if (!read.ok) return text
  return column.kind === 'money' && read.value !== null
    ? formatYuan(read.value as number)
    : String(read.value ?? '')
}

/** The draft of a record, or an empty one. */
export function draftOf(
  columns: Readonly<Record<string, Column>>,
  record?: Readonly<Record<string, unknown>>,
): Draft {
  return Object.fromEntries(
    Object.entries(columns).map(([key, column]) => {
      const value = (record?.[key] ?? null) as Value
      if (value === null || typeof value === 'boolean') return [key, value]
      return [key, column.kind === 'money' ? formatYuan(value as number) : String(value)]
    }),
  )
}

export type ReadDraft = {
  readonly values: Readonly<Record<string, Value>>
  readonly errors: readonly { readonly path: string; readonly message: string }[]
}

/** Reads what was typed, as a file's cells are read. */
export function readDraft(columns: Readonly<Record<string, Column>>, draft: Draft): ReadDraft {
  const values: Record<string, Value> = {}
  const errors: { path: string; message: string }[] = []
  for (const [key, column] of Object.entries(columns)) {
    const typed = draft[key] ?? null
    if (typeof typed === 'boolean') values[key] = typed
    else {
      const read = readCell(column, { text: typed ?? '' })
      if (read.ok) values[key] = read.value
      else errors.push({ path: `values.${key}`, message: `${column.label}：${read.message}` })
    }
  }
  return { values, errors }
}
