import type { CivilDate } from '#platform/values/civil-date.ts'

/** 质量战略 and annual plans, from draft to the end, without database or clock (DB1302/T 589—2024 7.1). */

export type StrategyStatus = 'draft' | 'submitted' | 'in-force' | 'superseded'
export type PlanStatus = 'draft' | 'submitted' | 'in-force' | 'concluded'
export type StrategyVerb = 'change' | 'submit' | 'approve' | 'return'
export type PlanVerb = 'change' | 'submit' | 'approve' | 'return' | 'amend' | 'review' | 'conclude'
export type ItemVerb = 'report' | 'confirm' | 'amend' | 'cancel'

const strategyVerbs: Readonly<Record<StrategyStatus, readonly StrategyVerb[]>> = {
  draft: ['change', 'submit'],
  submitted: ['approve', 'return'],
  'in-force': [],
  superseded: [],
}

const planVerbs: Readonly<Record<PlanStatus, readonly PlanVerb[]>> = {
  draft: ['change', 'submit'],
  submitted: ['approve', 'return'],
  'in-force': ['amend', 'review', 'conclude'],
  concluded: [],
}

export const strategyAllows = (status: StrategyStatus, verb: StrategyVerb) =>
  strategyVerbs[status].includes(verb)

export const planAllows = (status: PlanStatus, verb: PlanVerb) => planVerbs[status].includes(verb)

/**
 * `draft` and `proposed` before the principal has approved the plan; `reported`: said to be done, not yet confirmed;
 * `carried` into the next year's plan; `missed`: not done at the year's end and not carried over.
 */
export type ItemState =
  | 'draft'
  | 'proposed'
  | 'open'
  | 'reported'
  | 'done'
  | 'cancelled'
  | 'carried'
  | 'missed'

const itemVerbs: Readonly<Record<ItemState, readonly ItemVerb[]>> = {
  draft: [],
  proposed: [],
  open: ['report', 'amend', 'cancel'],
  reported: ['confirm', 'amend', 'cancel'],
  done: [],
  cancelled: [],
  carried: [],
  missed: [],
}

export const itemAllows = (state: ItemState, verb: ItemVerb) => itemVerbs[state].includes(verb)

/** Work on it has not ended. */
export const isOpen = (state: ItemState) => state === 'open' || state === 'reported'

/** Past its last day and not yet done. */
export const isOverdue = (item: { state: ItemState; toOn: CivilDate | null }, today: CivilDate) =>
  isOpen(item.state) && item.toOn !== null && item.toOn < today

/** The seven attributes that an item must have before its plan is handed in (DB1302/T 589—2024 7.1.2 b). */
export const attributes = {
  name: '项目',
  requirement: '工作要求',
  resources: '资源需求',
  goal: '工作目标',
  fromOn: '开始日期',
  toOn: '完成期限',
  owner: '责任人',
  method: '监视确认方法',
} as const
export type Attributes = Readonly<Record<keyof typeof attributes, string | null>>

/** Labels of the attributes that are not filled in yet. */
export function missingAttributes(item: Attributes): string[] {
  const keys = Object.keys(attributes) as (keyof typeof attributes)[]
  return keys.filter((key) => !item[key]).map((key) => attributes[key])
}

/** What is wrong with the days of an item; null when they are in order. Work may run beyond the year, but ends after it begins. */
export function wrongDays(fromOn: CivilDate | null, toOn: CivilDate | null): string | null {
  if (fromOn === null || toOn === null || fromOn <= toOn) return null
  return `完成期限：${toOn} 早于开始日期 ${fromOn}。请核对。`
}

/** What an entry of progress makes of an item: all of it done is a claim that somebody else confirms. */
export function afterReport(percent: number): { state: ItemState; progress: number } {
  return percent === 100 ? { state: 'reported', progress: 100 } : { state: 'open', progress: percent }
}

/** What a confirmation makes of it; refused, it is where it was before it was said to be done. */
export function afterConfirmation(
  accepted: boolean,
  earlier: readonly number[],
): { state: ItemState; progress: number } {
  if (accepted) return { state: 'done', progress: 100 }
  return { state: 'open', progress: earlier.findLast((percent) => percent < 100) ?? 0 }
}

/** Who is asked when somebody confirms that an item is done. */
export type Confirming = {
  readonly ownerId: string | null
  /** The confirmer's own records in the staff ledger. */
  readonly myStaffIds: readonly string[]
  readonly myAccountId: string
  /** Who said that it is done. */
  readonly reportedBy: string | null
}

/** Why this person may not confirm; null when he may. Nobody confirms his own work. */
export function mayNotConfirm(asked: Confirming): 'is-owner' | 'has-reported' | null {
  if (asked.ownerId !== null && asked.myStaffIds.includes(asked.ownerId)) return 'is-owner'
  return asked.reportedBy === asked.myAccountId ? 'has-reported' : null
}

/** What the year's end says of one item. */
export type Verdict = {
  readonly itemId: string
  readonly note: string
  /** The new last day in next year's plan; null: not carried over. */
  readonly carryTo: CivilDate | null
}

export type Reviewed = { readonly id: string; readonly itemNo: string; readonly state: ItemState }

/** What keeps the year from being concluded, in words; empty when nothing does. */
export function openPoints(
  year: number,
  items: readonly Reviewed[],
  verdicts: readonly Verdict[],
): { path: string; message: string }[] {
  return items.flatMap((item) => {
    const at = verdicts.findIndex(({ itemId }) => itemId === item.id)
    const verdict = verdicts[at]
    if (item.state === 'reported')
      return [
        {
          path: `items.${item.id}`,
          message: `第 ${item.itemNo} 项：已报完成，还没有确认。请先确认或退回。`,
        },
      ]
    if (item.state !== 'open') return []
    if (!verdict || verdict.note === '')
      return [
        {
          path: `items.${item.id}`,
          message: `第 ${item.itemNo} 项：没有完成，也没有写明原因。请填写评价。`,
        },
      ]
    if (verdict.carryTo !== null && !verdict.carryTo.startsWith(String(year + 1)))
      return [
        {
          path: `items.${item.id}`,
          message: `第 ${item.itemNo} 项：结转后的期限 ${verdict.carryTo} 不在 ${year + 1} 年内。请改为 ${year + 1} 年的日期。`,
        },
      ]
    return []
  })
}

/** The next free number in a plan, after the highest whole one. */
export function nextItemNo(taken: readonly string[]): string {
  const highest = taken.reduce((most, no) => (/^\d{1,6}$/.test(no) ? Math.max(most, Number(no)) : most), 0)
  return String(highest + 1)
}

/** Where an item's bar begins and how long it is in the year's chart, in per cent of the year; null: no day in it. */
export function barOf(
  year: number,
  fromOn: CivilDate | null,
  toOn: CivilDate | null,
): { left: number; width: number } | null {
  const to = toOn ?? fromOn
  const from = fromOn ?? toOn
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  if (!from || !to || from > to || to < first || from > last) return null
  const left = dayShare(from < first ? first : from, 0)
  const right = dayShare(to > last ? last : to, 1)
  return { left, width: right - left }
}

/** A day's place in its year in per cent; `end` 1: when the day is over. */
export function dayShare(on: CivilDate, end: 0 | 1): number {
  const year = Number(on.slice(0, 4))
  const start = Date.UTC(year, 0, 1)
  const length = Date.UTC(year + 1, 0, 1) - start
  const day = Date.parse(`${on}T00:00:00Z`) + end * 86_400_000 - start
  return Math.round((day / length) * 10_000) / 100
}
