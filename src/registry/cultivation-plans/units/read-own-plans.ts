import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { completionFormula, forecastFormula } from '../domain.ts'
import { isLateState, planDuesOf } from '../dues.ts'
import { planCompletion } from '../figures.ts'
import { mayPreparePlan, mayReadPlan } from '../policy.ts'
import { planRulesOf } from '../rules-of.ts'
import { findVersions, getPlanUnit, headOf, inForce } from '../store.ts'
import { readOwnPlans } from './contract.ts'
import { progressOf, yearOr } from './rows.ts'

export const readOwnPlansHandler = handle(readOwnPlans, {
  subject: async ({ tx }, { unitId }) => ({ unitId, unit: await getPlanUnit(tx, unitId) }),
  policy: mayReadPlan,
  async run(ctx, { unitId, year: asked }, { unit }) {
    const today = civilDateOf(ctx.now)
    const year = yearOr(asked, ctx.now)
    const [versions, rules] = await Promise.all([
      findVersions(ctx.tx, [unitId], year),
      planRulesOf(ctx.tx, unitId, today),
    ])
    const dues = await planDuesOf(ctx.tx, [unit], versions, year, today)
    const [newest] = versions
    const years = newest?.years ?? rules.years
    const current = versions.find(({ status }) => status !== 'discarded')
    const ofForm = Array.from({ length: years }, (_, index) => year + index)
    const completions = await Promise.all(
      ofForm.map((each) => planCompletion(ctx.tx, [unitId], each, { on: today })),
    )
    const due = dues.get(unitId)
    return {
      unit: { id: unit.id, name: unit.name, parentId: unit.parentId },
      year,
      years,
      due: due ?? null,
      late: isLateState(due),
      versions: versions.map((each) => headOf(each)),
      current: current?.id ?? null,
      inForce: inForce(versions).get(unitId)?.id ?? null,
      mayPrepare: mayPreparePlan(ctx.actor, { unitId }) === true,
      progress: ofForm.map((each, index) => ({
        year: each,
        ...progressOf(completions[index]?.[0], each, today),
      })),
      forecastFormula,
      completionFormula,
    }
  },
})
