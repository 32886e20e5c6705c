import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { loadIncident } from '../advance.ts'
import { courseOf } from '../course.ts'
import { reportOf } from '../documents/gather-report.ts'
import { renderIncidentReport } from '../documents/incident-report.ts'
import { printIncidentReport } from './contract.ts'

export const printIncidentReportHandler = handle(printIncidentReport, {
  subject: loadIncident,
  policy: mayReadOwn,
  async run(ctx, { enterpriseId }, incident) {
    const [{ course, actions }, { name }] = await Promise.all([
      courseOf(ctx, incident),
      getEnterprise(ctx.tx, enterpriseId),
    ])
    const { pdf } = await renderIncidentReport(reportOf(course, incident.record, actions, name))
    return { mediaType: 'application/pdf', fileName: `调查处理报告-${incident.number}.pdf`, bytes: pdf }
  },
})
