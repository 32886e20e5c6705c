import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { readMe } from '../contract.ts'
import { describeMe } from '../me.ts'
import { signedInPerson } from '../person.ts'

export const readMeHandler = handle(readMe, {
  policy: signedIn,
  run(ctx) {
    const { accountId, grantId } = signedInPerson(ctx.actor)
    return describeMe(ctx, accountId, grantId)
  },
})
