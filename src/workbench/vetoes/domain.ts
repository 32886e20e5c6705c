/** What may be stopped, in words and with the verbs that are refused (see `holds`). */
export const subjects = {
  batch: { noun: '批次', acts: ['release'] },
  product: { noun: '产品', acts: ['release', 'produce'] },
  supplier: { noun: '供应商', acts: ['order', 'accept', 'approve'] },
  release: { noun: '放行', acts: ['release'] },
  design: { noun: '设计', acts: ['produce'] },
  purchase: { noun: '采购', acts: ['accept'] },
  equipment: { noun: '设备', acts: ['use'] },
  instrument: { noun: '计量器具', acts: ['use'] },
} as const
export type SubjectKind = keyof typeof subjects

export const actWords = {
  release: '放行',
  produce: '投产',
  order: '采购',
  accept: '验收',
  approve: '评为合格',
  use: '使用',
} as const

export type VetoState = 'in-force' | 'checked' | 'lifted' | 'overridden'
export const stateWords: Readonly<Record<VetoState, string>> = {
  'in-force': '生效中',
  checked: '已核对，待解除',
  lifted: '已解除',
  overridden: '已强行放行',
}

export type VetoDeed = 'check' | 'add-condition' | 'lift' | 'override' | 'give-opinion' | 'add-evidence'

/** What each deed makes of a veto. A deed that is not named here is refused in that state; the last two states are the end. */
export const lifecycle = {
  'in-force': {
    check: 'checked',
    'add-condition': 'in-force',
    override: 'overridden',
    'give-opinion': 'in-force',
    'add-evidence': 'in-force',
  },
  checked: {
    check: 'checked',
    // What the second person has looked at is no longer all.
    'add-condition': 'in-force',
    lift: 'lifted',
    override: 'overridden',
    'give-opinion': 'checked',
    'add-evidence': 'checked',
  },
  lifted: {},
  overridden: { 'add-evidence': 'overridden' },
} as const satisfies Record<VetoState, Partial<Record<VetoDeed, VetoState>>>

/** The state after a deed; undefined where it cannot be done. */
export function after(state: VetoState, deed: VetoDeed): VetoState | undefined {
  return (lifecycle[state] as Partial<Record<VetoDeed, VetoState>>)[deed]
}

/** Whether the hold of a veto stands. */
export function isInForce(state: VetoState): boolean {
  return state === 'in-force' || state === 'checked'
}

/** A condition for lifting: the action that stands for it, beside what was demanded. */
export type ConditionState = {
  readonly id: string
  readonly version: number
  readonly state: 'open' | 'done' | 'dropped'
  /** A paper shows that it is met. */
  readonly proved: boolean
  /** The action still says what was demanded. */
  readonly asDemanded: boolean
}

/** Says on which state of the conditions somebody has looked: another one is another text. */
export function markOf(conditions: readonly ConditionState[]): string {
  return conditions
    .map(({ id, version, state }) => `${id} ${version} ${state}`)
    .sort()
    .join(';')
}

export type Checkable = {
  readonly state: VetoState
  readonly checkedBy: string | null
  readonly checkedMark: string | null
}

/** Why a veto cannot be lifted now: numbers are places in the list of conditions, from 1. */
export type Obstacle =
  | { readonly kind: 'ended' }
  | { readonly kind: 'no-condition' }
  | { readonly kind: 'unmet'; readonly places: readonly number[] }
  | { readonly kind: 'dropped'; readonly places: readonly number[] }
  | { readonly kind: 'unproved'; readonly places: readonly number[] }
  | { readonly kind: 'reworded'; readonly places: readonly number[] }
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'changed-since-check' }
  | { readonly kind: 'same-person' }

/** Everything that stands between the veto and its lifting by `accountId`; null asks for anybody who has not checked himself. */
export function obstaclesToLift(
  veto: Checkable,
  conditions: readonly ConditionState[],
  accountId: string | null,
): Obstacle[] {
  if (!isInForce(veto.state)) return [{ kind: 'ended' }]
  const found: Obstacle[] = [...obstaclesToCheck(conditions)]
  if (veto.state !== 'checked') found.push({ kind: 'unchecked' })
  else if (veto.checkedMark !== markOf(conditions)) found.push({ kind: 'changed-since-check' })
  if (veto.state === 'checked' && accountId !== null && veto.checkedBy === accountId)
    found.push({ kind: 'same-person' })
  return found
}

const faults = {
  unmet: ({ state }: ConditionState) => state === 'open',
  dropped: ({ state }: ConditionState) => state === 'dropped',
  unproved: ({ state, proved }: ConditionState) => state === 'done' && !proved,
  reworded: ({ asDemanded }: ConditionState) => !asDemanded,
} as const

/** A condition is met when its action is done, a paper shows it, and it is still the one that was demanded. */
export function isMet(condition: ConditionState): boolean {
  return Object.values(faults).every((fault) => !fault(condition))
}

/** The second person looks when everything is met, so that there is something to look at. */
export function obstaclesToCheck(conditions: readonly ConditionState[]): Obstacle[] {
  const found = Object.entries(faults).flatMap(([kind, fault]) => {
    const places = conditions.flatMap((each, index) => (fault(each) ? [index + 1] : []))
    return places.length > 0 ? [{ kind: kind as keyof typeof faults, places }] : []
  })
  return conditions.length === 0 ? [{ kind: 'no-condition' }] : found
}

/** In words: 为什么，怎么办。 */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'ended':
      return '否决已经结束。'
    case 'no-condition':
      return '没有解除条件。请先写明解除条件。'
    case 'unmet':
      return `第 ${obstacle.places.join('、')} 项条件未满足。请由责任人完成并附上证据。`
    case 'dropped':
      return `第 ${obstacle.places.join('、')} 项条件被取消，取消不算满足。请恢复后完成。`
    case 'unproved':
      return `第 ${obstacle.places.join('、')} 项条件没有证明材料。请重新打开，完成时附上。`
    case 'reworded':
      return `第 ${obstacle.places.join('、')} 项措施的内容与提出的条件不同。请改回提出时的内容，完成后再核对。`
    case 'unchecked':
      return '还没有第二人核对。请由另一人核对各项条件。'
    case 'changed-since-check':
      return '核对之后条件有变动。请由第二人重新核对。'
    case 'same-person':
      return '核对的是您本人。请由另一人核对，或由代理人解除。'
  }
}
