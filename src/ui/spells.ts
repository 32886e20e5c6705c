/** One person's time in office. Civil dates `YYYY-MM-DD`; `to: null` is open. */
export type Spell = {
  readonly key: string
  readonly who: string
  readonly from: string
  readonly to: string | null
  readonly note?: string
  readonly current?: boolean
  /** Drawn lighter: in office, and not on file. */
  readonly light?: boolean
}

/** A time without anybody, as its owner counts it; `to: null` goes on. `expired`: the term ran out, nobody recorded its end. */
export type GivenGap = { readonly from: string; readonly to: string | null; readonly expired?: boolean }

/** A stretch to draw, in days since the first 1 January shown; `row` > 0 where spells overlap. */
export type Stretch = {
  readonly spell: Spell
  readonly start: number
  readonly end: number
  readonly row: number
}
export type Gap = {
  readonly start: number
  readonly end: number
  readonly days: number
  readonly expired?: boolean
}
export type SpellScale = {
  readonly years: readonly { readonly year: number; readonly day: number }[]
  readonly length: number
  readonly today: number
  readonly stretches: readonly Stretch[]
  readonly gaps: readonly Gap[]
}

const dayMilliseconds = 86_400_000

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMilliseconds)
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

function firstFreeRow(ends: number[], start: number): number {
  const free = ends.findIndex((end) => end < start)
  return free === -1 ? ends.length : free
}

/**
 * Lays spells out to scale: whole years around them and today, overlaps in rows of their own. Gaps are those given (one that goes on
 * is drawn up to today), else the times between spells.
 */
export function layOutSpells(
  spells: readonly Spell[],
  today: string,
  given?: readonly GivenGap[],
): SpellScale {
  const ordered = [...spells].sort((a, b) => a.from.localeCompare(b.from))
  const dates = [today, ...ordered.flatMap((spell) => [spell.from, spell.to ?? today])]
  const firstYear = Math.min(...dates.map(yearOf))
  const lastYear = Math.max(...dates.map(yearOf)) + 1
  const origin = dayNumber(`${firstYear}-01-01`)
  const length = dayNumber(`${lastYear}-01-01`) - origin
  const ends: number[] = []
  const stretches: Stretch[] = []
  const gaps: Gap[] = []
  const now = dayNumber(today) - origin
  let covered = Number.POSITIVE_INFINITY
  for (const spell of ordered) {
    const start = dayNumber(spell.from) - origin
    const end = spell.to === null ? length : dayNumber(spell.to) - origin + 1
    if (!given && start > covered) gaps.push({ start: covered, end: start, days: start - covered })
    const row = firstFreeRow(ends, start + 1)
    ends[row] = end
    stretches.push({ spell, start, end, row })
    covered = covered === Number.POSITIVE_INFINITY ? end : Math.max(covered, end)
  }
  for (const { from, to, expired } of given ?? []) {
    const start = dayNumber(from) - origin
    const end = (to === null ? Math.max(now, start) : dayNumber(to) - origin) + 1
    gaps.push({ start, end, days: end - start, ...(expired && { expired }) })
  }
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => ({
    year: firstYear + index,
    day: dayNumber(`${firstYear + index}-01-01`) - origin,
  }))
  return { years, length, today: now, stretches, gaps }
}
