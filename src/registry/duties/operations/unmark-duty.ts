import { postMessage } from '#foundation/notices/index.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { notDoneByHand, unmarkDuty } from '../contract.ts'
import { getDuty } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'
import { insertMark } from '../store.ts'

export const unmarkDutyHandler = handle(unmarkDuty, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  audit: ({ unitId, key, period }) => ({
    chain: { unitId },
    action: 'duty.unmarked',
    subject: { type: 'duty', id: key },
    details: { period },
  }),
  async run({ tx, now, actor }, { reason, ...of }, { below }) {
    const today = civilDateOf(now)
    const duty = await getDuty(tx, of, today)
    if (!duty.doneOn) throw wrongState({ detail: `${duty.title}：没有完成登记可撤销。请刷新页面。` })
    if (!below && duty.doneBy !== 'unit') {
      throw notDoneByHand({ detail: `${duty.title}：不是本单位登记的完成。有误的请上级单位撤销。` })
    }
    const by = 'name' in actor ? actor.name : ''
    const source = below ? ('upper' as const) : ('unit' as const)
    const { unitId, key, period } = of
    const taken = { unitId, dutyId: key, period, done: false, doneOn: today, source, note: reason, by }
    await insertMark(tx, taken)
    if (below) {
      await postMessage(tx, {
        unitId,
        kind: 'duty',
        title: `完成登记被撤销：${duty.title}`,
        body: `理由：${reason}`,
        link: `/units/${unitId}/duties`,
      })
    }
    return getDuty(tx, of, today)
  },
})
