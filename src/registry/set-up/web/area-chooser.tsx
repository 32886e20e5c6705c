import { Select } from 'antd'
import { useState } from 'react'
import { COUNTRY, searchAreas } from '#foundation/org-units/contract.ts'
import { Field, FieldGrid } from '#ui/field.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words } from './words.ts'

/** Province → city → county; stops where the reader stops. `onChange` gets the narrowest code chosen. */
export function AreaChooser({ onChange }: { readonly onChange: (code: string | undefined) => void }) {
  const [province, setProvince] = useState<string>()
  const [city, setCity] = useState<string>()
  const [county, setCounty] = useState<string>()
  const choose = (chosen: { province?: string; city?: string; county?: string }) => {
    setProvince(chosen.province)
    setCity(chosen.city)
    setCounty(chosen.county)
    onChange(chosen.county ?? chosen.city ?? chosen.province)
  }
  const known = { ...(province && { province }), ...(city && { city }) }
  return (
    <FieldGrid>
      <Level
        name="province"
        label={words.province}
        parent={undefined}
        all={{ value: COUNTRY, label: words.country }}
        value={province}
        onChange={(code) => choose(code ? { province: code } : {})}
      />
      {province && province !== COUNTRY ? (
        <Level
          name="city"
          label={words.city}
          parent={province}
          all={{ value: '', label: words.wholeProvince }}
          value={city ?? ''}
          onChange={(code) => choose(code ? { province, city: code } : { province })}
        />
      ) : null}
      {city ? (
        <Level
          name="county"
          label={words.county}
          parent={city}
          all={{ value: '', label: words.wholeCity }}
          value={county ?? ''}
          onChange={(code) => choose({ ...known, ...(code && { county: code }) })}
        />
      ) : null}
    </FieldGrid>
  )
}

type LevelProps = {
  readonly name: string
  readonly label: string
  readonly parent: string | undefined
  /** The choice that stops here. */
  readonly all: { readonly value: string; readonly label: string }
  readonly value: string | undefined
  readonly onChange: (code: string) => void
}

function Level({ name, label, parent, all, value, onChange }: LevelProps) {
  const areas = useOperation(searchAreas, { limit: 100, ...(parent && { parentCode: parent }) })
  const rows = areas.data?.rows.filter(({ plantable }) => plantable) ?? []
  if (areas.data && rows.length === 0) return null
  return (
    <Field name={name} label={label}>
      {(control) => (
        <Select
          {...control}
          loading={areas.isPending}
          value={value ?? null}
          placeholder={words.choose}
          showSearch={{ optionFilterProp: 'label' }}
          options={[all, ...rows.map((area) => ({ value: area.code, label: area.name }))]}
          onChange={(code: string) => onChange(code)}
        />
      )}
    </Field>
  )
}
