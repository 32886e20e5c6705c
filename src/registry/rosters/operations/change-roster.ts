import { invalidInput, staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changeRoster } from '../contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept, presently, presentRoster } from '../present.ts'
import { getRoster, updateRoster } from '../store.ts'

export const changeRosterHandler = handle(changeRoster, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: (_input, { unitId }, roster) => ({
    chain: { unitId },
    action: 'roster.changed',
    subject: { type: 'roster', id: roster.id },
    details: { version: roster.version },
  }),
  async run(ctx, { version, name, docNo, periodTo }, roster) {
    if (periodTo !== null && periodTo < roster.periodFrom) {
      const message = '截止日期：早于起始日期。请更正。'
      throw invalidInput({ detail: message, errors: [{ path: 'periodTo', message }] })
    }
    if (!(await updateRoster(ctx.tx, roster.id, version, { name, docNo, periodTo }))) {
      throw staleVersion({ detail: '名单：您打开后已被改动。请刷新后再修改。' })
    }
    return presentRoster(ctx, await getRoster(ctx.tx, roster.id, presently(ctx.now)))
  },
})
