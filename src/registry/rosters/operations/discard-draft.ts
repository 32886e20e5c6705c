import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { lockDraft, takeAwayRows, updateDraft } from '../draft-store.ts'
import { discardDraft } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'

export const discardDraftHandler = handle(discardDraft, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ draftId }, { unitId }) => ({
    chain: { unitId },
    action: 'roster.draft-discarded',
    subject: { type: 'roster-version', id: draftId },
  }),
  async run(ctx, { draftId }, roster) {
    const draft = await lockDraft(ctx.tx, roster.id)
    if (draft.id !== draftId) throw wrongState({ detail: '草稿：已经换成另一份。请刷新后再办理。' })
    await takeAwayRows(ctx.tx, draft)
    // The file goes with the next sweep.
    await updateDraft(ctx.tx, draft, { status: 'discarded', discarded_at: ctx.now, stored_as: null })
    return { discarded: true }
  },
})
