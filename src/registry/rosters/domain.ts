/** What is recorded of one enterprise on one list. `recorded` grows with every record. */
export type RosterEvent = {
  readonly kind: 'enter' | 'leave'
  readonly nominated: boolean
  /** Civil date from which it holds. */
  readonly effectiveOn: string
  /** Instant, ISO 8601 in UTC. */
  readonly recordedAt: string
  readonly id: string
  readonly note?: string
}

/** A stretch on a list; `to` is the first day on which it is no longer there. */
export type Spell = {
  readonly from: string
  readonly to: string | null
  readonly nominated: boolean
  /** When the beginning and the end became known. */
  readonly recordedAt: string
  readonly endRecordedAt: string | null
}

/** What holds on a day as known at an instant: the latest effective date, of one day what was recorded last. */
export function standingOn(
  events: readonly RosterEvent[],
  onDate: string,
  knownAt: string,
): RosterEvent | undefined {
  const holding = known(events, knownAt).findLast(({ effectiveOn }) => effectiveOn <= onDate)
  return holding?.kind === 'enter' ? holding : undefined
}

/** The stretches on a list as known at an instant, oldest first; what was corrected away does not appear. */
export function spellsOf(events: readonly RosterEvent[], knownAt: string): Spell[] {
  const spells: Spell[] = []
  let open: RosterEvent | undefined
  for (const event of lastOfEachDay(known(events, knownAt))) {
    const goesOn = open && event.kind === 'enter' && event.nominated === open.nominated
    if (goesOn) continue
    if (open) spells.push(spell(open, event))
    open = event.kind === 'enter' ? event : undefined
  }
  return open ? [...spells, spell(open, undefined)] : spells
}

function spell(open: RosterEvent, end: RosterEvent | undefined): Spell {
  return {
    from: open.effectiveOn,
    to: end?.effectiveOn ?? null,
    nominated: open.nominated,
    recordedAt: open.recordedAt,
    endRecordedAt: end?.recordedAt ?? null,
  }
}

function known(events: readonly RosterEvent[], knownAt: string): RosterEvent[] {
  return events.filter(({ recordedAt }) => recordedAt <= knownAt).sort(inOrder)
}

function inOrder(one: RosterEvent, other: RosterEvent): number {
  const keys = [
    [one.effectiveOn, other.effectiveOn],
    [one.recordedAt, other.recordedAt],
    [one.id, other.id],
  ] as const
  for (const [a, b] of keys) if (a !== b) return a < b ? -1 : 1
  return 0
}

function lastOfEachDay(events: readonly RosterEvent[]): RosterEvent[] {
  return events.filter((event, index) => events[index + 1]?.effectiveOn !== event.effectiveOn)
}

/** An enterprise that is on a list on a day, as the rules and the enterprise's page need it. */
export type Listed = {
  readonly scopeCode: string
  readonly level: 'national' | 'province' | 'city' | 'county' | null
  readonly nominated: boolean
}

/**
 * Codes by which rules ask for lists: the scope, with its level, and each with `-nominated` where it is a 提名. A pack
 * that counts 提名 too asks for the scope alone.
 */
export function listCodes(listed: readonly Listed[]): string[] {
  const codes = listed.flatMap(({ scopeCode, level, nominated }) => {
    const own = level ? [scopeCode, `${scopeCode}-${level}`] : [scopeCode]
    return nominated ? [...own, ...own.map((code) => `${code}-nominated`)] : own
  })
  return [...new Set(codes)].sort()
}

/** What a person may decide on a row, by what the comparison found; the words are those of the draft's contract. */
export function decisionsFor(outcome: string): readonly ('take' | 'pending' | 'skip' | 'leave' | 'stay')[] {
  switch (outcome) {
    case 'renamed':
    case 'other-code':
    case 'near':
      return ['take', 'pending', 'skip']
    case 'ended':
      return ['take', 'skip']
    case 'elsewhere':
    case 'unknown':
      return ['pending', 'skip']
    case 'gone':
      return ['leave', 'stay']
    default:
      return []
  }
}
