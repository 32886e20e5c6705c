import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { readReportStanding } from '../contract.ts'
import { dueOf, periodBefore, periodOf } from '../domain.ts'
import { peerKeyInUse } from '../keys/store.ts'
import { mayReport } from '../policy.ts'
import { beganOn, getUnit, intervalOf, packsBefore } from '../reporting.ts'
import { findDraft, findSent, findUnit } from '../store.ts'

export const readReportStandingHandler = handle(readReportStanding, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  async run({ tx, now }, { unitId }) {
    const today = civilDateOf(now)
    const [unit, interval, draft, sent, began] = await Promise.all([
      getUnit(tx, unitId),
      intervalOf(tx, unitId, today),
      findDraft(tx, unitId),
      findSent(tx, unitId, null, 200),
      beganOn(tx),
    ])
    const receiver = unit.parentId ? await findUnit(tx, unit.parentId) : undefined
    const before = receiver ? await packsBefore(tx, unitId, receiver.id) : { base: undefined }
    const peer = receiver && (await peerKeyInUse(tx, unitId, receiver.id))
    const period = periodOf(interval.span, today, before.base?.as_of ?? null)
    const last = periodBefore(interval.span, period)
    const of = (key: string) => sent.find((pack) => pack.period_key === key)
    return {
      unitName: unit.name,
      receiver: receiver ? { id: receiver.id, name: receiver.name } : null,
      interval: interval.words,
      intervalSource: interval.source,
      period,
      due: dueOf(interval.span, period),
      sent: of(period.key)?.status ?? null,
      missed: receiver && last && last.to >= began && !of(last.key) ? last.label : null,
      draftId: draft?.id ?? null,
      delivery: peer ? ('to-file' as const) : ('here' as const),
    }
  },
})
