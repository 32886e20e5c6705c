import { handle } from '#platform/perform.ts'
import { revealApplicant } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { mobilePlace } from '../receipt.ts'
import { getRegistration } from '../store.ts'

export const revealApplicantHandler = handle(revealApplicant, {
  subject: ({ tx }, { registrationId }) => getRegistration(tx, registrationId),
  policy: mayConfirm,
  audit: ({ purpose }, { id, unit_id }) => ({
    chain: { unitId: unit_id },
    action: 'registration.revealed',
    subject: { type: 'registration', id },
    details: { field: 'mobile', purpose },
  }),
  run: async ({ installation }, _input, row) => ({
    mobile: installation.sealer.openText(row.mobile, mobilePlace(row.id)),
  }),
})
