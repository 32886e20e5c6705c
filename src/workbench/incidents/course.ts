import type { Context } from '#platform/perform.ts'
import { findBureauReports, findLosses } from './aftermath/store.ts'
import { gateOf } from './gate.ts'
import type { LoadedIncident } from './store.ts'

/** An incident with what is missing, its reports, losses and actions. */
export async function courseOf(ctx: Pick<Context, 'tx' | 'now'>, incident: LoadedIncident) {
  const { enterpriseId, id } = incident
  const [{ points, actions }, bureauReports, losses] = await Promise.all([
    gateOf(ctx, incident),
    findBureauReports(ctx.tx, incident),
    findLosses(ctx.tx, enterpriseId, id),
  ])
  const openPoints = incident.ending === null ? points : []
  return { course: { ...incident, openPoints, bureauReports, losses }, actions }
}
