import { TextTooLong } from '#platform/documents/render.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf, civilDateParts } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { printOrganisationChart, unprintable } from '../contract.ts'
import { renderOrganisationChart } from '../documents/organisation-chart.ts'
import { organisationOf } from '../domain.ts'
import { maySee } from '../policy.ts'
import { getAppointment } from '../store.ts'

export const printOrganisationChartHandler = handle(printOrganisationChart, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: maySee,
  async run({ tx, now }, _input, appointment) {
    const { name } = await getEnterprise(tx, appointment.enterpriseId)
    try {
      const { pdf } = await renderOrganisationChart({
        enterpriseName: name,
        chart: organisationOf(appointment),
        on: civilDateParts(civilDateOf(now)),
      })
      return { mediaType: 'application/pdf', fileName: `组织架构图-${name}.pdf`, bytes: pdf }
    } catch (error) {
      if (!(error instanceof TextTooLong)) throw error
      throw unprintable({ detail: `组织架构图：${error.fields.join('、')}太长或太多，一页排不下。请删减。` })
    }
  },
})
