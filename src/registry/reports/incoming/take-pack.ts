import { createHash } from 'node:crypto'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type PackContent, PackCover } from '../cover.ts'
import { countChanges } from '../gather/changes.ts'
import { totalOf } from '../gather/count-figures.ts'
import { openReceived } from '../gather/parts.ts'
import { canonicalJson, type Json } from '../sealing/canonical-json.ts'
import { findReceived, type PackRecord, type UnitRecord } from '../store.ts'
import { receivePack } from '../write-store.ts'
import { refusedFiles } from './contract.ts'
import { coverIn, type Genuine, refuseUnlessFromBelow, unreadable } from './verify-file.ts'

/** Keeps a pack that came as a file. @throws everything that is wrong with it */
export async function takePack(ctx: Context, own: UnitRecord, genuine: Genuine, bytes: Buffer) {
  const { tx, now, installation } = ctx
  const cover = coverIn(PackCover, genuine)
  await refuseUnlessFromBelow(tx, own, genuine, cover)
  const known = await findReceived(tx, own.id, { unitId: genuine.peer.id })
  refuseReplayed(known, genuine, cover)
  refuseOutOfOrder(known, cover)
  const content = await openReceived(tx, installation.sealer, bytes, own.id)
  if (!content) {
    throw refusedFiles.unreadable({
      detail:
        '文件：明细解不开，不是用本单位的公钥加密的。请把本单位现用的公钥发给对方录入，再由对方重新上报。',
    })
  }
  if (!isConsistent(cover, content)) throw unreadable(genuine.peer.name)
  const isNew = await receivePack(tx, {
    unit_id: genuine.peer.id,
    id: cover.id,
    status: 'sent',
    receiver_id: own.id,
    delivery: 'from-file',
    created_at: now,
    received_at: now,
    received_by: 'accountId' in ctx.actor ? ctx.actor.accountId : null,
    file: bytes,
    ...rowOf(cover, genuine),
  })
  if (!isNew) throw taken(cover)
  return {
    kind: 'pack' as const,
    unitId: genuine.peer.id,
    packId: cover.id,
    number: cover.number,
    unitName: genuine.peer.name,
  }
}

function rowOf(cover: PackCover, { file }: Genuine) {
  return {
    period_key: cover.period.key,
    period_label: cover.period.label,
    period_from: cover.period.from,
    period_to: cover.period.to,
    as_of: cover.asOf,
    doc_no: cover.docNo,
    remarks: cover.remarks,
    number: cover.number,
    year: cover.year,
    no: cover.no,
    chain_no: cover.chainNo,
    known_at: new Date(cover.knownAt),
    previous_sha256: cover.previous && Buffer.from(cover.previous.sha256, 'hex'),
    base_sha256: cover.base && Buffer.from(cover.base.sha256, 'hex'),
    sha256: file.sha256,
    signer_key_id: file.signer,
    cover: canonicalJson(cover as unknown as Json),
    sent_at: new Date(cover.sentAt),
  }
}

/** `known`: what this unit has sent before, the newest first. */
function refuseReplayed(known: readonly PackRecord[], { file }: Genuine, cover: PackCover): void {
  const same = known.find(
    (pack) => pack.sha256?.equals(file.sha256) || pack.id === cover.id || pack.number === cover.number,
  )
  if (!same) return
  const when = same.received_at ?? same.sent_at
  if (!same.sha256?.equals(file.sha256)) throw taken(cover)
  throw refusedFiles.replayed({
    detail: `文件：${cover.number} 已在 ${when ? civilDateOf(when) : '以前'} 收过，不用再传。请到列表中查看。`,
  })
}

const taken = (cover: PackCover) =>
  refusedFiles.replayed({
    detail: `文件：编号 ${cover.number} 已有另一份报送包，内容不同。没有收下。请向对方查问。`,
  })

/** One after the other, each naming the one before. */
function refuseOutOfOrder(known: readonly PackRecord[], cover: PackCover): void {
  const last = known.find((pack) => pack.chain_no !== null)
  const expected = (last?.chain_no ?? 0) + 1
  if (cover.chainNo !== expected) {
    throw refusedFiles.outOfOrder({
      detail: `文件：这是对方报给本单位的第 ${cover.chainNo} 份，应收第 ${expected} 份${last ? `（上一份是 ${last.number}）` : ''}。请对方按次序补发前面的报送文件。`,
    })
  }
  const named = cover.previous?.sha256 ?? null
  if (named !== (last?.sha256?.toString('hex') ?? null)) {
    throw refusedFiles.outOfOrder({
      detail: `文件：写明的上一份与本单位收到的${last ? ` ${last.number} ` : ''}不一致，次序接不上。没有收下。请向对方查问。`,
    })
  }
  const base = cover.base && known.find((pack) => pack.sha256?.toString('hex') === cover.base?.sha256)
  if (cover.base && base?.status !== 'acknowledged' && base?.status !== 'sent') {
    throw refusedFiles.outOfOrder({
      detail: `文件：增减从 ${cover.base.number} 起算，那一份已被退回。请对方先收下退回的回执，再重新上报。`,
    })
  }
}

/** Cover and content say the same, and the total is the sum. */
function isConsistent(cover: PackCover, content: PackContent): boolean {
  const digest = createHash('sha256')
    .update(canonicalJson(content as unknown as Json))
    .digest('hex')
  const same = (one: unknown, other: unknown) => canonicalJson(one as Json) === canonicalJson(other as Json)
  return (
    digest === cover.sealed.sha256 &&
    cover.rows === content.rows.length &&
    cover.period.from <= cover.period.to &&
    same(cover.changes, countChanges(content.changes)) &&
    same(cover.total, totalOf(cover.units.map(({ figures }) => figures)))
  )
}
