import { staleVersion } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { sealActions } from '#workbench/actions/index.ts'
import { endHolds } from '#workbench/holds/index.ts'
import { addVetoEvent, personOf } from '../around-store.ts'
import { conditionsOf } from '../conditions.ts'
import { cannotCheck, cannotLift, checkVeto, liftVeto, overrideVeto } from '../contract.ts'
import { isMet, markOf, obstaclesToCheck, obstaclesToLift, obstacleText, type VetoState } from '../domain.ts'
import { entry, loadVeto, stateAfter, tellEveryone } from '../load-veto.ts'
import { mayHelp, mayOverride, mayWield } from '../policy.ts'
import { checkOf, moveVeto, toRow, type VetoRecord } from '../store.ts'

/** Whoever acts has seen the veto as it stands. @throws staleVersion */
function mustBeSeen(veto: VetoRecord, version: number): void {
  if (veto.version === version) return
  throw staleVersion({
    detail: `${veto.number}：您打开后已有变动。请刷新后再办理。`,
    details: { version: veto.version },
  })
}

export const checkVetoHandler = handle(checkVeto, {
  subject: loadVeto,
  policy: mayHelp,
  audit: entry('veto.checked'),
  async run({ tx, now, actor }, { version, note }, { veto }) {
    mustBeSeen(veto, version)
    const state = stateAfter(veto, 'check')
    const conditions = await conditionsOf(tx, veto, civilDateOf(now))
    const obstacles = obstaclesToCheck(conditions)
    if (obstacles.length > 0)
      throw cannotCheck({ detail: `${veto.number}：${obstacles.map(obstacleText).join('')}` })
    const { accountId, name } = personOf(actor)
    const moved = await moveVeto(tx, veto, {
      state,
      checked_at: now,
      checked_by: accountId,
      checked_by_name: name,
      checked_mark: markOf(conditions),
    })
    await addVetoEvent(tx, veto, { kind: 'checked', at: now, actor, note })
    return toRow(moved)
  },
})

export const liftVetoHandler = handle(liftVeto, {
  subject: loadVeto,
  policy: mayWield,
  audit: entry('veto.lifted'),
  async run(ctx, { version, note }, { veto }) {
    const { tx, now, actor } = ctx
    mustBeSeen(veto, version)
    const today = civilDateOf(now)
    const { accountId, name } = personOf(actor)
    const obstacles = obstaclesToLift(checkOf(veto), await conditionsOf(tx, veto, today), accountId)
    if (obstacles.length > 0)
      throw cannotLift({
        detail: `${veto.number}：${obstacles.map(obstacleText).join('')}`,
        clause: 'DB1302/T 589—2024 8.1 d）',
      })
    const moved = await end(ctx, veto, stateAfter(veto, 'lift'), note)
    await sealActions(tx, veto.enterprise_id, 'veto', veto.id, now)
    // What somebody reopened a moment ago is seen now that nothing can be reopened any more.
    if (!(await conditionsOf(tx, veto, today)).every(isMet))
      throw cannotLift({ detail: `${veto.number}：有条件刚刚被重新打开。请完成后由第二人核对。` })
    await addVetoEvent(tx, veto, { kind: 'lifted', at: now, actor, note })
    await tellEveryone(ctx, veto, {
      kind: 'veto-lifted',
      title: '否决已解除',
      body: `由${name}解除，${veto.checked_by_name ?? ''}核对。`,
    })
    return toRow(moved)
  },
})

export const overrideVetoHandler = handle(overrideVeto, {
  subject: loadVeto,
  policy: mayOverride,
  audit: entry('veto.overridden'),
  async run(ctx, { version, reason }, { veto }) {
    mustBeSeen(veto, version)
    const moved = await end(ctx, veto, stateAfter(veto, 'override'), reason)
    const { tx, now: at, actor } = ctx
    await addVetoEvent(tx, veto, { kind: 'overridden', at, actor, note: reason })
    await tellEveryone(ctx, veto, {
      kind: 'veto-overridden',
      title: '企业负责人强行放行',
      body: `理由：${reason}`.slice(0, 300),
    })
    return toRow(moved)
  },
})

async function end(ctx: Context, veto: VetoRecord, state: VetoState, note: string): Promise<VetoRecord> {
  const { accountId, name } = personOf(ctx.actor)
  const moved = await moveVeto(ctx.tx, veto, {
    state,
    ended_at: ctx.now,
    ended_by: accountId,
    ended_by_name: name,
    ended_note: note,
  })
  await endHolds(ctx.tx, veto.enterprise_id, veto, ctx.now)
  return moved
}
