import { handle } from '#platform/perform.ts'
import { advance, auditedStep, loadSupervision, withAbilities } from '../advance.ts'
import {
  askAgain,
  closeSupervision,
  readSupervision,
  replySupervision,
  withdrawSupervision,
} from '../contract.ts'
import { mayDecide, mayReply, maySeeSupervision } from '../policy.ts'

export const readSupervisionHandler = handle(readSupervision, {
  subject: loadSupervision,
  policy: maySeeSupervision,
  run: async (ctx, _input, found) => withAbilities(ctx, found),
})

export const replySupervisionHandler = handle(replySupervision, {
  subject: loadSupervision,
  policy: mayReply,
  audit: auditedStep('replied'),
  run: (ctx, input, found) => advance(ctx, 'reply', input, found),
})

export const askAgainHandler = handle(askAgain, {
  subject: loadSupervision,
  policy: mayDecide,
  audit: auditedStep('asked-again'),
  run: (ctx, input, found) => advance(ctx, 'ask-again', input, found),
})

export const closeSupervisionHandler = handle(closeSupervision, {
  subject: loadSupervision,
  policy: mayDecide,
  audit: auditedStep('closed'),
  run: (ctx, input, found) => advance(ctx, 'close', input, found),
})

export const withdrawSupervisionHandler = handle(withdrawSupervision, {
  subject: loadSupervision,
  policy: mayDecide,
  audit: auditedStep('withdrawn'),
  run: (ctx, input, found) => advance(ctx, 'withdraw', input, found),
})
