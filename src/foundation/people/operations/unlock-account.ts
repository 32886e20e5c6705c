import { clearFailures, loginDigest } from '#foundation/sign-in/index.ts'
import { handle } from '#platform/perform.ts'
import { unlockAccount } from '../contract.ts'
import { getPerson } from '../people-store.ts'
import { maySecure } from '../policy.ts'

export const unlockAccountHandler = handle(unlockAccount, {
  subject: async (_ctx, { accountId }) => ({ accountId }),
  policy: maySecure,
  audit: ({ accountId }) => ({
    chain: 'platform',
    action: 'account.unlocked',
    subject: { type: 'account', id: accountId },
  }),
  async run(ctx, { accountId }) {
    const { login } = await getPerson(ctx.tx, accountId)
    await clearFailures(ctx.tx, loginDigest(ctx, login))
    return { unlocked: true as const }
  },
})
