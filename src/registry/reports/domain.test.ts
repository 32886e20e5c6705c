import { describe, expect, test } from 'vitest'
import { dueOf, packNumber, periodBefore, periodOf, stateOf } from './domain.ts'

const every = (amount: number, unit: 'month' | 'year' | 'day' = 'month') => ({ amount, unit })

describe('the period of a report', () => {
  test('follows the calendar where the interval is a part of the year', () => {
    expect(periodOf(every(3), '2026-11-21', null)).toEqual({
      key: '2026-Q4',
      label: '2026年第四季度',
      from: '2026-10-01',
      to: '2026-12-31',
    })
    expect(periodOf(every(1), '2028-02-10', null)).toMatchObject({ key: '2028-02', to: '2028-02-29' })
    expect(periodOf(every(6), '2026-06-30', null)).toMatchObject({ key: '2026-H1', to: '2026-06-30' })
    expect(periodOf(every(1, 'year'), '2026-06-30', null)).toMatchObject({ key: '2026', to: '2026-12-31' })
  })

  test('未规定: from the last pack to the day, and without a due date', () => {
    expect(periodOf(null, '2026-11-21', '2026-09-30')).toEqual({
      key: '2026-11-21',
      label: '截至2026年11月21日',
      from: '2026-10-01',
      to: '2026-11-21',
    })
    expect(periodOf(null, '2026-11-21', null).from).toBe('2026-01-01')
    expect(periodOf(null, '2026-11-21', '2026-11-21').from).toBe('2026-11-21')
    expect(dueOf(null, periodOf(null, '2026-11-21', null))).toBeNull()
    expect(dueOf(every(45, 'day'), periodOf(every(45, 'day'), '2026-11-21', null))).toBeNull()
  })

  test('has one before it', () => {
    const now = periodOf(every(3), '2026-02-01', null)
    expect(periodBefore(every(3), now)?.key).toBe('2025-Q4')
    expect(periodBefore(null, now)).toBeUndefined()
  })
})

test('a unit is late from the day after the due date on, unless it has sent', () => {
  expect(stateOf(undefined, '2026-09-30', '2026-09-30')).toBe('none')
  expect(stateOf(undefined, '2026-09-30', '2026-10-01')).toBe('late')
  expect(stateOf({ status: 'sent' }, '2026-09-30', '2026-10-01')).toBe('sent')
  expect(stateOf(undefined, null, '2099-01-01')).toBe('none')
})

test('numbers of packs', () => {
  expect(packNumber('360902', 2026, 3)).toBe('360902-2026-003')
})
