import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { cqoInOffice } from '#registry/appointments/index.ts'
import { nothingToPrint, printPlan, tooManyToPrint } from '../contract.ts'
import { renderPlan } from '../documents/plan.ts'
import { PLAN_BASIS, planColumns, planName, planQuery } from '../documents/plan-columns.ts'
import { findPlan } from '../plan-store.ts'
import { namesFor } from '../store.ts'

const MOST_LINES = 1000

export const printPlanHandler = handle(printPlan, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx, now }, query) {
    const title = planName(query)
    const [plan, names, officer] = await Promise.all([
      findPlan(tx, planQuery(query, now), { limit: MOST_LINES + 1 }),
      namesFor(tx, query.enterpriseId, query.department),
      cqoInOffice(tx, query.enterpriseId, civilDateOf(now)),
    ])
    if (plan.total === 0) {
      throw nothingToPrint({
        detail: `${title}：没有到期的器具。请先登记器具的周期和上次检定日期，或换一个年份、月份。`,
      })
    }
    if (plan.total > MOST_LINES) {
      throw tooManyToPrint({
        detail: `${title}：共 ${plan.total} 件次，超过 ${MOST_LINES} 件次，一次印不下。请按月份或部门分次打印，或导出 Excel。`,
      })
    }
    const { pdf } = await renderPlan({
      title,
      enterprise: names.enterprise,
      scope: names.department ?? '全部部门',
      columns: planColumns.map((column) => column.title),
      shares: planColumns.map(({ share }) => share),
      rows: plan.rows.map((row) => planColumns.map((column) => String(column.of(row) ?? ''))),
      officer: officer?.personName ?? '',
      note: PLAN_BASIS,
    })
    return { mediaType: 'application/pdf', fileName: `${title}.pdf`, bytes: pdf }
  },
})
