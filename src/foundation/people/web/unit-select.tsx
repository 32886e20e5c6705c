import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { type OrgUnitRow, searchOrgUnits } from '#foundation/org-units/contract.ts'
import type { FieldControl } from '#ui/field.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words } from './words.ts'

type UnitSelectProps = {
  readonly control: FieldControl
  /** Only this unit and those under it; null for the whole tree. */
  readonly below: string | null
  /** Chosen beforehand. */
  readonly initial: string | null
  readonly value: OrgUnitRow | undefined
  readonly onChange: (unit: OrgUnitRow) => void
}

/** One unit out of thousands, found by typing. */
export function UnitSelect({ control, below, initial, value, onChange }: UnitSelectProps) {
  const [text, setText] = useState('')
  const found = useOperation(
    searchOrgUnits,
    { limit: 30, ...(text.trim() && { text: text.trim() }), ...(below && { below }) },
    { keepPrevious: true },
  )
  const first = useOperation(searchOrgUnits, { ids: initial ?? '', limit: 1 }, { enabled: initial !== null })
  const given = first.data?.rows[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the unit that was given arrives
  useEffect(() => {
    if (given && !value) onChange(given)
  }, [given])
  const rows = found.data?.rows ?? []
  const shown = value && !rows.some(({ id }) => id === value.id) ? [value, ...rows] : rows
  return (
    <Select
      {...control}
      value={value?.id ?? null}
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={words.unitSearch}
      notFoundContent={words.unitNone}
      options={shown.map((unit) => ({
        value: unit.id,
        label: [...unit.above.slice(-1), unit.name].join(' / '),
      }))}
      onChange={(id: string) => {
        const chosen = shown.find((unit) => unit.id === id)
        if (chosen) onChange(chosen)
      }}
    />
  )
}
