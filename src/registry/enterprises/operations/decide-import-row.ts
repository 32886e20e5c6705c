import { isUnitInForce } from '#foundation/org-units/index.ts'
import { invalidInput, notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { decideImportRow } from '../contract.ts'
import { decideRow, findImportRows, findTakenTwin, lockImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

/** The largest number of the column. */
const LAST_LINE = 2_147_483_647

export const decideImportRowHandler = handle(decideImportRow, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: ({ importId, line, take }, { unitId }) => ({
    chain: { unitId },
    action: 'import.row-decided',
    subject: { type: 'import', id: importId },
    details: { line, take },
  }),
  async run(ctx, { unitId, importId, line, take }) {
    const run = { unit_id: unitId, id: importId }
    const found = await lockImport(ctx.tx, unitId, importId)
    if (found.status !== 'checked') throw wrongState({ detail: '导入：只能在试运行完成后、写入前作决定。' })
    if (take !== null && !(ctx.actor.kind === 'unit' && ctx.actor.unitIds.includes(take))) {
      throw invalidInput({ detail: '归属单位：不在本单位范围内。请另选，或跳过这一行。' })
    }
    if (take !== null && !(await isUnitInForce(ctx.tx, take, civilDateOf(ctx.now)))) {
      throw invalidInput({ detail: '归属单位：已经终止或尚未启用。请另选，或跳过这一行。' })
    }
    if (line < 1 || line > LAST_LINE) throw notFound()
    const { rows: asked } = await findImportRows(ctx.tx, run, { after: 0, limit: 1, line })
    if (take !== null && asked[0]?.codeDoubt === 'registration-number' && !asked[0].codeReason) {
      const message = '理由：用 15 位旧注册号收入名录是例外。请先写明理由，再决定归属；或跳过这一行。'
      throw invalidInput({ detail: message, errors: [{ path: 'reason', message }] })
    }
    const twin = take === null ? undefined : await findTakenTwin(ctx.tx, run, line)
    if (twin !== undefined) {
      throw wrongState({
        detail: `第 ${line} 行：信用代码与第 ${twin} 行相同，已决定采用那一行。请先跳过那一行。`,
      })
    }
    if (!(await decideRow(ctx.tx, run, line, take ?? 'skip'))) throw notFound()
    const { rows } = await findImportRows(ctx.tx, run, { after: 0, limit: 1, line })
    return rows[0] as never
  },
})
