import type { Actor } from '../access/actor.ts'
import type { PolicyAnswer } from '../access/policy.ts'

export type OfEnterprise = { readonly enterpriseId: string }

/** Who may do what with a ledger. */
export type LedgerPolicies = {
  read(actor: Actor, subject: OfEnterprise): PolicyAnswer
  write(actor: Actor, subject: OfEnterprise): PolicyAnswer
}
