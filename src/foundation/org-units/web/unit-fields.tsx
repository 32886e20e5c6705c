import { Checkbox, Input, Select } from 'antd'
import type { FormError } from '#ui/error-summary.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { RemoteMultiSelect, RemoteSelect, remoteSource } from '#ui/remote-select.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { type OrgUnit, searchOrgUnits } from '../contract.ts'
import { words } from './words.ts'

/** What adding and changing have in common. */
export type UnitDraft = {
  name: string
  shortName: string
  parentId: string | null
  functions: OrgUnit['functions']
  numberingCode: string
  addressWords: string[]
  serves: string[]
}

type FieldsProps = {
  readonly value: UnitDraft
  readonly line: OrgUnit['line']
  readonly errors: readonly FormError[]
  readonly codeHint: string
  readonly codeOptional?: boolean
  readonly onChange: (next: UnitDraft) => void
}

/** Units to choose from, with what is above them. */
export function unitSource(line?: OrgUnit['line'], can?: OrgUnit['functions'][number]) {
  return remoteSource({
    op: searchOrgUnits,
    filter: { ...(line && { line }), ...(can && { can }) },
    option: ({ id, name, above }) => ({
      value: id,
      label: name,
      ...(above.length > 0 && { detail: above.join(' › ') }),
    }),
  })
}

export function UnitFields({ value, line, errors, codeHint, codeOptional, onChange }: FieldsProps) {
  const { fields, hints } = words
  const error = (path: string) =>
    errors.find((each) => each.path === path || each.path === `change.${path}`)?.message
  const set = (part: Partial<UnitDraft>) => onChange({ ...value, ...part })
  return (
    <>
      <Field name="name" label={fields.name} error={error('name')}>
        {(control) => (
          <TextInput {...control} value={value.name} maxLength={60} onChange={(name) => set({ name })} />
        )}
      </Field>
      <Field name="shortName" label={fields.shortName} error={error('shortName')}>
        {(control) => (
          <TextInput
            {...control}
            value={value.shortName}
            maxLength={20}
            onChange={(shortName) => set({ shortName })}
          />
        )}
      </Field>
      <Field name="parentId" label={fields.parentId} hint={hints.parentId} error={error('parentId')}>
        {(control) => (
          <RemoteSelect
            {...control}
            source={unitSource(line)}
            placeholder={words.choose}
            value={value.parentId}
            onChange={(parentId) => set({ parentId })}
          />
        )}
      </Field>
      <FieldSet name="functions" label={fields.functions} error={error('functions')}>
        {() => (
          <Checkbox.Group
            value={value.functions}
            onChange={(functions) => set({ functions })}
            options={(['registration', 'roster', 'training'] as const).map((key) => ({
              value: key,
              label: words.functions[key],
            }))}
          />
        )}
      </FieldSet>
      <Field
        name="numberingCode"
        label={fields.numberingCode}
        hint={codeHint}
        optional={codeOptional === true}
        error={error('numberingCode')}
      >
        {(control) => (
          <TextInput
            {...control}
            value={value.numberingCode}
            maxLength={12}
            onChange={(numberingCode) => set({ numberingCode })}
          />
        )}
      </Field>
      <Field
        name="addressWords"
        label={fields.addressWords}
        hint={hints.addressWords}
        optional
        error={error('addressWords')}
      >
        {(control) => (
          <Select
            {...control}
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={['、', '，', ',', ' ']}
            value={value.addressWords}
            onChange={(addressWords) => set({ addressWords })}
          />
        )}
      </Field>
      <Field name="serves" label={fields.serves} hint={hints.serves} optional error={error('serves')}>
        {(control) => (
          <RemoteMultiSelect
            {...control}
            source={unitSource('market-regulation')}
            placeholder={words.choose}
            value={value.serves}
            onChange={(serves) => set({ serves })}
          />
        )}
      </Field>
    </>
  )
}

type DayProps = {
  readonly name: 'validFrom' | 'effectiveOn' | 'lastDay'
  readonly value: string
  readonly hint: string
  readonly errors: readonly FormError[]
  readonly onChange: (day: string) => void
}

export function DayField({ name, value, hint, errors, onChange }: DayProps) {
  return (
    <Field
      name={name}
      label={words.fields[name]}
      hint={hint}
      error={errors.find(({ path }) => path === name)?.message}
    >
      {(control) => (
        <Input {...control} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

export function ReasonField({
  value,
  errors,
  onChange,
}: {
  readonly value: string
  readonly errors: readonly FormError[]
  readonly onChange: (reason: string) => void
}) {
  return (
    <Field
      name="reason"
      label={words.fields.reason}
      hint={words.hints.reason}
      optional
      error={errors.find(({ path }) => path === 'reason')?.message}
    >
      {(control) => <TextInput {...control} value={value} maxLength={200} onChange={onChange} />}
    </Field>
  )
}
