import { Checkbox, Input, InputNumber, Radio, Select, Space } from 'antd'
import { Field, type FieldControl, FieldSet } from '#ui/field.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { fieldLabels } from '../../field-labels.ts'
import type { FilingForm } from '../../form.ts'
import { educationOptions, type FieldPlan } from './form-fields.ts'
import { formWords } from './form-words.ts'

type FormFieldProps = {
  readonly plan: FieldPlan
  readonly value: unknown
  /** A private field that is kept already, as it is shown. */
  readonly masked: string | undefined
  readonly error: string | undefined
  readonly onChange: (value: FilingForm[keyof FilingForm]) => void
}

/** One field of 附件1, by its plan. */
export function FormField({ plan, value, masked, error, onChange }: FormFieldProps) {
  const hint = plan.kind === 'private' && masked && !value ? formWords.keptAs(masked) : plan.hint
  const shared = {
    name: plan.key,
    label: fieldLabels[plan.key],
    error,
    ...(plan.optional && { optional: true }),
    ...(plan.wide && { wide: true }),
    ...(hint && { hint }),
  }
  if (plan.kind === 'yes-no') {
    const [yes, no] = plan.answers ?? [formWords.yes, formWords.no]
    return (
      <FieldSet {...shared}>
        {() => (
          <Radio.Group value={value} onChange={(event) => onChange(event.target.value)}>
            <Radio value={true}>{yes}</Radio>
            <Radio value={false}>{no}</Radio>
          </Radio.Group>
        )}
      </FieldSet>
    )
  }
  return (
    <Field {...shared}>
      {(control) => <Control plan={plan} value={value} control={control} onChange={onChange} />}
    </Field>
  )
}

type InputProps = Pick<FormFieldProps, 'plan' | 'value' | 'onChange'> & { readonly control: FieldControl }

function Control({ plan, value, control, onChange }: InputProps) {
  const text = typeof value === 'string' ? value : ''
  switch (plan.kind) {
    case 'choice':
      return (
        <Select
          {...control}
          showSearch={{ optionFilterProp: 'label' }}
          value={text || null}
          options={[...(plan.options ?? [])]}
          onChange={(chosen: string) => onChange(chosen)}
        />
      )
    case 'education':
      return <Education value={value as FilingForm['education']} control={control} onChange={onChange} />
    case 'number':
      return (
        <InputNumber
          {...control}
          min={0}
          max={80}
          precision={0}
          suffix={formWords.years}
          value={typeof value === 'number' ? value : null}
          onChange={(years) => onChange(years)}
        />
      )
    case 'long':
      return (
        <Input.TextArea
          {...control}
          autoSize
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    default:
      return (
        <TextInput
          {...control}
          value={text}
          autoComplete={plan.kind === 'private' ? 'off' : 'on'}
          onChange={onChange}
        />
      )
  }
}

function Education({
  value,
  control,
  onChange,
}: {
  readonly value: FilingForm['education']
  readonly control: FieldControl
  readonly onChange: (value: FilingForm['education']) => void
}) {
  const completed = value?.completed ?? true
  return (
    <Space wrap>
      <Select
        {...control}
        style={{ width: 150 }}
        value={value?.level ?? null}
        options={educationOptions}
        onChange={(level) => onChange({ level: level as NonNullable<typeof value>['level'], completed })}
      />
      <Checkbox
        checked={completed}
        disabled={!value}
        onChange={(event) => value && onChange({ ...value, completed: event.target.checked })}
      >
        {formWords.completed}
      </Checkbox>
    </Space>
  )
}
