import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { caseFacts } from './case-facts.ts'
import { type RuleCase, readCases } from './case-file.ts'
import { ENTERPRISE_TYPES } from './code-lists.ts'
import { extensionItems } from './extensions.ts'
import { type QualificationFacts, STANDARD_FACTS } from './facts.ts'
import { leavesOfPack } from './leaves.ts'
import { type PackReading, readPack, readPackYaml } from './load-pack.ts'
import { type PackFile, packFileOf } from './load-pack-chain.ts'
import type { PackShape } from './pack-shape.ts'
import { listsNamedIn } from './slips.ts'

const folder = new URL('./invented-places/', import.meta.url)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')

export type Place = {
  readonly name: string
  readonly reading: Extract<PackReading, { ok: true }>
  readonly cases: readonly RuleCase[]
}

/** Packs of places that do not exist, each with its cases: what the language must be able to carry. */
export function inventedPlaces(): Place[] {
  const names = readdirSync(folder).filter((name) => !name.includes('.cases.'))
  const known = names.flatMap((name): PackFile[] => {
    const yaml = readPackYaml(text(name))
    const file = yaml.ok ? packFileOf(yaml.value) : undefined
    return file ? [file] : []
  })
  return names.map((name) => {
    const reading = readPack(text(name), known)
    if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.problems)}`)
    const cases = readCases(text(name.replace('.yaml', '.cases.yaml')), reading.pack, 'yaml')
    if (!cases.ok) throw new Error(`${name}: ${JSON.stringify(cases.problems)}`)
    return { name, reading, cases: cases.cases }
  })
}

/** Facts by the keys that conditions use, as a case writes them. */
export type FlatFacts = Readonly<Record<string, unknown>>

/** All facts that a pack's conditions ask for, every one known, with values on and beside the bounds they are compared with. */
export function fullFacts(pack: PackShape, onDate: string): fc.Arbitrary<FlatFacts> {
  return fc.record(
    Object.fromEntries(domains(pack, onDate).map(([key, values]) => [key, fc.constantFrom(...values)])),
  )
}

/** The facts that a pack asks for, each with the values that can make a difference. */
export function domains(pack: PackShape, onDate: string): [string, unknown[]][] {
  const asked = new Set(
    leavesOfPack(pack)
      .map(({ test }) => test.fact)
      .filter((fact) => fact !== undefined),
  )
  const standard = STANDARD_FACTS.filter(({ key }) => asked.has(key)).map(
    ({ key, kind, options }): [string, unknown[]] => {
      if (key === 'enterpriseType') return [key, ENTERPRISE_TYPES.map((type) => type.code)]
      if (options) return [key, options.map((option) => option.code)]
      if (kind === 'boolean') return [key, [true, false]]
      if (key === 'industry') return [key, ['C13', 'C1411', 'C3411', 'F51']]
      if (kind === 'list') return [key, [[], ...listsNamedIn(pack).map((code) => [code])]]
      return [key, numbersAround(pack, key)]
    },
  )
  // the day of a 禁任情形 belongs to the declaration: no condition asks for it
  const items = extensionItems(pack, onDate).filter(
    (item) => !STANDARD_FACTS.some(({ key }) => key === item.key) && !item.key.startsWith('exclusion:'),
  )
  return [...standard, ...items.map((item): [string, unknown[]] => [item.key, valuesOf(item, pack, onDate)])]
}

function valuesOf(
  item: ReturnType<typeof extensionItems>[number],
  pack: PackShape,
  onDate: string,
): unknown[] {
  if (item.type === 'list') return [[], ...(item.options ?? []).map((option) => [option.code])]
  if (item.options) return item.options.map((option) => option.code)
  const year = Number(onDate.slice(0, 4))
  switch (item.type) {
    case 'boolean':
      return [true, false]
    case 'number':
      return item.key.startsWith('ceHours:') ? [0, 19, 20, 100] : numbersAround(pack, item.key)
    case 'date':
      return [1, 2, 3, 6].map((ago) => `${year - ago}${onDate.slice(4)}`).concat(`${year - 30}-01-01`)
    default:
      return ['示例']
  }
}

function numbersAround(pack: PackShape, key: string): number[] {
  const bounds = leavesOfPack(pack).flatMap(({ test }) =>
    test.fact === key ? [test.atLeast, test.atMost].filter((bound) => typeof bound === 'number') : [],
  )
  return [...new Set([0, ...bounds.flatMap((bound) => [Math.max(0, bound - 1), bound, bound + 1])])]
}

/** The facts as the interface takes them; those left out are not known. */
export function factsFrom(flat: FlatFacts, pack: PackShape, onDate: string): QualificationFacts {
  const { facts, faults } = caseFacts(flat, pack, onDate)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return facts
}
