import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { loadIncident } from '../advance.ts'
import { IncidentVerb } from '../chain.ts'
import { readIncidentCourse } from '../contract.ts'
import { courseOf } from '../course.ts'
import { mayFollow } from '../domain.ts'
import { whyNotIndependent } from '../gate.ts'
import { decides } from '../policy.ts'

export const readIncidentCourseHandler = handle(readIncidentCourse, {
  subject: loadIncident,
  policy: mayReadOwn,
  async run(ctx, _input, incident) {
    const { course, actions } = await courseOf(ctx, incident)
    const may = IncidentVerb.options.filter(
      (verb) => mayFollow(incident.stage, verb) && decides(ctx.actor, verb),
    )
    const notIndependent = may.includes('verify') ? await whyNotIndependent(ctx, incident, actions) : null
    return { ...course, may, notIndependent }
  },
})
