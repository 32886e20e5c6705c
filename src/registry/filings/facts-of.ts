import { ENTERPRISE_SIZES } from '#registry/rules/code-lists.ts'
import type { QualificationFacts } from '#registry/rules/facts.ts'
import type { PublicForm } from './form.ts'

/** What the form says, as the facts that qualification is judged by. Missing stays missing. */
export function factsOf(
  form: PublicForm,
  inTopManagement: boolean | undefined,
  exclusionsReview?: 'none-found' | 'found' | null,
): QualificationFacts {
  const size = ENTERPRISE_SIZES.find((each) => each.label === form.size)?.code
  const facts: QualificationFacts = {
    education: form.education,
    titleLevel: form.titleLevel,
    qualification: form.qualification,
    qualityYears: form.qualityYears,
    inTopManagement,
    fullTime: form.fullTime,
    trainedBefore: form.trained,
    enterprise: { size, aboveScale: form.aboveScale, industry: form.industryCode },
    declarations: {
      noExclusions: form.noExclusions,
      generalConditions: form.generalConditions,
      exclusionsReview: exclusionsReview ?? undefined,
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
