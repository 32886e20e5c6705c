import { isInvitationOpen } from '#foundation/people/index.ts'
import { checkPassword, countTry, lockedTries } from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { tooManyTries } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { lookRegistration, receiptUnknown } from '../contract.ts'
import { invitationToken } from '../receipt.ts'
import { findByReceipt } from '../store.ts'

export const lookRegistrationHandler = handle(lookRegistration, {
  policy: open('an applicant has no account yet; receipt and code are asked for'),
  async run(ctx, { receiptNo, code }) {
    const wait = await lockedTries(ctx, 'receipt')
    if (wait > 0) {
      throw tooManyTries({ detail: `查询：错误次数过多。请在 ${Math.ceil(wait / 60)} 分钟后再试。` })
    }
    const found = await findByReceipt(ctx.tx, receiptNo)
    // An unknown number and a wrong code are answered alike, and take as long.
    if (!(await checkPassword(found?.code_hash, code)) || !found) {
      await countTry(ctx, 'receipt')
      return ctx.keepAndRefuse(receiptUnknown({ detail: '查询：回执编号或查询码不对。请核对后再试。' }))
    }
    const token = invitationToken(ctx.installation.sealer, found.id)
    const open = found.state === 'accepted' && (await isInvitationOpen(ctx.tx, token))
    return {
      receiptNo,
      state: found.state,
      name: found.name,
      creditCode: found.credit_code,
      unitName: found.unit_name,
      submittedAt: found.submitted_at?.toISOString() ?? null,
      decidedAt: found.decided_at?.toISOString() ?? null,
      reason: found.reason,
      invitation: open ? token : null,
    }
  },
})
