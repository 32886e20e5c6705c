import { appendAuditIn } from '#platform/audit/append.ts'
import { forbidden, notFound, Refused } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { acceptOne } from '../operations/accept-filing.ts'
import { mayHandle, mayHandleSome } from '../policy.ts'
import { subjectOf } from '../present.ts'
import { acceptFilings, type BatchResult } from './contract.ts'
import { getFilings, startItem, undoItem } from './store.ts'

export const acceptFilingsHandler = handle(acceptFilings, {
  subject: async () => undefined,
  policy: mayHandleSome,
  audit: (_input, _subject, { accepted, rows }, actor) =>
    actor.kind === 'unit'
      ? {
          chain: { unitId: actor.unitId },
          action: 'filing.accepted-many',
          subject: { type: 'unit', id: actor.unitId },
          details: { accepted, refused: rows.length - accepted },
        }
      : null,
  async run(ctx, { filings }) {
    const found = await getFilings(ctx.tx, filings)
    const results = new Map<string, BatchResult>()
    // In one order for everybody: each holds the chain of its enterprise until the end, and two batches must not wait for each other.
    const inOrder = [...filings].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    for (const item of inOrder) {
      if (results.has(keyOf(item))) continue
      results.set(keyOf(item), await tried(ctx, item, found.get(keyOf(item))))
    }
    const rows = filings.map((item) => results.get(keyOf(item)) as BatchResult)
    return { accepted: rows.filter(({ accepted }) => accepted).length, rows }
  },
})

const keyOf = ({ enterpriseId, filingId }: { enterpriseId: string; filingId: string }) =>
  `${enterpriseId} ${filingId}`

type Item = { enterpriseId: string; filingId: string; version: number }

async function tried(
  ctx: Context,
  { enterpriseId, filingId, version }: Item,
  filing: Parameters<typeof acceptOne>[1] | undefined,
): Promise<BatchResult> {
  await startItem(ctx.tx)
  try {
    if (!filing) throw notFound()
    const verdict = mayHandle(ctx.actor, subjectOf(filing))
    if (verdict !== true) throw forbidden({ detail: verdict })
    await acceptOne(ctx, filing, version)
    await appendAuditIn(ctx.tx, ctx.actor, {
      chain: { enterpriseId },
      action: 'filing.accepted',
      subject: { type: 'filing', id: filingId },
      details: { version: version + 1, batch: true },
    })
    return { enterpriseId, filingId, accepted: true, problem: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await undoItem(ctx.tx)
    const { code, title, detail } = error.problem
    return { enterpriseId, filingId, accepted: false, problem: { code, detail: detail ?? title } }
  }
}
