import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { deskOf, finish, stepAtHand } from '../chain.ts'
import { noticeNotOver, passFilingStep } from '../contract.ts'
import { mayHandle } from '../policy.ts'
import { tellDesk } from '../tell-desk.ts'

export const passFilingStepHandler = handle(passFilingStep, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.step-passed', ({ chain }) => ({
    step: chain.filter(({ doneAt }) => doneAt !== null).at(-1)?.id,
  })),
  async run(ctx, { version, opinion }, { filing }) {
    const status = await advance(ctx, filing, 'pass', version)
    const on = civilDateOf(ctx.now)
    const step = stepAtHand(filing.chain)
    if (step?.notice && on <= step.notice.to) {
      throw noticeNotOver({
        detail: `公示：公示到 ${step.notice.to} 为止，期满后才能办结。如有异议需要处理，请退回补正或等期满后写明处理结果。`,
        details: { notice: step.notice },
      })
    }
    const by = 'name' in ctx.actor ? ctx.actor.name : ''
    const chain = finish(filing.chain, { at: ctx.now, on, by, opinion })
    await tellDesk(ctx.tx, filing, chain)
    const change = { status, chain, ...deskOf(chain) }
    return saveStep(ctx, filing, change, { kind: 'passed', note: `${step?.title ?? ''}：${opinion}` })
  },
})
