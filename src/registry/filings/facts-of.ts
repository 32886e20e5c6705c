import { type CivilDate, yearsBetween } from '#platform/values/civil-date.ts'
import { enterpriseTypeOfText } from '#registry/enterprises/enterprise-types.ts'
import type { RosterFacts } from '#registry/rosters/index.ts'
import { ENTERPRISE_SIZES, enterpriseTypeOf, GENDERS } from '#registry/rules/code-lists.ts'
import type { QualificationFacts } from '#registry/rules/facts.ts'
import type { PublicForm } from './form.ts'

/** What is known beside the form. */
export type BesideForm = {
  readonly inTopManagement: boolean | undefined
  readonly birthDate?: CivilDate | undefined
  readonly gender?: '男' | '女' | undefined
  /** What the lists say on the appointment date: they decide 规上, the form's word stands in where no list covers. */
  readonly rosters: RosterFacts
  readonly exclusionsReview?: 'none-found' | 'found' | null
}

/** What the form says, as the facts that qualification is judged by. Missing stays missing. */
export function factsOf(form: PublicForm, beside: BesideForm): QualificationFacts {
  const size = ENTERPRISE_SIZES.find((each) => each.label === form.size)?.code
  const type = form.enterpriseType ? enterpriseTypeOfText(form.enterpriseType) : null
  const facts: QualificationFacts = {
    education: form.education,
    major: form.major || undefined,
    titleLevel: form.titleLevel,
    qualification: form.qualification,
    qualityYears: form.qualityYears,
    age:
      beside.birthDate && form.appointedFrom
        ? Math.max(0, yearsBetween(beside.birthDate, form.appointedFrom))
        : undefined,
    gender: GENDERS.find((each) => each.label === beside.gender)?.code,
    inTopManagement: beside.inTopManagement,
    fullTime: form.fullTime,
    trainedBefore: form.trained,
    enterprise: {
      size,
      aboveScale: beside.rosters.aboveScale ?? form.aboveScale,
      type: type ? enterpriseTypeOf(type.code) : undefined,
      industry: form.industryCode,
      lists: [...beside.rosters.lists],
    },
    declarations: {
      noExclusions: form.noExclusions,
      generalConditions: form.generalConditions,
      exclusionsReview: beside.exclusionsReview ?? undefined,
    },
    extensions: form.extensions,
  }
  return withoutUndefined(facts) as QualificationFacts
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutUndefined(each)]))
}
