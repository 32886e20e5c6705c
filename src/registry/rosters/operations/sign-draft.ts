import { postNotice } from '#foundation/notices/index.ts'
import { type Context, handle } from '#platform/perform.ts'
import { markDuty } from '#registry/duties/index.ts'
import type { Draft } from '../draft-store.ts'
import { outdatedDraft, signDraft, undecidedRows } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { draftToDecide, presentDraft } from '../present-draft.ts'
import { nextSigning } from '../sign.ts'
import { countLost, countPendingByUnit, writeDraftEvents } from '../sign-store.ts'
import { lockRoster } from '../store.ts'
import { freezeVersion, getVersion } from '../version-store.ts'

/** The list that the notice asks of the industry bureaus. */
const ABOVE_SCALE = 'above-scale'

export const signDraftHandler = handle(signDraft, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: (_input, { unitId, id }, version) => ({
    chain: { unitId },
    action: 'roster.signed',
    subject: { type: 'roster', id },
    details: {
      no: version.no,
      effectiveOn: version.effectiveOn,
      entered: version.entered,
      left: version.left,
      members: version.members,
      pending: version.pending,
      membersDigest: version.membersDigest,
      sha256: version.sha256,
    },
  }),
  async run(ctx, { version, note }, roster) {
    await lockRoster(ctx.tx, roster.id)
    const draft = await draftToDecide(ctx.tx, roster.id, version)
    await mustBeDecided(ctx, draft, roster)
    const of = { unitId: roster.unitId, rosterId: roster.id, effectiveOn: draft.effective_on, note }
    const signing = await nextSigning(ctx, of)
    if (draft.base_no !== signing.no - 1) {
      throw outdatedDraft({
        detail: `草稿：是同第 ${draft.base_no} 版比较的，名单已有第 ${signing.no - 1} 版。请重新比较后再签认。`,
      })
    }
    const lost = await countLost(ctx.tx, draft)
    if (lost > 0) {
      throw outdatedDraft({
        detail: `草稿：比较之后，有 ${lost} 家企业在名录中已移交、并入或删去。请重新比较后再签认。`,
      })
    }
    await writeDraftEvents(ctx.tx, draft, signing)
    await freezeVersion(ctx.tx, draft.id, signing)
    await tellOfPending(ctx, roster, signing.no)
    if (roster.scopeCode === ABOVE_SCALE) {
      await markDuty(ctx.tx, roster.unitId, 'roster', draft.effective_on, ctx.now)
    }
    return getVersion(ctx.tx, roster.id, signing.no)
  },
})

async function mustBeDecided(ctx: Context, draft: Draft, roster: { id: string; name: string }) {
  const { undecided } = await presentDraft(ctx.tx, draft, roster)
  const left = Object.values(undecided).reduce((sum, n) => sum + n, 0)
  if (left > 0) {
    throw undecidedRows({ detail: `草稿：还有 ${left} 行没有决定。请逐行或成批决定后再签认。` })
  }
}

/** Whoever keeps the directory learns whom the list knows and the directory does not. */
async function tellOfPending(
  ctx: Context,
  roster: { id: string; name: string; unitName: string },
  no: number,
) {
  for (const { unitId, n } of await countPendingByUnit(ctx.tx, roster.id, no)) {
    await postNotice(ctx.tx, {
      unitId,
      kind: 'roster-pending',
      title: `名单上有 ${n} 家企业不在名录中`,
      body: `${roster.unitName}签认了“${roster.name}”第 ${no} 版。请核实后新增入名录，或告知名单有误。`,
      link: `/roster-pending?rosterId=${roster.id}`,
    })
  }
}
