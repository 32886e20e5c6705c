import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Incident } from './chain.ts'
import {
  actionsSeen,
  after,
  type Course,
  fourPoints,
  type GateAction,
  involvementOf,
  mayFollow,
  openPoints,
} from './domain.ts'

const by = { byName: '示例甲', at: '2026-11-05T01:00:00.000Z' }
const handling = { text: '停机隔离', on: '2026-11-03', ...by }
const investigation: NonNullable<Incident['investigation']> = {
  whys: ['压力表卡滞'],
  causes: [],
  rootCause: '没有点检',
  factor: 'machine',
  investigators: '',
  on: '2026-11-04',
  ...by,
}
const answered = { cause: '查清', treatment: '已批评', measures: '已落实', education: '已培训' }
const responsibilityOf = (fourPoints: typeof answered): NonNullable<Incident['responsibility']> => ({
  departmentId: null,
  personId: 'p1',
  departmentName: null,
  personName: '示例乙',
  finding: '点检缺失',
  treatment: '',
  fourPoints,
  ...by,
})

/** What the world is like while somebody goes on trying things in any order. */
type World = { course: Course; actions: GateAction[]; bureauReports: number; grade: Incident['grade'] }
type Try =
  | { do: 'handle' | 'investigate' | 'assign' | 'reopen' | 'dismiss' | 'close' | 'tell' | 'add-action' }
  | { do: 'assign-partly'; left: (typeof fourPoints)[number] }
  | { do: 'verify'; effective: boolean }
  | { do: 'finish' | 'drop' | 'reopen-action'; at: number }

const tries: fc.Arbitrary<Try> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Try>(
      ...(['handle', 'investigate', 'assign', 'add-action', 'close', 'tell'] as const).map((each) => ({
        do: each,
      })),
    ),
  },
  fc.constantFrom<Try>({ do: 'reopen' }, { do: 'dismiss' }),
  fc.constantFrom(...fourPoints).map((left): Try => ({ do: 'assign-partly', left })),
  { weight: 3, arbitrary: fc.boolean().map((effective): Try => ({ do: 'verify', effective })) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('finish' as const, 'drop' as const, 'reopen-action' as const),
      at: fc.nat(3),
    }),
  },
)

/** The way through, with up to two other tries between any two steps. */
const wayThrough: fc.Arbitrary<Try[]> = fc
  .array(fc.array(tries, { maxLength: 2 }), { minLength: 8, maxLength: 8 })
  .map((between) =>
    (
      [
        { do: 'handle' },
        { do: 'investigate' },
        { do: 'assign' },
        { do: 'tell' },
        { do: 'add-action' },
        { do: 'finish', at: 0 },
        { do: 'verify', effective: true },
        { do: 'close' },
      ] as const
    ).flatMap((deed, n) => [...(between[n] ?? []), deed]),
  )

const ending = (as: 'closed' | 'dismissed') => ({ as, note: '', ...by })

function step(world: World, what: Try): World {
  const { course, actions } = world
  const act = (state: GateAction['state'], at: number): World => ({
    ...world,
    // The actions' own list refuses it too once they are sealed.
    actions:
      course.stage === 'closed'
        ? actions
        : actions.map((each, n) => (n === at ? { ...each, state, version: each.version + 1 } : each)),
  })
  const go = (deed: Parameters<typeof after>[1]): World =>
    mayFollow(course.stage, deed.verb) ? { ...world, course: after(course, deed) } : world
  switch (what.do) {
    case 'handle':
      return go({ verb: 'handle', handling })
    case 'investigate':
      return go({ verb: 'investigate', investigation })
    case 'assign':
      return go({ verb: 'assign', responsibility: responsibilityOf(answered) })
    case 'assign-partly':
      return go({ verb: 'assign', responsibility: responsibilityOf({ ...answered, [what.left]: '' }) })
    case 'tell':
      return { ...world, bureauReports: world.bureauReports + 1 }
    case 'add-action': {
      if (!mayFollow(course.stage, 'add-action')) return world
      const made: GateAction = {
        id: String(actions.length),
        version: 1,
        kind: 'correction',
        what: '换表',
        state: 'open',
        ownerId: null,
        ownerName: null,
        doneByName: null,
      }
      return { ...go({ verb: 'add-action' }), actions: [...actions, made] }
    }
    case 'verify':
      if (actions.some(({ state }) => state === 'open')) return world
      return go({
        verb: 'verify',
        verification: {
          effective: what.effective,
          statement: '有效',
          on: '2026-11-05',
          seen: actionsSeen(actions),
          ...by,
        },
      })
    case 'close':
      if (
        openPoints({ ...course, grade: world.grade, bureauReports: world.bureauReports }, actions).length > 0
      )
        return world
      return go({ verb: 'close', ending: ending('closed') })
    case 'dismiss':
      return go({ verb: 'dismiss', ending: ending('dismissed') })
    case 'reopen':
      return go({ verb: 'reopen' })
    case 'finish':
      return act('done', what.at)
    case 'drop':
      return act('dropped', what.at)
    default:
      return act('open', what.at)
  }
}

const fresh: Course = {
  stage: 'reported',
  handling: null,
  investigation: null,
  responsibility: null,
  verification: null,
  ending: null,
}

describe('whatever anybody tries in whatever order', () => {
  test('what is closed has nothing missing, told once more without the gate; and closing does happen', () => {
    let closings = 0
    fc.assert(
      fc.property(
        fc.constantFrom('general' as const, 'major' as const),
        fc.oneof(wayThrough, fc.array(tries, { maxLength: 40 })),
        (grade, all) => {
          let world: World = { course: fresh, actions: [], bureauReports: 0, grade }
          for (const what of all) {
            world = step(world, what)
            const { course, actions } = world
            if (course.stage !== 'closed') continue
            closings += 1
            expect(course.handling).not.toBeNull()
            expect(course.investigation?.rootCause).toBeTruthy()
            expect(Object.values(course.responsibility?.fourPoints ?? {}).filter(Boolean)).toHaveLength(4)
            expect(course.verification?.effective).toBe(true)
            expect(actions.some(({ state }) => state === 'open')).toBe(false)
            expect(actions.some(({ state }) => state === 'done')).toBe(true)
            if (grade === 'major') expect(world.bureauReports).toBeGreaterThan(0)
          }
        },
      ),
      { seed: 20261121, numRuns: 2000 },
    )
    expect(closings).toBeGreaterThan(50)
  })

  test('the stage always says which part is missing, and an ended one always why', () => {
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 40 }), (all) => {
        let world: World = { course: fresh, actions: [], bureauReports: 0, grade: 'general' }
        for (const what of all) world = step(world, what)
        const { stage, handling, investigation, responsibility, verification, ending: end } = world.course
        expect(end !== null).toBe(stage === 'closed' || stage === 'dismissed')
        if (stage === 'reported') expect(handling).toBeNull()
        if (stage === 'handled') expect([handling === null, investigation]).toEqual([false, null])
        if (stage === 'investigated') expect([investigation === null, responsibility]).toEqual([false, null])
        if (stage === 'verified') expect(verification?.effective).toBe(true)
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

test('an action that changes after the verification asks for another one', () => {
  const done: GateAction = {
    id: 'a',
    version: 2,
    kind: 'correction',
    what: '换表',
    state: 'done',
    ownerId: 's1',
    ownerName: '示例丙',
    doneByName: '示例丙',
  }
  const verification = {
    effective: true,
    statement: '有效',
    on: '2026-11-05',
    seen: actionsSeen([done]),
    ...by,
  }
  const facts = {
    ...fresh,
    stage: 'verified' as const,
    handling,
    investigation,
    responsibility: responsibilityOf(answered),
    verification,
    grade: 'general' as const,
    bureauReports: 0,
  }
  expect(openPoints(facts, [done])).toEqual([])
  expect(openPoints(facts, [{ ...done, version: 3 }]).map(({ code }) => code)).toEqual(['changed-since'])
})

test('neither who was responsible nor who carried out an action may verify it', () => {
  const owned: GateAction = {
    id: 'a',
    version: 1,
    kind: 'correction',
    what: '换表',
    state: 'done',
    ownerId: 's1',
    ownerName: '示例丙',
    doneByName: '示例丁',
  }
  const responsible = responsibilityOf(answered)
  const may = (name: string, staffIds: string[] = [], action: GateAction = owned) =>
    involvementOf({ name, staffIds }, responsible, [action]) === null
  expect(may('示例戊')).toBe(true)
  expect(may('示例戊', ['p1'])).toBe(false)
  expect(may('示例戊', ['s1'])).toBe(false)
  expect(may('示例丁', ['s9'])).toBe(false)
  // Without a record in the staff ledger he is known by his name; with one, a namesake is somebody else.
  expect(may('示例乙')).toBe(false)
  expect(may('示例丙', ['s9'])).toBe(true)
  expect(may('示例戊', ['s1'], { ...owned, state: 'dropped' })).toBe(true)
})
