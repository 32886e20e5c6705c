import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { disableAccount } from '../contract.ts'
import { getPerson, setDisabled } from '../people-store.ts'
import { maySecure } from '../policy.ts'

export const disableAccountHandler = handle(disableAccount, {
  subject: async (_ctx, { accountId }) => ({ accountId }),
  policy: maySecure,
  audit: ({ accountId }) => ({
    chain: 'platform',
    action: 'account.disabled',
    subject: { type: 'account', id: accountId },
  }),
  async run({ tx }, { accountId, reason }) {
    await getPerson(tx, accountId)
    if (!(await setDisabled(tx, accountId, reason))) {
      throw wrongState({ detail: '账号：已经停用。请刷新人员列表。' })
    }
    return { disabled: true as const }
  },
})
