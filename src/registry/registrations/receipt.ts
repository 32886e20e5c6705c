import { randomBytes, randomInt } from 'node:crypto'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { hashToken } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'

// Without I, L, O, U, 0 and 1: read aloud over the telephone.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** ZC, the day and eight letters: cannot be counted up to another's. */
export function newReceiptNo(now: Date): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length)))
  return `ZC${civilDateOf(now).slice(2).replaceAll('-', '')}-${letters.join('')}`
}

/** What goes on with a draft; the database gets only its hash. */
export function newTicket(): { ticket: string; hash: Buffer } {
  const ticket = randomBytes(32).toString('base64url')
  return { ticket, hash: hashToken(ticket) }
}

/** The secret of the invitation follows from the registration, so that the applicant can fetch it and nothing is stored. */
export function invitationToken(sealer: Sealer, registrationId: string): string {
  return sealer.lookupHash(registrationId, 'registration invitation').toString('base64url')
}

/** Where the applicant's number is sealed. */
export function mobilePlace(registrationId: string) {
  return { table: 'registrations', column: 'mobile', row: registrationId }
}
