import { Select } from 'antd'
import { useState } from 'react'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import type { FieldControl } from '#ui/field.tsx'
import { useOperation } from '#ui/use-operation.ts'

type PickerProps = {
  readonly control: FieldControl
  readonly value: string[]
  readonly onChange: (value: string[]) => void
}

/** Several enterprises of the directory, found by any part of the name, pinyin or code; what was chosen keeps its name. */
export function EnterprisePicker({ control, value, onChange }: PickerProps) {
  const [text, setText] = useState('')
  const [named, setNamed] = useState<ReadonlyMap<string, string>>(new Map())
  const found = useOperation(listEnterprises, { text: text || undefined, limit: 20 }, { keepPrevious: true })
  const options = (found.data?.rows ?? []).map(({ id, name, creditCode }) => ({
    value: id,
    label: `${name}　${creditCode}`,
  }))
  const chosen = value.filter((id) => !options.some((option) => option.value === id))
  return (
    <Select
      {...control}
      mode="multiple"
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      loading={found.isFetching}
      value={value}
      options={[
        ...options,
        ...chosen.map((id) => ({ value: id, label: named.get(id) ?? id, style: { display: 'none' } })),
      ]}
      onChange={(next: string[]) => {
        const known = new Map(options.map((option) => [option.value, option.label]))
        setNamed(new Map(next.map((id) => [id, known.get(id) ?? named.get(id) ?? id])))
        onChange(next)
      }}
    />
  )
}
