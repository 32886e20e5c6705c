import type { Incident, IncidentVerb } from './chain.ts'

type Stage = Incident['stage']

const always = ['correct', 'tell-bureau', 'add-loss'] as const
const found = ['handle', 'investigate', 'add-action', ...always] as const

/**
 * 报告 → 处置 → 调查 → 责任 → 纠正预防 → 验证 → 关闭 (DB1302/T 589—2024 7.2 b): what may be done in each stage. A part that stands
 * may be written again; what is closed is opened again with a reason, never changed as it is.
 */
const lifecycle = {
  reported: ['handle', 'dismiss', ...always],
  handled: [...found, 'dismiss'],
  investigated: [...found, 'assign'],
  acting: [...found, 'assign', 'verify'],
  verified: [...found, 'assign', 'verify', 'close'],
  closed: ['reopen', 'tell-bureau', 'add-loss'],
  dismissed: ['reopen'],
} as const satisfies Record<Stage, readonly IncidentVerb[]>

export function mayFollow(stage: Stage, verb: IncidentVerb): boolean {
  return (lifecycle[stage] as readonly IncidentVerb[]).includes(verb)
}

/** The parts of the chain that decide where an incident stands. */
export type Course = Pick<
  Incident,
  'stage' | 'handling' | 'investigation' | 'responsibility' | 'verification' | 'ending'
>

/** A part that is written, or an end. A new action and a reopening write nothing, they only take the verification away. */
export type Deed =
  | { readonly verb: 'handle'; readonly handling: NonNullable<Incident['handling']> }
  | { readonly verb: 'investigate'; readonly investigation: NonNullable<Incident['investigation']> }
  | { readonly verb: 'assign'; readonly responsibility: NonNullable<Incident['responsibility']> }
  | { readonly verb: 'add-action' }
  | { readonly verb: 'verify'; readonly verification: NonNullable<Incident['verification']> }
  | { readonly verb: 'close' | 'dismiss'; readonly ending: NonNullable<Incident['ending']> }
  | { readonly verb: 'reopen' }

/**
 * The course after a deed. Whatever is written after the verification makes it void: effectiveness is stated of what stands.
 * Whether the deed may be done is for `mayFollow` and, for the closing, `openPoints` to say.
 */
export function after(course: Course, deed: Deed): Course {
  const base: Course = { ...course, verification: null, ending: null }
  switch (deed.verb) {
    case 'handle':
      return staged({ ...base, handling: deed.handling })
    case 'investigate':
      return staged({ ...base, investigation: deed.investigation })
    case 'assign':
      return staged({ ...base, responsibility: deed.responsibility })
    case 'verify':
      return staged({ ...base, verification: deed.verification })
    case 'close':
      return { ...course, ending: deed.ending, stage: 'closed' }
    case 'dismiss':
      return { ...course, ending: deed.ending, stage: 'dismissed' }
    default:
      return staged(base)
  }
}

/** Where a course stands by its parts: the first that is missing is what comes next. */
function staged(course: Course): Course {
  const stage: Stage = !course.handling
    ? 'reported'
    : !course.investigation
      ? 'handled'
      : !course.responsibility
        ? 'investigated'
        : course.verification?.effective
          ? 'verified'
          : 'acting'
  return { ...course, stage }
}

/** An action as far as the gate asks. */
export type GateAction = {
  readonly id: string
  readonly version: number
  readonly kind: string
  readonly what: string
  readonly state: 'open' | 'done' | 'dropped'
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly doneByName: string | null
}

/** Whoever would state the effectiveness: his account's name, and his records in the staff ledger. */
export type Verifier = { readonly name: string; readonly staffIds: readonly string[] }

/**
 * Why this person may not state the effectiveness; null when he may: not who was found responsible, nor who carried out an
 * action or wrote down that it was done. Without a record in the staff ledger he is known by his name.
 */
export function involvementOf(
  { name, staffIds }: Verifier,
  responsibility: Incident['responsibility'],
  actions: readonly GateAction[],
): string | null {
  const isMe = (id: string | null, called: string | null) =>
    (id !== null && staffIds.includes(id)) || (staffIds.length === 0 && called === name)
  if (isMe(responsibility?.personId ?? null, responsibility?.personName ?? null)) return '您是这件事的责任人'
  const carried = actions.filter(({ state }) => state !== 'dropped')
  const owned = carried.find((action) => isMe(action.ownerId, action.ownerName))
  if (owned) return `您是措施“${owned.what}”的责任人`
  const done = carried.find((action) => action.doneByName === name)
  return done ? `措施“${done.what}”是您登记完成的` : null
}

/** What the actions were when the effectiveness was stated: changed since, it has to be stated again. */
export function actionsSeen(actions: readonly GateAction[]): string[] {
  return actions.map(({ id, version }) => `${id}:${version}`).sort()
}

export const gateCodes = [
  'handling',
  'root-cause',
  'responsibility',
  'four-points',
  'no-action',
  'open-action',
  'verification',
  'not-effective',
  'changed-since',
  'bureau',
] as const
/** Something that is missing before an incident can be closed. */
export type OpenPoint = { readonly code: (typeof gateCodes)[number]; readonly text: string }

type GateFacts = Course & Pick<Incident, 'grade'> & { readonly bureauReports: number }

/** The four points of 四不放过, each to be answered. */
export const fourPoints = ['cause', 'treatment', 'measures', 'education'] as const
export const fourPointTexts: Readonly<Record<(typeof fourPoints)[number], string>> = {
  cause: '事故原因未查清不放过',
  treatment: '责任人员未处理不放过',
  measures: '整改措施未落实不放过',
  education: '有关人员未受到教育不放过',
}

/** The close gate: everything that is missing, as sentences; empty when it may be closed. */
export function openPoints(facts: GateFacts, actions: readonly GateAction[]): OpenPoint[] {
  const { handling, investigation, responsibility, verification } = facts
  const points: OpenPoint[] = []
  const miss = (code: OpenPoint['code'], text: string) => void points.push({ code, text })
  if (!handling) miss('handling', '处置：没有记录。请写明当时怎样处置的。')
  if (!investigation?.rootCause) miss('root-cause', '调查：没有根本原因。请用 5 个为什么或鱼骨图找到它。')
  if (!responsibility) {
    miss('responsibility', '责任和四不放过：没有认定。请写明责任、处理情况，逐条回答四不放过。')
  } else {
    for (const point of fourPoints) {
      if (responsibility.fourPoints[point] === '')
        miss('four-points', `四不放过“${fourPointTexts[point]}”：没有回答。请填写。`)
    }
  }
  const kept = actions.filter(({ state }) => state !== 'dropped')
  if (kept.length === 0) miss('no-action', '纠正预防：一项措施也没有。请加上纠正或预防措施。')
  for (const { what, ownerName, state } of kept) {
    if (state === 'open')
      miss('open-action', `措施“${what}”：${ownerName ?? '还没有责任人'}，没有完成。请完成，或写明理由取消。`)
  }
  if (!verification) miss('verification', '验证：没有人说明效果。请没有参与整改的人验证。')
  else if (!verification.effective) miss('not-effective', '验证：结论是无效。请补充措施后重新验证。')
  else if (verification.seen.join() !== actionsSeen(actions).join()) {
    miss('changed-since', '验证：之后措施又有变动。请重新验证。')
  }
  if (facts.grade === 'major' && facts.bureauReports === 0) {
    miss('bureau', '报告属地市场监管部门：重大的没有记录。请记录何时向谁报告，或不需要报告的依据。')
  }
  return points
}

/** Whole hours between two instants, rounded down: how long the report took. */
export function hoursBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000))
}
