import type { PackFault } from './check-test.ts'
import { type Test, walkConditions } from './condition.ts'
import type { FactDefinition } from './facts.ts'
import { leavesOf } from './leaves.ts'
import type { PackShape } from './pack-shape.ts'
import { factsOf, listsOf } from './vocabulary.ts'

type Path = readonly (string | number)[]
type Placed = { readonly test: Test; readonly path: Path }

/** A slip that can only be one is refused in a new file; what may be meant is told as a hint. Kept packs are never judged by these. */
export type Slips = { readonly faults: readonly PackFault[]; readonly hints: readonly PackFault[] }

/** What a pack says well-formed and most likely did not mean. @param above the areas of the pack it rests on, if any */
export function slipsIn(pack: PackShape, above: readonly string[] | undefined): Slips {
  const relaxations = relaxationSlips(pack)
  return {
    faults: [...areasOutside(pack, above), ...industries(pack), ...relaxations.faults],
    hints: [...relaxations.hints, ...unknownLists(pack)],
  }
}

export const INDUSTRY_REMEDY = '写 GB/T 4754 的大写门类字母加数字，例如 C34、C3411。'

export function isIndustryCode(code: string): boolean {
  return /^[A-T]\d{0,4}$/.test(code)
}

/** A child's areas lie inside its parent's. A unit's own code says nothing of where it lies. */
function areasOutside({ areas }: PackShape, above: readonly string[] | undefined): PackFault[] {
  const isNumber = (area: string) => /^\d+$/.test(area)
  if (above === undefined || !above.every(isNumber)) return []
  return areas.flatMap((area, index): PackFault[] => {
    if (isNumber(area) && above.some((each) => area.startsWith(each))) return []
    if (!isNumber(area) && area !== 'CN') return []
    const reason = `“${area}”不在上级规则包的适用地区（${above.join('、')}）之内`
    return [{ path: ['areas', index], reason, remedy: '核对区划代码和 parent。' }]
  })
}

/** Every expression in a pack with its place. */
function expressionsIn(pack: PackShape): Placed[] {
  const found: Placed[] = []
  const add = (test: Test | null | undefined, path: Path) => {
    if (test) found.push({ test, path })
  }
  walkConditions(
    pack.qualification,
    (condition, path) => {
      if (condition.fact) add(condition, path)
      add(condition.when, [...path, 'when'])
    },
    ['qualification'],
  )
  pack.relaxations.forEach(({ when, conditions }, index) => {
    add(when, ['relaxations', index, 'when'])
    conditions.forEach(({ to }, at) => {
      add(to, ['relaxations', index, 'conditions', at, 'to'])
    })
  })
  pack.correspondences.forEach(({ from, when }, index) => {
    add(from, ['correspondences', index, 'from'])
    add(when, ['correspondences', index, 'when'])
  })
  pack.flow.steps.forEach(({ when }, index) => {
    add(when, ['flow', 'steps', index, 'when'])
  })
  pack.targets.forEach(({ when }, index) => {
    add(when, ['targets', index, 'when'])
  })
  return found
}

function industries(pack: PackShape): PackFault[] {
  return expressionsIn(pack).flatMap(({ test, path }) =>
    leavesOf(test).flatMap((leaf): PackFault[] => {
      if (leaf.fact !== 'industry') return []
      const codes = [
        ...(leaf.startsWith ?? []),
        ...(leaf.in ?? []),
        ...(leaf.equals === undefined ? [] : [leaf.equals]),
      ]
      const wrong = codes.find((code) => !isIndustryCode(String(code)))
      const reason = `“${wrong}”不是行业代码，永远不会相符`
      return wrong === undefined ? [] : [{ path, reason, remedy: INDUSTRY_REMEDY }]
    }),
  )
}

/** The codes of lists that conditions name. */
export function listsNamedIn(pack: PackShape): string[] {
  return expressionsIn(pack).flatMap(({ test }) =>
    leavesOf(test).flatMap((leaf) => (leaf.fact === 'enterpriseLists' ? (leaf.contains ?? []) : [])),
  )
}

/** Scopes of targets that are no list. */
const SCOPES = ['all', 'sme']

function unknownLists(pack: PackShape): PackFault[] {
  const known = listsOf(pack).map(({ code }) => code)
  const remedy = (also: readonly string[]) =>
    `核对拼写：${[...also, ...known].join('、')}；本地的名单在 lists 里声明。`
  const named = expressionsIn(pack).flatMap(({ test, path }) =>
    leavesOf(test).flatMap((leaf): PackFault[] => {
      if (leaf.fact !== 'enterpriseLists') return []
      const wrong = leaf.contains?.find((code) => !known.includes(code))
      return wrong === undefined ? [] : [{ path, reason: `没有声明名单“${wrong}”`, remedy: remedy([]) }]
    }),
  )
  const scopes = pack.targets.flatMap(({ scope }, index): PackFault[] => {
    if ([...SCOPES, ...known].includes(scope)) return []
    return [{ path: ['targets', index, 'scope'], reason: `没有声明名单“${scope}”`, remedy: remedy(SCOPES) }]
  })
  return [...named, ...scopes]
}

function relaxationSlips(pack: PackShape): Slips {
  const definitions = factsOf(pack)
  const conditions = new Map<string, Test>()
  walkConditions(pack.qualification, (condition) => conditions.set(condition.id, condition))
  const faults: PackFault[] = []
  const hints: PackFault[] = []
  pack.relaxations.forEach((relaxation, index) => {
    relaxation.conditions.forEach(({ id, to }, at) => {
      const condition = conditions.get(id)
      if (!to || !condition) return
      const path = ['relaxations', index, 'conditions', at, 'to']
      const facts = new Set(leavesOf(condition).map(factOf))
      const asks = leavesOf(to).map(factOf)
      if (!asks.some((fact) => facts.has(fact))) {
        const reason = `放宽“${id}”的要求问的是别的事项（${asks.join('、')}）`
        hints.push({ path, reason, remedy: '原条件可以用别的要求代替的，不用改；否则核对 fact。' })
        return
      }
      const difference = stricterBy(condition, to, definitions)
      const remedy = '核对放宽后的要求；它应当比原条件低。'
      if (difference !== undefined && difference > 0)
        faults.push({ path, reason: `放宽后的要求比“${id}”原来的还严`, remedy })
      else if (difference === 0) hints.push({ path, reason: `放宽后的要求和“${id}”原来的一样`, remedy })
    })
  })
  return { faults, hints }
}

function factOf({ fact, ceHours, holdsCertificate }: Test): string {
  return fact ?? (ceHours ? 'ceHours' : `证书 ${holdsCertificate?.type}`)
}

/** Positive where the second comparison asks more than the first; undefined where they cannot be compared. */
function stricterBy(
  before: Test,
  after: Test,
  definitions: ReadonlyMap<string, FactDefinition>,
): number | undefined {
  if (before.fact === undefined || before.fact !== after.fact) return undefined
  const definition = definitions.get(before.fact)
  const height = (bound: unknown) =>
    typeof bound === 'number' ? bound : definition?.options?.find(({ code }) => code === bound)?.ordinal
  for (const [key, sign] of [
    ['atLeast', 1],
    ['atMost', -1],
  ] as const) {
    const [low, high] = [height(before[key]), height(after[key])]
    if (low !== undefined && high !== undefined) return sign * (high - low)
  }
  return undefined
}
