import type { Context } from '#platform/perform.ts'
import { ReceiptCover } from '../cover.ts'
import { findBySha, type UnitRecord } from '../store.ts'
import { updatePack } from '../write-store.ts'
import { refusedFiles } from './contract.ts'
import { coverIn, type Genuine } from './verify-file.ts'

/** Takes in the answer of the unit above to a pack of ours. @throws everything that is wrong with it */
export async function takeReceiptFile({ tx }: Context, own: UnitRecord, genuine: Genuine, bytes: Buffer) {
  const cover = coverIn(ReceiptCover, genuine)
  if (cover.sender.code !== own.code) {
    throw refusedFiles.wrongReceiver({
      detail: `回执：是给${cover.sender.name}的，不是给${own.name}的。请退给对方。`,
    })
  }
  const pack = await findBySha(tx, own.id, Buffer.from(cover.pack.sha256, 'hex'))
  if (pack?.delivery !== 'to-file') {
    throw refusedFiles.unknownPack({
      detail: `回执：本单位没有用文件报出过 ${cover.pack.number}。请核对是不是别的单位的回执。`,
    })
  }
  if (pack.receiver_id !== genuine.peer.id || cover.receiver.code !== genuine.peer.code) {
    throw refusedFiles.notBelow({
      detail: `回执：${pack.number} 是报给${pack.receiver_name}的，签名的却是${genuine.peer.name}。没有收下。请核对公钥。`,
    })
  }
  if (pack.status !== 'sent') {
    throw refusedFiles.replayed({ detail: `回执：${pack.number} 的回执已经收过。请到报送包中查看。` })
  }
  await updatePack(tx, { unitId: pack.unit_id, packId: pack.id }, pack.version, {
    status: cover.result,
    answered_at: new Date(cover.at),
    answered_by_name: cover.receiver.name,
    reasons: cover.result === 'returned' ? cover.reasons : [],
    receipt: bytes,
  })
  return { packId: pack.id, number: pack.number ?? '', result: cover.result }
}
