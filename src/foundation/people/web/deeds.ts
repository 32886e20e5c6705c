import type { InvitationRow, PersonRow } from '../contract.ts'

/** Something to be done about a person or an invitation. */
export type Deed =
  | { readonly kind: 'end' | 'reset' | 'disable' | 'enable' | 'unlock'; readonly row: PersonRow }
  | { readonly kind: 'renew' | 'revoke'; readonly row: InvitationRow }
