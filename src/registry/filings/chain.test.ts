import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Flow } from '#registry/rules/pack-sections.ts'
import {
  type DeskUnit,
  deskOf,
  deskVerbOf,
  finish,
  officeSteps,
  planChain,
  publicize,
  reach,
  stepAtHand,
  unitOf,
} from './chain.ts'

const levels = ['county', 'city', 'province'] as const
const upward: DeskUnit[] = levels.map((level, index) => ({
  id: `00000000-0000-7000-8000-00000000000${index}`,
  name: level,
  level,
}))

const span = fc.option(
  fc.record({
    amount: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom('workday', 'day', 'month', 'year'),
  }),
)
const middle = fc.record({
  level: fc.constantFrom(...levels),
  action: fc.constantFrom('review', 'publicize', 'other'),
  within: span,
})
const flow = fc
  .record({
    accept: fc.boolean(),
    middle: fc.array(middle, { maxLength: 5 }),
    registrar: fc.constantFrom(...levels),
    after: fc.boolean(),
  })
  .map(({ accept, middle: between, registrar, after }) =>
    Flow.parse({
      order: 'any',
      levels: [...levels],
      fileTo: 'county',
      confirmation: ['in-app'],
      steps: [
        { id: 'appoint', title: '聘任', level: 'enterprise', action: 'appoint' },
        { id: 'file', title: '报备', level: 'enterprise', action: 'file' },
        ...(accept ? [{ id: 'accept', title: '受理', level: 'county', action: 'accept' }] : []),
        ...between.map((step, index) => ({ ...step, id: `s${index}`, title: `第${index}步` })),
        { id: 'register', title: '登记', level: registrar, action: 'register' },
        ...(after ? [{ id: 'report', title: '上报', level: 'city', action: 'report' }] : []),
      ],
    }),
  )

function planned(of: Flow, from: readonly DeskUnit[] = upward) {
  const plan = planChain(of, '示例文号', officeSteps(of), from)
  if (!('chain' in plan)) throw new Error('no unit')
  return reach(plan.chain, '2026-11-20')
}

describe('the chain of a filing', () => {
  test('whatever the pack says, every step is taken once, in order, at its own desk, and 登记 is the last', () => {
    fc.assert(
      fc.property(flow, (of) => {
        let chain = planned(of)
        const taken: string[] = []
        while (stepAtHand(chain)) {
          const step = stepAtHand(chain)
          if (!step) break
          expect(deskOf(chain)).toEqual({
            desk_unit_id: step.unitId,
            desk_step: step.id,
            desk_due_on: step.dueOn,
          })
          expect(step.reachedOn).not.toBeNull()
          if (deskVerbOf(step) === 'publicize') {
            chain = publicize(chain, { from: '2026-11-20', to: '2026-11-27', place: '示例' })
            expect(stepAtHand(chain)).toMatchObject({ id: step.id, dueOn: '2026-11-27' })
          }
          taken.push(step.id)
          const at = new Date('2026-11-20T02:00:00Z')
          chain = finish(chain, { at, on: '2026-11-20', by: '示例', opinion: null })
        }
        const ids = of.steps
          .filter(({ level, action }) => level !== 'enterprise' && action !== 'report')
          .map(({ id }) => id)
        expect(taken).toEqual(ids)
        expect(taken.at(-1)).toBe('register')
        expect(deskOf(chain)).toEqual({ desk_unit_id: null, desk_step: null, desk_due_on: null })
      }),
    )
  })

  test('a level below the responsible unit is skipped, one above it must exist', () => {
    const city = upward.slice(1)
    expect(unitOf('county', city)?.level).toBe('city')
    expect(unitOf('province', city)?.level).toBe('province')
    expect(unitOf('nation', city)).toBeUndefined()
  })

  test('a flow without steps is 受理 and 登记 at the level it files to, with the deadlines of the document', () => {
    const of = Flow.parse({
      order: 'any',
      levels: ['county', 'city'],
      fileTo: 'city',
      confirmation: ['in-app'],
      deadlines: { acceptance: { amount: 2, unit: 'workday' } },
      officePromise: { registration: { amount: 5, unit: 'workday' } },
    })
    const [accept, register] = planned(of)
    expect(accept).toMatchObject({ action: 'accept', unitName: 'city', promised: false, dueOn: '2026-11-24' })
    expect(register).toMatchObject({ action: 'register', promised: true, dueOn: null })
  })

  test('several offices may register, each its own filings; the first that applies ends the chain', () => {
    const when = { fact: 'aboveScale', isTrue: false }
    const of = Flow.parse({
      order: 'any',
      levels: ['county', 'city'],
      fileTo: 'county',
      steps: [
        { id: 'accept', title: '受理', level: 'county', action: 'accept' },
        { id: 'county-register', title: '县级登记', level: 'county', action: 'register', when },
        { id: 'notice', title: '市级公示', level: 'city', action: 'publicize' },
        { id: 'city-register', title: '市级登记', level: 'city', action: 'register' },
      ],
    })
    const ids = (small: boolean) => officeSteps(of, (step) => !step.when || small).map(({ id }) => id)
    expect(ids(true)).toEqual(['accept', 'county-register'])
    expect(ids(false)).toEqual(['accept', 'notice', 'city-register'])
    expect(of.confirmation).toEqual(['in-app', 'stamped-scan'])
  })
})
