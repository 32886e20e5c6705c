import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import type { OrgUnit } from './contract.ts'
import type { UnitChange } from './deeds/contract.ts'

/** What of a unit may differ from day to day. */
export type UnitState = {
  readonly parentId: string | null
  readonly name: string
  readonly shortName: string
  readonly line: OrgUnit['line']
  readonly level: OrgUnit['level']
  readonly kind: OrgUnit['kind']
  readonly areaCode: string | null
  readonly numberingCode: string
  readonly functions: readonly OrgUnit['functions'][number][]
  readonly addressWords: readonly string[]
  readonly serves: readonly string[]
}

/** What a deed makes of a unit. `serves` tells of single units: served from then on, or no more. */
export type UnitPatch = Omit<Partial<UnitState>, 'serves'> & {
  readonly serves?: Readonly<Record<string, boolean>>
  readonly successorId?: string | null
}

/** An entry of a unit's history, in the order in which it was recorded (`seq`). */
export type RecordedEvent = {
  readonly seq: number
  readonly deedId: string
  readonly kind: 'planted' | 'added' | 'changed' | 'ended' | 'undone'
  readonly effectiveOn: CivilDate
  /** ISO instant. */
  readonly recordedAt: string
  readonly patch: UnitPatch
  /** Of an `undone` event: the deed whose part in this unit is void. */
  readonly voids: string | null
}

/** A unit from the first day to the last (null: open) in one and the same state. */
export type Spell = { readonly from: CivilDate; readonly to: CivilDate | null; readonly state: UnitState }

const creations = new Set(['planted', 'added'])

/** The events that stand by what was known at an instant (default: all). */
export function standingEvents(events: readonly RecordedEvent[], knownAt?: string): RecordedEvent[] {
  const known = events.filter((event) => knownAt === undefined || event.recordedAt <= knownAt)
  const void_ = new Set(known.filter(({ kind }) => kind === 'undone').map(({ voids }) => voids))
  return known.filter(({ kind, deedId }) => kind !== 'undone' && !void_.has(deedId))
}

/**
 * The life of one unit without gaps and overlaps, as its history tells it: in force from the day of its making to its last
 * day. For one day and one field that thing counts which became effective last, and of the same day what was recorded last.
 */
export function spellsOf(events: readonly RecordedEvent[], knownAt?: string): Spell[] {
  const standing = standingEvents(events, knownAt)
  const made = standing.find(({ kind }) => creations.has(kind))
  if (!made) return []
  const ends = standing.filter(({ kind }) => kind === 'ended').map(({ effectiveOn }) => effectiveOn)
  const last = ends.length === 0 ? null : addDays(ends.sort()[0] ?? '', -1)
  const changes = standing
    .filter(({ kind }) => kind !== 'ended')
    .sort((a, b) => compare(a.effectiveOn, b.effectiveOn) || a.seq - b.seq)
  const spells: Spell[] = []
  let state: Partial<UnitState> = {}
  for (const [index, { effectiveOn, patch }] of changes.entries()) {
    state = { ...state, ...patch, serves: servedAfter(state.serves ?? [], patch.serves ?? {}) }
    const from = effectiveOn < made.effectiveOn ? made.effectiveOn : effectiveOn
    const next = changes[index + 1]
    if (next && next.effectiveOn <= from) continue
    if (last !== null && from > last) break
    const until = next ? addDays(next.effectiveOn, -1) : null
    const to = last !== null && (until === null || until > last) ? last : until
    spells.push({ from, to, state: state as UnitState })
  }
  return spells
}

/** All these are served (or no more) from the deed on. */
export function served(ids: readonly string[], are = true): Record<string, boolean> {
  return Object.fromEntries(ids.map((id) => [id, are]))
}

function servedAfter(before: readonly string[], patch: Readonly<Record<string, boolean>>): string[] {
  const all = { ...served(before), ...patch }
  return Object.keys(all)
    .filter((id) => all[id])
    .sort()
}

/** The state on a day, or null when the unit was not in force. */
export function stateOn(spells: readonly Spell[], day: CivilDate): UnitState | null {
  return spells.find(({ from, to }) => from <= day && (to === null || day <= to))?.state ?? null
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const ranks = { nation: 0, province: 1, city: 2, county: 3 } as const
const levelWords = { nation: '国家', province: '省级', city: '市级', county: '县级' } as const

export type Fault = { readonly path: string; readonly message: string }

/** What a deed needs to know of another unit. */
export type Neighbour = Pick<OrgUnit, 'id' | 'name' | 'line' | 'level' | 'kind' | 'validFrom' | 'validTo'> & {
  readonly functions: readonly string[]
}

/** Whether `parent` can stand above a unit from `day` on: same line, in force, not below the unit, and of a level above. */
export function faultOfParent(
  unit: { readonly id: string | null; readonly line: string; readonly level: OrgUnit['level']; kind: string },
  parent: Neighbour | null,
  aboveParent: readonly string[],
  day: CivilDate,
): Fault | null {
  const wrong = (why: string) => ({ path: 'parentId', message: `上级单位：${why}` })
  if (!parent) {
    if (unit.kind === 'bureau') return null
    return wrong('分局和功能区单位必须有上级。请选择上级单位。')
  }
  if (parent.line !== unit.line) return wrong(`“${parent.name}”属于另一条线。请选择同一条线的单位。`)
  if (!inForce(parent, day)) return wrong(`“${parent.name}”在${day}没有启用或已终止。请另选上级或日期。`)
  if (parent.id === unit.id || (unit.id !== null && aboveParent.includes(unit.id)))
    return wrong(`“${parent.name}”就在本单位之内。请选择别的单位。`)
  // A branch or zone may hang under a county's bureau; its own level is the county's too.
  const below = ranks[unit.level] - ranks[parent.level]
  if (below > 0 || (below === 0 && unit.kind !== 'bureau' && parent.kind === 'bureau')) return null
  return wrong(
    `${levelWords[unit.level]}单位不能在${levelWords[parent.level]}单位之下。请选择更高一级的单位。`,
  )
}

export function inForce(
  unit: { readonly validFrom: CivilDate; readonly validTo: CivilDate | null },
  day: CivilDate,
) {
  return unit.validFrom <= day && (unit.validTo === null || unit.validTo >= day)
}

/** Whether a change may take effect on this day. */
export function faultOfDay(unit: Pick<OrgUnit, 'validFrom' | 'validTo'>, day: CivilDate): Fault | null {
  const wrong = (why: string) => ({ path: 'effectiveOn', message: `生效日期：${why}` })
  if (day < unit.validFrom) return wrong(`早于单位启用的${unit.validFrom}。请改为这一天或以后。`)
  if (unit.validTo !== null && day > unit.validTo) {
    return wrong(`单位到${unit.validTo}为止。请改为这一天或以前，或先撤销终止。`)
  }
  return null
}

/** What differs really; an empty object when nothing does. */
export function realChange(state: UnitState, { serves, ...change }: UnitChange): UnitPatch {
  const different = Object.entries(change).filter(
    ([key, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(state[key as keyof UnitState]),
  )
  const turned = [
    ...(serves ?? []).filter((id) => !state.serves.includes(id)).map((id) => [id, true] as const),
    ...state.serves.filter((id) => serves && !serves.includes(id)).map((id) => [id, false] as const),
  ]
  return {
    ...(Object.fromEntries(different) as UnitPatch),
    ...(turned.length > 0 && { serves: Object.fromEntries(turned) }),
  }
}

/** The successor must be another unit of the same line that is in force then, and able to register. */
export function faultOfSuccessor(
  ended: Neighbour,
  successor: Neighbour,
  aboveSuccessor: readonly string[],
  firstDay: CivilDate,
): Fault | null {
  const wrong = (why: string) => ({ path: 'successorId', message: `接管单位：${why}` })
  if (successor.id === ended.id) return wrong('不能是本单位。请选择别的单位。')
  if (aboveSuccessor.includes(ended.id)) {
    return wrong(`“${successor.name}”在本单位之下。请先调整它的上级，或另选接管单位。`)
  }
  if (successor.line !== ended.line) return wrong(`“${successor.name}”属于另一条线。请选择同一条线的单位。`)
  if (!inForce(successor, firstDay)) {
    return wrong(`“${successor.name}”在${firstDay}没有启用或已终止。请另选接管单位。`)
  }
  if (ended.functions.includes('registration') && !successor.functions.includes('registration')) {
    return wrong(`“${successor.name}”没有备案职能。请先给它这项职能，或另选接管单位。`)
  }
  return null
}

const MADE_CODE = { zone: 'Z', branch: 'F', bureau: 'B' } as const

/** The first free code of the pattern <area code of the nearest bureau>Z1: `taken` are the codes that exist. */
export function nextNumberingCode(base: string, kind: OrgUnit['kind'], taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const code = `${base}${MADE_CODE[kind]}${n}`
    if (!taken.has(code)) return code
  }
}

/**
 * Of units made together, those that may go again: not tied to anything, and not referred to by a unit that stays. A unit
 * outside that was changed by the same deed (`changedWith`) does not count: its change goes too.
 */
export function freeOf(
  ids: readonly string[],
  tied: readonly string[],
  references: readonly { readonly unitId: string; readonly by: string }[],
  changedWith: ReadonlySet<string>,
): Set<string> {
  const going = new Set(ids)
  const stay = (id: string) => {
    if (!going.delete(id)) return
    // Whoever stays keeps what it refers to: the unit above it, the units that it serves.
    for (const { unitId, by } of references) if (by === id) stay(unitId)
  }
  for (const id of tied) stay(id)
  for (const { unitId, by } of references) {
    if (!ids.includes(by) && !changedWith.has(by)) stay(unitId)
  }
  return going
}
