import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedPacks } from '#registry/rules/index.ts'
import { composePack } from '#registry/rules/load-pack.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { standingOf } from './domain.ts'
import {
  daysOfPeriod,
  fulfils,
  occurrencesIn,
  type PeriodLength,
  periodBefore,
  periodOf,
} from './duty-period.ts'
import { obligationsOf, type PackStretch } from './obligations.ts'

const shipped = shippedPacks().find(({ file }) => file.header.id === 'yichun-2024')
if (!shipped) throw new Error('yichun-2024 is not shipped')
const yichun = composePack([shipped.file])
const unit = { id: 'u', level: 'county', line: 'market-regulation', functions: ['registration'] }
const whole = (loaded: LoadedPack, year: number): PackStretch => ({
  loaded,
  from: `${year}-01-01`,
  to: `${year}-12-31`,
})
const withPack = (change: (pack: LoadedPack['pack']) => object): LoadedPack => ({
  ...yichun,
  pack: { ...yichun.pack, ...change(yichun.pack) },
})
const owed = (loaded: LoadedPack, year: number, of = unit) =>
  obligationsOf(of, year, [whole(loaded, year)], [], 0)

test('a milestone of a past year comes again only when the pack says so', () => {
  const kinds = (loaded: LoadedPack, year: number) =>
    owed(loaded, year).filter(({ kind }) => kind === 'cultivation-plan')
  expect(kinds(yichun, 2026)).toEqual([])
  const yearly = withPack(({ milestones }) => ({
    milestones: milestones.map((each) => (each.form === 'annex3' ? { ...each, repeats: 'year' } : each)),
  }))
  expect(kinds(yearly, 2026)).toMatchObject([{ due: '2026-05-15', period: '2026' }])
  expect(kinds(yearly, 2023)).toEqual([])
})

test('what a milestone asks for follows its form, unless the pack names it', () => {
  const kindOf = (loaded: LoadedPack, year: number) =>
    Object.fromEntries(owed(loaded, year).map(({ key, kind }) => [key, kind]))
  expect(kindOf(yichun, 2024)).toMatchObject({
    'pack:cultivation-plan-2024': 'cultivation-plan',
    'pack:collection-system-2024': 'entry',
    'pack:survey': 'survey',
    'pack:award-enterprises-first-2024': 'other',
  })
  // “2024年5月下旬前” belongs to 2024, though it is no day.
  expect(kindOf(yichun, 2026)).not.toHaveProperty('pack:collection-system-2024')
  const industry = { ...unit, line: 'industry', functions: ['roster'] }
  expect(owed(yichun, 2026, industry).map(({ key, kind }) => [key, kind])).toEqual([
    ['pack:above-scale-list', 'roster'],
  ])
  const named = withPack(({ milestones }) => ({
    milestones: milestones.map((each) => ({ ...each, duty: 'survey' })),
  }))
  expect(new Set(Object.values(kindOf(named, 2024)))).toEqual(new Set(['survey', 'upward-report']))
})

test('an interval that does not divide the year runs from the first day of the pack; none means nothing is owed', () => {
  const every = (span: object | null) =>
    withPack(({ flow }) => ({
      flow: { ...flow, officePromise: { ...flow.officePromise, upwardReport: span } },
    }))
  const span = { amount: 45, unit: 'day', clause: null }
  const reports = owed(every(span), 2024).filter(({ kind }) => kind === 'upward-report')
  expect(reports.map(({ due }) => due)).toEqual([
    '2024-06-20',
    '2024-08-04',
    '2024-09-18',
    '2024-11-02',
    '2024-12-17',
  ])
  expect(owed(every(null), 2024).filter(({ kind }) => kind === 'upward-report')).toEqual([])
})

const lengths: PeriodLength[] = ['month', 'quarter', 'half-year', 'year']
const anyDay = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('a period holds its day, the one before ends the day before it begins, and each fulfils itself alone', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...lengths), fc.constantFrom(...lengths), (day, length, other) => {
      const period = periodOf(day, length)
      const { from, to } = daysOfPeriod(period) ?? { from: '', to: '' }
      expect(from <= day && day <= to).toBe(true)
      const before = daysOfPeriod(periodBefore(day, length))
      expect(before && before.to < from && periodOf(before.to, length) !== period).toBe(true)
      expect(fulfils(day, period)).toBe(true)
      expect(fulfils(periodOf(day, other), period)).toBe(daysOfPeriod(periodOf(day, other))?.to === to)
    }),
  )
})

test('a duty of the 31st comes every month, on the last day of short ones', () => {
  expect(occurrencesIn(2024, '2023-01-31', 'month').slice(0, 4)).toEqual([
    '2024-01-31',
    '2024-02-29',
    '2024-03-31',
    '2024-04-30',
  ])
  fc.assert(
    fc.property(
      anyDay,
      fc.constantFrom(...lengths),
      fc.integer({ min: 2001, max: 2099 }),
      (first, every, year) => {
        const days = occurrencesIn(year, first, every)
        expect(days.every((day) => day.startsWith(String(year)) && day >= first)).toBe(true)
        expect(days).toEqual([...new Set(days)].sort())
      },
    ),
  )
})

test('first handed in counts; what was taken back does not; a later day is a later day', () => {
  const judged = { due: '2026-03-10', ruling: undefined, trackedFrom: null, today: '2026-03-20', nearDays: 3 }
  const mark = (doneOn: string, done = true) => ({ done, doneOn })
  expect(standingOf({ ...judged, marks: [mark('2026-03-09'), mark('2026-03-19')] }).state).toBe('done')
  expect(
    standingOf({ ...judged, marks: [mark('2026-03-09'), mark('2026-03-11', false), mark('2026-03-12')] }),
  ).toMatchObject({ state: 'done-late', lateWorkdays: 2 })
  expect(standingOf({ ...judged, marks: [mark('2026-03-09'), mark('2026-03-11', false)] }).state).toBe('late')
  const ruling = { kind: 'extend' as const, newDue: '2026-03-25', reason: '示例' }
  expect(standingOf({ ...judged, ruling, marks: [] })).toMatchObject({ state: 'near', due: '2026-03-25' })
  // A Saturday after a Friday's due day is late by no 工作日 yet.
  expect(standingOf({ ...judged, due: '2026-03-13', today: '2026-03-14', marks: [] })).toMatchObject({
    state: 'late',
    lateWorkdays: 0,
  })
})
