import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCases } from './case-file.ts'
import { inventedPlaces } from './invented-places.fixture.ts'
import { readPack } from './load-pack.ts'

const places = inventedPlaces()
const nation = places.find(({ name }) => name === 'nation.yaml')
const province = places.find(({ name }) => name === 'two-of-three.yaml')
if (!nation || !province) throw new Error('the places are there')
const text = (name: string) => readFileSync(new URL(`./invented-places/${name}`, import.meta.url), 'utf8')

/** A piece of a text cut out and something else put in; often something with a meaning in YAML. */
const mutated = (whole: string) =>
  fc
    .tuple(
      fc.nat(whole.length),
      fc.nat(80),
      fc.oneof(
        fc.string({ maxLength: 20, unit: 'grapheme' }),
        fc.constantFrom(
          'null',
          '5',
          '[]',
          '{}',
          '[1, [2]]',
          'true',
          '- a',
          '{ id: x }',
          '{ id: x, remove: true }',
          '\n',
          ': ',
        ),
      ),
    )
    .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length))

test('a pack that rests on another is read or refused, never fails, however it is written', () => {
  fc.assert(
    fc.property(mutated(text('two-of-three.yaml')), (changed) => {
      const reading = readPack(changed, [nation.reading.file])
      if (reading.ok) return
      expect(reading.problems.length).toBeGreaterThan(0)
      for (const { line, reason, remedy } of reading.problems) {
        expect(line).toBeGreaterThan(0)
        expect(reason).not.toBe('')
        expect(remedy).toMatch(/。$/)
      }
    }),
    { numRuns: 600 },
  )
})

test('keys of any kind in a pack below are read or refused', () => {
  const keys = [
    'qualification',
    'powers',
    'flow',
    'exclusions',
    'training',
    'facts',
    'relaxations',
    'termination',
    'numbering',
  ]
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 })), (written) => {
      const header =
        'id: below\nversion: 1\ntitle: 下\ndocNo: 下\nissuer: [下]\nareas: ["99"]\neffectiveFrom: 2026-01-01\nparent: sample-nation\n'
      const body = Object.entries(written).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      const reading = readPack(header + body.join(''), [nation.reading.file])
      if (!reading.ok) expect(reading.problems.length).toBeGreaterThan(0)
    }),
    { numRuns: 600 },
  )
})

test('cases are read or refused, never fail', () => {
  fc.assert(
    fc.property(mutated(text('two-of-three.cases.yaml')), (changed) => {
      const reading = readCases(changed, province.reading.pack, 'yaml')
      if (reading.ok) return
      for (const { line, remedy } of reading.problems) {
        expect(line).toBeGreaterThan(0)
        expect(remedy).toMatch(/。$/)
      }
    }),
    { numRuns: 600 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (table) => {
      const reading = readCases(`name,onDate,projects,outcome\n${table}`, province.reading.pack, 'csv')
      if (!reading.ok) expect(reading.problems.length).toBeGreaterThan(0)
    }),
  )
})
