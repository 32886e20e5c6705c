import { Button, Radio } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import type { OrgUnit, OrgUnitDetail } from '../contract.ts'
import { addOrgUnit } from '../deeds/contract.ts'
import { DayField, ReasonField, type UnitDraft, UnitFields } from './unit-fields.tsx'
import { useUnitForm } from './use-unit-form.ts'
import { words } from './words.ts'

type FormProps = {
  /** Where it is to hang; chosen in the form when left out. */
  readonly parent?: OrgUnitDetail
  readonly line: OrgUnit['line']
  readonly onDone: (unit: OrgUnitDetail) => void
}

/** A functional zone, a branch, or a bureau that the list of areas does not know. */
export function AddForm({ parent, line, onDone }: FormProps) {
  const [kind, setKind] = useState<OrgUnit['kind']>('zone')
  const [level, setLevel] = useState<OrgUnit['level']>('county')
  const [draft, setDraft] = useState<UnitDraft>({
    name: '',
    shortName: '',
    parentId: parent?.id ?? null,
    functions: line === 'industry' ? ['roster'] : ['registration', 'training'],
    numberingCode: '',
    addressWords: [],
    serves: [],
  })
  const [validFrom, setValidFrom] = useState(today())
  const [reason, setReason] = useState('')
  const form = useUnitForm(addOrgUnit, onDone)
  const submit = () => {
    const { numberingCode, ...rest } = draft
    const coded = numberingCode.trim() === '' ? {} : { numberingCode }
    form.send({
      ...rest,
      ...coded,
      kind,
      level: kind === 'bureau' ? level : 'county',
      line,
      validFrom,
      reason,
    })
  }
  return (
    <NarrowForm onSubmit={submit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <RefusedAlert error={form.refusal} />
      <FieldSet name="kind" label={words.fields.kind}>
        {() => (
          <Radio.Group
            value={kind}
            onChange={(event) => setKind(event.target.value)}
            options={(['zone', 'branch', 'bureau'] as const).map((key) => ({
              value: key,
              label: words.kinds[key],
            }))}
          />
        )}
      </FieldSet>
      {kind === 'bureau' ? (
        <FieldSet name="level" label={words.fields.level}>
          {() => (
            <Radio.Group
              value={level}
              onChange={(event) => setLevel(event.target.value)}
              options={(['province', 'city', 'county'] as const).map((key) => ({
                value: key,
                label: words.levels[key],
              }))}
            />
          )}
        </FieldSet>
      ) : null}
      <UnitFields
        value={draft}
        line={line}
        errors={form.errors}
        codeHint={words.hints.numberingCode}
        codeOptional
        onChange={setDraft}
      />
      <DayField
        name="validFrom"
        value={validFrom}
        hint={words.hints.validFrom}
        errors={form.errors}
        onChange={setValidFrom}
      />
      <ReasonField value={reason} errors={form.errors} onChange={setReason} />
      <Button type="primary" htmlType="submit" loading={form.sending}>
        {words.saveAdd}
      </Button>
    </NarrowForm>
  )
}
