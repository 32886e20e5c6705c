import type { Actor } from '#platform/access/actor.ts'
import { signInRequired } from '#platform/operation.ts'

/** Ids of the person who is signed in. @throws signInRequired */
export function signedInPerson(actor: Actor): { accountId: string; sessionId: string; grantId: string } {
  if ('accountId' in actor) return actor
  throw signInRequired()
}
