import { addMonthsClamped, dueAfter } from '#platform/values/civil-date.ts'
import type { Code } from './code-lists.ts'
import { partsOf, type Test } from './condition.ts'
import { type FactDefinition, type HeldCertificate, type QualificationFacts, readFact } from './facts.ts'
import { leavesOf } from './leaves.ts'
import { heldOfType, hoursIn, hoursYears, hoursYearsWords } from './papers.ts'
import { addSpan } from './spans.ts'
import type { VerdictValue } from './verdict.ts'
import type { Scope } from './vocabulary.ts'
import { remarkOn, requiredBy, showValue } from './wording.ts'

export type Missing = { readonly fact: string; readonly label: string }

/** The result of one comparison; `answer` undefined means a fact is missing, named in `missing`. */
export type Compared = {
  readonly answer: boolean | undefined
  readonly value: VerdictValue
  readonly missing: readonly Missing[]
}

/** Compares one fact, the certificates or the hours with what a leaf asks. */
export function compare(test: Test, scope: Scope): Compared {
  const definition = definitionOf(test, scope)
  const own = answerFor(test, definition, scope)
  const counted = own === true ? [] : correspondingAnswers(test, definition, scope)
  const answer = anyAnswer([own, ...counted.map((each) => each.answer)])
  const missing = [
    ...(own === undefined ? [missingFor(test, scope)] : []),
    ...counted.flatMap((each) => each.missing),
  ]
  const borrowed = counted.find((each) => each.answer === true)
  const shown =
    showValue(test, definition, scope) +
    (borrowed ? `（${borrowed.shown}，按${borrowed.source}视同达到）` : '')
  const refused = answer === true ? [] : counted.flatMap(({ why }) => why ?? [])
  const required = requiredBy(test, definition, scope)
  return {
    answer,
    missing: answer === undefined ? missing : [],
    value: {
      fact: definition.key,
      label: labelFor(test, definition, scope),
      shown,
      required,
      met: answer ?? null,
      remark: [remarkOn(test, definition, scope, answer), ...refused].join('；'),
    },
  }
}

/** The fact a comparison is about. */
function definitionOf(test: Test, scope: Scope): FactDefinition {
  const key = test.holdsCertificate ? 'certificates' : test.ceHours ? 'ceHours' : (test.fact ?? '')
  return scope.definitions.get(key) ?? { key, label: key, kind: 'text' }
}

function missingFor(test: Test, scope: Scope): Missing {
  const definition = definitionOf(test, scope)
  const label =
    definition.key === 'education' ? '学历（已毕业的最高学历）' : labelFor(test, definition, scope)
  return { fact: definition.key, label }
}

/** What a comparison is about, as people name it: the certificate, the hours of the year, else the fact. */
function labelFor({ holdsCertificate, ceHours }: Test, { label }: FactDefinition, scope: Scope): string {
  if (holdsCertificate) return scope.certificates.get(holdsCertificate.type)?.label ?? holdsCertificate.type
  return ceHours ? hoursYearsWords(ceHours, scope.onDate) + label : label
}

function anyAnswer(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true
  return answers.includes(undefined) ? undefined : false
}

function answerFor(test: Test, definition: FactDefinition, scope: Scope): boolean | undefined {
  if (test.holdsCertificate) return holds(test.holdsCertificate, scope)
  if (test.ceHours) return hasHours(test.ceHours, scope)
  const value = readFact(scope.facts, definition.key)
  if (value === undefined || value === null) return undefined
  if (definition.key === 'education') return answerForEducation(test, definition, scope.facts.education)
  if (test.forAtLeast || test.withinLast) return isOfAge(test, value, scope.onDate)
  return accepts(test, definition, value)
}

/** 结业、肄业 do not count: what the person has completed lies somewhere below the level begun. */
function answerForEducation(
  test: Test,
  definition: FactDefinition,
  education: QualificationFacts['education'],
): boolean | undefined {
  if (education === undefined) return undefined
  if (education.completed) return accepts(test, definition, education.level)
  const options = definition.options ?? []
  const begun = ordinalOf(options, education.level) ?? 0
  const answers = options
    .filter((option) => option.ordinal < begun)
    .map((option) => accepts(test, definition, option.code))
  if (answers.length > 0 && answers.every((answer) => answer === true)) return true
  return answers.includes(true) ? undefined : false
}

/** Whether a date lies long enough, or not too long, before the day; a later date is neither. */
function isOfAge({ forAtLeast, withinLast }: Test, value: unknown, onDate: string): boolean | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined
  if (forAtLeast) return addSpan(value, forAtLeast) <= onDate
  return withinLast ? value <= onDate && onDate <= addSpan(value, withinLast) : undefined
}

/** Whether a known value satisfies a leaf; undefined when it is not a value of that kind. */
function accepts(test: Test, definition: FactDefinition, value: unknown): boolean | undefined {
  if (test.isTrue !== undefined) return typeof value === 'boolean' ? value === test.isTrue : undefined
  if (test.contains)
    return Array.isArray(value) || typeof value === 'string'
      ? test.contains.some((each) => value.includes(each))
      : undefined
  if (test.startsWith) {
    return typeof value === 'string' ? test.startsWith.some((each) => value.startsWith(each)) : undefined
  }
  if (test.equals !== undefined) return sameKind(value, test.equals) ? value === test.equals : undefined
  if (test.in)
    return test.in.some((each) => sameKind(value, each)) ? test.in.some((each) => each === value) : undefined
  const bound = test.atLeast ?? test.atMost
  const distance = bound === undefined ? undefined : distanceFrom(bound, definition, value)
  if (distance === undefined) return undefined
  return test.atLeast === undefined ? distance <= 0 : distance >= 0
}

function sameKind(left: unknown, right: unknown): boolean {
  return typeof left === typeof right
}

/** Positive above the bound, 0 on it, negative below; undefined when the two cannot be compared. */
function distanceFrom(
  bound: string | number,
  definition: FactDefinition,
  value: unknown,
): number | undefined {
  if (definition.kind === 'number') {
    if (typeof value !== 'number' || typeof bound !== 'number' || Number.isNaN(value)) return undefined
    return value - bound
  }
  if (typeof value !== 'string' || typeof bound !== 'string') return undefined
  if (definition.kind === 'date') return value < bound ? -1 : value > bound ? 1 : 0
  const own = ordinalOf(definition.options ?? [], value)
  const asked = ordinalOf(definition.options ?? [], bound)
  return own === undefined || asked === undefined ? undefined : own - asked
}

function ordinalOf(options: readonly Code[], code: string): number | undefined {
  return options.find((option) => option.code === code)?.ordinal
}

/** What a 对应关系 says to a comparison; `why` is there where somebody has something to bring and it still does not count. */
type Borrowed = {
  readonly answer: boolean | undefined
  readonly shown: string
  readonly missing: readonly Missing[]
  readonly source: string
  readonly why: string | undefined
}

/** What the pack's 对应关系 add: who meets `from` counts as having `to`. They do not chain. */
function correspondingAnswers(test: Test, definition: FactDefinition, scope: Scope): Borrowed[] {
  if (test.atMost !== undefined) return []
  return scope.pack.correspondences.flatMap(
    ({ from, to, when, clause, docNo = scope.pack.docNo }): Borrowed[] => {
      if (to.fact !== definition.key || accepts(test, definition, to.value) !== true) return []
      const tests = when ? [when, from] : [from]
      const answer = allAnswer(tests.map((each) => plainAnswer(each, scope)))
      const leaves = tests.flatMap(leavesOf)
      const unknown = leaves.filter((leaf) => plainAnswer(leaf, scope) === undefined)
      const shown = leavesOf(from).map((leaf) => showNamed(leaf, scope))
      const missing = answer === undefined ? unknown.map((leaf) => missingFor(leaf, scope)) : []
      const source = clause ?? docNo
      const why = answer === false ? refusalOf(source, leaves, scope) : undefined
      return [{ answer, shown: shown.join('，'), missing, source, why }]
    },
  )
}

/** Why something does not count as something else, told to those who meet a part of what it asks. */
function refusalOf(source: string, leaves: readonly Test[], scope: Scope): string | undefined {
  const failing = leaves.find((leaf) => plainAnswer(leaf, scope) === false)
  if (failing === undefined || !leaves.some((leaf) => plainAnswer(leaf, scope) === true)) return undefined
  const definition = definitionOf(failing, scope)
  const [shown, required] = [showNamed(failing, scope), requiredBy(failing, definition, scope)]
  return `按${source}不能视同：${shown}，要求${required}`
}

/** An expression judged by the facts as they stand, without 对应关系. */
function plainAnswer(test: Test, scope: Scope): boolean | undefined {
  const parts = partsOf(test)?.map((part) => plainAnswer(part, scope))
  if (parts === undefined) return answerFor(test, definitionOf(test, scope), scope)
  if (test.not) return parts[0] === undefined ? undefined : !parts[0]
  const need = test.all ? parts.length : (test.need ?? 1)
  const met = parts.filter((part) => part === true).length
  const unknown = parts.filter((part) => part === undefined).length
  if (met >= need) return true
  return met + unknown >= need ? undefined : false
}

function allAnswer(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

function showNamed(leaf: Test, scope: Scope): string {
  const definition = definitionOf(leaf, scope)
  return definition.label + showValue(leaf, definition, scope)
}

/** Together over the years asked; a year that is not known can only add. */
function hasHours(asked: NonNullable<Test['ceHours']>, scope: Scope): boolean | undefined {
  const hours = hoursYears(asked, scope.onDate).map((year) => hoursIn(scope.facts, year))
  const sum = hours.reduce<number>((total, each) => total + (each ?? 0), 0)
  if (sum >= asked.atLeast) return true
  return hours.includes(undefined) ? undefined : false
}

function holds(asked: NonNullable<Test['holdsCertificate']>, scope: Scope): boolean | undefined {
  const held = heldOfType(scope.facts, asked.type)
  return held && anyAnswer([false, ...held.map((each) => counts(each, asked, scope))])
}

function counts(
  certificate: HeldCertificate,
  asked: NonNullable<Test['holdsCertificate']>,
  scope: Scope,
): boolean | undefined {
  if (certificate.issuedOn !== undefined && certificate.issuedOn > scope.onDate) return false
  if (asked.valid) {
    const validTo = validityOf(certificate, scope)
    if (validTo === undefined) return undefined
    if (validTo !== null && validTo < scope.onDate) return false
  }
  const recent =
    asked.issuedWithinMonths === undefined ? true : isRecent(certificate, asked.issuedWithinMonths, scope)
  return allAnswer([recent, hasLevel(certificate, asked, scope)])
}

/** Issued no longer than so many months before the day. */
function isRecent({ issuedOn }: HeldCertificate, months: number, { onDate }: Scope): boolean | undefined {
  return issuedOn === undefined ? undefined : addMonthsClamped(issuedOn, months) >= onDate
}

function hasLevel(
  certificate: HeldCertificate,
  asked: NonNullable<Test['holdsCertificate']>,
  scope: Scope,
): boolean | undefined {
  if (asked.atLeast === undefined) return true
  if (certificate.level === undefined) return undefined
  const levels = scope.certificates.get(asked.type)?.levels ?? []
  const own = ordinalOf(levels, certificate.level)
  const needed = ordinalOf(levels, asked.atLeast)
  return own === undefined || needed === undefined ? undefined : own >= needed
}

/**
 * 有效期至: as on the certificate, else by the pack's months from its issue (clamped to the month's end, minus a day), else
 * none (null); undefined when the day of issue is needed and not known.
 */
function validityOf(certificate: HeldCertificate, scope: Scope): string | null | undefined {
  if (certificate.validTo !== undefined) return certificate.validTo
  const months = scope.pack.certificates.find((kind) => kind.type === certificate.type)?.validMonths ?? null
  if (months === null) return null
  if (certificate.issuedOn === undefined) return undefined
  return dueAfter(certificate.issuedOn, months)
}
