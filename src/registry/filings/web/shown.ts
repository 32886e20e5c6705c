import { findIndustry } from '#registry/enterprises/industries.ts'
import { EDUCATION_LEVELS, labelOf, QUALIFICATION_LEVELS, TITLE_LEVELS } from '#registry/rules/code-lists.ts'
import type { FilingForm, PublicForm } from '../form.ts'
import { words } from './words.ts'

const yesNo = (value: boolean) => (value ? words.yes : words.no)

/** How a coded or composed value of the form reads; the others read as they are. */
const readings: { readonly [K in keyof PublicForm]?: (value: NonNullable<PublicForm[K]>) => string } = {
  industryCode: (code) => {
    const industry = findIndustry(code)
    return industry ? `${industry.code} ${industry.name}` : code
  },
  aboveScale: yesNo,
  trained: yesNo,
  fullTime: (fullTime) => (fullTime ? words.fullTime : words.partTime),
  qualityYears: (years) => words.years(years),
  education: ({ level, completed }) =>
    `${labelOf(EDUCATION_LEVELS, level)}${completed ? '' : words.notCompleted}`,
  titleLevel: (level) => labelOf(TITLE_LEVELS, level),
  qualification: (level) => labelOf(QUALIFICATION_LEVELS, level),
  noExclusions: (none) => (none ? words.noneDeclared : words.someDeclared),
  career: (stages) =>
    stages.map(({ from, to, employer, post }) => words.until(from, to, employer, post)).join('\n'),
}

/** A value of the form in words; undefined where nothing is filled in. */
export function shownValue(key: keyof FilingForm, form: FilingForm): string | undefined {
  const value = form[key]
  if (value === undefined || value === null || value === '') return undefined
  const reading = readings[key as keyof PublicForm] as ((value: unknown) => string) | undefined
  if (reading) return reading(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
