import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { formatCivilDate } from '#platform/values/civil-date.ts'
import { enterpriseUnknown, outsidePeriod, recordRoster } from '../contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { appendEvents, findStandings, lockRoster, type NewEvent } from '../store.ts'

type Standings = Awaited<ReturnType<typeof findStandings>>

export const recordRosterHandler = handle(recordRoster, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ effectiveOn, sha256 }, { unitId, id }, { entered, left }) => ({
    chain: { unitId },
    action: 'roster.recorded',
    subject: { type: 'roster', id },
    details: { effectiveOn, entered, left, ...(sha256 && { sha256 }) },
  }),
  async run(ctx, { effectiveOn, enter, leave, note }, roster) {
    if (effectiveOn < roster.periodFrom || (roster.periodTo !== null && effectiveOn > roster.periodTo)) {
      const until = roster.periodTo ? formatCivilDate(roster.periodTo) : '今后'
      const message = `生效日期：不在名单期间（${formatCivilDate(roster.periodFrom)}至${until}）内。请更正。`
      throw outsidePeriod({ detail: message, errors: [{ path: 'effectiveOn', message }] })
    }
    await lockRoster(ctx.tx, roster.id)
    const wanted = [...new Set([...enter.map(({ enterpriseId }) => enterpriseId), ...leave])]
    const standings = await findStandings(ctx.tx, roster.id, wanted, effectiveOn, ctx.now)
    if (standings.size < wanted.length) {
      throw enterpriseUnknown({
        detail: `企业：有 ${wanted.length - standings.size} 家不在本单位的范围内。请刷新后重新选择。`,
      })
    }
    const entering = enter.filter(({ enterpriseId, nominated }) => standings.get(enterpriseId) !== nominated)
    const leaving = leave.filter((id) => isOn(standings, id))
    const events: NewEvent[] = [
      ...leaving.map((enterpriseId) => ({ kind: 'leave' as const, enterpriseId, nominated: false })),
      ...entering.map((each) => ({ kind: 'enter' as const, ...each })),
    ].map((event) => ({ id: newId(), ...event }))
    const by = 'accountId' in ctx.actor ? ctx.actor.accountId : ''
    await appendEvents(ctx.tx, roster.id, events, { effectiveOn, at: ctx.now, by, note })
    const unchanged = enter.length + leave.length - events.length
    return { entered: entering.length, left: leaving.length, unchanged }
  },
})

const isOn = (standings: Standings, id: string) => (standings.get(id) ?? null) !== null
