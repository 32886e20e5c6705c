import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCases } from './case-file.ts'
import * as lists from './code-lists.ts'
import { OPERATORS } from './condition.ts'
import { STANDARD_FACTS } from './facts.ts'
import { readPack, shippedPacks } from './load-pack.ts'
import type { PackFile } from './load-pack-chain.ts'
import {
  AwardPriority,
  Flow,
  FlowStep,
  INDICATORS,
  PackFact,
  Provision,
  Relaxation,
} from './pack-sections.ts'
import { PackShape } from './pack-shape.ts'
import { linesOf, tryCases } from './try-cases.ts'

const recipe = readFileSync(new URL('../../../docs/recipes/add-a-rule-pack.md', import.meta.url), 'utf8')

/** The files that the recipe tells to save, by name, just as they stand in it. */
const files = new Map(
  [...recipe.matchAll(/```yaml\n(# 文件：(\S+)\n[\s\S]*?)```/g)].map(([, text = '', name = '']) => [
    name,
    text,
  ]),
)

function packOf(name: string, ...known: PackFile[]) {
  const reading = readPack(files.get(name) ?? '', known)
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.problems, null, 1)}`)
  return reading
}

describe('the examples of the recipe, taken from its text', () => {
  const city = packOf('shili-city-2026.yaml')
  const county = packOf('shili-county-2026.yaml', city.file)

  test.each([
    ['shili-city-2026.cases.yaml', city],
    ['shili-county-2026.cases.yaml', county],
  ])('%s', (name, pack) => {
    const cases = readCases(files.get(name) ?? '', pack.pack, 'yaml')
    if (!cases.ok) throw new Error(JSON.stringify(cases.problems, null, 1))
    for (const tried of tryCases(cases.cases, () => pack)) {
      expect(tried.differences, linesOf(tried).join('\n')).toEqual([])
    }
  })

  test('the table of cases', () => {
    const yichun = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')
    const table = /```csv\n([\s\S]*?)```/.exec(recipe)?.[1] ?? ''
    if (!yichun) throw new Error('yichun-2024 is shipped')
    const cases = readCases(table, yichun.pack, 'csv')
    if (!cases.ok) throw new Error(JSON.stringify(cases.problems))
    expect(cases.cases).toHaveLength(3)
    for (const tried of tryCases(cases.cases, () => yichun)) expect(tried.differences).toEqual([])
  })

  test('what the county changes is what the recipe says', () => {
    expect(county.pack.training).toBeNull()
    expect(county.pack.flow).toMatchObject({ order: 'any', levels: ['county', 'city'] })
    expect(county.pack.flow.steps.map((step) => step.action)).toEqual(['accept', 'register'])
    expect(county.pack.qualification[0]?.of?.map((part) => part.id)).toEqual(['title', 'projects'])
  })
})

describe('the recipe names everything there is', () => {
  const named = (word: string) => new RegExp(`[\`{, ]${word}[\`:}, \\]]`).test(recipe)
  const missing = (words: Iterable<string>) => [...words].filter((word) => !named(word))

  test('every key of a pack, every operator, every fact', () => {
    expect(missing(Object.keys(PackShape.shape))).toEqual([])
    expect(missing([...OPERATORS, 'all', 'any', 'not', 'of', 'need', 'when', 'within'])).toEqual([])
    expect(missing(STANDARD_FACTS.map((fact) => fact.key))).toEqual([])
    const shapes = [PackFact, Relaxation, Flow, FlowStep, Provision, AwardPriority]
    expect(missing(shapes.flatMap((shape) => Object.keys(shape.shape)))).toEqual([])
    expect(missing(INDICATORS)).toEqual([])
    expect(missing(FlowStep.shape.action.options)).toEqual([])
    expect(missing(PackFact.shape.type.options)).toEqual([])
    expect(missing(Provision.shape.topic.options)).toEqual([])
  })

  test('every code of every list', () => {
    const all = Object.values(lists).filter((each) => Array.isArray(each))
    expect(all.length).toBeGreaterThan(8)
    expect(missing(all.flat().map(({ code }) => code))).toEqual([])
  })
})
