import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { loadIncident } from '../advance.ts'
import { findBureauReports, findLosses } from '../aftermath/store.ts'
import { IncidentVerb } from '../chain.ts'
import { readIncidentCourse } from '../contract.ts'
import { mayFollow } from '../domain.ts'
import { gateOf, whyNotIndependent } from '../gate.ts'
import { decides } from '../policy.ts'

export const readIncidentCourseHandler = handle(readIncidentCourse, {
  subject: loadIncident,
  policy: mayReadOwn,
  async run(ctx, _input, incident) {
    const { tx, actor } = ctx
    const { enterpriseId, id } = incident
    const [{ points, actions }, bureauReports, losses] = await Promise.all([
      gateOf(ctx, incident),
      findBureauReports(tx, incident),
      findLosses(tx, enterpriseId, id),
    ])
    const may = IncidentVerb.options.filter((verb) => mayFollow(incident.stage, verb) && decides(actor, verb))
    const ended = incident.ending !== null
    return {
      ...incident,
      openPoints: ended ? [] : points,
      bureauReports,
      losses,
      may,
      notIndependent: may.includes('verify') ? await whyNotIndependent(ctx, incident, actions) : null,
    }
  },
})
