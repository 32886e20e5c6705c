import { labelOf } from './code-lists.ts'
import type { Test } from './condition.ts'
import type { PackShape } from './pack-shape.ts'
import { type Scope, scopeOf } from './vocabulary.ts'
import { requiredBy } from './wording.ts'

/** What a pack's expressions are described with: its facts and certificates, nobody's values. */
export function describingScope(pack: PackShape, onDate: string): Scope {
  return scopeOf(pack, {}, onDate)
}

/** An expression in Chinese: “学历 大学本科以上，并且 质量工作年限 5年以上”. */
export function describeTest(test: Test, scope: Scope): string {
  if (test.all) return test.all.map((part) => describePart(part, scope)).join('，并且')
  if (test.any) return test.any.map((part) => describePart(part, scope)).join('，或者')
  if (test.not) return `不是（${describeTest(test.not, scope)}）`
  if (test.of) {
    const parts = test.of.map((part) => describePart(part, scope))
    return `下列 ${parts.length} 项中至少 ${test.need} 项：${parts.join('；')}`
  }
  return describeLeaf(test, scope)
}

function describePart(test: Test, scope: Scope): string {
  const isGroup = test.all ?? test.any ?? test.of
  return isGroup ? `（${describeTest(test, scope)}）` : describeTest(test, scope)
}

function describeLeaf(test: Test, scope: Scope): string {
  const key = test.fact ?? (test.ceHours ? 'ceHours' : 'certificates')
  const definition = scope.definitions.get(key) ?? { key, label: key, kind: 'text' as const }
  const required = requiredBy(test, definition, scope)
  if (test.holdsCertificate) return required
  if (test.ceHours) {
    const year = test.ceHours.year === 'previous' ? '聘任上一年' : '聘任当年'
    const span = test.ceHours.years === 1 ? year : `到${year}为止${test.ceHours.years}年累计`
    return `${span}继续教育不少于${test.ceHours.atLeast}学时`
  }
  return `${definition.label} ${required}`
}

/** What something counts as: 职称 中级. */
export function describeValue(fact: string, value: string | boolean, scope: Scope): string {
  const definition = scope.definitions.get(fact)
  const shown = typeof value === 'boolean' ? (value ? '是' : '否') : labelOf(definition?.options ?? [], value)
  return `${definition?.label ?? fact} ${shown}`
}
