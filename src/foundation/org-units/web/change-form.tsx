import { Button } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { today } from '#ui/format.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import type { OrgUnitDetail } from '../contract.ts'
import { changeOrgUnit } from '../deeds/contract.ts'
import { DayField, ReasonField, type UnitDraft, UnitFields } from './unit-fields.tsx'
import { useUnitForm } from './use-unit-form.ts'
import { words } from './words.ts'

type FormProps = { readonly unit: OrgUnitDetail; readonly onDone: (unit: OrgUnitDetail) => void }

/** Changes from a day on; only what was touched is sent, so that what is planned otherwise stays. */
export function ChangeForm({ unit, onDone }: FormProps) {
  const [before] = useState<UnitDraft>(() => draftOf(unit))
  const [draft, setDraft] = useState(before)
  const [effectiveOn, setEffectiveOn] = useState(today())
  const [reason, setReason] = useState('')
  const form = useUnitForm(changeOrgUnit, onDone)
  const submit = () => {
    const touched = Object.entries(draft).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof UnitDraft]),
    )
    const change = Object.fromEntries(touched)
    form.send({ unitId: unit.id, version: unit.version, change, effectiveOn, reason })
  }
  return (
    <NarrowForm onSubmit={submit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <RefusedAlert error={form.refusal} />
      <UnitFields
        value={draft}
        line={unit.line}
        errors={form.errors}
        codeHint={words.hints.codeChange}
        onChange={setDraft}
      />
      <DayField
        name="effectiveOn"
        value={effectiveOn}
        hint={words.hints.effectiveOn}
        errors={form.errors}
        onChange={setEffectiveOn}
      />
      <ReasonField value={reason} errors={form.errors} onChange={setReason} />
      <Button type="primary" htmlType="submit" loading={form.sending}>
        {words.saveChange}
      </Button>
    </NarrowForm>
  )
}

function draftOf(unit: OrgUnitDetail): UnitDraft {
  const { name, shortName, parentId, functions, numberingCode, addressWords, serves } = unit
  return {
    name,
    shortName,
    parentId,
    functions,
    numberingCode,
    addressWords,
    serves: serves.map(({ id }) => id),
  }
}
