import { createHash } from 'node:crypto'
import { appendAuditIn } from '#platform/audit/append.ts'
import { readAll } from '#platform/files/vault.ts'
import { malformedRequest, Refused } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { FILE_LIMIT } from '../limits.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import { receiveReport, takeReceipt } from './contract.ts'
import { takePack } from './take-pack.ts'
import { takeReceiptFile } from './take-receipt.ts'
import { takeSlip } from './take-slip.ts'
import { genuineFile } from './verify-file.ts'

/** Does it, or keeps in the trail that a file was refused and why. */
async function orLogged<T>(ctx: Context, unitId: string, bytes: Buffer, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await appendAuditIn(ctx.tx, ctx.actor, {
      chain: { unitId },
      action: 'report.refused',
      subject: { type: 'file', id: unitId },
      details: {
        problem: error.problem.code,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
      },
    })
    return ctx.keepAndRefuse(error)
  }
}

async function bytesOf({ body }: Context): Promise<Buffer> {
  if (!body) throw malformedRequest({ detail: '文件：没有上传。请选择 .cqopack 文件后重试。' })
  return readAll(body, FILE_LIMIT)
}

export const receiveReportHandler = handle(receiveReport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId }, _subject, { kind, packId, number }) => ({
    chain: { unitId },
    action: kind === 'pack' ? 'report.received' : 'report.slip-received',
    subject: { type: 'report', id: packId },
    details: { number },
  }),
  async run(ctx, { unitId }) {
    const [own, bytes] = await Promise.all([getUnit(ctx.tx, unitId), bytesOf(ctx)])
    return orLogged(ctx, unitId, bytes, async () => {
      const genuine = await genuineFile(ctx.tx, bytes, own, ['pack', 'slip'])
      const take = genuine.file.kind === 'pack' ? takePack : takeSlip
      return take(ctx, own, genuine, bytes)
    })
  },
})

export const takeReceiptHandler = handle(takeReceipt, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId }, _subject, { packId, number, result }) => ({
    chain: { unitId },
    action: 'report.receipt-taken',
    subject: { type: 'report', id: packId },
    details: { number, result },
  }),
  async run(ctx, { unitId }) {
    const [own, bytes] = await Promise.all([getUnit(ctx.tx, unitId), bytesOf(ctx)])
    return orLogged(ctx, unitId, bytes, async () => {
      const genuine = await genuineFile(ctx.tx, bytes, own, ['receipt'])
      return takeReceiptFile(ctx, own, genuine, bytes)
    })
  },
})
