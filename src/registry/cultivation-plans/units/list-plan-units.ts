import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { completionFormula, forecastFormula } from '../domain.ts'
import { mayReadPlan } from '../policy.ts'
import { planRulesOf } from '../rules-of.ts'
import { getPlanUnit } from '../store.ts'
import { listPlanUnits, type PlanUnitRow } from './contract.ts'
import { totalProgress, unitRows, yearOr } from './rows.ts'

export const listPlanUnitsHandler = handle(listPlanUnits, {
  subject: async ({ tx }, { unitId }) => ({ unitId, unit: await getPlanUnit(tx, unitId) }),
  policy: mayReadPlan,
  async run(ctx, { year: asked, state, text }, { unit }) {
    const today = civilDateOf(ctx.now)
    const year = yearOr(asked, ctx.now)
    const viewerId = ctx.actor.kind === 'unit' ? ctx.actor.unitId : ''
    const [rows, rules] = await Promise.all([
      unitRows(ctx.tx, unit, year, { today, viewerId }),
      planRulesOf(ctx.tx, unit.id, today),
    ])
    const shown = rows.filter((row) => isMeant(row, state) && (!text || row.name.includes(text)))
    const mayGoUp =
      unit.parentId !== null && ctx.actor.kind === 'unit' && ctx.actor.unitIds.includes(unit.parentId)
    return {
      asOf: ctx.now.toISOString(),
      year,
      years: Math.max(rules.years, ...rows.map(({ planned }) => planned.length)),
      unit: { id: unit.id, name: unit.name, parentId: mayGoUp ? unit.parentId : null },
      counts: {
        none: rows.filter((row) => isMeant(row, 'none')).length,
        late: rows.filter((row) => isMeant(row, 'late')).length,
        submitted: rows.filter((row) => isMeant(row, 'submitted')).length,
        returned: rows.filter((row) => isMeant(row, 'returned')).length,
        accepted: rows.filter((row) => isMeant(row, 'accepted')).length,
      },
      rows: shown,
      total: totalProgress(shown.map(({ progress }) => progress)),
      forecastFormula,
      completionFormula,
    }
  },
})

/** 未报送: nothing handed in yet, or taken back. */
export function isMeant(
  row: PlanUnitRow,
  state: 'none' | 'late' | PlanUnitRow['state'] | undefined,
): boolean {
  if (state === undefined) return true
  if (state === 'late') return row.late
  if (state === 'none') return ['none', 'draft', 'withdrawn'].includes(row.state)
  return row.state === state
}
