import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { markDutyDone, notDoneByHand } from '../contract.ts'
import { getDuty } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'
import { insertMark } from '../store.ts'

export const markDutyDoneHandler = handle(markDutyDone, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  audit: ({ unitId, key, period, doneOn }) => ({
    chain: { unitId },
    action: 'duty.marked',
    subject: { type: 'duty', id: key },
    details: { period, doneOn },
  }),
  async run({ tx, now, actor }, { doneOn, note, ...of }, { below }) {
    const today = civilDateOf(now)
    const duty = await getDuty(tx, of, today)
    if (!below && duty.kind !== 'other') {
      throw notDoneByHand({
        detail: `${duty.title}：${duty.counts}后自动登记完成。线下报送的，请上级单位登记。`,
      })
    }
    if (duty.doneOn)
      throw wrongState({ detail: `${duty.title}：已于 ${duty.doneOn} 完成。登记有误的请先撤销。` })
    if (doneOn > today) {
      const message = `完成日期：${doneOn} 还没有到。请填实际完成的日期。`
      throw invalidInput({ detail: message, errors: [{ path: 'doneOn', message }] })
    }
    const by = 'name' in actor ? actor.name : ''
    const source = below ? ('upper' as const) : ('unit' as const)
    const { unitId, key, period } = of
    await insertMark(tx, { unitId, dutyId: key, period, done: true, doneOn, source, note, by })
    return getDuty(tx, of, today)
  },
})
