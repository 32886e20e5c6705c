import { checkExtensions } from './check-extensions.ts'
import type { PackFault } from './check-test.ts'
import { allExtensionItems, type ExtensionItem } from './extensions.ts'
import { QualificationFacts, STANDARD_FACTS } from './facts.ts'
import { type ProblemPlace, problemsOfShape } from './pack-problems.ts'
import type { PackShape } from './pack-shape.ts'
import { INDUSTRY_REMEDY, isIndustryCode, listsNamedIn } from './slips.ts'
import { certificateKindsOf, listsOf } from './vocabulary.ts'

/** Facts that a condition knows by one key and the interface keeps inside a group. */
const INSIDE: Readonly<Record<string, readonly [string, string]>> = {
  enterpriseSize: ['enterprise', 'size'],
  aboveScale: ['enterprise', 'aboveScale'],
  enterpriseType: ['enterprise', 'type'],
  employees: ['enterprise', 'employees'],
  revenueWan: ['enterprise', 'revenueWan'],
  industry: ['enterprise', 'industry'],
  enterpriseLists: ['enterprise', 'lists'],
  noExclusions: ['declarations', 'noExclusions'],
  presentExclusions: ['declarations', 'presentExclusions'],
  exclusionsReview: ['declarations', 'exclusionsReview'],
  generalConditions: ['declarations', 'generalConditions'],
}

/**
 * The facts of a case as they are written, key by key as in the conditions: `education: bachelor` means completed, `null` not
 * known, a pack's own facts stand beside the standard ones.
 */
export function caseFacts(
  written: Readonly<Record<string, unknown>>,
  pack: PackShape,
  onDate: string,
): { facts: QualificationFacts; faults: PackFault[] } {
  const items = itemsOf(pack, onDate)
  const nested = nest(written, new Set(items.map((item) => item.key)))
  const parsed = QualificationFacts.safeParse(nested)
  if (!parsed.success) return { facts: {}, faults: faultsOf(parsed.error, nested, written, pack) }
  const facts = parsed.data
  const values = checkExtensions(items, facts.extensions ?? {}).map(({ key, message }): PackFault => {
    const [reason = message, ...advice] = message.split(/(?<=。)/)
    const path = key in written ? [key] : ['extensions', key]
    return { path, reason: reason.replace(/。$/, ''), remedy: advice.join('') || '删去这一项。' }
  })
  return { facts, faults: [...values, ...namesOf(facts, pack), ...ofEnterprise(facts, pack)] }
}

function itemsOf(pack: PackShape, onDate: string): ExtensionItem[] {
  const standard = new Set(STANDARD_FACTS.map((fact) => fact.key))
  return allExtensionItems(pack, onDate).filter(({ key }) => !standard.has(key))
}

function nest(written: Readonly<Record<string, unknown>>, own: ReadonlySet<string>): Record<string, unknown> {
  const nested: Record<string, unknown> = {}
  const put = (group: string, key: string, value: unknown) => {
    const inner = nested[group]
    nested[group] = { ...(typeof inner === 'object' ? inner : {}), [key]: value }
  }
  for (const [key, value] of Object.entries(written)) {
    if (value === null) continue
    const inside = INSIDE[key]
    if (inside) put(...inside, value)
    else if (own.has(key)) put('extensions', key, value)
    else if (key === 'education' && typeof value === 'string')
      nested.education = { level: value, completed: true }
    else if (['enterprise', 'declarations', 'extensions'].includes(key) && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) if (inner !== null) put(key, name, inner)
    } else nested[key] = value
  }
  return nested
}

function faultsOf(
  error: Parameters<typeof problemsOfShape>[0],
  nested: Record<string, unknown>,
  written: Readonly<Record<string, unknown>>,
  pack: PackShape,
): PackFault[] {
  const paths = new Map<string, readonly (string | number)[]>()
  const place: ProblemPlace = {
    value: nested,
    placeOf(path) {
      const key = String(paths.size)
      paths.set(key, flat(path, written))
      return { line: paths.size, column: 1, key, about: '' }
    },
  }
  const known = [...STANDARD_FACTS.map((fact) => fact.key), ...pack.facts.map((fact) => fact.key)]
  return problemsOfShape(error, place).map(({ key, reason, remedy }): PackFault => {
    const path = paths.get(key) ?? []
    const isUnknown = reason.startsWith('不认识')
    return { path, reason, remedy: isUnknown ? `写其中之一：${known.join('、')}。` : remedy }
  })
}

/** The place as it was written: `enterprise.size` came from `enterpriseSize`. */
function flat(path: readonly (string | number)[], written: Readonly<Record<string, unknown>>) {
  const [group, name, ...rest] = path
  const key = Object.keys(INSIDE).find((each) => INSIDE[each]?.[0] === group && INSIDE[each]?.[1] === name)
  if (key !== undefined && key in written) return [key, ...rest]
  if (group === 'extensions' && typeof name === 'string' && name in written) return [name, ...rest]
  return group === 'education' && typeof written.education === 'string' ? ['education'] : path
}

/** Certificates, exclusions and general conditions that the pack does not have. */
function namesOf(facts: QualificationFacts, pack: PackShape): PackFault[] {
  const kinds = certificateKindsOf(pack)
  const certificates = (facts.certificates ?? []).flatMap(({ type, level }, index): PackFault[] => {
    const path = ['certificates', index]
    const kind = kinds.get(type)
    if (!kind) return [unknownName([...path, 'type'], type, [...kinds.keys()])]
    const levels = kind.levels.map((each) => each.code)
    return level === undefined || levels.includes(level)
      ? []
      : [unknownName([...path, 'level'], level, levels)]
  })
  const exclusions = pack.exclusions?.items.map((item) => item.id) ?? []
  const general = pack.generalConditions?.items.map((item) => item.id) ?? []
  const { presentExclusions = [], generalConditions = {} } = facts.declarations ?? {}
  return [
    ...certificates,
    ...presentExclusions
      .filter((id) => !exclusions.includes(id))
      .map((id) => unknownName(['presentExclusions'], id, exclusions)),
    ...Object.keys(generalConditions)
      .filter((id) => !general.includes(id))
      .map((id) => unknownName(['generalConditions', id], id, general)),
  ]
}

/** An industry that is no code, and lists that neither the product nor the pack knows. */
function ofEnterprise({ enterprise }: QualificationFacts, pack: PackShape): PackFault[] {
  const { industry, lists = [] } = enterprise ?? {}
  const known = new Set([...listsOf(pack).map(({ code }) => code), ...listsNamedIn(pack)])
  return [
    ...(industry === undefined || isIndustryCode(industry)
      ? []
      : [{ path: ['industry'], reason: `“${industry}”不是行业代码`, remedy: INDUSTRY_REMEDY }]),
    ...lists
      .filter((code) => !known.has(code))
      .map((code) => unknownName(['enterpriseLists'], code, [...known])),
  ]
}

function unknownName(path: readonly (string | number)[], name: string, known: readonly string[]): PackFault {
  const remedy = known.length === 0 ? '规则包没有声明，删去这一项。' : `写其中之一：${known.join('、')}。`
  return { path, reason: `规则包里没有“${name}”`, remedy }
}
