import { handle } from '#platform/perform.ts'
import { enterpriseUnknown, recordRoster } from '../contract.ts'
import { mustBeInPeriod } from '../period.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { nextSigning, signRecord } from '../sign.ts'
import { findStandings, lockRoster } from '../store.ts'
import type { NewEvent } from '../version-store.ts'

type Standings = Awaited<ReturnType<typeof findStandings>>

export const recordRosterHandler = handle(recordRoster, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ effectiveOn, sha256 }, { unitId, id }, { no, entered, left, membersDigest }) =>
    no === null
      ? null
      : {
          chain: { unitId },
          action: 'roster.recorded',
          subject: { type: 'roster', id },
          details: { no, effectiveOn, entered, left, membersDigest, ...(sha256 && { sha256 }) },
        },
  async run(ctx, { effectiveOn, enter, leave, note, sha256 }, roster) {
    mustBeInPeriod(roster, effectiveOn)
    await lockRoster(ctx.tx, roster.id)
    const signing = await nextSigning(ctx, { unitId: roster.unitId, rosterId: roster.id, effectiveOn, note })
    const wanted = [...new Set([...enter.map(({ enterpriseId }) => enterpriseId), ...leave])]
    const standings = await findStandings(ctx.tx, roster.id, wanted, effectiveOn, signing.at)
    if (standings.size < wanted.length) {
      throw enterpriseUnknown({
        detail: `企业：有 ${wanted.length - standings.size} 家不在本单位的范围内。请刷新后重新选择。`,
      })
    }
    const events = eventsOf(standings, enter, leave)
    const unchanged = enter.length + leave.length - events.length
    // A version says something new; where nothing changes there is none.
    if (events.length === 0) return { entered: 0, left: 0, unchanged, no: null, membersDigest: null }
    const { no, entered, left, membersDigest } = await signRecord(ctx, signing, events, sha256)
    return { entered, left, unchanged, no, membersDigest }
  },
})

function eventsOf(
  standings: Standings,
  enter: readonly { enterpriseId: string; nominated: boolean }[],
  leave: readonly string[],
): NewEvent[] {
  const entering = enter.filter(({ enterpriseId, nominated }) => standings.get(enterpriseId) !== nominated)
  const leaving = leave.filter((id) => isOn(standings, id))
  return [
    ...leaving.map((enterpriseId) => ({ kind: 'leave' as const, enterpriseId, nominated: false })),
    ...entering.map((each) => ({ kind: 'enter' as const, ...each })),
  ]
}

const isOn = (standings: Standings, id: string) => (standings.get(id) ?? null) !== null
