import { postMessage } from '#foundation/notices/index.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, type ParsedInputOf } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type DutyRuleView, setDutyRule, tooManyRules } from '../contract.ts'
import { owes } from '../obligations.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySetDuties } from '../policy.ts'
import { getRule, insertRule, listRules, notBelow } from '../rule-store.ts'
import { findDutyUnits, findUnitsBelow } from '../store.ts'

const MOST = 100

export const setDutyRuleHandler = handle(setDutyRule, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySetDuties,
  audit: ({ unitId }, _subject, rule) => ({
    chain: { unitId },
    action: 'duty-rule.set',
    subject: { type: 'duty-rule', id: rule.id },
    details: { firstDue: rule.firstDue, every: rule.every, levels: rule.levels },
  }),
  async run(ctx, input) {
    const { tx, actor } = ctx
    if (actor.kind !== 'unit') throw new Error('only a unit sets duties')
    await check(ctx, input)
    const rule = { ...input, id: newId(), levels: [...new Set(input.levels)] }
    await insertRule(tx, rule, actor)
    const made = await getRule(tx, input.unitId, rule.id)
    await tell(ctx, made)
    return made
  },
})

async function check({ tx, now }: Context, input: ParsedInputOf<typeof setDutyRule>) {
  const refuse = (path: string, message: string) =>
    invalidInput({ detail: message, errors: [{ path, message }] })
  const { firstDue, until, every, unitIds } = input
  if (firstDue < civilDateOf(now)) {
    throw refuse('firstDue', `首次到期日：${firstDue} 已经过去，单位来不及办理。请填今天或以后的日期。`)
  }
  if (until && !every) throw refuse('until', '截止日期：只有一次的事项没有截止日期。请清空，或选择重复。')
  if (until && until < firstDue) throw refuse('until', `截止日期：早于首次到期日 ${firstDue}。请改日期。`)
  const open = (await listRules(tx, input.unitId)).filter(({ endedOn }) => endedOn === null)
  if (open.length >= MOST) throw tooManyRules({ detail: `自定事项：已有 ${MOST} 项。请先停止不用的。` })
  const same = open.find((rule) => rule.title === input.title && rule.firstDue === firstDue)
  if (same) throw refuse('title', `事项名称：同名同日的“${input.title}”已经设定。请改名，或先停止原来的。`)
  const strange = unitIds ? await notBelow(tx, input.unitId, unitIds) : []
  if (strange.length > 0) {
    throw refuse('unitIds', `责任单位：有 ${strange.length} 个不是本单位的下级。请重新选择。`)
  }
}

/** Everyone who will owe it hears of it; nobody owing it is a mistake that is told at once. */
async function tell({ tx, now }: Context, rule: DutyRuleView) {
  const below = await findUnitsBelow(tx, rule.unitId, civilDateOf(now))
  const units = await findDutyUnits(tx, [rule.unitId, ...below.map(({ id }) => id)])
  const owing = units.filter(
    (unit) =>
      (!rule.unitIds || rule.unitIds.includes(unit.id)) && rule.levels.some((level) => owes(unit, level)),
  )
  if (owing.length === 0) {
    const message = '责任单位：所选的层级中没有一个本单位的下级。请重新选择。'
    throw invalidInput({ detail: message, errors: [{ path: 'levels', message }] })
  }
  for (const { id } of owing.filter((unit) => unit.id !== rule.unitId)) {
    await postMessage(tx, {
      unitId: id,
      kind: 'duty',
      title: `新的期限：${rule.title}`,
      body: `${rule.unitName}设定，首次到期日 ${rule.firstDue}。`,
      link: `/units/${id}/duties`,
    })
  }
}
