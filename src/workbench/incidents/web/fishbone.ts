import type { IncidentCourse } from '../chain.ts'
import { causeFactors } from '../ledgers.ts'

type Cause = NonNullable<IncidentCourse['investigation']>['causes'][number]
/** The branches as people write them: a cause a line, with * before a main one. */
export type Bones = Readonly<Record<keyof typeof causeFactors, string>>

const factors = Object.keys(causeFactors) as (keyof typeof causeFactors)[]

export function bonesOf(causes: readonly Cause[]): Bones {
  const lines = (factor: string) =>
    causes
      .filter((each) => each.factor === factor)
      .map(({ main, text }) => `${main ? '*' : ''}${text}`)
      .join('\n')
  return Object.fromEntries(factors.map((factor) => [factor, lines(factor)])) as Bones
}

export function causesOf(bones: Bones): Cause[] {
  return factors.flatMap((factor) =>
    bones[factor].split('\n').flatMap((line): Cause[] => {
      const written = line.trim()
      const main = /^[*＊★]/.test(written)
      const text = main ? written.slice(1).trim() : written
      return text === '' ? [] : [{ factor, text, main }]
    }),
  )
}
