import { checkFlow } from './check-flow.ts'
import { checkRelaxations } from './check-relaxations.ts'
import { checkTest, type PackFault } from './check-test.ts'
import { type Condition, walkConditions } from './condition.ts'
import { type FactDefinition, STANDARD_FACTS } from './facts.ts'
import type { PackShape } from './pack-shape.ts'
import { certificateKindsOf, factsOf } from './vocabulary.ts'

/** Everything wrong between the parts of a pack whose shape is right. Empty means usable. */
export function checkPack(pack: PackShape): PackFault[] {
  return [
    ...checkHeader(pack),
    ...checkFacts(pack),
    ...checkConditions(pack),
    ...checkRelaxations(pack),
    ...checkIds(pack),
    ...checkCorrespondences(pack),
    ...checkFlow(pack),
    ...checkTargets(pack),
    ...checkForms(pack),
    ...checkNumbering(pack),
  ]
}

function checkHeader(pack: PackShape): PackFault[] {
  const faults: PackFault[] = []
  if (pack.effectiveTo !== null && pack.effectiveTo < pack.effectiveFrom) {
    faults.push({
      path: ['effectiveTo'],
      reason: `失效日 ${pack.effectiveTo} 早于生效日 ${pack.effectiveFrom}`,
      remedy: '核对两个日期；没有期限的写 null。',
    })
  }
  for (const key of ['parent', 'supersedes'] as const) {
    if (pack[key] !== pack.id) continue
    faults.push({ path: [key], reason: '指向了规则包自己', remedy: '写另一个规则包的 id，没有就写 null。' })
  }
  faults.push(...repeated(pack.areas, (area) => area, ['areas'], '适用地区'))
  return faults
}

function checkFacts(pack: PackShape): PackFault[] {
  const standard = new Set(STANDARD_FACTS.map((fact) => fact.key))
  return pack.facts.flatMap((fact, index): PackFault[] => {
    const path = ['facts', index]
    const faults: PackFault[] = []
    if (standard.has(fact.key)) {
      faults.push({
        path: [...path, 'key'],
        reason: `“${fact.key}”是系统已有的事项`,
        remedy: '直接在条件里使用，或换一个 key。',
      })
    }
    const needsOptions = fact.type === 'level' || fact.type === 'choice' || fact.type === 'list'
    if (needsOptions !== (fact.options !== undefined)) {
      faults.push({
        path: fact.options === undefined ? path : [...path, 'options'],
        reason: needsOptions ? `类型 ${fact.type} 没有写 options` : `类型 ${fact.type} 不能有 options`,
        remedy: needsOptions
          ? '列出可选的 code 和 label；level 由低到高。'
          : '删去 options，或把类型改成 choice。',
      })
    }
    return [
      ...faults,
      ...checkBounds(fact, path),
      ...checkKeysOfType(fact, path),
      ...repeated(fact.options ?? [], (option) => option.code, [...path, 'options'], '选项代码', 'code'),
    ]
  })
}

/** Keys that mean something only beside another. */
function checkKeysOfType(
  { type, integer, evidence, evidenceAlways }: PackShape['facts'][number],
  path: readonly (string | number)[],
): PackFault[] {
  const remedy = '删去这个键，或改正类型。'
  return [
    ...(integer !== undefined && type !== 'number'
      ? [{ path: [...path, 'integer'], reason: `类型 ${type} 不能写 integer`, remedy }]
      : []),
    ...(evidenceAlways && evidence === null
      ? [{ path: [...path, 'evidenceAlways'], reason: '没有写 evidence', remedy: '写明要哪种证明材料。' }]
      : []),
  ]
}

/** min and max: numbers for a number, dates for a date, nothing for the rest; the lower one first. */
function checkBounds(fact: PackShape['facts'][number], path: readonly (string | number)[]): PackFault[] {
  const written = (['min', 'max'] as const).filter((key) => fact[key] !== undefined)
  const fits = (key: 'min' | 'max') =>
    (fact.type === 'number' && typeof fact[key] === 'number') ||
    (fact.type === 'date' && typeof fact[key] === 'string')
  const wrong = written.find((key) => !fits(key))
  if (wrong !== undefined) {
    const remedy = 'number 的 min、max 写数，date 的写 YYYY-MM-DD，别的类型不写。'
    return [{ path: [...path, wrong], reason: `类型 ${fact.type} 不能这样写 ${wrong}`, remedy }]
  }
  if (fact.min === undefined || fact.max === undefined || fact.min <= fact.max) return []
  return [{ path: [...path, 'max'], reason: 'max 小于 min', remedy: '把两个值对调。' }]
}

function checkConditions(pack: PackShape): PackFault[] {
  const scope = { facts: factsOf(pack), certificates: certificateKindsOf(pack) }
  const faults: PackFault[] = []
  walkConditions(
    pack.qualification,
    (condition, path, { optional }) => {
      faults.push(...checkTest(condition, scope, path, { deep: false }))
      if (condition.within && optional) {
        const reason = 'within 写在 any、of 或 not 之内，说不清到期没有达到怎么办'
        faults.push({ path: [...path, 'within'], reason, remedy: '把 within 移到外层条件上。' })
      }
      if (condition.when) faults.push(...checkTest(condition.when, scope, [...path, 'when'], { deep: true }))
    },
    ['qualification'],
  )
  return faults
}

function checkIds(pack: PackShape): PackFault[] {
  const named: { id: string; path: readonly (string | number)[] }[] = []
  walkConditions(pack.qualification, ({ id }: Condition, path) => named.push({ id, path }), ['qualification'])
  const add = (items: readonly { id: string }[], ...path: string[]) => {
    items.forEach(({ id }, index) => {
      named.push({ id, path: [...path, index] })
    })
  }
  add(pack.exclusions?.items ?? [], 'exclusions', 'items')
  add(pack.generalConditions?.items ?? [], 'generalConditions', 'items')
  add(pack.relaxations, 'relaxations')
  const lists = ['correspondences', 'powers', 'forms', 'targets', 'milestones', 'provisions'] as const
  return [
    ...repeatedIds(named),
    ...lists.flatMap((list) => repeated<{ id: string }>(pack[list], (item) => item.id, [list], 'id', 'id')),
    ...repeated(pack.flow.steps, (step) => step.id, ['flow', 'steps'], 'id', 'id'),
    ...repeated(
      pack.termination?.reasons ?? [],
      (reason) => reason.id,
      ['termination', 'reasons'],
      'id',
      'id',
    ),
    ...repeated(pack.facts, (fact) => fact.key, ['facts'], 'key', 'key'),
    ...repeated(pack.lists, (list) => list.code, ['lists'], '名单代码', 'code'),
    ...repeated(pack.certificates, (kind) => kind.type, ['certificates'], '证书类型', 'type'),
  ]
}

/** Ids that a verdict's own groups carry. */
const GROUP_IDS = ['exclusions', 'general-conditions']

function repeatedIds(named: readonly { id: string; path: readonly (string | number)[] }[]): PackFault[] {
  const seen = new Set<string>(GROUP_IDS)
  return named.flatMap(({ id, path }): PackFault[] => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [
      {
        path: [...path, 'id'],
        reason: `id“${id}”用了不止一次，或是保留的名称`,
        remedy: '给每一项一个不同的 id。',
      },
    ]
  })
}

function repeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  path: readonly (string | number)[],
  what: string,
  field?: string,
): PackFault[] {
  const seen = new Set<string>()
  return items.flatMap((item, index): PackFault[] => {
    const key = keyOf(item)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const where = field === undefined ? [...path, index] : [...path, index, field]
    return [{ path: where, reason: `${what}“${key}”用了不止一次`, remedy: '删去重复的一项，或改名。' }]
  })
}

function checkCorrespondences(pack: PackShape): PackFault[] {
  const scope = { facts: factsOf(pack), certificates: certificateKindsOf(pack) }
  return pack.correspondences.flatMap(({ from, to, when }, index): PackFault[] => {
    const path = ['correspondences', index]
    const definition = scope.facts.get(to.fact)
    const counted = definition && ['level', 'choice', 'boolean'].includes(definition.kind)
    return [
      ...checkTest(from, scope, [...path, 'from'], { deep: true }),
      ...(when ? checkTest(when, scope, [...path, 'when'], { deep: true }) : []),
      ...(counted
        ? checkCounted(definition, to.value, [...path, 'to', 'value'])
        : [uncountable(to.fact, path)]),
    ]
  })
}

function uncountable(fact: string, path: readonly (string | number)[]): PackFault {
  return {
    path: [...path, 'to', 'fact'],
    reason: `“${fact}”不是分等级、分种类或是否的事项`,
    remedy: '写分等级、分种类或是否的事项，例如 titleLevel、titleField。',
  }
}

function checkCounted(
  { kind, label, options }: FactDefinition,
  value: string | boolean,
  path: readonly (string | number)[],
): PackFault[] {
  const codes = options?.map((option) => option.code) ?? []
  if (kind === 'boolean' ? value === true : typeof value === 'string' && codes.includes(value)) return []
  const remedy = kind === 'boolean' ? '写 true，不加引号。' : `写其中之一：${codes.join('、')}。`
  return [{ path, reason: `${label}没有“${value}”这一级或这一种`, remedy }]
}

function checkTargets(pack: PackShape): PackFault[] {
  const scope = { facts: factsOf(pack), certificates: certificateKindsOf(pack) }
  const scopes = pack.targets.flatMap(({ when }, index) =>
    when ? checkTest(when, scope, ['targets', index, 'when'], { deep: true }) : [],
  )
  return [...scopes, ...pack.targets.flatMap(targetFaults)]
}

function targetFaults(target: PackShape['targets'][number], index: number): PackFault[] {
  const path = ['targets', index, 'value']
  const mayExceedOne = target.indicator === 'training-person-times'
  if (target.value === null || target.unit === 'delta') return []
  if (target.value < 0)
    return [{ path, reason: '目标值小于 0', remedy: '写 0 或以上的数；文件没有数值写 null。' }]
  if (target.unit !== 'ratio' || mayExceedOne || target.value <= 1) return []
  return [{ path, reason: `比率 ${target.value} 大于 1`, remedy: '比率写成小数：100% 写 1，60% 写 0.6。' }]
}

function checkForms(pack: PackShape): PackFault[] {
  const forms = new Set(pack.forms.map((form) => form.id))
  return pack.milestones.flatMap((milestone, index): PackFault[] => {
    if (milestone.form === undefined || forms.has(milestone.form)) return []
    const path = ['milestones', index, 'form']
    return [{ path, reason: `forms 里没有“${milestone.form}”`, remedy: '写 forms 中某个表式的 id，或删去。' }]
  })
}

const PLACEHOLDERS = ['unit', 'year', 'seq'] as const

function checkNumbering(pack: PackShape): PackFault[] {
  if (pack.numbering === null) return []
  const path = ['numbering', 'pattern']
  const found = [...pack.numbering.pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const isKnown = (name: string) => name === 'unit' || name === 'year' || /^seq:[1-9]$/.test(name)
  const unknown = found.find((name) => !isKnown(name))
  const remedy = '用 {unit}、{year} 和 {seq:5}（5 位序号）组成，三个都要有。'
  if (unknown !== undefined) return [{ path, reason: `备案编号里的 {${unknown}} 不认识`, remedy }]
  const missing = PLACEHOLDERS.find((name) => !found.some((each) => each.startsWith(name)))
  return missing === undefined ? [] : [{ path, reason: `备案编号没有 {${missing}}，会出现重号`, remedy }]
}
