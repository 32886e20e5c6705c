import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { comparisonKey } from '#platform/values/text.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import type { PlanFileRow } from './contract.ts'
import { type PlanRow, placeOf } from './domain.ts'
import type { KnownEnterprise } from './members-store.ts'
import type { NameRow, SheetRow } from './read-file.ts'

export type Judging = {
  readonly unitId: string
  readonly years: readonly number[]
  /** The year of rows that do not say one. */
  readonly year: number | undefined
  /** Enterprises that may be put in. */
  readonly plannable: ReadonlySet<string>
}

/** What would become of each row of a list of names. The code decides; what does not agree is left to a person. */
export function judgeNameRows(
  rows: readonly NameRow[],
  known: readonly KnownEnterprise[],
  judging: Judging,
): PlanFileRow[] {
  const byCode = new Map(known.map((each) => [each.creditCode, each]))
  // An enterprise that was entered just now has no key yet.
  const byKey = Map.groupBy(known, ({ name, nameKey }) => nameKey || nameKeyOf(name).key)
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const code = normaliseCreditCode(row.creditCode)
    const year = yearOf(row, judging)
    const base = { line: row.line, name: row.name, creditCode: code, note: row.note }
    const answer = (
      outcome: PlanFileRow['outcome'],
      message: string,
      more: Partial<PlanFileRow> = {},
    ): PlanFileRow => ({
      ...base,
      outcome,
      message,
      year: typeof year === 'number' ? year : null,
      enterpriseId: null,
      candidates: [],
      ...more,
    })
    if (row.name === '' && code === '') {
      return answer('reject', '企业名称：没有填写。请补填名称或代码。')
    }
    if (row.numeric) {
      return answer('reject', '统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。')
    }
    if (typeof year === 'string') return answer('reject', year)
    const found = find(row, code, byCode.get(code), byKey.get(nameKeyOf(row.name).key) ?? [])
    if ('message' in found) {
      const fit = found.candidates.filter(({ id }) => judging.plannable.has(id))
      if (fit.length === 0) return answer('reject', found.message)
      const candidates = fit.map(({ id, name, creditCode }) => ({ enterpriseId: id, name, creditCode }))
      return answer('doubtful', found.message, { candidates })
    }
    const earlier = seen.get(found.id)
    if (earlier !== undefined) return answer('reject', `与第 ${earlier} 行是同一家。已保留前一行。`)
    seen.set(found.id, row.line)
    return judgeKnown(found, year, judging, answer)
  })
}

function judgeKnown(
  found: KnownEnterprise,
  year: number,
  { unitId, plannable }: Judging,
  answer: (outcome: PlanFileRow['outcome'], message: string, more?: Partial<PlanFileRow>) => PlanFileRow,
): PlanFileRow {
  const of = { enterpriseId: found.id }
  if (found.plannedYear === year) return answer('same', '已在计划中。', of)
  if (found.plannedYear !== null) {
    return answer('change', `原列在 ${found.plannedYear} 年，改到 ${year} 年。`, of)
  }
  if (plannable.has(found.id)) return answer('add', '', of)
  if (found.ended) return answer('reject', '企业：已注销、停产或迁出。请从名单中删去。')
  if (found.unitId !== unitId) return answer('reject', '企业：由别的单位负责。请由该单位列入计划。')
  return answer('reject', '企业：已经备案，或不在今天的规上企业名单上。请核对后从名单中删去。')
}

/** The year of a row, or why it has none. */
function yearOf({ year }: NameRow, { year: given, years }: Judging): number | string {
  const within = `${years[0]} 至 ${years.at(-1)}`
  if (year === '') {
    return given ?? `培育年度：没有填写。请填写 ${within} 中的一年，或在页面上选择年度。`
  }
  const read = /^\d{4}$/.test(year) ? Number(year) : Number.NaN
  if (years.includes(read)) return read
  return `培育年度：“${year}”不在这份计划的 ${within} 年内。请更正。`
}

type Doubt = { readonly message: string; readonly candidates: readonly KnownEnterprise[] }

function find(
  row: NameRow,
  code: string,
  ofCode: KnownEnterprise | undefined,
  near: readonly KnownEnterprise[],
): KnownEnterprise | Doubt {
  if (ofCode) {
    if (row.name === '' || comparisonKey(ofCode.name) === comparisonKey(row.name)) return ofCode
    const candidates = [ofCode, ...near.filter(({ id }) => id !== ofCode.id)]
    return { message: `名录中这个代码的企业名称是“${ofCode.name}”。请核对。`, candidates }
  }
  if (near.length === 0) {
    return { message: '企业：名录中没有，或不在本单位的范围内。请先新增或导入企业。', candidates: [] }
  }
  const same = near.filter(({ name }) => comparisonKey(name) === comparisonKey(row.name))
  if (code === '' && same.length === 1 && same[0]) return same[0]
  const message =
    code === ''
      ? '没有代码，名称相同或相近的有下列企业。请选择。'
      : '名录中没有这个代码，名称相同或相近的有下列企业。请核对代码后选择。'
  return { message, candidates: near }
}

export type SheetJudged = {
  readonly rows: PlanFileRow[]
  /** Of the unit's own line: per year the written number, the names, and what is left without names. */
  readonly supplements: {
    year: number
    written: number
    named: number
    count: number
    before: number
  }[]
}

/** 附件3 as it comes back: the unit's own line sets numbers without names, the others are compared with what was accepted. */
export function judgeSheetRows(
  rows: readonly SheetRow[],
  years: readonly number[],
  plan: { readonly unitId: string; readonly unitName: string; readonly years: readonly number[] },
  lines: readonly PlanRow[],
): SheetJudged {
  const supplements: SheetJudged['supplements'] = []
  const own = lines.find(({ sourcePlanId }) => sourcePlanId === null)
  const unknownYear = years.find((year) => !plan.years.includes(year))
  const seen = new Set<string>()
  const judged = rows.map((row): PlanFileRow => {
    const answer = (outcome: PlanFileRow['outcome'], message: string): PlanFileRow => ({
      line: row.line,
      outcome,
      message,
      name: row.place,
      creditCode: '',
      year: null,
      note: '',
      enterpriseId: null,
      candidates: [],
    })
    const line = lineOf(row.place, lines, own, plan)
    if (unknownYear !== undefined) {
      return answer(
        'reject',
        `表头：${unknownYear} 年不在这份计划的 ${plan.years[0]} 至 ${plan.years.at(-1)} 年内。请更正列名，或换一个年度的计划。`,
      )
    }
    if (!line) return answer('reject', '县(市、区)：不是本单位，也没有接收它的计划。请核对名称，或请它报送。')
    if (seen.has(line.unitId + line.place))
      return answer('reject', '县(市、区)：前面已有这一行。请删去一行。')
    seen.add(line.unitId + line.place)
    const wrong = [row.aboveScale, row.filed, ...row.planned.values()].some((count) => count === null)
    if (wrong) return answer('reject', '企业数：有一格不是整数。请填写家数。')
    const differences = differencesOf(row, line)
    if (line.sourcePlanId !== null) {
      const planned = plan.years.flatMap((year, index) => {
        const [then, now] = [line.planned[index] ?? 0, row.planned.get(year)]
        return now === undefined || now === then ? [] : [`${year} 年计划数接收的是 ${then}，表中是 ${now}`]
      })
      const all = [...differences, ...planned]
      if (all.length === 0) return answer('same', '与接收的计划一致。')
      return answer('reject', `${all.join('；')}。下级的数字由下级报送，请退回后由它改。`)
    }
    return judgeOwn(row, line, plan, differences, supplements, answer)
  })
  return { rows: judged, supplements }
}

function judgeOwn(
  row: SheetRow,
  line: PlanRow,
  plan: { readonly years: readonly number[] },
  differences: readonly string[],
  supplements: SheetJudged['supplements'],
  answer: (outcome: PlanFileRow['outcome'], message: string) => PlanFileRow,
): PlanFileRow {
  const told = differences.length > 0 ? `${differences.join('；')}，以系统的数为准。` : ''
  for (const [index, year] of plan.years.entries()) {
    const written = row.planned.get(year)
    if (written === undefined || written === null) continue
    const before = line.unnamed[index] ?? 0
    const named = (line.planned[index] ?? 0) - before
    if (written < named) {
      return answer(
        'reject',
        `${year}年培育计划数：表中是 ${written}，名单里已有 ${named} 家。请先移出企业，或更正表中的数。`,
      )
    }
    supplements.push({ year, written, named, count: written - named, before })
  }
  const changes = supplements.filter(({ count, before }) => count !== before)
  if (changes.length === 0) return answer('same', `${told}计划数与名单一致。`)
  const words = changes.map(({ year, count }) => `${year} 年未具名 ${count} 家`)
  return answer('number', `${told}${words.join('，')}。`)
}

function lineOf(
  place: string,
  lines: readonly PlanRow[],
  own: PlanRow | undefined,
  { unitName }: { readonly unitName: string },
): PlanRow | undefined {
  const key = comparisonKey(placeOf(place))
  const found = lines.find((line) => comparisonKey(line.place) === key)
  if (found) return found
  return key === comparisonKey(placeOf(unitName)) ? own : undefined
}

function differencesOf(row: SheetRow, line: PlanRow): string[] {
  return [
    ...(row.aboveScale === (line.aboveScale ?? 0)
      ? []
      : [`规上企业数系统中是 ${line.aboveScale ?? '未知'}，表中是 ${row.aboveScale}`]),
    ...(row.filed === line.filed ? [] : [`已完成备案数系统中是 ${line.filed}，表中是 ${row.filed}`]),
  ]
}
