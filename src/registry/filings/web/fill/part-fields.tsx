import { Button } from 'antd'
import { DerivedField, FieldGrid } from '#ui/field.tsx'
import { Stack } from '#ui/section.tsx'
import type { Filing } from '../../contract.ts'
import { privateFields } from '../../form.ts'
import { words } from '../words.ts'
import { CareerField } from './career-field.tsx'
import { DeclarationsField } from './declarations-field.tsx'
import { ExtensionFields } from './extension-fields.tsx'
import { FormField } from './form-field.tsx'
import { type FieldKey, type FieldPlan, fieldParts } from './form-fields.ts'
import { formWords } from './form-words.ts'
import { PapersField } from './papers-field.tsx'
import type { PartKey } from './parts.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type PartProps = {
  readonly part: PartKey
  readonly state: FilingDraft
  /** Reason for which a field has to be mended, by its path. */
  readonly errorOf: (path: string) => string | undefined
}

/** Everything that is filled in in one part of the form. */
export function PartFields({ part, state, errorOf }: PartProps) {
  const { filing, draft, setField } = state
  const plans = [...(fieldParts[part] ?? []), ...yearsNotePlans(part, filing, draft.form.yearsNote)]
  return (
    <Stack>
      {part === 'career' ? (
        <CareerField
          stages={draft.form.career ?? []}
          errors={state.wrong}
          onChange={(career) => setField('career', career)}
        />
      ) : null}
      {plans.length > 0 ? (
        <FieldGrid>
          {plans.map((plan) => (
            <FormField
              key={plan.key}
              plan={plan}
              value={draft.form[plan.key]}
              masked={maskedOf(filing, plan.key)}
              error={errorOf(plan.key)}
              onChange={(value) => setField(plan.key, value)}
            />
          ))}
          {part === 'person' ? <FromIdNumber filing={filing} /> : null}
        </FieldGrid>
      ) : null}
      {part === 'education' ? <YearsByCareer state={state} /> : null}
      {part === 'extensions' ? <ExtensionFields {...state} errorOf={errorOf} /> : null}
      {part === 'papers' ? <PapersField {...state} errorOf={errorOf} /> : null}
      {part === 'declarations' ? <DeclarationsField {...state} errorOf={errorOf} /> : null}
    </Stack>
  )
}

/** 年限 and 简历 that disagree are explained in a word, or one of them is changed. */
function yearsNotePlans(part: PartKey, filing: Filing, note: string | null | undefined): FieldPlan[] {
  const differs = filing.warnings.some(({ path }) => path === 'qualityYears')
  return part === 'education' && (differs || note) ? [{ key: 'yearsNote', kind: 'text', wide: true }] : []
}

function YearsByCareer({ state }: { readonly state: FilingDraft }) {
  const { filing, setField } = state
  const warning = filing.warnings.find(({ path }) => path === 'qualityYears')
  if (!warning) return null
  return (
    <output>
      {warning.message}
      {filing.qualityYearsByCareer === null ? null : (
        <Button type="link" onClick={() => setField('qualityYears', filing.qualityYearsByCareer)}>
          {formWords.takeYears(filing.qualityYearsByCareer)}
        </Button>
      )}
    </output>
  )
}

function FromIdNumber({ filing }: { readonly filing: Filing }) {
  return (
    <>
      <DerivedField
        name="gender"
        label={words.gender}
        value={filing.form.gender}
        from={formWords.fromIdNumber}
      />
      <DerivedField
        name="birthDate"
        label={words.birthDate}
        value={filing.form.birthDate}
        from={formWords.fromIdNumber}
      />
    </>
  )
}

function maskedOf(filing: Filing, key: FieldKey): string | undefined {
  return key in privateFields ? (filing.form[key as keyof Filing['form']] as string | undefined) : undefined
}
