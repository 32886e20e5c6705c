import { postMessage } from '#foundation/notices/index.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { loadOfUnit } from '../../of-unit.ts'
import { notBelow } from '../../rule-store.ts'
import { linkTo, presentSupervision } from '../advance.ts'
import { alreadyPressed, issueSupervision, notBelowUs } from '../contract.ts'
import { mayIssue } from '../policy.ts'
import { insertEvent, insertSupervision, openOn } from '../store.ts'

export const issueSupervisionHandler = handle(issueSupervision, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayIssue,
  audit: ({ unitId }, _subject, made) => ({
    chain: { unitId },
    action: 'supervision.issued',
    subject: { type: 'supervision', id: made.id },
    details: { to: made.unitId, no: made.no },
  }),
  async run(ctx, { unitId, toUnitId, duty, ...content }) {
    const { tx, actor, now } = ctx
    if (actor.kind !== 'unit') throw new Error('only units issue a 督办')
    const today = civilDateOf(now)
    const refuse = (path: string, message: string) => ({ detail: message, errors: [{ path, message }] })
    if (toUnitId === unitId || (await notBelow(tx, unitId, [toUnitId])).length > 0) {
      throw notBelowUs(refuse('toUnitId', '被督办单位：不是本单位的下级。请重新选择。'))
    }
    if (content.dueOn < today) {
      throw invalidInput(refuse('dueOn', `回复期限：${content.dueOn} 已经过去。请填今天或以后的日期。`))
    }
    const open = await openOn(tx, { issuerId: unitId, unitId: toUnitId, duty })
    if (open) throw alreadyPressed({ detail: `督办：这项期限已有${open}没有办结。请在原督办中要求再报。` })
    const id = newId()
    const year = Number(today.slice(0, 4))
    await insertSupervision(tx, { ...content, unitId: toUnitId, id, issuerId: unitId, year, duty, now })
    const of = { unitId: toUnitId, supervisionId: id }
    const whose = { byUnitId: unitId, byName: actor.name, accountId: actor.accountId }
    await insertEvent(tx, {
      ...of,
      ...whose,
      kind: 'issued',
      text: content.body,
      dueOn: content.dueOn,
      at: now,
    })
    const made = await presentSupervision(ctx, of)
    await postMessage(tx, {
      unitId: toUnitId,
      kind: 'supervision',
      title: `收到${made.no}：${made.title}`,
      body: `${made.issuerName}发出，回复期限 ${made.dueOn}。`,
      link: linkTo(made),
    })
    return made
  },
})
