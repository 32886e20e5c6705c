import type { Context } from '#platform/perform.ts'
import { civilDateOf, civilDateParts, formatCivilDate } from '#platform/values/civil-date.ts'
import { totalOf } from '../domain.ts'
import { columnsOf, statedPlan } from '../present.ts'
import { planRulesOf } from '../rules-of.ts'
import { findSupplements, type PlanRecord } from '../store.ts'
import type { Annex3Data } from './annex3.ts'

/** A version as it is printed and exported. */
export async function gatherAnnex3(ctx: Context, plan: PlanRecord) {
  const [stated, supplements, rules] = await Promise.all([
    statedPlan(ctx, plan),
    findSupplements(ctx.tx, plan),
    planRulesOf(ctx.tx, plan.unit_id, plan.as_of_on ?? civilDateOf(ctx.now)),
  ])
  const notes = [
    ...supplements.map(({ year, count, reason }) => `${year}年培育计划数中，有 ${count} 家未具名：${reason}`),
    ...(plan.explanation ? [`情况说明：${plan.explanation}`] : []),
  ]
  return { ...stated, supplements, notes, title: rules.title, columns: columnsOf(plan.year, plan.years) }
}

export async function annex3Of(ctx: Context, plan: PlanRecord): Promise<Annex3Data> {
  const { rows, on, notes, title, columns } = await gatherAnnex3(ctx, plan)
  const lines = rows.map(({ place, aboveScale, filed, planned }) => ({ place, aboveScale, filed, planned }))
  const { aboveScale, filed, planned } = totalOf(rows, plan.years)
  return {
    title,
    unit: plan.unit_name,
    columns,
    rows: lines,
    total: rows.length > 1 ? { aboveScale, filed, planned } : null,
    asOfOn: civilDateParts(on),
    filledOn: plan.submitted_at ? civilDateParts(civilDateOf(plan.submitted_at)) : null,
    preparedBy: plan.prepared_by,
    reviewedBy: plan.reviewed_by,
    draft: plan.submitted_at === null,
    notes: notes.map((note, index) => `注${index + 1}：${note}`),
    mark: markOf(plan),
  }
}

function markOf(plan: PlanRecord): string {
  const handed = plan.submitted_at ? `，${formatCivilDate(civilDateOf(plan.submitted_at))}报送` : ''
  return `${plan.year}年第${plan.no}版${handed}${plan.digest ? `，校验值 ${plan.digest.slice(0, 16)}` : ''}`
}
