import { expect, test } from 'vitest'
import { addWorkdays, endOfSpan, spanWords, workdayFrom, workdaysBetween } from './period.ts'

test('working days leave out weekends and holidays and count days worked instead', () => {
  // 2026-10-01 to 07 are holidays, Saturday 2026-10-10 is worked instead.
  expect(endOfSpan('2026-09-30', { amount: 1, unit: 'workday' })).toBe('2026-10-08')
  expect(endOfSpan('2026-10-09', { amount: 1, unit: 'workday' })).toBe('2026-10-10')
  expect(endOfSpan('2026-11-20', { amount: 5, unit: 'workday' })).toBe('2026-11-27')
})

test('days run on, months end on the same day or the last one', () => {
  expect(endOfSpan('2026-11-20', { amount: 7, unit: 'day' })).toBe('2026-11-27')
  expect(endOfSpan('2026-01-31', { amount: 1, unit: 'month' })).toBe('2026-02-28')
  expect(endOfSpan('2024-02-29', { amount: 1, unit: 'year' })).toBe('2025-02-28')
})

test('a span is told in words', () => {
  expect(spanWords({ amount: 5, unit: 'workday' })).toBe('5 个工作日')
})

test('working days are counted from the day after, backwards below zero, the same when asked again', () => {
  expect(workdaysBetween('2026-09-30', '2026-10-08')).toBe(1)
  expect(workdaysBetween('2026-10-09', '2026-10-11')).toBe(1)
  expect(workdaysBetween('2026-10-09', '2026-10-11')).toBe(1)
  expect(workdaysBetween('2026-10-08', '2026-09-30')).toBe(-1)
  expect(workdaysBetween('2026-10-08', '2026-10-08')).toBe(0)
})

test('a last day that is none goes to the next one; days of work count both ways', () => {
  expect(workdayFrom('2026-10-01')).toBe('2026-10-08')
  expect(workdayFrom('2026-10-10')).toBe('2026-10-10')
  expect(addWorkdays('2026-10-09', 1)).toBe('2026-10-10')
  expect(addWorkdays('2026-10-08', -1)).toBe('2026-09-30')
  expect(addWorkdays('2026-10-08', 0)).toBe('2026-10-08')
})
