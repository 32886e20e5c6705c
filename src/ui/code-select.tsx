import { Select, type SelectProps } from 'antd'
import type { FieldControl } from './field.tsx'

type Props = {
  readonly control: FieldControl
  readonly value: string | null
  readonly options: NonNullable<SelectProps['options']>
  readonly onChange: (code: string | null) => void
}

/** One entry of a code list, found by typing its code or any part of its name. */
export function CodeSelect({ control, value, options, onChange }: Props) {
  return (
    <Select
      {...control}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      allowClear
      onChange={(code?: string) => onChange(code ?? null)}
    />
  )
}
