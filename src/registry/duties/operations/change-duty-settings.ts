import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changeDutySettings } from '../contract.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySetDuties } from '../policy.ts'
import { presentSettings } from '../present-settings.ts'
import { keepSettings } from '../rule-store.ts'

const ascending = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b)

export const changeDutySettingsHandler = handle(changeDutySettings, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySetDuties,
  audit: ({ unitId, remindBefore, remindAfter, reportDays, trackedFrom }) => ({
    chain: { unitId },
    action: 'duty-settings.changed',
    subject: { type: 'unit', id: unitId },
    details: { remindBefore, remindAfter, reportDays, trackedFrom },
  }),
  async run(ctx, { unitId, version, ...set }, unit) {
    const { tx, actor } = ctx
    if (!('accountId' in actor)) throw new Error('nobody is signed in')
    const figures = {
      ...set,
      remindBefore: ascending(set.remindBefore).reverse(),
      remindAfter: ascending(set.remindAfter),
    }
    if (!(await keepSettings(tx, unitId, version, figures, actor.accountId))) {
      throw staleVersion({ detail: '提醒设置：别人刚改过。请刷新页面再改。' })
    }
    return presentSettings(ctx, unit)
  },
})
