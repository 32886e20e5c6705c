import { expect, test } from 'vitest'
import { clockStates, nextOf, recallRate } from './domain.ts'
import type { RecallEventKind } from './schemes/contract.ts'
import { shippedSchemes } from './schemes/shipped.ts'

/** Beijing time. */
const at = (time: string) => new Date(`${time}:00+08:00`).toISOString()
const events = (...made: readonly (readonly [RecallEventKind, string])[]) =>
  made.map(([kind, time]) => ({ kind, at: at(time) }))

const consumer = (recorded: ReturnType<typeof events>, now: string, conditions: string[] = []) =>
  clockStates(
    shippedSchemes.consumer,
    recorded,
    { initiative: 'voluntary', conditions },
    new Date(`${now}:00+08:00`),
  )
const pick = (clocks: ReturnType<typeof consumer>, key: string) => clocks.find((each) => each.key === key)

test('working days leave out the holiday and count its make-up days', () => {
  // 国庆 2025: 1–8 October off, 28 September and 11 October worked.
  const clocks = consumer(
    events(['known', '2025-09-25T09:00'], ['confirmed', '2025-09-26T16:00']),
    '2025-09-29T09:00',
  )
  expect(pick(clocks, 'plan')).toMatchObject({ state: 'running', due: '2025-10-16', left: 8 })
  expect(pick(clocks, 'summary')).toMatchObject({ state: 'waiting', due: null })
  expect(nextOf(clocks)?.key).toBe('plan')
})

test('the report of serious harm is due only where the harm is serious', () => {
  const known = events(['known', '2025-09-08T10:00'])
  expect(pick(consumer(known, '2025-09-10T23:00'), 'serious-report')).toBeUndefined()
  expect(pick(consumer(known, '2025-09-10T23:00', ['serious']), 'serious-report')).toMatchObject({
    state: 'running',
    due: '2025-09-10',
    left: 0,
  })
  expect(pick(consumer(known, '2025-09-11T00:01', ['serious']), 'serious-report')?.state).toBe('overdue')
})

test('what was done in time and late is told apart by when it happened, not when it was written down', () => {
  const done = (on: string) =>
    pick(
      consumer(
        events(['known', '2025-09-08T10:00'], ['confirmed', '2025-09-08T11:00'], ['plan-reported', on]),
        '2026-01-01T09:00',
      ),
      'plan',
    )
  expect(done('2025-09-22T23:59')?.state).toBe('met')
  expect(done('2025-09-23T00:00')?.state).toBe('late')
})

test('stage reports are due every three months until the recall is completed, and again once it is carried on', () => {
  const begun = [
    ['known', '2026-01-05T09:00'],
    ['confirmed', '2026-01-05T10:00'],
    ['plan-reported', '2026-01-06T10:00'],
    ['started', '2026-01-31T10:00'],
  ] as const
  const stage = (now: string, ...more: (readonly [RecallEventKind, string])[]) =>
    pick(consumer(events(...begun, ...more), now), 'stage')
  expect(stage('2026-02-01T09:00')).toMatchObject({ nth: 1, due: '2026-04-30', state: 'running' })
  const first = ['stage-reported', '2026-04-20T09:00'] as const
  expect(stage('2026-05-01T09:00', first)).toMatchObject({ nth: 2, due: '2026-07-31' })
  expect(stage('2026-08-01T09:00', first)).toMatchObject({ nth: 2, state: 'overdue' })
  const completed = ['completed', '2026-06-30T09:00'] as const
  expect(stage('2026-08-01T09:00', first, completed)).toMatchObject({ state: 'met', due: null })
  const resumed = ['resumed', '2026-07-10T09:00'] as const
  expect(stage('2026-08-01T09:00', first, completed, resumed)).toMatchObject({ nth: 2, state: 'overdue' })
  const again = consumer(events(...begun, first, completed, resumed), '2026-08-01T09:00')
  expect(pick(again, 'summary')?.state).toBe('waiting')
})

test('hours run on through night and weekend; where nothing is prescribed the clock says so', () => {
  const food = (now: string) =>
    clockStates(
      shippedSchemes.food,
      events(['known', '2026-01-09T18:30'], ['plan-reported', '2026-01-10T18:31']),
      { initiative: 'voluntary', conditions: ['level-1'] },
      new Date(`${now}:00+08:00`),
    )
  const clocks = food('2026-01-12T09:00')
  expect(pick(clocks, 'start-level-1')).toMatchObject({ state: 'late', dueAt: at('2026-01-10T18:30') })
  expect(pick(clocks, 'publish')).toMatchObject({ state: 'unspecified', due: null })
  expect(pick(clocks, 'start-level-2')).toBeUndefined()
})

test('an objection is a right: it is never overdue and never the next duty', () => {
  const clocks = clockStates(
    shippedSchemes.consumer,
    events(['known', '2026-01-05T09:00'], ['ordered', '2026-01-05T10:00']),
    { initiative: 'ordered', conditions: [] },
    new Date('2026-03-01T09:00:00+08:00'),
  )
  expect(pick(clocks, 'objection')).toMatchObject({ state: 'running', right: true })
  expect(nextOf(clocks)).toBeUndefined()
})

test('a refuted clue that is opened again starts its clocks from the new confirmation', () => {
  const clocks = consumer(
    events(
      ['known', '2025-09-01T09:00'],
      ['confirmed', '2025-09-01T10:00'],
      ['refuted', '2025-09-02T09:00'],
      ['reopened', '2025-09-08T09:00'],
    ),
    '2025-09-09T09:00',
  )
  expect(pick(clocks, 'plan')?.state).toBe('waiting')
})

test('the rate is cut off: only all is 100 %', () => {
  expect(recallRate(999, 1000)).toBe(99.9)
  expect(recallRate(9999, 10000)).toBe(99.9)
  expect(recallRate(0, 0)).toBeNull()
})
