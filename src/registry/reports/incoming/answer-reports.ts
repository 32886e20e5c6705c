import { postNotice } from '#foundation/notices/index.ts'
import type { AuditEntry } from '#platform/audit/append.ts'
import type { OutputOf, ParsedInputOf } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { ReceiptCover } from '../cover.ts'
import { coverOf } from '../gather/parts.ts'
import { ownKeyInUse, type ReadyKey } from '../keys/store.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import { canonicalJson, type Json } from '../sealing/canonical-json.ts'
import { writeSignedFile } from '../sealing/signed-file.ts'
import { findReceived, type PackRecord } from '../store.ts'
import { updatePack } from '../write-store.ts'
import { type Answered, acknowledgeReports, returnReports } from './contract.ts'

type Answer = { readonly result: 'acknowledged' | 'returned'; readonly reasons: readonly string[] }
type Asked = ParsedInputOf<typeof acknowledgeReports>
type Outcome = { done: number; refused: { packId: string; number: string; reason: string }[] }

/** Why this one cannot be answered so; undefined: it can. */
function whyNot(pack: PackRecord | undefined, version: number, answer: Answer, all: readonly PackRecord[]) {
  if (!pack) return '没有找到，或者不是报给本单位的。'
  if (pack.delivery === 'to-file') return '是用文件报到另一套系统的，请在那里办理。'
  if (pack.status !== 'sent') return '已经办过回执。'
  if (pack.version !== version) return '刚被别人改过，请刷新后重新办理。'
  const newest = all.find(({ unit_id }) => unit_id === pack.unit_id)
  if (answer.result === 'returned' && newest && newest.id !== pack.id)
    return `对方之后又报了 ${newest.number}，不能再退回；有误请对方出具更正单。`
  return undefined
}

async function answerAll(ctx: Context, { unitId, packs }: Asked, answer: Answer): Promise<Outcome> {
  const { tx, now, installation } = ctx
  const own = await getUnit(tx, unitId)
  const received = await findReceived(tx, unitId)
  const accountId = 'accountId' in ctx.actor ? ctx.actor.accountId : null
  const key = await ownKeyInUse(tx, installation.sealer, own, { accountId, now })
  const outcome: Outcome = { done: 0, refused: [] }
  for (const { packId, version, unitId: senderId } of packs) {
    const pack = received.find((each) => each.id === packId && each.unit_id === senderId)
    const reason = whyNot(pack, version, answer, received)
    if (!pack || reason !== undefined) {
      outcome.refused.push({ packId, number: pack?.number ?? '', reason: reason ?? '' })
      continue
    }
    await answerOne(ctx, pack, key, answer)
    outcome.done += 1
  }
  return outcome
}

async function answerOne({ tx, now, actor }: Context, pack: PackRecord, key: ReadyKey, answer: Answer) {
  const { sender, receiver } = coverOf(pack)
  const cover = ReceiptCover.parse({
    kind: 'receipt',
    pack: { number: pack.number ?? '', sha256: pack.sha256?.toString('hex') ?? '' },
    sender,
    receiver,
    result: answer.result,
    reasons: [...answer.reasons],
    at: now.toISOString(),
  } satisfies ReceiptCover)
  const { bytes } = writeSignedFile('receipt', key, key.id, {
    cover: Buffer.from(canonicalJson(cover as unknown as Json)),
  })
  await updatePack(tx, { unitId: pack.unit_id, packId: pack.id }, pack.version, {
    status: answer.result,
    answered_at: now,
    answered_by_name: 'name' in actor ? actor.name : '',
    reasons: [...answer.reasons],
    receipt: bytes,
  })
  if (pack.delivery !== 'here') return
  const isReturned = answer.result === 'returned'
  await postNotice(tx, {
    unitId: pack.unit_id,
    kind: isReturned ? 'report-returned' : 'report-acknowledged',
    title: isReturned ? `${pack.number} 被${receiver.name}退回` : `${pack.number} 已由${receiver.name}接收`,
    body: isReturned
      ? `退回理由：${answer.reasons.join('；')}。请更正后重新准备上报。`
      : `${pack.period_label}的上报已有回执。`,
    link: `/reports/${pack.unit_id}/${pack.id}`,
  })
}

const audited =
  (action: string) =>
  (
    { unitId, packs }: Asked,
    _subject: unknown,
    { done, refused }: OutputOf<typeof acknowledgeReports>,
  ): AuditEntry | null =>
    done === 0
      ? null
      : {
          chain: { unitId },
          action,
          subject: { type: 'report', id: packs.map(({ packId }) => packId).join(',') },
          details: { reports: done, notDone: refused.length },
        }

export const acknowledgeReportsHandler = handle(acknowledgeReports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: audited('report.acknowledged'),
  run: (ctx, input): Promise<Answered> => answerAll(ctx, input, { result: 'acknowledged', reasons: [] }),
})

export const returnReportsHandler = handle(returnReports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: audited('report.returned'),
  run: (ctx, input): Promise<Answered> =>
    answerAll(ctx, input, { result: 'returned', reasons: input.reasons }),
})
