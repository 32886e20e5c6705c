import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition } from './condition.ts'
import { evaluate } from './evaluate.ts'
import { domains, type FlatFacts, factsFrom, fullFacts, inventedPlaces } from './invented-places.fixture.ts'
import { leavesOfPack } from './leaves.ts'
import { shippedPacks } from './load-pack.ts'
import type { LoadedPack } from './pack.ts'
import type { PackShape } from './pack-shape.ts'
import type { Verdict } from './verdict.ts'

const DAY = '2026-06-01'
const packs: LoadedPack[] = [...shippedPacks(), ...inventedPlaces().map(({ reading }) => reading)]

const judge = (loaded: LoadedPack, flat: FlatFacts): Verdict =>
  evaluate(loaded, factsFrom(flat, loaded.pack, DAY), DAY)
const changed = (loaded: LoadedPack, change: Partial<PackShape>): LoadedPack => ({
  ...loaded,
  pack: { ...loaded.pack, ...change },
})
const withConditions = (loaded: LoadedPack, change: (condition: Condition) => Condition): LoadedPack =>
  changed(loaded, { qualification: loaded.pack.qualification.map((each) => deep(each, change)) })

/** Every condition of a tree changed, from the leaves up. */
function deep(condition: Condition, change: (condition: Condition) => Condition): Condition {
  const below = (parts: Condition[] | undefined) => parts?.map((part) => deep(part, change))
  const { all, any, of, not, ...rest } = condition
  const changedBelow: Condition = { ...rest }
  if (all) changedBelow.all = below(all)
  if (any) changedBelow.any = below(any)
  if (of) changedBelow.of = below(of)
  if (not) changedBelow.not = deep(not, change)
  return change(changedBelow)
}

/** The facts with some of them not known. */
const partly = (full: FlatFacts, hidden: readonly string[]) =>
  Object.fromEntries(Object.entries(full).filter(([key]) => !hidden.includes(key)))

describe.each(packs.map((loaded) => ({ id: loaded.pack.id, loaded })))('$id', ({ loaded }) => {
  const full = fullFacts(loaded.pack, DAY)
  const keys = domains(loaded.pack, DAY).map(([key]) => key)
  const hidden = fc.subarray(keys)
  const runs = { numRuns: 100 }

  test('what is settled by a part of the facts is settled so by all of them', () => {
    fc.assert(
      fc.property(full, hidden, (facts, unknown) => {
        const { outcome } = judge(loaded, partly(facts, unknown))
        if (outcome !== 'cannot-tell') expect(judge(loaded, facts).outcome).toBe(outcome)
      }),
      runs,
    )
  })

  test('cannot-tell names only what is not known, and with that it can be told', () => {
    fc.assert(
      fc.property(full, hidden, (facts, unknown) => {
        const verdict = judge(loaded, partly(facts, unknown))
        const missing = verdict.missing.map(({ fact }) => fact)
        expect(missing.length > 0).toBe(verdict.outcome === 'cannot-tell')
        const stands = (key: string) => key.split(':')[0]?.replace('cert', 'certificates') ?? key
        const still = unknown.filter((key) => !missing.includes(stands(key)))
        for (const fact of missing) expect(unknown.map(stands)).toContain(fact)
        expect(judge(loaded, partly(facts, still)).outcome).not.toBe('cannot-tell')
      }),
      runs,
    )
  })

  test('where one fact is missing that stands in one place, cannot-tell means that it can come out in two ways', () => {
    const places = leavesOfPack(loaded.pack).map(({ test }) => test.fact)
    const once = domains(loaded.pack, DAY).filter(
      ([key]) => !key.startsWith('cert:') && places.indexOf(key) === places.lastIndexOf(key),
    )
    fc.assert(
      fc.property(full, fc.constantFrom(...once), (facts, [key, values]) => {
        if (judge(loaded, partly(facts, [key])).outcome !== 'cannot-tell') return
        const outcomes = new Set(values.map((value) => judge(loaded, { ...facts, [key]: value }).outcome))
        expect(outcomes.size).toBeGreaterThan(1)
      }),
      runs,
    )
  })

  test('without its relaxations a pack is stricter, and relaxed is what fails without them', () => {
    const strict = changed(loaded, { relaxations: [] })
    fc.assert(
      fc.property(full, (facts) => {
        const verdict = judge(loaded, facts)
        const plain = judge(strict, facts).outcome
        expect(plain).toBe(verdict.outcome === 'relaxed' ? 'fail' : verdict.outcome)
        expect(verdict.relaxations.length > 0).toBe(verdict.outcome === 'relaxed')
      }),
      runs,
    )
  })

  test('more education and more years never make it worse', () => {
    const rank = { fail: 0, relaxed: 1, pass: 2, 'cannot-tell': -1 }
    const levels = ['junior-secondary', 'senior-secondary', 'associate', 'bachelor', 'master', 'doctor']
    fc.assert(
      fc.property(full, fc.nat(5), fc.nat(5), fc.nat(12), fc.nat(8), (facts, one, two, years, more) => {
        const at = (level: number, qualityYears: number) =>
          rank[judge(loaded, { ...facts, education: levels[level], qualityYears }).outcome]
        expect(at(Math.max(one, two), years + more)).toBeGreaterThanOrEqual(at(Math.min(one, two), years))
      }),
      runs,
    )
  })

  test('the order of conditions does not matter', () => {
    const turned = withConditions(loaded, (condition) => ({
      ...condition,
      ...(condition.all && { all: [...condition.all].reverse() }),
      ...(condition.any && { any: [...condition.any].reverse() }),
      ...(condition.of && { of: [...condition.of].reverse() }),
    }))
    const other = changed(turned, { qualification: [...turned.pack.qualification].reverse() })
    fc.assert(
      fc.property(full, hidden, (facts, unknown) => {
        const [left, right] = [loaded, other].map((each) => judge(each, partly(facts, unknown)))
        expect(right?.outcome).toBe(left?.outcome)
        expect(right?.missing).toEqual(left?.missing)
      }),
      runs,
    )
  })

  test('all is n of n, any is one of n, and two nots are none', () => {
    const counted = withConditions(loaded, ({ all, any, ...rest }) => {
      const of = all ?? any
      return of ? { ...rest, of, need: all ? of.length : 1 } : rest
    })
    const negated = changed(loaded, {
      relaxations: [],
      qualification: loaded.pack.qualification.map((each): Condition => {
        const { within, when, ...inner } = each
        const twice: Condition = { id: 'outer', title: '外', not: { id: 'inner', title: '内', not: inner } }
        return { ...twice, ...(within && { within }), ...(when && { when }) }
      }),
    })
    const strict = changed(loaded, { relaxations: [] })
    fc.assert(
      fc.property(full, hidden, (facts, unknown) => {
        const some = partly(facts, unknown)
        expect(judge(counted, some)).toMatchObject({
          outcome: judge(loaded, some).outcome,
          missing: judge(loaded, some).missing,
        })
        expect(judge(negated, some).outcome).toBe(judge(strict, some).outcome)
      }),
      runs,
    )
  })

  test('what must only be met later never fails today', () => {
    const later = changed(loaded, {
      qualification: loaded.pack.qualification.map((each) => ({
        ...each,
        within: { amount: 6, unit: 'month' as const },
      })),
    })
    fc.assert(
      fc.property(full, (facts) => {
        const verdict = judge(later, facts)
        expect(verdict.outcome).not.toBe('fail')
        if (judge(loaded, facts).outcome === 'fail' && verdict.outcome === 'pass') {
          expect(verdict.obligations.length).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })
})
