import type { Code } from './code-lists.ts'
import { OPERATORS, type Operator, type Test } from './condition.ts'
import type { FactDefinition } from './facts.ts'

/** Something wrong in a pack, where (path of keys and indexes), why and what to do; both sentences in Chinese. */
export type PackFault = {
  readonly path: readonly (string | number)[]
  readonly reason: string
  readonly remedy: string
}

type Path = readonly (string | number)[]
type Scope = {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly certificates: ReadonlyMap<string, { readonly levels: readonly Code[] }>
}

const FITTING: Record<FactDefinition['kind'], readonly Operator[]> = {
  level: ['atLeast', 'atMost', 'equals', 'in'],
  number: ['atLeast', 'atMost', 'equals', 'in'],
  date: ['atLeast', 'atMost', 'equals', 'forAtLeast', 'withinLast'],
  choice: ['equals', 'in'],
  text: ['equals', 'in', 'startsWith', 'contains'],
  boolean: ['isTrue'],
  list: ['contains'],
  certificates: [],
  hours: [],
}

const GROUPS = ['all', 'any', 'of', 'not'] as const

/** What is wrong in an expression: its form, its fact, its operator and its values. `deep` goes into all / any / not. */
export function checkTest(test: Test, scope: Scope, path: Path, options: { deep: boolean }): PackFault[] {
  const groups = GROUPS.filter((key) => test[key] !== undefined)
  const operators = OPERATORS.filter((key) => test[key] !== undefined)
  const form = checkForm(test, groups, operators, path)
  if (form) return [form]
  const count = checkNeed(test, path)
  if (count) return [count]
  const [group] = groups
  if (group === undefined) return checkComparison(test, operators[0], scope, path)
  if (!options.deep) return []
  if (test.not) return checkTest(test.not, scope, [...path, 'not'], options)
  return (test.all ?? test.any ?? test.of ?? []).flatMap((child, index) =>
    checkTest(child, scope, [...path, group, index], options),
  )
}

function checkForm(
  test: Test,
  groups: readonly string[],
  operators: readonly Operator[],
  path: Path,
): PackFault | undefined {
  const kinds = [...groups, ...operators]
  const [first, second] = kinds
  if (first === undefined) {
    return {
      path,
      reason: '没有写怎样判断',
      remedy: `写 all、any、of、not 之一，或写 fact 和 ${OPERATORS.join('、')} 之一。`,
    }
  }
  if (second !== undefined) {
    return {
      path: [...path, second],
      reason: `同时写了 ${kinds.join('、')}，一个条件只能有一种判断`,
      remedy: '用 all 把它们分成几个条件。',
    }
  }
  const standsAlone = groups.length > 0 || first === 'holdsCertificate' || first === 'ceHours'
  if (standsAlone && test.fact !== undefined) {
    return { path: [...path, 'fact'], reason: `${first} 不需要 fact`, remedy: '删去 fact。' }
  }
  if (!standsAlone && test.fact === undefined) {
    return { path: [...path, first], reason: `${first} 没有写对哪个事项`, remedy: '补上 fact。' }
  }
  return undefined
}

/** `need` goes with `of`, and is no more than there are. */
function checkNeed({ of, need }: Test, path: Path): PackFault | undefined {
  if (of === undefined && need === undefined) return undefined
  if (of === undefined) {
    return {
      path: [...path, 'need'],
      reason: 'need 没有和 of 一起写',
      remedy: '把各项写在 of 下，或删去 need。',
    }
  }
  if (need === undefined) {
    const remedy = '写 need: 2 这样的数；全部都要的用 all，一项即可的用 any。'
    return { path: [...path, 'of'], reason: 'of 没有写至少满足几项', remedy }
  }
  if (need <= of.length) return undefined
  const reason = `of 只有 ${of.length} 项，不可能满足 ${need} 项`
  return { path: [...path, 'need'], reason, remedy: '减小 need，或补上缺的项。' }
}

function checkComparison(test: Test, operator: Operator | undefined, scope: Scope, path: Path): PackFault[] {
  if (operator === undefined) return []
  if (operator === 'holdsCertificate') return checkCertificate(test, scope, [...path, operator])
  if (operator === 'ceHours' || test.fact === undefined) return []
  const definition = scope.facts.get(test.fact)
  if (definition === undefined) return [unknownFact(test.fact, scope, path)]
  if (!FITTING[definition.kind].includes(operator)) {
    const fitting = FITTING[definition.kind]
    return [
      {
        path: [...path, operator],
        reason: `“${definition.label}”不能用 ${operator} 判断`,
        remedy: fitting.length > 0 ? `改用 ${fitting.join('、')}。` : '改用 holdsCertificate 或 ceHours。',
      },
    ]
  }
  if (operator === 'forAtLeast' || operator === 'withinLast') return []
  return checkValues(test, operator, definition, [...path, operator])
}

function checkValues(test: Test, operator: Operator, definition: FactDefinition, path: Path): PackFault[] {
  const written = test[operator]
  const values: readonly unknown[] = Array.isArray(written) ? written : [written]
  return values.flatMap((value, index): PackFault[] => {
    const where = Array.isArray(written) ? [...path, index] : path
    const fault = checkValue(value, definition)
    return fault === undefined ? [] : [{ path: where, ...fault }]
  })
}

function checkValue(value: unknown, definition: FactDefinition): Omit<PackFault, 'path'> | undefined {
  const { kind, label, options } = definition
  if (kind === 'number' && typeof value !== 'number') {
    return { reason: `“${label}”要和数比较，写的是 ${JSON.stringify(value)}`, remedy: '写一个不加引号的数。' }
  }
  if (kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) {
    return { reason: `“${label}”要和日期比较`, remedy: '写成 YYYY-MM-DD。' }
  }
  if (kind === 'text' && typeof value !== 'string') {
    return { reason: `“${label}”要和文字比较`, remedy: '给值加上引号。' }
  }
  // 名单 may be kept by the place itself: a code nobody declares is a hint, not a fault
  if (definition.key === 'enterpriseLists') return undefined
  const codes = options?.map((option) => option.code)
  if (codes === undefined || (typeof value === 'string' && codes.includes(value))) return undefined
  return {
    reason: `“${label}”没有代码 ${JSON.stringify(value)}`,
    remedy: `写其中之一：${codes.join('、')}。`,
  }
}

function checkCertificate(test: Test, scope: Scope, path: Path): PackFault[] {
  const wanted = test.holdsCertificate
  if (wanted === undefined) return []
  const kind = scope.certificates.get(wanted.type)
  if (kind === undefined) {
    const known = [...scope.certificates.keys()].join('、')
    return [
      {
        path: [...path, 'type'],
        reason: `没有“${wanted.type}”这种证书`,
        remedy: `先在 certificates 里声明，或写：${known}。`,
      },
    ]
  }
  if (wanted.atLeast === undefined || kind.levels.some((level) => level.code === wanted.atLeast)) return []
  const levels = kind.levels.map((level) => level.code).join('、')
  return [
    {
      path: [...path, 'atLeast'],
      reason: `证书“${wanted.type}”没有等级“${wanted.atLeast}”`,
      remedy:
        levels === '' ? '在 certificates 里为它声明 levels，或删去 atLeast。' : `写其中之一：${levels}。`,
    },
  ]
}

function unknownFact(key: string, scope: Scope, path: Path): PackFault {
  const known = [...scope.facts.keys()].join('、')
  return {
    path: [...path, 'fact'],
    reason: `没有“${key}”这个事项`,
    remedy: `写其中之一：${known}；或先在 facts 里声明。`,
  }
}
