import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Clause, Need } from './catalogue/clause.ts'
import type { ClauseStanding, ClauseState, ClauseWord, FoundRecords, NeedState } from './contract.ts'
import { counts } from './domain.ts'

/** What one source keeps for a clause. */
export type SourceRecords = { readonly source: string; readonly records: readonly FoundRecords[] }

/** No list leads there: the enterprise says so itself. */
const UNKEPT = { text: '写自述并附文件', path: null } as const

/** `instruments`: all that this source declares for the clause; `instruments:instruments/certificates`: what it lists at this path alone. */
function chosen(from: string, kept: readonly SourceRecords[]): FoundRecords[] {
  const [source, path] = from.split(':')
  return kept
    .filter((each) => each.source === source)
    .flatMap(({ records }) => records)
    .filter((found) => path === undefined || found.path.split('?')[0] === path)
}

const complete = (records: readonly FoundRecords[]) => records.every(({ n }) => n > 0)

function needState(need: Need, kept: readonly SourceRecords[], statedNow: boolean): NeedState {
  const sources = need.from.map((from) => chosen(from, kept)).filter((records) => records.length > 0)
  const byWord = need.stated === true || sources.length === 0
  const met = sources.some(complete)
    ? 'records'
    : statedNow && byWord && !need.supports
      ? 'statement'
      : sources.length === 0 && need.from.length > 0
        ? 'unkept'
        : 'no'
  return {
    what: need.what,
    met,
    supports: need.supports === true,
    byWord: byWord && !need.supports,
    records: [...new Set(sources.flat())],
    next: met === 'unkept' ? UNKEPT : { text: need.next.text, path: need.next.path ?? null },
  }
}

/** Records that a capability declares for the clause though no need names it. */
function unasked(clause: Clause, kept: readonly SourceRecords[]): NeedState[] {
  const asked = new Set(clause.needs.flatMap(({ from }) => from.flatMap((each) => chosen(each, kept))))
  return kept
    .flatMap(({ records }) => records)
    .filter((found) => !asked.has(found))
    .map((found) => ({
      what: found.what,
      met: found.n > 0 ? 'records' : 'no',
      supports: true,
      byWord: false,
      records: [found],
      next: { text: `登记${found.what}`, path: found.path },
    }))
}

/**
 * Where the enterprise stands with a clause. Proved: everything it needs is there. Partly: some of it, or only records that add
 * weight, or the enterprise's word where records are asked for.
 */
export function standingOf(
  clause: Clause,
  kept: readonly SourceRecords[],
  word: ClauseWord | null,
  today: CivilDate,
): ClauseStanding {
  const counting = counts(word, today)
  const statedNow = counting && word?.kind === 'statement'
  const needs = [...clause.needs.map((need) => needState(need, kept, statedNow)), ...unasked(clause, kept)]
  const aside = counting && word?.kind === 'not-applicable'
  const state = aside ? 'not-applicable' : stateOf(needs, statedNow)
  const standing = word?.kind === 'withdrawn' ? null : word
  return {
    id: clause.id,
    section: clause.section,
    text: clause.text,
    term: clause.term,
    state,
    // What records prove by themselves does not rest on a word.
    stated: statedNow && (state === 'partly' || needs.some(({ met }) => met === 'statement')),
    needs,
    word: standing,
    wordExpired: standing !== null && !counting,
  }
}

function stateOf(needs: readonly NeedState[], statedNow: boolean): ClauseState {
  const met = ({ met }: NeedState) => met === 'records' || met === 'statement'
  if (needs.filter(({ supports }) => !supports).every(met)) return 'proved'
  const some = statedNow || needs.some((need) => met(need) || need.records.some(({ n }) => n > 0))
  return some ? 'partly' : 'none'
}
