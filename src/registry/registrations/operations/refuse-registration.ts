import { signedInPerson } from '#foundation/sign-in/index.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { refuseRegistration } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { decide, getRegistration } from '../store.ts'

export const refuseRegistrationHandler = handle(refuseRegistration, {
  subject: ({ tx }, { registrationId }) => getRegistration(tx, registrationId),
  policy: mayConfirm,
  audit: (_input, { id, unit_id }) => ({
    chain: { unitId: unit_id },
    action: 'registration.refused',
    subject: { type: 'registration', id },
  }),
  async run({ tx, actor, now }, { reason }, { id }) {
    const by = signedInPerson(actor).accountId
    if (!(await decide(tx, id, { state: 'refused', reason, by, at: now }))) {
      throw wrongState({ detail: '企业注册：已经办结。请刷新列表。' })
    }
    return { refused: true as const }
  },
})
