import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { addLedgerEvent } from '#platform/ledger/events-store.ts'
import { mustBeCurrent, recordOf, stale } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { formatYearMonth } from '#platform/values/year-month.ts'
import { refuseCostProposal, takeCostProposal } from '../contract.ts'
import { costAccounts, costProposals, proposalStates } from '../ledgers.ts'
import { decideProposal, insertLine, isLocked, proposalSource } from '../line-store.ts'
import { nextOpenMonth } from '../lock-store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { readonly enterpriseId: string }) => ({
  enterpriseId,
})

type Asked = { readonly enterpriseId: string; readonly recordId: string; readonly version: number }

async function pendingProposal({ tx }: Context, { enterpriseId, recordId, version }: Asked) {
  const proposal = await recordOf(tx, costProposals, enterpriseId, recordId)
  if (proposal.standing !== 'pending') {
    const now = proposalStates[proposal.standing as keyof typeof proposalStates]
    throw wrongState({ detail: `费用建议：现在是“${now}”，不能再处理。请刷新后查看。` })
  }
  mustBeCurrent(costProposals, proposal, version)
  return proposal
}

const byOf = (ctx: Context) => ({
  by: 'name' in ctx.actor ? ctx.actor.name : '系统',
  on: civilDateOf(ctx.now),
})

export const takeCostProposalHandler = handle(takeCostProposal, {
  subject,
  policy: mayWriteOwn,
  audit: ({ enterpriseId, recordId }, _subject, { lineId, month }) => ({
    chain: { enterpriseId },
    action: 'cost-proposal.taken',
    subject: { type: 'cost-proposal', id: recordId },
    details: { line: lineId, month },
  }),
  async run(ctx, input) {
    const { enterpriseId, recordId, account, department, product } = input
    const proposal = await pendingProposal(ctx, input)
    const { source } = await proposalSource(ctx.tx, enterpriseId, recordId)
    const inUse = await recordOf(ctx.tx, costAccounts, enterpriseId, account)
    if (inUse.retiredOn !== null) throw invalidInput({ detail: '科目：已停用。请选择在用的科目。' })
    const late = await isLocked(ctx.tx, enterpriseId, proposal.month)
    const month = late ? await nextOpenMonth(ctx.tx, enterpriseId, proposal.month) : proposal.month
    const { what, amount } = proposal
    const lineId = await insertLine(
      ctx,
      {
        ...{ enterpriseId, month, account, department, product, amount, what, source, voucherNo: null },
        // Less than was taken before is a correction too, while the month is open: of that month itself.
        corrects: late || amount < 0 ? proposal.month : null,
      },
      { kind: 'taken', note: source.number },
    )
    const decision = { state: 'taken', ...byOf(ctx), reason: null, account, department, product } as const
    const done =
      lineId !== null &&
      (await decideProposal(
        ctx,
        { enterpriseId, id: recordId, version: input.version },
        { ...decision, lineId },
      ))
    if (!done) throw stale(costProposals, proposal)
    await tell(ctx, input, 'taken', formatYearMonth(month))
    return { id: recordId, lineId, month }
  },
})

export const refuseCostProposalHandler = handle(refuseCostProposal, {
  subject,
  policy: mayWriteOwn,
  audit: ({ enterpriseId, recordId }) => ({
    chain: { enterpriseId },
    action: 'cost-proposal.refused',
    subject: { type: 'cost-proposal', id: recordId },
  }),
  async run(ctx, input) {
    const { enterpriseId, recordId, version, reason } = input
    const proposal = await pendingProposal(ctx, input)
    const decision = { state: 'refused', ...byOf(ctx), reason, lineId: null } as const
    if (!(await decideProposal(ctx, { enterpriseId, id: recordId, version }, decision)))
      throw stale(costProposals, proposal)
    await tell(ctx, input, 'refused', reason)
    return { id: recordId }
  },
})

const tell = (ctx: Context, { enterpriseId, recordId }: Asked, kind: string, note: string) =>
  addLedgerEvent(
    ctx.tx,
    costProposals,
    { enterpriseId, id: recordId, at: ctx.now, actor: ctx.actor },
    { kind, note },
  )
