import { addDays, type CivilDate, daysBetween } from '#platform/values/civil-date.ts'
import type { planStatuses } from './contract.ts'

export type PlanStatus = (typeof planStatuses)[number]

/** What may be done with a version of a plan. What was handed in never changes: a change is a further version. */
export type PlanDeed = 'change' | 'submit' | 'discard' | 'withdraw' | 'return' | 'accept'

const lifecycle = {
  draft: ['change', 'submit', 'discard'],
  submitted: ['withdraw', 'return', 'accept'],
  returned: [],
  accepted: [],
  withdrawn: [],
  discarded: [],
} as const satisfies Record<PlanStatus, readonly PlanDeed[]>

export function mayFollow(status: PlanStatus, deed: PlanDeed): boolean {
  return (lifecycle[status] as readonly PlanDeed[]).includes(deed)
}

export const statusWords: Readonly<Record<PlanStatus, string>> = {
  draft: '编制中',
  submitted: '已报送',
  returned: '被退回',
  accepted: '已接收',
  withdrawn: '已撤回',
  discarded: '已作废',
}

/** A line of 附件3. */
export type PlanRow = {
  readonly unitId: string
  /** 县(市、区), as the form writes it. */
  readonly place: string
  /** The unit below that handed the line up; the unit itself where it is its own. */
  readonly viaUnitId: string
  /** The version it was taken from; null for the unit's own line. */
  readonly sourcePlanId: string | null
  readonly sourceNo: number | null
  readonly asOfOn: CivilDate
  /** 规上企业数; null where no list covers the unit. */
  readonly aboveScale: number | null
  /** 已完成备案数, of the 规上企业. */
  readonly filed: number
  /** Per year of the form: the names and the unnamed together. */
  readonly planned: readonly number[]
  /** Of these the unnamed. */
  readonly unnamed: readonly number[]
  /** Of all planned those that are not filed yet: what stands beside 已完成备案数 without counting twice. */
  readonly remaining: number
}

/** The line 合计. */
export function totalOf(rows: readonly PlanRow[], years: number) {
  const sum = (of: (row: PlanRow) => number) => rows.reduce((all, row) => all + of(row), 0)
  const each = (of: (row: PlanRow) => readonly number[]) =>
    Array.from({ length: years }, (_, at) => sum((row) => of(row)[at] ?? 0))
  const known = rows.filter(({ aboveScale }) => aboveScale !== null)
  return {
    aboveScale: known.length > 0 ? sum(({ aboveScale }) => aboveScale ?? 0) : null,
    filed: sum(({ filed }) => filed),
    planned: each(({ planned }) => planned),
    unnamed: each(({ unnamed }) => unnamed),
    remaining: sum(({ remaining }) => remaining),
  }
}

/** 县(市、区) from the name of a bureau: 袁州区市场监督管理局 → 袁州区. */
export function placeOf(unitName: string): string {
  return unitName.replace(/(市场监督管理局|(管委会|管理委员会)(经济发展局|经发局))$/, '') || unitName
}

/** What a target of the rules asks: this share of the 规上企业, 1 for all of them. */
export type CoverageTarget = {
  readonly title: string
  readonly value: number
  readonly dueDate: string | null
  readonly clause: string
}

/** Something about the plan that whoever hands it in or takes it should know. The rules are soft: none of it blocks. */
export type PlanWarning = {
  readonly code:
    | 'short-of-target'
    | 'no-roster'
    | 'roster-old'
    | 'units-missing'
    | 'nothing-planned'
    | 'already-filed'
    | 'left'
  readonly text: string
  /** It is handed in only with a word of why. */
  readonly needsReason: boolean
}

export type PlanFacts = {
  readonly rows: readonly PlanRow[]
  readonly years: number
  readonly target: CoverageTarget | null
  /** Units below without an accepted plan. */
  readonly missing: readonly string[]
  /** Own planned enterprises that are filed, or no longer the unit's, on a list or in business. */
  readonly filedNow: number
  readonly left: number
  /** The lists of the unit took effect long ago. */
  readonly isListOld: boolean
}

export function warningsOf(facts: PlanFacts): PlanWarning[] {
  const { rows, years, target, missing, filedNow, left, isListOld } = facts
  const total = totalOf(rows, years)
  const warnings: PlanWarning[] = []
  const warn = (code: PlanWarning['code'], needsReason: boolean, text: string) =>
    void warnings.push({ code, needsReason, text })
  if (missing.length > 0) {
    warn(
      'units-missing',
      true,
      `下级计划：${missing.join('、')}还没有接收的计划，表中不含这些单位。请催报，或说明原因。`,
    )
  }
  const uncovered = rows.filter(({ aboveScale }) => aboveScale === null)
  if (uncovered.length > 0) {
    const places = uncovered.map(({ place }) => place).join('、')
    warn(
      'no-roster',
      true,
      `规上企业数：${places}没有期间内的规上企业名单，分母不知道。请工信部门提供名单，或说明原因。`,
    )
  }
  if (isListOld) {
    warn(
      'roster-old',
      false,
      '规上企业数：所用的规上企业名单已满一年没有更新。请工信部门核对后签认新的名单。',
    )
  }
  if (target && total.aboveScale !== null) {
    const needed = Math.ceil(total.aboveScale * target.value - 1e-9)
    const reached = total.filed + total.remaining
    if (reached < needed) {
      warn(
        'short-of-target',
        true,
        `培育计划数：已完成备案 ${total.filed} 家，加上计划中还没有备案的 ${total.remaining} 家，共 ${reached} 家，比“${target.title}”要求的 ${needed} 家少 ${needed - reached} 家。请补列企业，或说明原因。`,
      )
    }
  }
  if (total.planned.every((count) => count === 0)) {
    warn('nothing-planned', false, '培育计划数：各年度都是 0。请核对是否还没有列入企业。')
  }
  if (filedNow > 0) {
    warn(
      'already-filed',
      false,
      `列入企业：有 ${filedNow} 家已经备案，同时计入“已完成备案数”和“培育计划数”。`,
    )
  }
  if (left > 0) {
    warn('left', false, `列入企业：有 ${left} 家已不在规上名单、已移交或已注销。请核对后移出。`)
  }
  return warnings
}

/**
 * 预测: what will be done by the end of the year if it goes on as since the plan's day, at most the plan. Null while the
 * year has not begun or nothing can be told yet; of a past year what was done.
 */
export function forecastOf(
  { planned, done, asOfOn }: { planned: number; done: number; asOfOn: CivilDate | null },
  year: number,
  today: CivilDate,
): number | null {
  const end = `${year}-12-31`
  if (asOfOn === null) return null
  if (today > end) return done
  const from = [asOfOn, addDays(`${year}-01-01`, -1)].sort().at(-1) ?? asOfOn
  const gone = daysBetween(from, today)
  const whole = daysBetween(from, end)
  if (gone < 1 || whole < 1) return null
  return Math.min(planned, Math.round((done / gone) * whole))
}

/** The words that stand beside every forecast. */
export const forecastFormula =
  '预测 =（计划内已备案数 ÷ 自计划统计日（不早于年初）起已过天数）× 自统计日到 12 月 31 日的天数，最多为计划数；年度未开始的不预测，已结束的为实际数。'

export const completionFormula =
  '完成数 = 列入该年度、到统计日（不晚于该年 12 月 31 日）已备案的企业；未具名的计划数补列企业后才能完成。计划外 = 计划报送之后、该年内首次备案而没有列入该年度的规上企业。'

/** A milestone of the form in the rule pack. */
export type WrittenDue = { readonly on: CivilDate; readonly title: string; readonly source: string }

/**
 * Where the document names the day of another year only: the same day of this year, to be shown as inferred (推算). 29 February
 * becomes the 28th.
 */
export function inferredDue({ on }: WrittenDue, year: number): CivilDate {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const day = on.slice(5)
  return `${year}-${day === '02-29' && !leap ? '02-28' : day}`
}
