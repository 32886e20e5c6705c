import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { lockDraft, updateDraft } from '../draft-store.ts'
import { compareDraft } from '../drafts/contract.ts'
import { compareDraftJob } from '../jobs/compare-draft.job.ts'
import { mustBeInPeriod } from '../period.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { mustBeNewest, presentOpenDraft } from '../present-draft.ts'

export const compareDraftHandler = handle(compareDraft, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ effectiveOn }, { unitId, id }) => ({
    chain: { unitId },
    action: 'roster.draft-compared',
    subject: { type: 'roster', id },
    details: { effectiveOn },
  }),
  async run(ctx, { version, effectiveOn }, roster) {
    mustBeInPeriod(roster, effectiveOn)
    const draft = await lockDraft(ctx.tx, roster.id)
    if (draft.phase === 'reading') throw wrongState({ detail: '草稿：正在比较。请等比较完成后再办理。' })
    mustBeNewest(draft, version)
    await updateDraft(ctx.tx, draft, { phase: 'reading', effective_on: effectiveOn, problem: null })
    ctx.afterCommit(() =>
      ctx.installation.jobs.send(compareDraftJob, { unitId: roster.unitId, draftId: draft.id }),
    )
    return presentOpenDraft(ctx.tx, roster)
  },
})
