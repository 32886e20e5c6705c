import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { enableAccount } from '../contract.ts'
import { getPerson, setDisabled } from '../people-store.ts'
import { maySecure } from '../policy.ts'

export const enableAccountHandler = handle(enableAccount, {
  subject: async (_ctx, { accountId }) => ({ accountId }),
  policy: maySecure,
  audit: ({ accountId }) => ({
    chain: 'platform',
    action: 'account.enabled',
    subject: { type: 'account', id: accountId },
  }),
  async run({ tx }, { accountId }) {
    await getPerson(tx, accountId)
    if (!(await setDisabled(tx, accountId, null))) {
      throw wrongState({ detail: '账号：没有停用。请刷新人员列表。' })
    }
    return { disabled: false as const }
  },
})
