import { addDays, type CivilDate, daysBetween } from '#platform/values/civil-date.ts'

/** 在任已备案, 在任未备案, 空岗 (the last one's time was ended by record), 届满未续 (the last one's term is over, nothing recorded). */
export type TenureState = 'filed' | 'unfiled' | 'vacant' | 'expired'

/** A time in office by letter; drafts and revoked ones are none. */
export type TermFact = {
  readonly id: string
  readonly personName: string
  readonly termFrom: CivilDate
  readonly termTo: CivilDate | null
  readonly endedOn: CivilDate | null
}

/** A filing that was once registered; 注销 show only in what they cancelled. */
export type RegisteredFact = {
  readonly id: string
  readonly appointmentId: string
  readonly filingNo: string
  readonly registeredOn: CivilDate
  readonly cancelledOn: CivilDate | null
}

/** Days on which one thing is true of an enterprise; `to` null: until further notice. */
export type TenureStretch = {
  readonly from: CivilDate
  readonly to: CivilDate | null
  readonly state: TenureState
  readonly appointmentId: string | null
  readonly personName: string | null
  readonly filingNo: string | null
}

/**
 * The history of an enterprise's officer as stretches without gap or overlap, from the first day in office on: every day up to
 * today, and what is settled beyond. Terms do not overlap (一企一官); a filing counts from the day it was registered.
 */
export function tenureStretches(
  terms: readonly TermFact[],
  filings: readonly RegisteredFact[],
  today: CivilDate,
): TenureStretch[] {
  const held = [...terms].sort((one, other) => (one.termFrom < other.termFrom ? -1 : 1))
  return held.flatMap((term, index) => {
    const last = lastDay(term)
    const own = filings.filter(({ appointmentId }) => appointmentId === term.id)
    return [...inOffice(term, own), ...after(term, last, held[index + 1], today)]
  })
}

function lastDay({ endedOn, termTo }: TermFact): CivilDate | null {
  return endedOn ?? termTo
}

/** A term, divided where it becomes filed and where that ends. */
function inOffice(term: TermFact, filings: readonly RegisteredFact[]): TenureStretch[] {
  const last = lastDay(term)
  const inTerm = (day: CivilDate) => day > term.termFrom && (last === null || day <= last)
  const turns = filings.flatMap(({ registeredOn, cancelledOn }) => [registeredOn, cancelledOn ?? ''])
  const starts = [...new Set([term.termFrom, ...turns.filter(inTerm)])].sort()
  const cut = starts.map((from, index): TenureStretch => {
    const next = starts[index + 1]
    const filing = filings
      .filter((each) => each.registeredOn <= from && (each.cancelledOn === null || from < each.cancelledOn))
      .sort((one, other) => (one.registeredOn < other.registeredOn ? -1 : 1))
      .at(-1)
    return {
      from,
      to: next ? addDays(next, -1) : last,
      state: filing ? 'filed' : 'unfiled',
      appointmentId: term.id,
      personName: term.personName,
      filingNo: filing?.filingNo ?? null,
    }
  })
  const joined: TenureStretch[] = []
  for (const each of cut) {
    const before = joined.at(-1)
    const same = before?.state === each.state && before.filingNo === each.filingNo
    if (before && same) joined[joined.length - 1] = { ...before, to: each.to }
    else joined.push(each)
  }
  return joined
}

/** The time without an officer after a term, up to the next one or until further notice. */
function after(
  term: TermFact,
  last: CivilDate | null,
  next: TermFact | undefined,
  today: CivilDate,
): TenureStretch[] {
  if (last === null) return []
  const from = addDays(last, 1)
  if (next ? next.termFrom <= from : last >= today) return []
  const state = term.endedOn ? 'vacant' : 'expired'
  const to = next ? addDays(next.termFrom, -1) : null
  return [{ from, to, state, appointmentId: null, personName: null, filingNo: null }]
}

/** Days of a stretch up to a day, both ends counted; 0 where it begins later. */
export function daysOf({ from, to }: Pick<TenureStretch, 'from' | 'to'>, today: CivilDate): number {
  const end = to === null || to > today ? today : to
  return Math.max(0, daysBetween(from, end) + 1)
}
