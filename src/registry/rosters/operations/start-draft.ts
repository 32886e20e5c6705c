import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { malformedRequest, tooLarge, wrongFileType } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { sniffTable } from '#platform/spreadsheets/sniff.ts'
import { findDraft, insertDraft, takeAwayRows, updateDraft } from '../draft-store.ts'
import { draftExists, startDraft } from '../drafts/contract.ts'
import { compareDraftJob } from '../jobs/compare-draft.job.ts'
import { mustBeInPeriod } from '../period.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { presentOpenDraft } from '../present-draft.ts'
import { lockRoster } from '../store.ts'

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
    const file = await receive(ctx, ctx.body, id)
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

/** Streams the body to disk; a refused file does not stay. */
async function receive(ctx: Context, body: AsyncIterable<Uint8Array>, id: string) {
  const path = join(ctx.installation.vault.uploads, id)
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of body) {
      size += part.length
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
    await sniffTable(path)
    return { sha256: hash.digest(), size }
  } catch (error) {
    await rm(path, { force: true })
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await file.close()
  }
}
