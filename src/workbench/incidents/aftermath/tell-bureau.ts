import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { auditAs, loadIncident, mustAllow, refused } from '../advance.ts'
import { tellBureau } from './contract.ts'
import { insertBureauReport } from './store.ts'

/** A phone's clock may run ahead of ours by so much. */
const CLOCK_AHEAD_MS = 5 * 60_000

export const tellBureauHandler = handle(tellBureau, {
  subject: loadIncident,
  policy: mayWriteOwn,
  audit: auditAs('bureau-told'),
  async run({ tx, actor, now }, { enterpriseId, incidentId, at, ...words }, incident) {
    mustAllow(incident, 'tell-bureau')
    const known = Date.parse(incident.firstKnownAt)
    const said = Date.parse(at)
    if (said > now.getTime() + CLOCK_AHEAD_MS) throw refused('at', '报告时间：还没有到。请填写实际的时间。')
    // People say minutes: the minute in which it was first known is not before it.
    if (said < known - (known % 60_000)) throw refused('at', '报告时间：早于首次知道的时间。请核对。')
    const told = new Date(Math.max(said, known))
    const id = newId()
    await insertBureauReport(tx, {
      ...words,
      enterpriseId,
      incidentId,
      id,
      at: told,
      now,
      accountId: 'accountId' in actor ? actor.accountId : null,
      byName: 'name' in actor ? actor.name : '系统',
    })
    return { id }
  },
})
