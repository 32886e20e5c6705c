import { postNotice } from '#foundation/notices/index.ts'
import { unitNameOf } from '#foundation/org-units/index.ts'
import { appendAuditIn } from '#platform/audit/append.ts'
import { newId } from '#platform/ids.ts'
import { forbidden, invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import type { BatchItem } from '../batch/contract.ts'
import { getFilings } from '../batch/store.ts'
import { mayPrintMany, mayRead, mayReveal } from '../policy.ts'
import { subjectOf } from '../present.ts'
import type { FilingRecord } from '../store.ts'
import { startPrint } from './contract.ts'
import { printFilingsJob } from './print-filings.job.ts'
import { getPrint, insertPrint, presentPrint } from './store.ts'

export const startPrintHandler = handle(startPrint, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayPrintMany,
  audit: ({ filings, shown, purpose }, { unitId }, { id }) => ({
    chain: { unitId },
    action: 'filing.printed-many',
    subject: { type: 'filing-print', id },
    details: { count: filings.length, inFull: shown === 'full', ...(purpose && { purpose }) },
  }),
  async run(ctx, { unitId, filings, shown, purpose }) {
    if (!('accountId' in ctx.actor)) throw forbidden()
    if (shown === 'full' && purpose.length < 2) {
      const message = '用途：打印完整个人信息须写明用途。请填写。'
      throw invalidInput({ detail: message, errors: [{ path: 'purpose', message }] })
    }
    const wanted = [...new Map(filings.map((item) => [keyOf(item), item])).values()]
    const found = await getFilings(ctx.tx, wanted)
    refuseForbidden(ctx, wanted, found, shown)
    if (shown === 'full') await recordEach(ctx, unitId, [...found.values()], purpose)
    const id = newId()
    await insertPrint(
      ctx.tx,
      { unitId, id, filings: wanted, shown, purpose },
      { accountId: ctx.actor.accountId, now: ctx.now },
    )
    ctx.afterCommit(() => ctx.installation.jobs.send(printFilingsJob, { unitId, printId: id }))
    return presentPrint(await getPrint(ctx.tx, { unitId, printId: id }))
  },
})

const keyOf = ({ enterpriseId, filingId }: BatchItem) => `${enterpriseId} ${filingId}`

/** All or none: what is printed is what was selected. */
function refuseForbidden(
  { actor }: Context,
  wanted: readonly BatchItem[],
  found: ReadonlyMap<string, FilingRecord>,
  shown: 'masked' | 'full',
) {
  const may = shown === 'full' ? mayReveal : mayRead
  const errors = wanted.flatMap((item, at) => {
    const filing = found.get(keyOf(item))
    const answer = filing ? may(actor, subjectOf(filing)) : '没有找到，或者不在您的办理范围内。'
    const message = `${filing?.enterprise_name ?? `第 ${at + 1} 份`}：${answer}请取消选择后再打印。`
    return answer === true ? [] : [{ path: `filings.${at}`, message }]
  })
  if (errors.length === 0) return
  throw invalidInput({
    detail: `选中的备案：有 ${errors.length} 份不能这样打印。${errors[0]?.message}`,
    errors,
  })
}

/** Full personal data: an entry in each enterprise's trail and a notice to each, as with a single print. */
async function recordEach(ctx: Context, unitId: string, filings: readonly FilingRecord[], purpose: string) {
  const unit = await unitNameOf(ctx.tx, unitId)
  const by = 'name' in ctx.actor ? ctx.actor.name : ''
  const inOrder = [...filings].sort((one, other) => (one.enterprise_id < other.enterprise_id ? -1 : 1))
  for (const filing of inOrder) {
    await postNotice(ctx.tx, {
      enterpriseId: filing.enterprise_id,
      kind: 'personal-data-revealed',
      title: '个人信息被打印',
      body: `${unit} ${by} 打印了${filing.person_name}的完整备案表。用途：${purpose}。`,
      link: `/filings/${filing.enterprise_id}/${filing.id}`,
    })
    await appendAuditIn(ctx.tx, ctx.actor, {
      chain: { enterpriseId: filing.enterprise_id },
      action: 'filing.printed-in-full',
      subject: { type: 'filing', id: filing.id },
      details: { purpose, batch: true },
    })
  }
}
