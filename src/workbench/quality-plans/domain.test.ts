import { expect, test } from 'vitest'
import {
  afterConfirmation,
  afterReport,
  barOf,
  dayShare,
  isOverdue,
  itemAllows,
  mayNotConfirm,
  missingAttributes,
  nextItemNo,
  openPoints,
  planAllows,
  strategyAllows,
  wrongDays,
} from './domain.ts'

test('what was approved is not changed as a draft, and what has ended takes no verb', () => {
  expect(strategyAllows('draft', 'change')).toBe(true)
  expect(strategyAllows('submitted', 'change')).toBe(false)
  expect(strategyAllows('draft', 'approve')).toBe(false)
  expect(planAllows('in-force', 'change')).toBe(false)
  expect(planAllows('in-force', 'amend')).toBe(true)
  for (const verb of ['change', 'submit', 'approve', 'amend', 'conclude'] as const)
    expect(planAllows('concluded', verb)).toBe(false)
  for (const state of ['draft', 'proposed', 'done', 'cancelled', 'carried', 'missed'] as const)
    expect(itemAllows(state, 'report')).toBe(false)
  expect(itemAllows('open', 'confirm')).toBe(false)
  expect(itemAllows('reported', 'confirm')).toBe(true)
  expect(itemAllows('reported', 'report')).toBe(false)
})

test('all of it done is a claim; a refusal takes it back to where it was', () => {
  expect(afterReport(99)).toEqual({ state: 'open', progress: 99 })
  expect(afterReport(100)).toEqual({ state: 'reported', progress: 100 })
  expect(afterConfirmation(true, [30, 100])).toEqual({ state: 'done', progress: 100 })
  expect(afterConfirmation(false, [30, 60, 100])).toEqual({ state: 'open', progress: 60 })
  expect(afterConfirmation(false, [100])).toEqual({ state: 'open', progress: 0 })
})

test('nobody confirms his own work, under whichever of his records it stands', () => {
  const asked = { ownerId: 'a', myStaffIds: ['b', 'c'], myAccountId: 'me', reportedBy: 'you' }
  expect(mayNotConfirm(asked)).toBe(null)
  expect(mayNotConfirm({ ...asked, myStaffIds: ['b', 'a'] })).toBe('is-owner')
  expect(mayNotConfirm({ ...asked, reportedBy: 'me' })).toBe('has-reported')
})

test('an item is overdue the day after its last, and not once it has ended', () => {
  const item = { state: 'open', toOn: '2027-03-31' } as const
  expect(isOverdue(item, '2027-03-31')).toBe(false)
  expect(isOverdue(item, '2027-04-01')).toBe(true)
  expect(isOverdue({ ...item, state: 'done' }, '2027-04-01')).toBe(false)
  expect(isOverdue({ ...item, toOn: null }, '2027-04-01')).toBe(false)
})

test('missing attributes are named; days are in order', () => {
  const whole = {
    name: 'a',
    requirement: 'b',
    resources: 'c',
    goal: 'd',
    fromOn: '2027-01-01',
    toOn: '2027-02-01',
    owner: 'e',
    method: 'f',
  }
  expect(missingAttributes(whole)).toEqual([])
  expect(missingAttributes({ ...whole, resources: '', owner: null })).toEqual(['资源需求', '责任人'])
  expect(wrongDays('2027-02-02', '2027-02-01')).toContain('早于')
  expect(wrongDays('2027-02-01', '2027-02-01')).toBe(null)
})

test('the year ends only when every item is done, given up or judged', () => {
  const items = [
    { id: '1', itemNo: '1', state: 'done' },
    { id: '2', itemNo: '2', state: 'open' },
    { id: '3', itemNo: '3', state: 'reported' },
    { id: '4', itemNo: '4', state: 'cancelled' },
  ] as const
  const verdict = { itemId: '2', note: '设备未到', carryTo: '2028-06-30' }
  expect(openPoints(2027, items, []).map(({ path }) => path)).toEqual(['items.2', 'items.3'])
  expect(openPoints(2027, items, [verdict]).map(({ path }) => path)).toEqual(['items.3'])
  const [wrong] = openPoints(2027, items, [{ ...verdict, carryTo: '2027-12-31' }])
  expect(wrong?.message).toContain('不在 2028 年内')
  expect(openPoints(2027, items.slice(0, 2), [{ ...verdict, carryTo: null }])).toEqual([])
})

test('the next number follows the highest whole one', () => {
  expect(nextItemNo([])).toBe('1')
  expect(nextItemNo(['1', '10', '2', 'A3', '3-1'])).toBe('11')
})

test('a bar begins and ends within its year, whatever the days', () => {
  expect(dayShare('2027-01-01', 0)).toBe(0)
  expect(dayShare('2028-12-31', 1)).toBe(100)
  expect(barOf(2027, '2027-01-01', '2027-12-31')).toEqual({ left: 0, width: 100 })
  expect(barOf(2027, '2026-10-01', '2028-02-01')).toEqual({ left: 0, width: 100 })
  expect(barOf(2027, null, '2027-12-31')?.left).toBeCloseTo(99.73, 1)
  expect(barOf(2027, '2028-01-01', '2028-02-01')).toBe(null)
  expect(barOf(2027, '2027-03-02', '2027-03-01')).toBe(null)
  expect(barOf(2027, null, null)).toBe(null)
})
