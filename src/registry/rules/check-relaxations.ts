import { checkTest, type PackFault } from './check-test.ts'
import { walkConditions } from './condition.ts'
import { remainingTest } from './lowered.ts'
import type { PackShape } from './pack-shape.ts'
import { certificateKindsOf, factsOf } from './vocabulary.ts'

/** What the relaxations of a pack name and ask must be there. */
export function checkRelaxations(pack: PackShape): PackFault[] {
  const scope = { facts: factsOf(pack), certificates: certificateKindsOf(pack) }
  const conditions = new Map<string, boolean>()
  walkConditions(pack.qualification, ({ id }, _, { insideNot }) => conditions.set(id, insideNot))
  return pack.relaxations.flatMap((relaxation, index): PackFault[] => {
    const path = ['relaxations', index]
    const relaxed = new Set(relaxation.conditions.map((condition) => condition.id))
    return [
      ...(relaxation.when ? checkTest(relaxation.when, scope, [...path, 'when'], { deep: true }) : []),
      ...relaxation.conditions.flatMap(({ id, to, lowerBy }, at): PackFault[] => [
        ...checkRelaxed(pack, conditions, id, [...path, 'conditions', at, 'id']),
        ...(to ? checkTest(to, scope, [...path, 'conditions', at, 'to'], { deep: true }) : []),
        ...checkLowered(pack, { id, to, lowerBy }, [...path, 'conditions', at, 'lowerBy']),
      ]),
      ...relaxation.provided.flatMap((id, at): PackFault[] => {
        const where = [...path, 'provided', at]
        if (!conditions.has(id)) return [unknownCondition(id, where, conditions.keys())]
        if (!relaxed.has(id)) return []
        return [{ path: where, reason: `“${id}”既列为可放宽又列为不得放宽`, remedy: '只留一处。' }]
      }),
    ]
  })
}

/** 放宽一级: one level or number stands in the condition, and it has a lower one. */
function checkLowered(
  pack: PackShape,
  relaxed: PackShape['relaxations'][number]['conditions'][number],
  path: readonly (string | number)[],
): PackFault[] {
  if (relaxed.lowerBy === undefined) return []
  if (relaxed.to !== null) return [{ path, reason: '同时写了 to 和 lowerBy', remedy: '只留一个。' }]
  if (remainingTest(relaxed, { pack, definitions: factsOf(pack) })) return []
  const remedy = '条件须是一个 fact 和 atLeast，并且下面还有这么多级；写不成的，用 to 写明放宽到哪里。'
  return [{ path, reason: `“${relaxed.id}”不能降低 ${relaxed.lowerBy} 级`, remedy }]
}

function checkRelaxed(
  pack: PackShape,
  conditions: ReadonlyMap<string, boolean>,
  id: string,
  path: readonly (string | number)[],
): PackFault[] {
  if (pack.exclusions?.items.some((item) => item.id === id)) {
    return [{ path, reason: `“${id}”是禁任情形，不能放宽`, remedy: '从放宽中删去这一项。' }]
  }
  const insideNot = conditions.get(id)
  if (insideNot === undefined) return [unknownCondition(id, path, conditions.keys())]
  if (!insideNot) return []
  return [
    { path, reason: `“${id}”在 not 之内，放宽没有意义`, remedy: '把要放宽的条件改写成不带 not 的形式。' },
  ]
}

function unknownCondition(
  id: string,
  path: readonly (string | number)[],
  known: Iterable<string>,
): PackFault {
  return {
    path,
    reason: `任职条件里没有“${id}”`,
    remedy: `写 qualification 中某个条件的 id：${[...known].slice(0, 12).join('、')}。`,
  }
}
