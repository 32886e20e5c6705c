import { postMessage } from '#foundation/notices/index.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type Duty, ruleDuty } from '../contract.ts'
import { getDuty } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayRuleDuty } from '../policy.ts'
import { insertRuling } from '../store.ts'

const deeds = { extend: '期限已延长', exempt: '期限已免除', revoke: '延期或免除已撤销' } as const

export const ruleDutyHandler = handle(ruleDuty, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayRuleDuty,
  audit: ({ unitId, key, period, ruling, newDue }) => ({
    chain: { unitId },
    action: 'duty.ruled',
    subject: { type: 'duty', id: key },
    details: { period, ruling, newDue },
  }),
  async run(ctx, { ruling, newDue, reason, ...of }) {
    const { tx } = ctx
    const today = civilDateOf(ctx.now)
    const duty = await getDuty(tx, of, today)
    const day = ruling === 'extend' ? laterDay(duty, newDue) : null
    if (ruling !== 'extend' && duty.doneOn) {
      throw wrongState({ detail: `${duty.title}：已于 ${duty.doneOn} 完成，不用再决定。请刷新页面。` })
    }
    await insertRuling(tx, { ...of, kind: ruling, newDue: day, reason, ...byWhom(ctx) })
    await postMessage(tx, {
      unitId: of.unitId,
      kind: 'duty',
      title: `${deeds[ruling]}：${duty.title}`,
      body: [day ? `新的期限：${day}。` : '', `理由：${reason}`].join(''),
      link: `/units/${of.unitId}/duties`,
    })
    return getDuty(tx, of, today)
  },
})

function byWhom({ actor }: Context) {
  if (actor.kind !== 'unit') throw new Error('only a unit rules')
  return { byUnitId: actor.unitId, accountId: actor.accountId, name: actor.name }
}

function laterDay({ due, title }: Duty, newDue: string | null): string {
  const refused = (why: string) => {
    const message = `新的期限：${why}`
    return invalidInput({ detail: message, errors: [{ path: 'newDue', message }] })
  }
  if (!newDue) throw refused('没有填写。请填延到哪一天。')
  if (due && newDue <= due) throw refused(`${title}现在的期限是 ${due}，延期要在它之后。请改日期。`)
  return newDue
}
