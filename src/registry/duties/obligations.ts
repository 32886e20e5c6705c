import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import { addWorkdays, endOfSpan, workdayFrom } from '#platform/values/period.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import type { DutyBasis, DutyKind, DutyLevel } from './contract.ts'
import {
  type DutyPeriod,
  daysOfPeriod,
  MONTHS,
  occurrencesIn,
  type PeriodLength,
  periodBefore,
  periodOf,
} from './duty-period.ts'

/** What a unit owes: one duty of one period, before anything is known of it. */
export type Obligation = {
  readonly key: string
  readonly kind: DutyKind
  readonly period: DutyPeriod
  readonly title: string
  readonly due: CivilDate | null
  readonly dueText: string | null
  readonly counts: string
  readonly basis: DutyBasis
}

/** The unit as its duties depend on it; `trackedFrom`: nothing that was due before is counted. */
export type DutyUnit = {
  readonly id: string
  readonly level: string
  readonly line: string
  readonly functions: readonly string[]
}

export type DutyRule = {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  readonly kind: DutyKind
  readonly title: string
  readonly counts: string
  readonly basis: string
  readonly firstDue: CivilDate
  readonly every: PeriodLength | null
  readonly until: CivilDate | null
  readonly roll: boolean
  readonly levels: readonly DutyLevel[]
  readonly unitIds: readonly string[] | null
  readonly endedOn: CivilDate | null
}

/** What of a unit's packs a year can hold: each pack with the first and last day on which it governs the unit that year. */
export type PackStretch = { readonly loaded: LoadedPack; readonly from: CivilDate; readonly to: CivilDate }

type Milestone = LoadedPack['pack']['milestones'][number]

const countsAs: Readonly<Record<Exclude<DutyKind, 'other'>, string>> = {
  'cultivation-plan': '本系统内报送培育计划',
  'upward-report': '本系统内报出汇总包',
  roster: '本系统内签发名单',
  survey: '本系统内完成摸底',
  entry: '应录入的备案全部登记为已录入',
}
export const countsOf = (kind: DutyKind) => (kind === 'other' ? '责任单位登记完成' : countsAs[kind])

/** Which units a level of the rule pack means. */
export function owes(unit: DutyUnit, level: string): boolean {
  if (level === 'industry-bureau') return unit.functions.includes('roster')
  if (unit.line !== 'market-regulation' || unit.level !== level) return false
  return level !== 'county' || unit.functions.includes('registration')
}

/** All that a unit owes within a year, in order of the day. */
export function obligationsOf(
  unit: DutyUnit,
  year: number,
  stretches: readonly PackStretch[],
  rules: readonly DutyRule[],
  reportDays: number,
): Obligation[] {
  const found = [
    ...stretches.flatMap((stretch) => [
      ...milestonesOf(unit, year, stretch),
      ...reportsOf(unit, year, stretch, reportDays),
    ]),
    ...rules.flatMap((rule) => occurrencesOf(unit, year, rule)),
  ]
  return found.sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.key.localeCompare(b.key))
}

function milestonesOf(unit: DutyUnit, year: number, { loaded, from, to }: PackStretch): Obligation[] {
  return loaded.pack.milestones
    .filter(({ by }) => by.some((level) => owes(unit, level)))
    .flatMap((milestone) => {
      const within = (day: CivilDate) => day >= from && day <= to
      const kind = kindOf(milestone)
      const made = (due: CivilDate | null): Obligation => ({
        key: `pack:${milestone.id}`,
        kind,
        period: String(year),
        title: milestone.title,
        due,
        dueText: milestone.dueText ?? null,
        counts: countsOf(kind),
        basis: basisOf(loaded, milestone),
      })
      if (milestone.due === null) {
        // Owed once a year while the pack is in force at the year's end, or in the year that its words name.
        const named = /(\d{4})年/.exec(milestone.dueText ?? '')?.[1]
        const here = named ? Number(named) === year : to === `${year}-12-31`
        return here ? [made(null)] : []
      }
      const days = occurrencesIn(year, milestone.due, milestone.repeats ?? null)
      return days.filter(within).map((day) => made(day))
    })
}

/** By what it says itself; else by its form, or who gives what: the sheets of 附件2 and 附件3, a list, an entry. */
function kindOf({ duty, form, by, title }: Milestone): DutyKind {
  if (duty) return duty
  if (form === 'annex3') return 'cultivation-plan'
  if (form === 'annex2') return 'survey'
  if (by.every((level) => level === 'industry-bureau') && title.includes('名单')) return 'roster'
  return title.includes('采集系统') ? 'entry' : 'other'
}

/** 上报 by the interval of the document or of the office's promise: some 工作日 after each period's end. */
function reportsOf(
  unit: DutyUnit,
  year: number,
  { loaded, from, to }: PackStretch,
  days: number,
): Obligation[] {
  const { flow } = loaded.pack
  const span = flow.deadlines.upwardReport ?? flow.officePromise.upwardReport
  const upper = flow.levels.at(-1)
  if (!span || unit.level === upper || !flow.levels.some((level) => owes(unit, level))) return []
  const ends = periodsEnding(loaded, span, year)
  return ends.flatMap(({ period, end }) => {
    const due = addWorkdays(end, days)
    if (end < from || end > to || !due.startsWith(String(year))) return []
    return [
      {
        key: 'pack:upward-report',
        kind: 'upward-report',
        period,
        title: '逐级上报（汇总、变动情况）',
        due,
        dueText: null,
        counts: countsOf('upward-report'),
        basis: {
          ...basisOf(loaded, span),
          note: [span.note, reportNote(days)].filter(Boolean).join(' '),
          sample: flow.deadlines.upwardReport === null,
        },
      } satisfies Obligation,
    ]
  })
}

const reportNote = (days: number) =>
  days === 0
    ? '示例：没有写期末后几天，按每期最后一日计，可由上级单位改。'
    : `每期结束后 ${days} 个工作日内报出，由上级单位设定。`

type Span = NonNullable<LoadedPack['pack']['flow']['deadlines']['upwardReport']>

function lengthOf({ amount, unit }: Span): PeriodLength | undefined {
  const months = unit === 'month' ? amount : unit === 'year' ? amount * 12 : 0
  return (Object.keys(MONTHS) as PeriodLength[]).find((length) => MONTHS[length] === months)
}

/** Periods that end in the year or shortly before it: of the calendar where the span divides a year, else from the pack's first day on. */
function periodsEnding(
  { pack }: LoadedPack,
  span: Span,
  year: number,
): { period: DutyPeriod; end: CivilDate }[] {
  const length = lengthOf(span)
  const last = `${year}-12-31`
  const found: { period: DutyPeriod; end: CivilDate }[] = []
  if (length) {
    for (let period = periodOf(last, length); ; ) {
      const { from, to } = daysOfPeriod(period) ?? { from: last, to: last }
      found.unshift({ period, end: to })
      if (to < `${year}-01-01`) return found
      period = periodOf(addDays(from, -1), length)
    }
  }
  for (let at = pack.effectiveFrom; ; ) {
    const end = endOfSpan(at, span)
    if (end > last) return found
    if (end >= `${year - 1}-10-01`) found.push({ period: end, end })
    at = end
  }
}

function basisOf(
  { pack }: LoadedPack,
  cited: { clause: string | null; docNo?: string | undefined; note?: string | undefined },
): DutyBasis {
  return {
    docNo: cited.docNo ?? pack.docNo,
    clause: cited.clause,
    note: cited.note ?? null,
    sample: cited.note?.startsWith('示例') ?? false,
    setBy: null,
    pack: `${pack.id}@${pack.version}`,
  }
}

function occurrencesOf(unit: DutyUnit, year: number, rule: DutyRule): Obligation[] {
  if (rule.unitIds && !rule.unitIds.includes(unit.id)) return []
  if (!rule.levels.some((level) => owes(unit, level))) return []
  const last = [rule.until, rule.endedOn].filter((day) => day !== null).sort()[0]
  return occurrencesIn(year, rule.firstDue, rule.every)
    .filter((day) => last === undefined || day <= last)
    .map((day) => ({
      key: `set:${rule.id}`,
      kind: rule.kind,
      period: periodOfRule(rule, day),
      title: rule.title,
      due: rule.roll ? workdayFrom(day) : day,
      dueText: null,
      counts: rule.counts || countsOf(rule.kind),
      basis: {
        docNo: rule.basis || null,
        clause: null,
        note: null,
        sample: false,
        setBy: rule.unitName,
        pack: null,
      },
    }))
}

/** A report is about the period that was over; a plan, list or survey about the one in which it is due. */
function periodOfRule({ kind, every }: DutyRule, day: CivilDate): DutyPeriod {
  if (kind === 'other') return day
  const length = every ?? 'year'
  return kind === 'upward-report' && every ? periodBefore(day, length) : periodOf(day, length)
}
