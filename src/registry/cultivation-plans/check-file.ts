import type { Context } from '#platform/perform.ts'
import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import { composeRows } from './compose.ts'
import type { PlanFileRow } from './contract.ts'
import { judgeNameRows, judgeSheetRows, type SheetJudged } from './judge-file.ts'
import { findKnown, plannable } from './members-store.ts'
import { presently } from './present.ts'
import { readPlanFile } from './read-file.ts'
import type { PlanRecord } from './store.ts'

export type Checked = {
  readonly kind: 'names' | 'annex3'
  readonly rows: PlanFileRow[]
  readonly supplements: SheetJudged['supplements']
  readonly mapping: Record<string, string>
}

/** The dry run of a file against a draft. @throws SpreadsheetRefusal */
export async function checkFile(
  ctx: Context,
  plan: PlanRecord,
  path: string,
  year: number | undefined,
): Promise<Checked> {
  const file = await readPlanFile(path)
  const { mapping } = file
  const at = presently(ctx.now)
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  if (file.kind === 'annex3') {
    const { rows: lines } = await composeRows(ctx.tx, plan, at)
    const of = { unitId: plan.unit_id, unitName: plan.unit_name, years }
    return { kind: 'annex3', mapping, ...judgeSheetRows(file.rows, file.years, of, lines) }
  }
  const known = await findKnown(ctx.tx, plan, {
    codes: file.rows.map(({ creditCode }) => normaliseCreditCode(creditCode)),
    names: file.rows.map(({ name }) => name).filter(Boolean),
    nameKeys: file.rows.map(({ name }) => nameKeyOf(name).key),
  })
  const fit = await plannable(
    ctx.tx,
    plan,
    at,
    known.map(({ id }) => id),
  )
  const rows = judgeNameRows(file.rows, known, { unitId: plan.unit_id, years, year, plannable: fit })
  return { kind: 'names', mapping, rows, supplements: [] }
}
