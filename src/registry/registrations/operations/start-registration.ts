import { countTry, hashPassword, lockedTries } from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, tooManyTries } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { checkCreditCode } from '#platform/values/credit-code.ts'
import { startRegistration } from '../contract.ts'
import { mobilePlace, newReceiptNo, newTicket } from '../receipt.ts'
import { insertDraft, takesRegistrations } from '../store.ts'

/** Registrations that one address may begin within a quarter of an hour. */
const LIMIT = 10

export const startRegistrationHandler = handle(startRegistration, {
  policy: open('an enterprise that registers itself has no account yet'),
  async run(ctx, { code, mobile, ...given }) {
    const wait = await lockedTries(ctx, 'registration')
    if (wait > 0) {
      const minutes = Math.ceil(wait / 60)
      throw tooManyTries({
        detail: `企业注册：同一网络地址填写次数过多。请在 ${minutes} 分钟后再试，或到窗口办理。`,
      })
    }
    if (!(await takesRegistrations(ctx.tx, given.unitId))) {
      const message = '负责登记的单位：没有这个单位，或不办理登记。请从列表中选择。'
      throw invalidInput({ detail: message, errors: [{ path: 'unitId', message }] })
    }
    await countTry(ctx, 'registration', LIMIT)
    const id = newId()
    const receiptNo = newReceiptNo(ctx.now)
    const { ticket, hash } = newTicket()
    const creditCodeWarning = checkCreditCode(given.creditCode).problem !== undefined
    await insertDraft(ctx.tx, {
      ...given,
      id,
      receiptNo,
      creditCodeWarning,
      codeHash: await hashPassword(code),
      ticketHash: hash,
      mobile: ctx.installation.sealer.seal(mobile, mobilePlace(id)),
    })
    return { receiptNo, ticket, creditCodeWarning }
  },
})
