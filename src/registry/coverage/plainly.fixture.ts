/**
 * The numbers told a second time, as plainly as can be: day by day, enterprise by enterprise, from what was recorded. It shares
 * nothing with the SQL; the property test compares them.
 */
type Recorded = { readonly at: string }

export type Known = {
  readonly id: string
  /** The unit of today. */
  unitId: string
  readonly createdAt: string
  readonly firstSize: string | null
  readonly units: (Recorded & { on: string; unitId: string })[]
  readonly states: (Recorded & { on: string; kind: 'ended' | 'resumed' })[]
  readonly sizes: (Recorded & { on: string; size: string | null })[]
  readonly lists: (Recorded & { on: string; rosterId: string; kind: 'enter' | 'leave'; nominated: boolean })[]
  readonly terms: (Recorded & {
    id: string
    from: string
    to: string | null
    ended?: Recorded & { on: string }
  })[]
  readonly filings: (Recorded & {
    id: string
    termId: string
    kind: 'new' | 'change' | 'replace' | 'cancel'
    cancelled?: Recorded & { on: string }
  })[]
  readonly told: (Recorded & {
    id: string
    kind: 'letter' | 'training' | 'evaluation'
    held: boolean
    heldOn: string | null
    issuer: string | null
    person: string | null
    asOf: string
    voids: string | null
  })[]
}

export type KnownRoster = {
  readonly id: string
  readonly scope: string
  readonly level: string | null
  readonly from: string
  readonly firstTo: string | null
  readonly ends: (Recorded & { to: string | null })[]
}

const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
const FOREVER = '9999-12-31'

/** unit|scope|measure → number, zeros left out. */
export function plainNumbers(
  all: readonly Known[],
  rosters: readonly KnownRoster[],
  on: string,
  knownAt: string,
  boundaries: 'then' | 'now',
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const one of all) {
    if (one.createdAt > knownAt) continue
    const seen = <T extends Recorded>(facts: readonly T[]) => facts.filter(({ at }) => at <= knownAt)
    if (
      latest(
        seen(one.states).filter((state) => state.on <= on),
        'on',
      )?.kind === 'ended'
    )
      continue
    const unitId = boundaries === 'now' ? one.unitId : unitOf(one, seen(one.units), on)
    const terms = seen(one.terms).filter(({ from }) => from <= on)
    const standing = standingOf(terms, seen(one.filings), on, knownAt)
    const papers = papersOf(seen(one.told), on)
    const counted = new Map<string, number>([
      ['members', 1],
      [standing, 1],
      ['letter', papers.letter || standing === 'filed' || standing === 'appointed' ? 1 : 0],
      ['trained', papers.training ? 1 : 0],
      ['evaluated', papers.evaluation ? 1 : 0],
      ['trained-times', papers.times],
    ])
    for (const scope of scopesOf(one, seen(one.lists), rosters, on, knownAt)) {
      for (const [measure, n] of counted) {
        if (n > 0)
          sums.set(`${unitId}|${scope}|${measure}`, (sums.get(`${unitId}|${scope}|${measure}`) ?? 0) + n)
      }
    }
  }
  return sums
}

/** The last by its effective day, of one day the last recorded. */
function latest<T extends Recorded & { on: string }>(facts: readonly T[], _by: 'on'): T | undefined {
  let best: T | undefined
  for (const fact of facts) {
    if (!best || fact.on > best.on || (fact.on === best.on && fact.at > best.at)) best = fact
  }
  return best
}

/** What was recorded last of what holds already; before the first day, the unit that was recorded first. */
function unitOf(one: Known, known: Known['units'], on: string): string {
  const inOrder = [...known].sort((a, b) => (a.at < b.at ? -1 : 1))
  return (inOrder.findLast((each) => each.on <= on) ?? inOrder[0])?.unitId ?? one.unitId
}

function standingOf(terms: Known['terms'], filings: Known['filings'], on: string, knownAt: string): string {
  if (terms.length === 0) return 'never'
  const endOf = (term: Known['terms'][number]) =>
    term.ended && term.ended.at <= knownAt ? term.ended : undefined
  const holder = terms.find((term) => on <= (endOf(term)?.on ?? term.to ?? FOREVER))
  const cancelsOf = (id: string) =>
    filings.filter(
      ({ termId, cancelled }) => termId === id && cancelled && cancelled.at <= knownAt && cancelled.on <= on,
    )
  if (holder) {
    const filed = filings.some(
      ({ termId, kind, at }) =>
        termId === holder.id &&
        kind !== 'cancel' &&
        dayOf(at) <= on &&
        !cancelsOf(holder.id).some((cancelled) => cancelled.at >= at),
    )
    return filed ? 'filed' : 'appointed'
  }
  const last = terms.reduce((one, other) => (one.from > other.from ? one : other))
  return endOf(last) || cancelsOf(last.id).length > 0 ? 'vacant' : 'expired'
}

function papersOf(told: Known['told'], on: string) {
  const voided = new Set(told.flatMap(({ voids }) => (voids === null ? [] : [voids])))
  const standing = told.filter(
    ({ id, voids, held, heldOn, asOf }) =>
      voids === null && !voided.has(id) && (held && heldOn !== null && heldOn < asOf ? heldOn : asOf) <= on,
  )
  const says = (kind: string) => {
    const records = standing.filter((each) => each.kind === kind)
    records.sort((a, b) => (a.asOf === b.asOf ? (a.at < b.at ? -1 : 1) : a.asOf < b.asOf ? -1 : 1))
    return records.at(-1)?.held === true
  }
  const times = standing.filter(({ kind, held }) => kind === 'training' && held)
  return {
    letter: says('letter'),
    training: says('training'),
    evaluation: says('evaluation'),
    times: new Set(times.map(({ heldOn, issuer, person }) => JSON.stringify([heldOn, issuer, person]))).size,
  }
}

function scopesOf(
  one: Known,
  lists: Known['lists'],
  rosters: readonly KnownRoster[],
  on: string,
  knownAt: string,
): Set<string> {
  const scopes = new Set<string>()
  for (const roster of rosters) {
    const change = [...roster.ends].sort((a, b) => (a.at < b.at ? -1 : 1)).findLast(({ at }) => at <= knownAt)
    const until = (change ? change.to : roster.firstTo) ?? FOREVER
    if (on < roster.from || on > until) continue
    const last = latest(
      lists.filter((each) => each.rosterId === roster.id && each.on <= on),
      'on',
    )
    if (last?.kind !== 'enter') continue
    for (const base of [roster.scope, ...(roster.level ? [`${roster.scope}-${roster.level}`] : [])]) {
      scopes.add(base)
      if (last.nominated) scopes.add(`${base}-nominated`)
    }
  }
  if (dayOf(one.createdAt) <= on) {
    scopes.add('all')
    const changes = one.sizes
      .filter((each) => each.at <= knownAt && each.on <= on)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
    const change = changes.at(-1)
    const size = change ? change.size : one.firstSize
    if (size !== null && ['中型', '小型', '微型'].includes(size)) scopes.add('sme')
  }
  return scopes
}
