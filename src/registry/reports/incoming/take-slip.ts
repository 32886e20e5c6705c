import type { Context } from '#platform/perform.ts'
import { SlipCover } from '../cover.ts'
import { canonicalJson, type Json } from '../sealing/canonical-json.ts'
import { findBySha, findSlips, type UnitRecord } from '../store.ts'
import { insertSlip } from '../write-store.ts'
import { refusedFiles } from './contract.ts'
import { coverIn, type Genuine, refuseUnlessFromBelow } from './verify-file.ts'

/** Keeps a slip that came as a file, after the one before it. @throws everything that is wrong with it */
export async function takeSlip(ctx: Context, own: UnitRecord, genuine: Genuine, bytes: Buffer) {
  const { tx, now } = ctx
  const cover = coverIn(SlipCover, genuine)
  await refuseUnlessFromBelow(tx, own, genuine, cover)
  const pack = await findBySha(tx, genuine.peer.id, Buffer.from(cover.pack.sha256, 'hex'))
  if (!pack?.sha256) {
    throw refusedFiles.unknownPack({
      detail: `更正单：本单位没有收到过 ${cover.pack.number}。请先收下那一份报送文件。`,
    })
  }
  const slips = await findSlips(tx, { unitId: pack.unit_id, packId: pack.id })
  if (slips.some((slip) => slip.no === cover.no)) {
    throw refusedFiles.replayed({ detail: `更正单：第 ${cover.no} 号已经收过，不用再传。请到报送包中查看。` })
  }
  const before = (slips.at(-1)?.sha256 ?? pack.sha256).toString('hex')
  if (cover.no !== slips.length + 1 || cover.previous !== before) {
    throw refusedFiles.outOfOrder({
      detail: `更正单：应收第 ${slips.length + 1} 号，这是第 ${cover.no} 号。请对方按次序补发。`,
    })
  }
  await insertSlip(tx, {
    unitId: pack.unit_id,
    packId: pack.id,
    no: cover.no,
    cover: canonicalJson(cover as unknown as Json),
    sha256: genuine.file.sha256,
    file: bytes,
    madeAt: new Date(cover.at),
    madeBy: null,
    receivedAt: now,
  })
  return {
    kind: 'slip' as const,
    unitId: pack.unit_id,
    packId: pack.id,
    number: pack.number ?? '',
    unitName: genuine.peer.name,
  }
}
