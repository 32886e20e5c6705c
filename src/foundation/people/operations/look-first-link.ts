import { open } from '#platform/access/policy.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { lookFirstLink } from '../contract.ts'
import { firstLinkState } from '../link-store.ts'
import { refuseGuessing, refuseUnlessOpen } from '../tokens.ts'

export const lookFirstLinkHandler = handle(lookFirstLink, {
  policy: open('before the first administrator nobody has an account'),
  async run(ctx, { token }) {
    await refuseGuessing(ctx)
    await refuseUnlessOpen(ctx, await firstLinkState(ctx.tx, hashToken(token)))
    return { usable: true as const }
  },
})
