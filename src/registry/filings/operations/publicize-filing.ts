import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { endOfSpan } from '#platform/values/period.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { deskOf, publicize, stepAtHand } from '../chain.ts'
import { publicizeFiling } from '../contract.ts'
import { mayHandle } from '../policy.ts'

export const publicizeFilingHandler = handle(publicizeFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.publicized', ({ desk }) => ({ step: desk?.id, notice: desk?.notice })),
  async run(ctx, { version, from, to, place }, { filing }) {
    const status = await advance(ctx, filing, 'publicize', version)
    const step = stepAtHand(filing.chain)
    const end = step?.within ? endOfSpan(from, step.within) : to
    if (!end) throw refused('to', '公示结束：规则没有写公示多久。请填写结束日期。')
    if (end < from) throw refused('to', '公示结束：早于公示开始。请更正。')
    const chain = publicize(filing.chain, { from, to: end, place })
    const note = `${step?.title ?? ''}：${from} 至 ${end}，${place}`
    return saveStep(ctx, filing, { status, chain, ...deskOf(chain) }, { kind: 'publicized', note })
  },
})

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
