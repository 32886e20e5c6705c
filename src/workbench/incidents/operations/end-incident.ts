import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { actionsOf, sealActions } from '#workbench/actions/index.ts'
import { advance, auditAs, loadIncident, mustAllow, mustLieWithin, refused, writtenBy } from '../advance.ts'
import {
  closeIncident,
  dismissIncident,
  gateOpen,
  notIndependent,
  reopenIncident,
  verifyIncident,
} from '../contract.ts'
import { actionsSeen } from '../domain.ts'
import { asSentence, gateOf, whyNotIndependent } from '../gate.ts'
import { mayDecideIncident } from '../policy.ts'

export const verifyIncidentHandler = handle(verifyIncident, {
  subject: loadIncident,
  policy: mayWriteOwn,
  audit: auditAs('verified'),
  async run(ctx, { version, effective, statement, on }, incident) {
    mustAllow(incident, 'verify')
    const { points, actions } = await gateOf(ctx, incident)
    const open = points.filter(({ code }) => code === 'open-action' || code === 'no-action')
    if (open.length > 0) throw gateOpen({ detail: asSentence(open), details: { points: open } })
    const involved = await whyNotIndependent(ctx, incident, actions)
    if (involved) throw notIndependent({ detail: `验证：${involved}。请由没有参与整改的人验证。` })
    mustLieWithin(incident, on, ctx.now, '验证日期')
    const last =
      actions
        .map(({ doneOn }) => doneOn ?? '')
        .sort()
        .at(-1) ?? ''
    if (on < last) throw refused('on', `验证日期：早于最后一项措施完成的日期（${last}）。请核对。`)
    const verification = { effective, statement, on, seen: actionsSeen(actions), ...writtenBy(ctx) }
    return advance(ctx, incident, { verb: 'verify', verification }, { version, note: statement })
  },
})

export const closeIncidentHandler = handle(closeIncident, {
  subject: loadIncident,
  policy: mayDecideIncident,
  audit: auditAs('closed'),
  async run(ctx, { version, note }, incident) {
    const { points, actions } = await gateOf(ctx, incident)
    if (incident.stage !== 'closed' && incident.stage !== 'dismissed' && points.length > 0)
      throw gateOpen({ detail: asSentence(points), details: { points } })
    const ending = { as: 'closed' as const, note, ...writtenBy(ctx) }
    const closed = await advance(ctx, incident, { verb: 'close', ending }, { version, note })
    const { enterpriseId, id } = incident
    await sealActions(ctx.tx, enterpriseId, 'incident', id, ctx.now)
    // What somebody changed between the gate and the seal would slip through: sealing alone raises a version by one.
    const sealed = await actionsOf(ctx.tx, enterpriseId, 'incident', id, civilDateOf(ctx.now))
    const expected = new Map(
      actions.map((each) => [each.id, each.version + (each.sealedAt === null ? 1 : 0)]),
    )
    if (sealed.some((each) => expected.get(each.id) !== each.version)) {
      throw gateOpen({ detail: '措施：刚刚又有变动。请刷新后核对，再关闭。' })
    }
    return closed
  },
})

export const dismissIncidentHandler = handle(dismissIncident, {
  subject: loadIncident,
  policy: mayDecideIncident,
  audit: auditAs('dismissed'),
  async run(ctx, { version, reason }, incident) {
    const ending = { as: 'dismissed' as const, note: reason, ...writtenBy(ctx) }
    return advance(ctx, incident, { verb: 'dismiss', ending }, { version, note: reason })
  },
})

export const reopenIncidentHandler = handle(reopenIncident, {
  subject: loadIncident,
  policy: mayDecideIncident,
  audit: auditAs('reopened'),
  run: (ctx, { version, reason }, incident) =>
    advance(ctx, incident, { verb: 'reopen' }, { version, note: reason }),
})
