import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { recordOf } from '#platform/ledger/records.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { formatYearMonth } from '#platform/values/year-month.ts'
import { correctCostLine } from '../contract.ts'
import { LARGEST_LINE } from '../domain.ts'
import { mustBeCredible } from '../ledger-rules.ts'
import { costLines } from '../ledgers.ts'
import { insertLine, isLocked } from '../line-store.ts'
import { nextOpenMonth } from '../lock-store.ts'

export const correctCostLineHandler = handle(correctCostLine, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, recordId }, _subject, { id, month }) => ({
    chain: { enterpriseId },
    action: 'cost-line.corrected',
    subject: { type: 'cost-line', id },
    details: { of: recordId, month },
  }),
  async run(ctx, { enterpriseId, recordId, difference, why }) {
    mustBeCredible(difference, '差额', LARGEST_LINE)
    const line = await recordOf(ctx.tx, costLines, enterpriseId, recordId)
    if (line.retiredOn !== null) {
      throw wrongState({ detail: '费用：这一条已停用，没有计入合计。请核对要更正的是哪一条。' })
    }
    if (!(await isLocked(ctx.tx, enterpriseId, line.month))) {
      throw wrongState({ detail: `费用：${formatYearMonth(line.month)}没有锁定。请直接修改这一条。` })
    }
    const month = await nextOpenMonth(ctx.tx, enterpriseId, line.month)
    const { account, department, product, voucherNo } = line
    const of = {
      enterpriseId,
      month,
      account,
      department,
      product,
      voucherNo,
      corrects: line.month,
      source: null,
    }
    const id = await insertLine(
      ctx,
      { ...of, amount: difference, what: `更正：${why}` },
      { kind: 'corrected', note: `${formatYearMonth(line.month)} ${line.what ?? ''}`.trim() },
    )
    if (id === null) {
      throw wrongState({
        detail: `更正原因：${formatYearMonth(month)}已有同样原因的更正。请写明这一次的区别，或修改那一条。`,
      })
    }
    return { id, month }
  },
})
