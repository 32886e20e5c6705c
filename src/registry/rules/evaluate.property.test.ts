import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CERTIFICATE_TYPES,
  type Code,
  codesOf,
  EDUCATION_LEVELS,
  ENTERPRISE_SIZES,
  ENTERPRISE_TYPES,
  QUALIFICATION_LEVELS,
  TITLE_FIELDS,
  TITLE_LEVELS,
} from './code-lists.ts'
import { evaluate } from './evaluate.ts'
import type { HeldCertificate, QualificationFacts } from './facts.ts'
import { HUBEI, TANGSHAN } from './language.fixture.ts'
import { packHash, readPack, shippedPacks } from './load-pack.ts'
import type { LoadedPack } from './pack.ts'
import { Verdict, type VerdictNode } from './verdict.ts'

const DAY = '2026-09-01'

const packs: LoadedPack[] = [
  ...shippedPacks(),
  ...[TANGSHAN, HUBEI].map((text) => {
    const reading = readPack(text)
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    return reading
  }),
]
const anyPack = fc.constantFrom(...packs)

/** Every fact known; education completed, since an uncompleted level says less than it seems to. */
const full = fc.record({
  education: fc.constantFrom(...codesOf(EDUCATION_LEVELS)).map((level) => ({ level, completed: true })),
  titleLevel: fc.constantFrom(...codesOf(TITLE_LEVELS)),
  qualification: fc.constantFrom(...codesOf(QUALIFICATION_LEVELS)),
  qualityYears: fc.integer({ min: 0, max: 12 }),
  trainedBefore: fc.boolean(),
  ceHours: fc.integer({ min: 0, max: 2 }).map((hours) => ({ '2025': hours, '2026': hours })),
  certificates: fc.constantFrom<HeldCertificate[]>(
    [],
    [{ type: CERTIFICATE_TYPES[0].code }],
    [{ type: 'quality-grade', level: 'first', issuedOn: '2025-01-01' }],
  ),
  enterprise: fc.record({
    size: fc.constantFrom(...codesOf(ENTERPRISE_SIZES)),
    aboveScale: fc.boolean(),
    type: fc.constantFrom(...codesOf(ENTERPRISE_TYPES)),
    industry: fc.constantFrom('C13', 'C30', 'F51'),
  }),
  titleField: fc.constantFrom(...codesOf(TITLE_FIELDS)),
  extensions: fc.record({
    titleInRelatedField: fc.boolean(),
    trainedByRegulator: fc.boolean(),
    continuingEducation: fc.constantFrom('attended', 'not-due', 'missed'),
  }),
  declarations: fc.record({ noExclusions: fc.constantFrom(true, false, undefined) }),
})
type Full = typeof full extends fc.Arbitrary<infer T> ? T : never

const TOP = [
  'education',
  'titleLevel',
  'qualification',
  'qualityYears',
  'trainedBefore',
  'ceHours',
  'certificates',
  'extensions',
  'titleField',
] as const
const OF_ENTERPRISE = ['size', 'aboveScale', 'type', 'industry'] as const
const mask = fc.array(fc.boolean(), { minLength: 13, maxLength: 13 })

/** The facts of which only those marked are known. */
function knowing(facts: Full, known: readonly boolean[]): QualificationFacts {
  const partly: Record<string, unknown> = {
    declarations: facts.declarations,
    enterprise: Object.fromEntries(
      OF_ENTERPRISE.filter((_, index) => known[TOP.length + index]).map((key) => [
        key,
        facts.enterprise[key],
      ]),
    ),
  }
  TOP.forEach((key, index) => {
    if (known[index]) partly[key] = facts[key]
  })
  return partly
}

test('knowing more never makes a settled outcome uncertain or another', () => {
  fc.assert(
    fc.property(anyPack, full, mask, mask, (pack, facts, some, others) => {
      const before = evaluate(pack, knowing(facts, some), DAY)
      const more = some.map((known, index) => known || (others[index] ?? false))
      if (before.outcome !== 'cannot-tell') {
        expect(evaluate(pack, knowing(facts, more), DAY).outcome).toBe(before.outcome)
      }
    }),
    { numRuns: 2000 },
  )
})

const PLACE: Record<string, number> = {
  ...Object.fromEntries(TOP.map((key, index) => [key, index])),
  titleInRelatedField: TOP.indexOf('extensions'),
  trainedByRegulator: TOP.indexOf('extensions'),
  continuingEducation: TOP.indexOf('extensions'),
  enterpriseSize: TOP.length,
  aboveScale: TOP.length + 1,
  enterpriseType: TOP.length + 2,
  industry: TOP.length + 3,
}

test('cannot-tell names facts that are missing, and those suffice to tell', () => {
  fc.assert(
    fc.property(anyPack, full, mask, (pack, facts, known) => {
      const verdict = evaluate(pack, knowing(facts, known), DAY)
      expect(verdict.missing.length > 0).toBe(verdict.outcome === 'cannot-tell')
      const places = verdict.missing.map(({ fact }) => PLACE[fact] ?? -1)
      for (const place of places) expect(known[place]).toBe(false)
      const filled = known.map((each, index) => each || places.includes(index))
      expect(evaluate(pack, knowing(facts, filled), DAY).outcome).not.toBe('cannot-tell')
    }),
    { numRuns: 2000 },
  )
})

const RANK = { fail: 0, relaxed: 1, pass: 2, 'cannot-tell': -1 }

test('raising education, title, qualification or years never makes the outcome worse', () => {
  fc.assert(
    fc.property(anyPack, full, full, (pack, facts, other) => {
      const higher = <C extends string>(list: readonly Code<C>[], left: C, right: C): C => {
        const ordinal = (code: string) => list.find((each) => each.code === code)?.ordinal ?? 0
        return ordinal(left) >= ordinal(right) ? left : right
      }
      const raised = {
        ...facts,
        education: {
          level: higher(EDUCATION_LEVELS, facts.education.level, other.education.level),
          completed: true,
        },
        titleLevel: higher(TITLE_LEVELS, facts.titleLevel, other.titleLevel),
        qualification: higher(QUALIFICATION_LEVELS, facts.qualification, other.qualification),
        qualityYears: Math.max(facts.qualityYears, other.qualityYears),
      }
      const before = evaluate(pack, facts, DAY)
      const after = evaluate(pack, raised, DAY)
      expect(RANK[after.outcome]).toBeGreaterThanOrEqual(RANK[before.outcome])
    }),
    { numRuns: 2000 },
  )
})

test('the outcome is what the tree says', () => {
  const granted = { reason: '示例理由', reviewer: '示例审查人' }
  fc.assert(
    fc.property(anyPack, full, mask, fc.boolean(), (pack, facts, known, isGranted) => {
      const verdict = evaluate(pack, knowing(facts, known), DAY, isGranted ? granted : undefined)
      expect(Verdict.parse(verdict)).toEqual(verdict)
      const roots = verdict.tree.map((node) => node.outcome)
      const has = (...outcomes: VerdictNode['outcome'][]) => roots.some((each) => outcomes.includes(each))
      expect(verdict.hard).toBe(verdict.tree.some((node) => node.hard && node.outcome === 'not-met'))
      expect(verdict.outcome === 'fail').toBe(has('not-met'))
      if (!has('not-met')) expect(verdict.outcome === 'cannot-tell').toBe(has('unknown'))
      if (verdict.outcome === 'relaxed') expect(verdict.needsReason).toBe(has('relaxable'))
      if (verdict.outcome === 'pass') expect(has('relaxable', 'relaxed')).toBe(false)
      verdict.tree.forEach(expectConsistent)
    }),
    { numRuns: 1000 },
  )
})

/** A met group has a met child, a leaf is met exactly when its value is, and below what does not matter nothing matters. */
function expectConsistent(node: VerdictNode): void {
  const conditions = node.children.filter((child) => child.kind !== 'relaxation')
  const outcomes = conditions.map((child) => child.outcome)
  if (node.kind === 'any' && node.outcome === 'met') expect(outcomes).toContain('met')
  if (node.kind === 'any' && node.outcome === 'not-met')
    expect(new Set(outcomes)).toEqual(new Set(['not-met']))
  if (node.kind === 'all' && node.outcome === 'met') expect(new Set(outcomes)).toEqual(new Set(['met']))
  if (node.kind === 'all' && node.outcome === 'not-met') expect(outcomes).toContain('not-met')
  const own = node.values.at(-1)
  if (node.kind === 'compare' && node.outcome === 'met') expect(own?.met).toBe(true)
  if (node.kind === 'compare' && node.outcome === 'not-met') expect(own?.met).toBe(false)
  if (!node.matters) for (const child of node.children) expect(child.matters).toBe(false)
  conditions.forEach(expectConsistent)
}

test('the hash does not depend on the order of keys, but on every value', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, each]) => [key, shuffled(each)]),
    )
  }
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      expect(packHash(shuffled(content))).toBe(packHash(content))
      expect(packHash({ ...content, added: 1 })).not.toBe(packHash({ ...content, added: 2 }))
    }),
  )
  for (const { source, hash } of shippedPacks()) expect(packHash(shuffled(source))).toBe(hash)
})
