import { INDUSTRIES } from '#registry/enterprises/industries.ts'
import { EDUCATION_LEVELS, QUALIFICATION_LEVELS, TITLE_LEVELS } from '#registry/rules/code-lists.ts'
import type { FilingForm } from '../../form.ts'
import { formWords } from './form-words.ts'

export type FieldKey = keyof FilingForm
type Option = { readonly value: string; readonly label: string }

/** How one field of the form is filled in. */
export type FieldPlan = {
  readonly key: FieldKey
  readonly kind: 'text' | 'long' | 'number' | 'yes-no' | 'choice' | 'education' | 'private'
  readonly optional?: true
  readonly wide?: true
  readonly hint?: string
  readonly options?: readonly Option[]
  /** Words of a yes-no field. */
  readonly answers?: readonly [yes: string, no: string]
}

const coded = (list: readonly { code: string; label: string }[]): Option[] =>
  list.map(({ code, label }) => ({ value: code, label }))

export const educationOptions = coded(EDUCATION_LEVELS)
const industries = INDUSTRIES.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
const sizes = ['大型', '中型', '小型', '微型'].map((size) => ({ value: size, label: size }))

/** The parts of the form that are plain fields, in the order of 附件1. */
export const fieldParts: Readonly<Record<string, readonly FieldPlan[]>> = {
  enterprise: [
    { key: 'enterpriseName', kind: 'text', wide: true },
    { key: 'region', kind: 'text' },
    { key: 'industryCode', kind: 'choice', options: industries },
    { key: 'enterpriseType', kind: 'text' },
    { key: 'size', kind: 'choice', options: sizes },
    { key: 'aboveScale', kind: 'yes-no' },
    { key: 'products', kind: 'long', wide: true },
  ],
  person: [
    { key: 'name', kind: 'text' },
    { key: 'idNumber', kind: 'private', hint: formWords.sealed },
    { key: 'mobile', kind: 'private' },
    { key: 'email', kind: 'private', optional: true },
    { key: 'address', kind: 'private', optional: true, wide: true },
  ],
  education: [
    { key: 'school', kind: 'text', optional: true },
    { key: 'major', kind: 'text', optional: true },
    { key: 'education', kind: 'education' },
    { key: 'titleLevel', kind: 'choice', optional: true, options: coded(TITLE_LEVELS) },
    { key: 'titleName', kind: 'text', optional: true },
    { key: 'qualification', kind: 'choice', optional: true, options: coded(QUALIFICATION_LEVELS) },
    { key: 'qualityYears', kind: 'number' },
  ],
  appointment: [
    { key: 'currentPost', kind: 'text' },
    { key: 'appointedPost', kind: 'text' },
    { key: 'fullTime', kind: 'yes-no', answers: [formWords.fullTime, formWords.partTime] },
    { key: 'appointedFrom', kind: 'text', hint: formWords.dateHint },
  ],
  training: [
    { key: 'trained', kind: 'yes-no' },
    { key: 'trainedOn', kind: 'text', optional: true, hint: formWords.monthHint },
    { key: 'trainer', kind: 'text', optional: true },
  ],
  principal: [
    { key: 'principalName', kind: 'text' },
    { key: 'principalPost', kind: 'text' },
    { key: 'principalContact', kind: 'private' },
  ],
  career: [
    { key: 'awards', kind: 'long', optional: true, wide: true },
    { key: 'remarks', kind: 'long', optional: true, wide: true },
  ],
}
