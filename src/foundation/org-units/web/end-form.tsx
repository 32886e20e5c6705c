import { Button } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Muted } from '#ui/section.tsx'
import type { OrgUnitDetail } from '../contract.ts'
import { endOrgUnit } from '../deeds/contract.ts'
import { DayField, ReasonField, unitSource } from './unit-fields.tsx'
import { useUnitForm } from './use-unit-form.ts'
import { words } from './words.ts'

type FormProps = { readonly unit: OrgUnitDetail; readonly onDone: (unit: OrgUnitDetail) => void }

/** The last day, and who goes on. */
export function EndForm({ unit, onDone }: FormProps) {
  const [lastDay, setLastDay] = useState(today())
  const [successorId, setSuccessorId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const form = useUnitForm(endOrgUnit, onDone)
  return (
    <NarrowForm
      onSubmit={() => form.send({ unitId: unit.id, version: unit.version, lastDay, successorId, reason })}
    >
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <RefusedAlert error={form.refusal} />
      <OpenMatters error={form.refusal} />
      <DayField
        name="lastDay"
        value={lastDay}
        hint={words.hints.lastDay}
        errors={form.errors}
        onChange={setLastDay}
      />
      <Field
        name="successorId"
        label={words.fields.successorId}
        hint={words.hints.successorId}
        optional
        error={form.errors.find(({ path }) => path === 'successorId')?.message}
      >
        {(control) => (
          <RemoteSelect
            {...control}
            source={unitSource(unit.line)}
            placeholder={words.choose}
            value={successorId}
            onChange={setSuccessorId}
          />
        )}
      </Field>
      <ReasonField value={reason} errors={form.errors} onChange={setReason} />
      <Muted small>{words.endNote}</Muted>
      <Button type="primary" danger htmlType="submit" loading={form.sending}>
        {words.saveEnd}
      </Button>
    </NarrowForm>
  )
}

type Matter = { kind: keyof typeof words.matters; name: string; total: number }

/** What keeps the unit from ending, by name. */
function OpenMatters({ error }: { readonly error: unknown }) {
  const open = (error ? problemOf(error).details?.open : undefined) as readonly Matter[] | undefined
  if (!open?.length) return null
  return (
    <section aria-label={words.openMatters}>
      <ul>
        {open.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>{`${words.matters[kind]}：${name}`}</li>
        ))}
      </ul>
    </section>
  )
}
