import { labelOf } from './code-lists.ts'
import type { Test } from './condition.ts'
import { type FactDefinition, readFact } from './facts.ts'
import { heldOfType, hoursIn, hoursYears, hoursYearsWords } from './papers.ts'
import { spanWords } from './spans.ts'
import type { Scope } from './vocabulary.ts'

const NOT_GIVEN = '未填写'

/** The value of a fact as a reader sees it. */
export function showValue(test: Test, definition: FactDefinition, scope: Scope): string {
  if (test.holdsCertificate) return showCertificates(test.holdsCertificate.type, scope)
  if (test.ceHours) {
    const known = hoursYears(test.ceHours, scope.onDate).flatMap((year) => {
      const hours = hoursIn(scope.facts, year)
      return hours === undefined ? [] : [`${year}年${hours}学时`]
    })
    return known.length === 0 ? NOT_GIVEN : known.join('、')
  }
  const value = readFact(scope.facts, definition.key)
  if (value === undefined || value === null) return NOT_GIVEN
  const { education } = scope.facts
  if (definition.key === 'education' && education) {
    return (
      labelOf(definition.options ?? [], education.level) + (education.completed ? '' : '（未毕业，不计）')
    )
  }
  return showPlain(value, definition)
}

function showPlain(value: unknown, definition: FactDefinition): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return `${value}${definition.unit ?? ''}`
  if (Array.isArray(value)) {
    if (value.length === 0) return '无'
    return value.map((each) => labelOf(definition.options ?? [], String(each))).join('、')
  }
  return labelOf(definition.options ?? [], String(value))
}

function showCertificates(type: string, scope: Scope): string {
  const held = heldOfType(scope.facts, type)
  if (held === undefined) return NOT_GIVEN
  const names = scope.certificates.get(type)
  const shown = held.map((each) => {
    const level = each.level === undefined ? '' : `（${labelOf(names?.levels ?? [], each.level)}）`
    const issued = each.issuedOn === undefined ? '' : `，${each.issuedOn}发证`
    const validTo = each.validTo ? `，有效期至${each.validTo}` : ''
    return `持有${level}${issued}${validTo}`
  })
  return shown.length === 0 ? '未持有' : shown.join('；')
}

/** What a leaf asks, in Chinese: 中级以上, 5年以上, 是, … */
export function requiredBy(test: Test, definition: FactDefinition, scope: Scope): string {
  if (test.holdsCertificate) {
    const { type, atLeast, valid, issuedWithinMonths } = test.holdsCertificate
    const names = scope.certificates.get(type)
    const level = atLeast === undefined ? '' : `${labelOf(names?.levels ?? [], atLeast)}以上`
    const recent = issuedWithinMonths === undefined ? '' : `，${issuedWithinMonths}个月内取得`
    return `持有${level}${names?.label ?? type}${recent}${valid ? '，且在有效期内' : ''}`
  }
  if (test.ceHours) return `${hoursYearsWords(test.ceHours, scope.onDate)}不少于${test.ceHours.atLeast}学时`
  if (test.forAtLeast) return `满${spanWords(test.forAtLeast)}`
  if (test.withinLast) return `${spanWords(test.withinLast)}以内`
  if (test.isTrue !== undefined) return test.isTrue ? '是' : '否'
  if (test.atLeast !== undefined) return boundWords(test.atLeast, definition, '以上', '不早于')
  if (test.atMost !== undefined) return boundWords(test.atMost, definition, '以下', '不晚于')
  if (test.contains && definition.kind === 'text') {
    return `含${test.contains.join('、')}${test.contains.length > 1 ? '之一' : ''}`
  }
  if (test.startsWith) return `代码以${test.startsWith.join('、')}开头`
  const wanted = test.contains ?? test.in ?? (test.equals === undefined ? [] : [test.equals])
  return wanted.map((each) => showPlain(each, definition)).join('、') + (wanted.length > 1 ? '之一' : '')
}

function boundWords(
  bound: string | number,
  definition: FactDefinition,
  after: string,
  before: string,
): string {
  return definition.kind === 'date' ? `${before}${bound}` : `${showPlain(bound, definition)}${after}`
}

/** How the value stands to what is asked: 达到大学本科, 不到5年, 未填写, … */
export function remarkOn(
  test: Test,
  definition: FactDefinition,
  scope: Scope,
  answer: boolean | undefined,
): string {
  if (answer === undefined) return showValue(test, definition, scope) === NOT_GIVEN ? NOT_GIVEN : '不能判定'
  const plain = answer ? '满足' : '不满足'
  if (test.in || test.contains || test.startsWith) return answer ? '在范围内' : '不在范围内'
  if (test.holdsCertificate || test.ceHours || definition.kind === 'date') return plain
  if (test.atLeast !== undefined) {
    const bound = showPlain(test.atLeast, definition)
    if (answer) return `达到${bound}`
    return definition.kind === 'number' ? `不到${bound}` : `低于${bound}`
  }
  if (test.atMost !== undefined) return `${answer ? '不超过' : '超过'}${showPlain(test.atMost, definition)}`
  return plain
}
