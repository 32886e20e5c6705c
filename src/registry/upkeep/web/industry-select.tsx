import { Select } from 'antd'
import { DECISIVE_GROUPS, INDUSTRIES } from '#registry/enterprises/industries.ts'
import type { FieldControl } from '#ui/field.tsx'

const options = [...INDUSTRIES, ...DECISIVE_GROUPS]
  .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  .sort((one, other) => (one.value < other.value ? -1 : 1))

/** An industry of GB/T 4754—2017, found by typing its code or any part of its name. */
export function IndustrySelect({
  control,
  value,
  onChange,
}: {
  readonly control: FieldControl
  readonly value: string | null
  readonly onChange: (code: string | null) => void
}) {
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
