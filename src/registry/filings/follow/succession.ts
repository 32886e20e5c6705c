import type { FilingKind } from '../contract.ts'

/** The filing of an enterprise that stands in the register now, with the term that it is of. */
export type InForce = {
  readonly id: string
  readonly appointmentId: string
  readonly termFrom: string
  /** Filed ahead as a renewal, and undone before it began: whoever comes now comes later. */
  readonly revoked: boolean
  readonly filingNo: string
}

type Term = { readonly id: string; readonly termFrom: string; readonly renewsId: string | null }

/** What a filing of an appointment would be beside the one in force, or why there can be none. */
export type Place =
  | { readonly kind: Exclude<FilingKind, 'cancel'>; readonly previousId: string | null }
  | { readonly refused: 'filed-already' | 'later-in-force' }

/**
 * 新报 where nothing is in force; 变更 where the appointment renews the filed one; else 更换. A filing never takes the place of one whose
 * term begins later.
 * @param terms all appointments of the enterprise
 */
export function placeOf(appointment: Term, inForce: InForce | undefined, terms: readonly Term[]): Place {
  if (!inForce) return { kind: 'new', previousId: null }
  if (inForce.appointmentId === appointment.id) return { refused: 'filed-already' }
  if (isLater(inForce, appointment.termFrom)) return { refused: 'later-in-force' }
  const kind = renews(appointment, inForce.appointmentId, terms) ? 'change' : 'replace'
  return { kind, previousId: inForce.id }
}

/** Whether the filing in force is of a term that begins on that day or later. */
export function isLater({ termFrom, revoked }: Pick<InForce, 'termFrom' | 'revoked'>, than: string): boolean {
  return !revoked && termFrom >= than
}

/** Whether an appointment renews another one, directly or by way of others. */
function renews({ renewsId }: Term, wanted: string, terms: readonly Term[]): boolean {
  for (let at = renewsId, steps = 0; at !== null && steps <= terms.length; steps += 1) {
    if (at === wanted) return true
    at = terms.find(({ id }) => id === at)?.renewsId ?? null
  }
  return false
}

/** What becomes of the filing before, when this one is registered: its state, and from which day nobody is filed by it. */
export function endOfPrevious(
  kind: Exclude<FilingKind, 'new'>,
  { termFrom, lastDay }: { readonly termFrom: string; readonly lastDay: string | null },
  dayAfter: (day: string) => string,
): { readonly status: 'changed' | 'cancelled'; readonly from: string | null } {
  if (kind === 'change') return { status: 'changed', from: null }
  if (kind === 'replace') return { status: 'cancelled', from: termFrom }
  return { status: 'cancelled', from: dayAfter(lastDay ?? termFrom) }
}
