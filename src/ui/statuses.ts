/** Colour role of a status. Colour never carries a meaning alone: every status has an icon and words. */
export type Tone = 'success' | 'warning' | 'error' | 'accent' | 'muted'

export type StatusIcon =
  | 'edit'
  | 'clock'
  | 'check-circle'
  | 'exclamation'
  | 'minus-circle'
  | 'minus'
  | 'swap'
  | 'stop'
  | 'close-circle'
  | 'question'
  | 'half-ring'
  | 'ring'
  | 'lock'
  | 'warning'
  | 'bell'
  | 'check'

/** What StatusText shows: words, icon (`null`: plain text without an icon) and colour role. */
export type Status = { readonly text: string; readonly icon: StatusIcon | null; readonly tone: Tone }

const status = (text: string, icon: StatusIcon | null, tone: Tone): Status => ({ text, icon, tone })

const filingStatuses = {
  draft: status('草稿', 'edit', 'accent'),
  submitted: status('已提交', 'clock', 'accent'),
  accepted: status('已受理', 'edit', 'accent'),
  registered: status('已备案', 'check-circle', 'success'),
  returned: status('退回补正', 'exclamation', 'warning'),
  withdrawn: status('已撤回', 'minus-circle', 'muted'),
  changed: status('已变更', 'swap', 'muted'),
  cancelled: status('已注销', 'stop', 'muted'),
} as const satisfies Record<string, Status>

/** Life-cycle words of a 备案. */
export type FilingStatusName = keyof typeof filingStatuses

/** A filing's status; the unit that receives it reads 已提交 as 待受理. */
export function filingStatus(name: FilingStatusName, reader: 'enterprise' | 'unit' = 'enterprise'): Status {
  if (name === 'submitted' && reader === 'unit') return status('待受理', 'clock', 'accent')
  return filingStatuses[name]
}

/** Outcome of judging 任职条件. `relaxed` is a pass by 放宽 that a person has given reasons for; `relaxable` still needs them. */
export type QualificationOutcome = 'pass' | 'relaxed' | 'relaxable' | 'fail' | 'cannot-tell' | 'pending'

/** 任职条件 in words; `missing` names what is not known (学历, 年限 …) and is shown with 不能判定. */
export function qualificationStatus(outcome: QualificationOutcome, missing: readonly string[] = []): Status {
  switch (outcome) {
    case 'pass':
      return status('符合', 'check-circle', 'success')
    case 'relaxed':
      return status('符合（已放宽）', 'half-ring', 'success')
    case 'relaxable':
      return status('可放宽，需写理由', 'half-ring', 'warning')
    case 'fail':
      return status('不符合', 'close-circle', 'error')
    case 'pending':
      return status('待声明', 'clock', 'warning')
    case 'cannot-tell':
      return status(missing.length > 0 ? `不能判定：${lacking(missing)}` : '不能判定', 'question', 'muted')
  }
}

const NAMED = 3

/** A heading names three; the tree below it shows all. */
function lacking(missing: readonly string[]): string {
  if (missing.length <= NAMED) return `缺${missing.join('、')}`
  return `缺 ${missing.length} 项（${missing.slice(0, NAMED).join('、')}等）`
}

/** State of a task or of a part of a form. `to-fix` carries the number of places to change. */
export type TaskState = 'done' | 'active' | 'to-fix' | 'todo' | 'locked' | 'not-applicable'

/** A task's state in words; `detail` replaces or completes them (“前面 3 部分完成后”, “缺 1 份”). */
export function taskStatus(
  state: TaskState,
  detail?: { readonly count?: number; readonly note?: string },
): Status {
  const note = detail?.note
  switch (state) {
    case 'done':
      return status('已完成', 'check-circle', 'success')
    case 'active':
      return status(note ? `进行中，${note}` : '进行中', 'edit', 'accent')
    case 'to-fix':
      return status(`${detail?.count ?? 1} 处需修改`, 'exclamation', 'error')
    case 'todo':
      return status('尚未开始', 'ring', 'muted')
    case 'locked':
      return status(note ?? '尚不能开始', 'lock', 'muted')
    case 'not-applicable':
      return status('不适用', 'minus', 'muted')
  }
}

/**
 * A deadline in words. `left` counts 工作日 (or calendar days with `unit: 'days'`) until the due date: 0 is today, negative is
 * past. `null`: no source prescribes one.
 */
export function deadlineStatus(left: number | null, unit: 'working-days' | 'days' = 'working-days'): Status {
  const name = unit === 'days' ? '天' : '个工作日'
  if (left === null) return status('未规定', null, 'muted')
  if (left < 0) {
    return status(unit === 'days' ? `逾期 ${-left} 天` : `超 ${-left} 个工作日`, 'warning', 'error')
  }
  if (left === 0) return status('今天到期', 'warning', 'error')
  return left === 1
    ? status(`还有 1 ${name}`, 'clock', 'warning')
    : status(`还有 ${left.toLocaleString('zh-CN')} ${name}`, 'ring', 'muted')
}
