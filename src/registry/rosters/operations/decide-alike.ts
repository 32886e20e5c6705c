import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { decideAllOf, takeAllOf } from '../decision-store.ts'
import { decisionsFor } from '../domain.ts'
import { refreshGone, updateDraft } from '../draft-store.ts'
import { decideAlike } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { draftToDecide, presentOpenDraft } from '../present-draft.ts'

/** Where the code itself says which enterprise is meant. */
const SURE_BY_CODE = ['renamed', 'ended']

export const decideAlikeHandler = handle(decideAlike, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ outcome, decision }, { unitId, id }, draft) => ({
    chain: { unitId },
    action: 'roster.rows-decided-alike',
    subject: { type: 'roster', id },
    details: { outcome, decision, rows: draft.counts[outcome] },
  }),
  async run(ctx, { outcome, decision, version }, roster) {
    const draft = await draftToDecide(ctx.tx, roster.id, version)
    const allowed = decisionsFor(outcome).includes(decision)
    if (!allowed || (decision === 'take' && !SURE_BY_CODE.includes(outcome))) {
      throw invalidInput({ detail: '成批决定：这一类不能这样决定。请逐行选择。' })
    }
    if (decision === 'take') await takeAllOf(ctx.tx, draft, outcome)
    else await decideAllOf(ctx.tx, draft, outcome, decision)
    await refreshGone(ctx.tx, draft, ctx.now)
    await updateDraft(ctx.tx, draft, {})
    return presentOpenDraft(ctx.tx, roster)
  },
})
