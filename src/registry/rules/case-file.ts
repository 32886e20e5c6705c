import { parse as parseCsv } from 'csv-parse/sync'
import * as z from 'zod'
import { caseFacts } from './case-facts.ts'
import type { PackFault } from './check-test.ts'
import { Strength, walkConditions } from './condition.ts'
import type { GrantedRelaxation } from './evaluate.ts'
import type { QualificationFacts } from './facts.ts'
import { readPackYaml } from './load-pack.ts'
import { dotted, type PackProblem, type ProblemPlace, problemsOfShape } from './pack-problems.ts'
import { CivilDate } from './pack-sections.ts'
import type { PackShape } from './pack-shape.ts'
import { factsOf } from './vocabulary.ts'

/** What a case may expect, in Chinese or as in the interface. 可放宽 holds with and without a written reason, 已放宽 only with it. */
const EXPECTED = {
  符合: 'pass',
  pass: 'pass',
  可放宽: 'relaxed',
  relaxable: 'relaxed',
  relaxed: 'relaxed',
  已放宽: 'granted',
  '符合（已放宽）': 'granted',
  不符合: 'fail',
  fail: 'fail',
  不能判定: 'cannot-tell',
  'cannot-tell': 'cannot-tell',
} as const
export type ExpectedOutcome = (typeof EXPECTED)[keyof typeof EXPECTED]

const words = Object.keys(EXPECTED) as [keyof typeof EXPECTED, ...(keyof typeof EXPECTED)[]]
const text = z.string().min(1).max(200)
const ids = z.array(z.string()).optional()

const Expectation = z.strictObject({
  outcome: z.enum(words),
  hard: z.boolean().optional(),
  strength: Strength.optional(),
  decidedBy: ids,
  missing: ids,
  relaxations: ids,
  obligations: ids,
})

const facts = z.record(z.string(), z.unknown()).default({})

const CaseFile = z.strictObject({
  pack: z.string().optional(),
  onDate: CivilDate.optional(),
  facts,
  cases: z
    .array(
      z.strictObject({
        name: text,
        onDate: CivilDate.optional(),
        facts,
        relaxation: z.strictObject({ reason: text, reviewer: text.default('示例审查人') }).optional(),
        expect: Expectation,
      }),
    )
    .min(1),
})

/** A case to try a pack with: what is known of a person, and what is expected of the pack. */
export type RuleCase = {
  readonly name: string
  readonly line: number
  readonly onDate: string
  readonly facts: QualificationFacts
  readonly relaxation: GrantedRelaxation | undefined
  readonly expect: Omit<z.output<typeof Expectation>, 'outcome'> & { readonly outcome: ExpectedOutcome }
}

export type CasesReading =
  | { readonly ok: true; readonly cases: readonly RuleCase[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** Reads a file of cases for a pack. Never throws: everything wrong comes back with line, column, key, reason and remedy. */
export function readCases(bytes: string | Uint8Array, pack: PackShape, format: 'yaml' | 'csv'): CasesReading {
  const file = format === 'yaml' ? readYamlCases(bytes) : readCsvCases(bytes, pack)
  if (!file.ok) return file
  const parsed = CaseFile.safeParse(file.value)
  if (!parsed.success) return { ok: false, problems: problemsOfShape(parsed.error, file) }
  return judgeCases(parsed.data, pack, file)
}

type Place = ProblemPlace & { readonly ok: true }

function judgeCases(file: z.output<typeof CaseFile>, pack: PackShape, place: Place): CasesReading {
  const faults: PackFault[] = []
  if (file.pack !== undefined && file.pack !== pack.id) {
    const reason = `案例是给“${file.pack}”写的，规则包是“${pack.id}”`
    faults.push({ path: ['pack'], reason, remedy: '核对两个文件，或改正 pack。' })
  }
  const cases = file.cases.map((each, index): RuleCase => {
    const path = ['cases', index]
    const onDate = each.onDate ?? file.onDate
    if (onDate === undefined) {
      faults.push({
        path,
        reason: '没有写 onDate',
        remedy: '写聘任日期 YYYY-MM-DD，或写在文件开头给所有案例。',
      })
    }
    const day = onDate ?? pack.effectiveFrom
    const read = caseFacts({ ...file.facts, ...each.facts }, pack, day)
    for (const fault of read.faults) {
      const own = Object.hasOwn(each.facts, fault.path[0] ?? '')
      faults.push({ ...fault, path: [...(own ? path : []), 'facts', ...fault.path] })
    }
    const { outcome, ...expect } = each.expect
    faults.push(...unknownIds(expect, pack, [...path, 'expect']))
    const { line } = place.placeOf(path)
    return {
      ...each,
      line,
      onDate: day,
      facts: read.facts,
      relaxation: each.relaxation,
      expect: { ...expect, outcome: EXPECTED[outcome] },
    }
  })
  if (faults.length === 0) return { ok: true, cases }
  const problems = faults.map(({ path, ...words }) => ({ ...pick(place.placeOf(path)), ...words }))
  // what is wrong in the facts of all cases is wrong once
  const once = new Map(
    problems.map((each) => [`${each.line}:${each.column} ${each.key} ${each.reason}`, each]),
  )
  return { ok: false, problems: [...once.values()] }
}

/** Ids that a case expects and the pack does not have: a slip of the case, not of the verdict. */
function unknownIds(
  { decidedBy, missing, relaxations, obligations }: Omit<z.output<typeof Expectation>, 'outcome'>,
  pack: PackShape,
  path: readonly (string | number)[],
): PackFault[] {
  const conditions: string[] = []
  walkConditions(pack.qualification, ({ id }) => conditions.push(id))
  const relaxing = pack.relaxations.map(({ id }) => id)
  const declared = [...(pack.exclusions?.items ?? []), ...(pack.generalConditions?.items ?? [])]
  const groups = ['exclusions', 'general-conditions']
  const lists: [string, readonly string[] | undefined, readonly string[]][] = [
    ['decidedBy', decidedBy, [...conditions, ...relaxing, ...groups, ...declared.map(({ id }) => id)]],
    ['missing', missing, [...factsOf(pack).keys()]],
    ['relaxations', relaxations, relaxing],
    ['obligations', obligations, conditions],
  ]
  return lists.flatMap(([name, wanted = [], known]) =>
    wanted
      .filter((id) => !known.includes(id))
      .map((id): PackFault => {
        const remedy = known.length === 0 ? '删去这一项。' : `写其中之一：${known.slice(0, 40).join('、')}。`
        return { path: [...path, name], reason: `规则包里没有“${id}”`, remedy }
      }),
  )
}

function pick({ line, column, key }: ReturnType<ProblemPlace['placeOf']>) {
  return { line, column, key }
}

function readYamlCases(bytes: string | Uint8Array): Place | { ok: false; problems: PackProblem[] } {
  const yaml = readPackYaml(bytes)
  if (!yaml.ok) return yaml
  if (!Array.isArray(yaml.value)) {
    return {
      ok: true,
      value: yaml.value,
      placeOf: (path) => ({ ...yaml.locate(path), key: dotted(path), about: '' }),
    }
  }
  const placeOf: Place['placeOf'] = (path) => {
    const inList = path[0] === 'cases' ? path.slice(1) : path
    return { ...yaml.locate(inList), key: dotted(inList), about: '' }
  }
  return { ok: true, value: { cases: yaml.value }, placeOf }
}

/** Columns of a table of cases that are no facts. */
const CASE_COLUMNS = ['name', 'onDate', 'reason', 'reviewer', 'outcome', 'decidedBy', 'missing']

function readCsvCases(
  bytes: string | Uint8Array,
  pack: PackShape,
): Place | { ok: false; problems: PackProblem[] } {
  let rows: { info: { lines: number }; record: Record<string, string> }[]
  try {
    const options = { columns: true, bom: true, info: true, skip_empty_lines: true, trim: true } as const
    rows = parseCsv(Buffer.from(bytes), options) as unknown as typeof rows
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    const remedy = '每行的列数要和表头相同；含逗号的内容加引号。'
    return { ok: false, problems: [{ line, column: 1, key: '', reason: '表格读不懂', remedy }] }
  }
  const definitions = factsOf(pack)
  const cases = rows.map(({ record }) => {
    const { name, onDate, reason, reviewer, outcome } = record
    const cells = Object.entries(record).filter(([key, cell]) => cell !== '' && !CASE_COLUMNS.includes(key))
    const facts = cells.map(([key, cell]) => [key, cellValue(cell, definitions.get(key)?.kind)])
    const listed = (cell: string | undefined) => (cell ? cell.split(/[;；、]/) : undefined)
    return {
      name,
      onDate: onDate || undefined,
      facts: Object.fromEntries(facts),
      relaxation: reason ? { reason, reviewer: reviewer || undefined } : undefined,
      expect: { outcome, decidedBy: listed(record.decidedBy), missing: listed(record.missing) },
    }
  })
  const placeOf: Place['placeOf'] = (path) => {
    const index = typeof path[1] === 'number' ? path[1] : 0
    return { line: rows[index]?.info.lines ?? 1, column: 1, key: String(path.at(-1) ?? ''), about: '' }
  }
  return { ok: true, value: { cases }, placeOf }
}

function cellValue(cell: string, kind: string | undefined): unknown {
  if (cell === '是' || cell === 'true') return true
  if (cell === '否' || cell === 'false') return false
  if (kind === 'list') return cell === '无' ? [] : cell.split(/[;；、]/)
  return kind === 'number' && cell !== '' && !Number.isNaN(Number(cell)) ? Number(cell) : cell
}
