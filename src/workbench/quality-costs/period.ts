import { invalidInput } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { addYearMonths, type YearMonth, yearMonthOf } from '#platform/values/year-month.ts'
import { whyNoPeriod } from './domain.ts'
import type { Span } from './figures-store.ts'

type Asked = {
  readonly enterpriseId: string
  readonly from?: YearMonth | undefined
  readonly to?: YearMonth | undefined
}

/** The period that is asked for; from January of its year until last month unless told. @throws invalidInput */
export function spanOf({ enterpriseId, from, to }: Asked, now: Date): Span {
  const until = to ?? lastMonth(now)
  const since = from ?? `${until.slice(0, 4)}-01`
  const problem = whyNoPeriod(since, until)
  if (problem) throw invalidInput({ detail: problem })
  return { enterpriseId, from: since, to: until }
}

/** The month before this one, in China. */
export const lastMonth = (now: Date): YearMonth => addYearMonths(yearMonthOf(civilDateOf(now)), -1)
