import { handle } from '#platform/perform.ts'
import { addEvidence, addReceipt, addVetoEvent } from '../around-store.ts'
import { demand } from '../conditions.ts'
import { addVetoCondition, addVetoEvidence, giveVetoOpinion, signVeto } from '../contract.ts'
import { mustBePaper } from '../evidence-file.ts'
import { entry, loadVeto, stateAfter, tellEveryone } from '../load-veto.ts'
import { mayHelp, mayOverride, mayWield } from '../policy.ts'
import { moveVeto } from '../store.ts'

export const addVetoEvidenceHandler = handle(addVetoEvidence, {
  subject: loadVeto,
  policy: mayHelp,
  audit: entry('veto.evidence-added'),
  async run(ctx, { fileId, what }, { veto }) {
    const { tx, now, actor } = ctx
    stateAfter(veto, 'add-evidence')
    await mustBePaper(ctx, veto.enterprise_id, fileId, 'fileId')
    const id = await addEvidence(tx, veto, { fileId, what, at: now, actor })
    // The same file a second time is there already.
    if (!id) return { id: fileId }
    await addVetoEvent(tx, veto, { kind: 'evidence-added', at: now, actor, note: what })
    return { id }
  },
})

export const addVetoConditionHandler = handle(addVetoCondition, {
  subject: loadVeto,
  policy: mayWield,
  audit: entry('veto.condition-added'),
  async run(ctx, { what, ownerId, dueOn }, { veto }) {
    const state = stateAfter(veto, 'add-condition')
    const moved = await moveVeto(ctx.tx, veto, { state })
    const id = await demand(ctx, moved, { what, ownerId, dueOn })
    const { now: at, actor } = ctx
    await addVetoEvent(ctx.tx, veto, { kind: 'condition-added', at, actor, note: what })
    return { id }
  },
})

export const giveVetoOpinionHandler = handle(giveVetoOpinion, {
  subject: loadVeto,
  policy: mayOverride,
  audit: entry('veto.opinion-given'),
  async run(ctx, { verdict, text }, { veto }) {
    stateAfter(veto, 'give-opinion')
    const { now: at, actor } = ctx
    const id = await addVetoEvent(ctx.tx, veto, { kind: verdict, at, actor, note: text })
    await tellEveryone(ctx, veto, {
      kind: 'veto-opinion',
      title: `企业负责人意见：${verdict === 'agreed' ? '同意' : '不同意'}`,
      body: `${text}　否决是否生效不因意见而变。`.trim(),
    })
    return { id }
  },
})

export const signVetoHandler = handle(signVeto, {
  subject: loadVeto,
  policy: mayHelp,
  audit: entry('veto.signed'),
  async run({ tx, now, actor }, _input, { veto }) {
    await addReceipt(tx, veto, actor, now)
    return { at: now.toISOString() }
  },
})
