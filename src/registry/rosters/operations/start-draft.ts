import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { malformedRequest } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { keepUpload } from '#platform/spreadsheets/keep-upload.ts'
import { findDraft, insertDraft, takeAwayRows, updateDraft } from '../draft-store.ts'
import { draftExists, startDraft } from '../drafts/contract.ts'
import { compareDraftJob } from '../jobs/compare-draft.job.ts'
import { mustBeInPeriod } from '../period.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { presentOpenDraft } from '../present-draft.ts'
import { lockRoster } from '../store.ts'

const MEGABYTES = 50

export const startDraftHandler = handle(startDraft, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: (_input, { unitId, id }, draft) => ({
    chain: { unitId },
    action: 'roster.draft-started',
    subject: { type: 'roster', id },
    details: { sha256: draft.sha256, effectiveOn: draft.effectiveOn },
  }),
  async run(ctx, { effectiveOn, fileName }, roster) {
    if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
    mustBeInPeriod(roster, effectiveOn)
    await lockRoster(ctx.tx, roster.id)
    await makeRoom(ctx, roster.id)
    const id = newId()
    const file = await keepUpload(join(ctx.installation.vault.uploads, id), ctx.body, MEGABYTES)
    await insertDraft(ctx.tx, {
      unitId: roster.unitId,
      id,
      rosterId: roster.id,
      effectiveOn,
      fileName,
      ...file,
      by: ctx.actor.accountId,
    })
    ctx.afterCommit(() => ctx.installation.jobs.send(compareDraftJob, { unitId: roster.unitId, draftId: id }))
    return presentOpenDraft(ctx.tx, roster)
  },
})

/** A file that could not be read makes way for the next; a draft that somebody has worked on does not. */
async function makeRoom(ctx: Context, rosterId: string) {
  const open = await findDraft(ctx.tx, rosterId)
  if (!open) return
  if (open.phase !== 'failed') {
    throw draftExists({
      detail: `草稿：“${open.file_name}”还没有签认。请先继续办理或作废，再上传新的名单。`,
    })
  }
  await takeAwayRows(ctx.tx, open)
  await updateDraft(ctx.tx, open, { status: 'discarded', discarded_at: ctx.now, stored_as: null })
}
