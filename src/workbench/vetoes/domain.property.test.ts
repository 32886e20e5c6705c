import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  after,
  type Checkable,
  type ConditionState,
  isInForce,
  isMet,
  markOf,
  obstaclesToCheck,
  obstaclesToLift,
  type VetoDeed,
} from './domain.ts'
import { wieldsAs } from './policy.ts'

const people = ['cqo', 'old cqo', 'deputy', 'principal', 'staff', 'auditor'] as const
type Person = (typeof people)[number]

const rare = ['override', 'add-condition', 'reopen', 'drop', 'reword', 'change-cqo'] as const
const common = ['check', 'lift', 'meet'] as const
type Step = { deed: (typeof rare)[number] | (typeof common)[number]; by: Person; at: number }
const step: fc.Arbitrary<Step> = fc.record({
  // What leads to a lifting comes often enough for liftings to happen.
  deed: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constantFrom(...rare) },
  ),
  by: fc.constantFrom(...people),
  at: fc.nat(1),
})

const enterpriseId = 'e'
const actor = (by: Person) => ({
  kind: 'enterprise' as const,
  role: by === 'old cqo' ? ('cqo' as const) : by === 'deputy' ? ('staff' as const) : by,
  enterpriseId,
  accountId: by,
  sessionId: '',
  grantId: '',
  name: by,
})

/** A veto and what happened, told as plainly as can be: what the product must never let happen is asked after each step. */
type World = {
  veto: Checkable
  conditions: ConditionState[]
  inOffice: string
  endedBy: Person | null
}

const fresh = (id: number): ConditionState => ({
  id: String(id),
  version: 1,
  state: 'open',
  proved: false,
  asDemanded: true,
})

function office(world: World) {
  return {
    enterpriseId,
    office: {
      cqo: { appointmentId: 'a', personName: world.inOffice },
      deputies: [
        { accountId: 'deputy', name: 'deputy' },
        // Named in error: neither becomes deputy.
        { accountId: 'principal', name: 'principal' },
        { accountId: 'auditor', name: 'auditor' },
      ],
    },
  }
}

function moved(world: World, deed: VetoDeed): Checkable | undefined {
  const state = after(world.veto.state, deed)
  return state && { ...world.veto, state }
}

function play(world: World, { deed, by, at }: Step): World {
  const changed = (part: Partial<ConditionState>): World => ({
    ...world,
    conditions: world.conditions.map((each, index) =>
      index === at && isInForce(world.veto.state) ? { ...each, ...part, version: each.version + 1 } : each,
    ),
  })
  if (deed === 'meet') return changed({ state: 'done', proved: true })
  if (deed === 'reopen') return changed({ state: 'open' })
  if (deed === 'drop') return changed({ state: 'dropped' })
  if (deed === 'reword') return changed({ asDemanded: false })
  if (deed === 'change-cqo') return { ...world, inOffice: world.inOffice === 'cqo' ? 'old cqo' : 'cqo' }
  const veto = moved(world, deed)
  if (!veto) return world
  if (deed === 'check') {
    if (by === 'auditor' || obstaclesToCheck(world.conditions).length > 0) return world
    return { ...world, veto: { ...veto, checkedBy: by, checkedMark: markOf(world.conditions) } }
  }
  if (deed === 'override') return by === 'principal' ? { ...world, veto, endedBy: by } : world
  if (wieldsAs(actor(by), office(world)) === null) return world
  if (deed === 'add-condition')
    return { ...world, veto, conditions: [...world.conditions, fresh(world.conditions.length)] }
  if (obstaclesToLift(world.veto, world.conditions, by).length > 0) return world
  return { ...world, veto, endedBy: by }
}

describe('whatever anybody tries in whatever order', () => {
  test('a veto is lifted only by the office, with everything met and looked at by somebody else; otherwise it stands or was overridden in the open', () => {
    let lifted = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let world: World = {
          veto: { state: 'in-force', checkedBy: null, checkedMark: null },
          conditions: [fresh(0)],
          inOffice: 'cqo',
          endedBy: null,
        }
        for (const each of steps) {
          const before = world
          world = play(world, each)
          const { state } = world.veto
          if (!isInForce(before.veto.state)) expect(state).toBe(before.veto.state)
          else if (state === 'lifted') {
            expect(['deputy', before.inOffice]).toContain(world.endedBy)
            expect(before.veto.checkedBy).not.toBe(world.endedBy)
            expect(before.veto.checkedMark).toBe(markOf(world.conditions))
            expect(world.conditions.every(isMet)).toBe(true)
          } else if (state === 'overridden') expect(world.endedBy).toBe('principal')
          else expect(isInForce(state)).toBe(true)
        }
        if (world.veto.state === 'lifted') lifted += 1
      }),
      { numRuns: 2000 },
    )
    expect(lifted, 'many histories come to a lifting').toBeGreaterThan(50)
  })

  test('what the second person looked at is not any other state of the conditions', () => {
    const condition = fc.record({
      id: fc.uuid(),
      version: fc.integer({ min: 1, max: 9 }),
      state: fc.constantFrom('open' as const, 'done' as const, 'dropped' as const),
      proved: fc.boolean(),
      asDemanded: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 6 }), fc.nat(5), (conditions, at) => {
        const index = at % conditions.length
        const other = conditions.map((each, place) =>
          place === index ? { ...each, version: each.version + 1 } : each,
        )
        expect(markOf([...conditions].reverse())).toBe(markOf(conditions))
        expect(markOf(other)).not.toBe(markOf(conditions))
        expect(markOf(conditions.slice(1))).not.toBe(markOf(conditions))
      }),
    )
  })
})
