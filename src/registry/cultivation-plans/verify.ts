import type { Tx } from '#platform/database/transaction.ts'
import { composeOwn, digestOf, frozenRows } from './compose.ts'
import type { PlanRow } from './domain.ts'
import type { PlanRecord } from './store.ts'

const compared = [
  ['aboveScale', '规上企业数'],
  ['filed', '已完成备案数'],
  ['planned', '培育计划数'],
  ['unnamed', '未具名计划数'],
  ['remaining', '计划中还没有备案的'],
] as const

/**
 * The lines of a handed-in version once more: its own line as of its day and as known at its instant, the others from the
 * versions they were taken from. `differences` in words; none when every number is as it was handed in.
 */
export async function recomputePlan(
  tx: Tx,
  plan: PlanRecord,
): Promise<{ recomputed: PlanRow[]; differences: string[] }> {
  const frozen = (await frozenRows(tx, [plan])).get(plan.id) ?? []
  const sources = await frozenRows(
    tx,
    frozen.flatMap(({ viaUnitId, sourcePlanId }) =>
      sourcePlanId ? [{ unit_id: viaUnitId, id: sourcePlanId }] : [],
    ),
  )
  const recomputed: PlanRow[] = []
  const differences: string[] = []
  for (const row of frozen) {
    const again = row.sourcePlanId
      ? sources.get(row.sourcePlanId)?.find(({ unitId }) => unitId === row.unitId)
      : await ownAgain(tx, plan, row)
    if (!again) {
      differences.push(`${row.place}：来源的计划里没有这一行。`)
      continue
    }
    recomputed.push({ ...row, ...numbersOf(again) })
    for (const [key, label] of compared) {
      const [then, now] = [String(row[key]), String(again[key])]
      if (then !== now) differences.push(`${row.place}，${label}：报送时为 ${then}，重算为 ${now}。`)
    }
  }
  if ((await digestOf(tx, plan, frozen)) !== plan.digest) {
    differences.push('名单与数字：校验值与报送时不一致。')
  }
  return { recomputed, differences }
}

function numbersOf({ aboveScale, filed, planned, unnamed, remaining }: PlanRow) {
  return { aboveScale, filed, planned, unnamed, remaining }
}

async function ownAgain(tx: Tx, plan: PlanRecord, row: PlanRow): Promise<PlanRow | undefined> {
  const at = { on: plan.as_of_on ?? '', known: plan.known_at ?? new Date(0) }
  return (await composeOwn(tx, plan, at, row.place.endsWith('本级'))).row
}
