import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#platform/values/civil-date.ts'
import { daysOf, type RegisteredFact, type TenureStretch, type TermFact, tenureStretches } from './domain.ts'

const ORIGIN = '2024-01-01'
const day = (number: number) => addDays(ORIGIN, number)

/** One after the other: days before the term begins, its length, and how it ends. */
const termPart = fc.record({
  pause: fc.nat(40),
  length: fc.integer({ min: 1, max: 120 }),
  /** Days after the beginning on which it was ended by record; longer than the term: never. */
  ended: fc.option(fc.nat(150)),
  open: fc.boolean(),
  filings: fc.array(
    fc.record({ registered: fc.integer({ min: -20, max: 150 }), cancelled: fc.option(fc.nat(60)) }),
    {
      maxLength: 3,
    },
  ),
})
type TermPart = typeof termPart extends fc.Arbitrary<infer Part> ? Part : never

/** Terms that do not overlap, as the database has them; only the last may be open. */
function historyOf(parts: readonly TermPart[]): { terms: TermFact[]; filings: RegisteredFact[] } {
  let at = 0
  const terms: TermFact[] = []
  const filings: RegisteredFact[] = []
  for (const [index, part] of parts.entries()) {
    const from = at + part.pause
    const last = from + part.length - 1
    const open = part.open && index === parts.length - 1
    const ended = part.ended !== null && part.ended < part.length ? from + part.ended : null
    const id = `term-${index}`
    terms.push({
      id,
      personName: `示例${index}`,
      termFrom: day(from),
      termTo: open ? null : day(last),
      endedOn: ended === null ? null : day(ended),
    })
    for (const [number, { registered, cancelled }] of part.filings.entries()) {
      const on = Math.max(0, from + registered)
      filings.push({
        id: `${id}-${number}`,
        appointmentId: id,
        filingNo: `${id}-${cancelled === null ? 'kept' : number}`,
        registeredOn: day(on),
        cancelledOn: cancelled === null ? null : day(on + cancelled),
      })
    }
    at = (ended ?? last) + 1
  }
  return { terms, filings }
}

/** By definition, day by day: no sorting, no joining. */
function stateOn(on: string, terms: readonly TermFact[], filings: readonly RegisteredFact[]): string | null {
  const until = (term: TermFact) => term.endedOn ?? term.termTo ?? '9999-12-31'
  const holder = terms.find((term) => term.termFrom <= on && on <= until(term))
  if (holder) {
    const filed = filings.some(
      ({ appointmentId, registeredOn, cancelledOn }) =>
        appointmentId === holder.id && registeredOn <= on && (cancelledOn === null || on < cancelledOn),
    )
    return filed ? 'filed' : 'unfiled'
  }
  const before = terms.filter((term) => until(term) < on)
  const last = before.find((term) => before.every((other) => until(other) <= until(term)))
  return last ? (last.endedOn ? 'vacant' : 'expired') : null
}

const history = fc
  .tuple(fc.array(termPart, { minLength: 1, maxLength: 5 }), fc.nat(500))
  .map(([parts, today]) => ({ ...historyOf(parts), today: day(today) }))

function lastShown(stretches: readonly TenureStretch[], today: string): string {
  const end = stretches.at(-1)?.to ?? addDays(today, 30)
  return end > today ? end : today
}

test('every day from the first in office on is in exactly one stretch, and the stretch is right', () => {
  fc.assert(
    fc.property(history, ({ terms, filings, today }) => {
      const stretches = tenureStretches(terms, filings, today)
      const first = stretches[0]?.from ?? ''
      expect(first).toBe(terms.map(({ termFrom }) => termFrom).sort()[0])
      for (let on = first; on <= lastShown(stretches, today); on = addDays(on, 1)) {
        const here = stretches.filter(({ from, to }) => from <= on && (to === null || on <= to))
        expect(here, on).toHaveLength(1)
        expect(here[0]?.state, on).toBe(stateOn(on, terms, filings))
      }
    }),
  )
})

test('neighbours meet, differ, and no filing is shown without its appointment', () => {
  fc.assert(
    fc.property(history, ({ terms, filings, today }) => {
      const stretches = tenureStretches(terms, filings, today)
      for (const [index, stretch] of stretches.entries()) {
        const before = stretches[index - 1]
        if (before) {
          expect(before.to && addDays(before.to, 1)).toBe(stretch.from)
          expect([before.state, before.appointmentId, before.filingNo]).not.toEqual([
            stretch.state,
            stretch.appointmentId,
            stretch.filingNo,
          ])
        }
        expect(stretch.to === null || stretch.from <= stretch.to).toBe(true)
        expect(stretch.state === 'filed').toBe(stretch.filingNo !== null)
        expect(stretch.appointmentId === null).toBe(stretch.state === 'vacant' || stretch.state === 'expired')
        if (stretch.filingNo !== null) {
          const own = filings.filter(({ filingNo }) => filingNo === stretch.filingNo)
          expect(own.some(({ appointmentId }) => appointmentId === stretch.appointmentId)).toBe(true)
        }
      }
    }),
  )
})

test('today is always shown once somebody has been in office, and days of a gap are counted up to today', () => {
  const term = { id: 'a', personName: '示例', termFrom: '2026-01-01', termTo: '2026-06-30', endedOn: null }
  const shown = tenureStretches([{ ...term, endedOn: '2026-03-31' }], [], '2026-04-10')
  expect(shown.map(({ from, to, state }) => [from, to, state])).toEqual([
    ['2026-01-01', '2026-03-31', 'unfiled'],
    ['2026-04-01', null, 'vacant'],
  ])
  expect(daysOf(shown[1] as TenureStretch, '2026-04-10')).toBe(10)
  expect(tenureStretches([term], [], '2026-07-02').at(-1)).toMatchObject({
    from: '2026-07-01',
    state: 'expired',
  })
  expect(tenureStretches([], [], '2026-07-02')).toEqual([])
})
