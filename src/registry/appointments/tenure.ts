import { addDays } from '#platform/values/civil-date.ts'
import type { Appointment } from './contract.ts'

/** The last day in office as far as it is settled; null while the term is open. */
export function lastDayOf({ ending, termTo }: Pick<Appointment, 'ending' | 'termTo'>): string | null {
  return ending?.on ?? termTo
}

/** Whether a letter was issued and stands: neither a draft nor one that was revoked before it began. */
export function wasIssued({ status }: Pick<Appointment, 'status'>): boolean {
  return status === 'issued' || status === 'ended'
}

/** Whether somebody was in office by letter on a civil date. */
export function isInOffice(appointment: Appointment, on: string): boolean {
  const last = lastDayOf(appointment)
  return wasIssued(appointment) && appointment.termFrom <= on && (last === null || on <= last)
}

/** Since when the post is vacant on a civil date: the day after the last one left; null while somebody is in office, or nobody ever was. */
export function vacantSince(appointments: readonly Appointment[], on: string): string | null {
  const held = appointments.filter((each) => wasIssued(each) && each.termFrom <= on)
  if (held.length === 0 || held.some((each) => isInOffice(each, on))) return null
  const last = held.map((each) => lastDayOf(each) ?? on).reduce((one, other) => (one > other ? one : other))
  return addDays(last, 1)
}
