import { expect, test } from 'vitest'
import {
  type Certified,
  certificateOn,
  dueOn,
  type Judged,
  mayBecome,
  mayBeUsed,
  stateOn,
  validUntil,
} from './domain.ts'

const inUse: Judged = {
  standing: 'in-use',
  standingSince: null,
  category: 'a',
  mandatory: true,
  cycleMonths: 12,
}
const certificate = (certifiedOn: string, conclusion: Certified['conclusion'] = 'pass'): Certified => ({
  certifiedOn,
  validUntil: validUntil(certifiedOn, 12, conclusion),
  conclusion,
})

test('a certificate ends the day before the same day of the last month; months without that day end earlier', () => {
  expect(validUntil('2026-01-01', 12, 'pass')).toBe('2026-12-31')
  expect(validUntil('2026-08-31', 6, 'pass')).toBe('2027-02-27')
  expect(validUntil('2024-02-29', 12, 'limited')).toBe('2025-02-27')
  expect(validUntil('2026-01-01', null, 'pass')).toBeNull()
  expect(validUntil('2026-01-01', 12, 'fail')).toBeNull()
  expect(dueOn('sealed', 12, { lastOn: '2026-01-01', conclusion: 'pass' })).toBeNull()
  expect(dueOn('in-use', 12, { lastOn: '2026-01-01', conclusion: null })).toBe('2026-12-31')
})

test('the last day counts, the day after is late', () => {
  const last = certificate('2026-01-01')
  expect(stateOn(inUse, last, '2026-12-31')).toBe('ready')
  expect(stateOn(inUse, last, '2027-01-01')).toBe('overdue')
  expect(stateOn(inUse, certificate('2026-01-01', 'limited'), '2026-06-01')).toBe('limited')
  expect(stateOn(inUse, certificate('2026-01-01', 'fail'), '2026-01-01')).toBe('forbidden')
  expect(stateOn(inUse, undefined, '2026-06-01')).toBe('pending')
  expect(
    stateOn({ ...inUse, category: 'c', mandatory: null, cycleMonths: null }, undefined, '2026-06-01'),
  ).toBe('ready')
})

test('what is stopped is stopped from its day on, and was in use before', () => {
  const sealed: Judged = { ...inUse, standing: 'sealed', standingSince: '2026-05-10' }
  expect(stateOn(sealed, certificate('2026-01-01'), '2026-05-09')).toBe('ready')
  expect(stateOn(sealed, certificate('2026-01-01'), '2026-05-10')).toBe('sealed')
})

test('late ones may be used unless they are of mandatory verification; failed ones never', () => {
  expect(mayBeUsed('overdue', true)).toBe(false)
  expect(mayBeUsed('pending', true)).toBe(false)
  expect(mayBeUsed('overdue', false)).toBe(true)
  expect(mayBeUsed('limited', true)).toBe(true)
  for (const state of ['forbidden', 'stopped', 'sealed', 'scrapped'] as const)
    expect(mayBeUsed(state, false)).toBe(false)
})

test('a day is judged by the certificate that was in force on it, not by a later one', () => {
  const all = [certificate('2025-01-10'), certificate('2026-03-01', 'fail'), certificate('2026-04-01')]
  expect(certificateOn(all, '2025-01-09')).toBeUndefined()
  expect(certificateOn(all, '2026-02-28')?.certifiedOn).toBe('2025-01-10')
  expect(certificateOn(all, '2026-03-15')?.conclusion).toBe('fail')
  expect(certificateOn([...all].reverse(), '2026-12-01')?.certifiedOn).toBe('2026-04-01')
})

test('nothing becomes what it is, and whatever is out of use can come back', () => {
  const all = ['in-use', 'stopped', 'sealed', 'scrapped'] as const
  for (const each of all) expect(mayBecome(each, each)).toBe(false)
  for (const each of all.slice(1)) expect(mayBecome(each, 'in-use')).toBe(true)
  expect(mayBecome('scrapped', 'sealed')).toBe(false)
})
