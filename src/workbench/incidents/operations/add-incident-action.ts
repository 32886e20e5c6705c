import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { addAction } from '#workbench/actions/index.ts'
import { advance, auditAs, loadIncident, mustAllow } from '../advance.ts'
import { addIncidentAction } from '../contract.ts'
import { getIncident, lockIncident } from '../store.ts'

export const addIncidentActionHandler = handle(addIncidentAction, {
  subject: loadIncident,
  policy: mayWriteOwn,
  audit: auditAs('action-added'),
  async run(ctx, { enterpriseId, incidentId, kind, what, ownerId, dueOn }) {
    // A closing that is under way is waited for.
    await lockIncident(ctx.tx, enterpriseId, incidentId)
    const incident = await getIncident(ctx.tx, enterpriseId, incidentId)
    mustAllow(incident, 'add-action')
    const { number, version } = incident
    const source = { kind: 'incident', id: incidentId, number, path: `incidents/${incidentId}` }
    const added = await addAction(ctx, { enterpriseId, source, kind, what, ownerId, dueOn })
    if (incident.verification) await advance(ctx, incident, { verb: 'add-action' }, { version, note: what })
    return added
  },
})
