import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { auditAs, loadIncident, mustAllow, refused } from '../advance.ts'
import { tellBureau } from './contract.ts'
import { insertBureauReport } from './store.ts'

export const tellBureauHandler = handle(tellBureau, {
  subject: loadIncident,
  policy: mayWriteOwn,
  audit: auditAs('bureau-told'),
  async run({ tx, actor, now }, { enterpriseId, incidentId, at, ...words }, incident) {
    mustAllow(incident, 'tell-bureau')
    const told = new Date(at)
    if (told.getTime() > now.getTime() + 5 * 60_000)
      throw refused('at', '报告时间：还没有到。请填写实际的时间。')
    if (at && told.getTime() < Date.parse(incident.firstKnownAt))
      throw refused('at', '报告时间：早于首次知道的时间。请核对。')
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
