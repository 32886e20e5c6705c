import type { z } from 'zod'
import type { Tx } from '#platform/database/transaction.ts'
import type { Refused } from '#platform/operation.ts'
import { findPeerKeys, type PeerKeyRow } from '../keys/store.ts'
import { readCanonicalJson } from '../sealing/canonical-json.ts'
import {
  type FileFault,
  type FileKind,
  isGenuine,
  readSignedFile,
  type SignedFile,
} from '../sealing/signed-file.ts'
import { findAnyKey, findUnit, findUnitByCode, type UnitRecord } from '../store.ts'
import { refusedFiles } from './contract.ts'

const faults: Readonly<Record<FileFault, () => Refused>> = {
  'not-a-pack': () =>
    refusedFiles.notAPack({ detail: '文件：不是本系统的报送文件。请选择对方发来的 .cqopack 文件。' }),
  'other-version': () =>
    refusedFiles.otherVersion({
      detail: '文件：格式版本与本系统不同。请两边系统升级到相同的版本，再由对方重新导出。',
    }),
  truncated: () =>
    refusedFiles.truncated({ detail: '文件：长度不对，没有传完整或多出了内容。请对方重新发送原文件。' }),
  'too-large': () =>
    refusedFiles.overLimit({ detail: '文件：写明的长度超过上限（明细 64 MB）。请对方缩短上报间隔后重报。' }),
}

/** A file whose signature holds, and whose key was entered and looked at here. */
export type Genuine = { readonly file: SignedFile; readonly key: PeerKeyRow; readonly peer: UnitRecord }

/**
 * Signature first: of a file that is not genuine nothing is read. @throws what is wrong with it, in words
 */
export async function genuineFile(
  tx: Tx,
  bytes: Buffer,
  own: UnitRecord,
  kinds: readonly FileKind[],
): Promise<Genuine> {
  const file = readSignedFile(bytes)
  if (typeof file === 'string') throw faults[file]()
  if (!kinds.includes(file.kind)) throw otherKind(file.kind)
  const [key] = await findPeerKeys(tx, own.id, { keyId: file.signer })
  if (key?.status !== 'confirmed' && key?.status !== 'replaced') throw await unknownKey(tx, file, key)
  if (!isGenuine(bytes, file, key.signing_public)) {
    throw refusedFiles.tampered({
      detail: `文件：内容与${key.peer_name}的签名不符，传送中被改动或损坏。没有收下。请对方重新发送原文件。`,
    })
  }
  const peer = await findUnit(tx, key.peer_id)
  if (!peer) throw refusedFiles.notBelow({ detail: '文件：签名单位不是市场监管部门。请核对录入的公钥。' })
  return { file, key, peer }
}

const kindWords = { pack: '报送包', receipt: '回执', slip: '更正单' } as const

function otherKind(kind: FileKind): Refused {
  const place = kind === 'receipt' ? '请到“上报与回执”里收下。' : '请上级单位到“下级报送”里收下。'
  return refusedFiles.otherKind({ detail: `文件：这是一份${kindWords[kind]}，不在这里办理。${place}` })
}

async function unknownKey(tx: Tx, file: SignedFile, key: PeerKeyRow | undefined): Promise<Refused> {
  if (key?.status === 'entered') {
    return refusedFiles.unknownKey({
      detail: `文件：${key.peer_name}的公钥还没有核对指纹。请另一位经办人与对方通电话核对后启用。`,
    })
  }
  if (key) {
    return refusedFiles.unknownKey({
      detail: `文件：用${key.peer_name}已停用的密钥签名。请对方用新的密钥重新签发，或重新录入公钥。`,
    })
  }
  const here = await findAnyKey(tx, file.signer)
  return refusedFiles.unknownKey({
    detail: here
      ? `文件：${here}使用的就是本系统，上报后自动送达，不用传文件。请到列表中办理。`
      : '文件：本单位没有录入过签名的公钥。请先录入对方单位的公钥，并与对方通电话核对指纹。',
  })
}

/** What a genuine file says. @throws unreadable */
export function coverIn<T>(schema: z.ZodType<T>, { file, peer }: Genuine): T {
  // What PostgreSQL cannot keep as text is no text.
  const cover = file.cover.includes('\\u0000') ? undefined : readCanonicalJson(file.cover)
  const parsed = schema.safeParse(cover)
  if (parsed.success) return parsed.data
  throw unreadable(peer.name)
}

export function unreadable(peerName: string): Refused {
  return refusedFiles.unreadable({
    detail: `文件：签名有效，但内容不合格式或前后矛盾。没有收下。请${peerName}检查系统版本后重新上报。`,
  })
}

type Named = {
  readonly sender: { readonly code: string; readonly name: string }
  readonly receiver: { readonly code: string; readonly name: string }
}

/** To us, from whom the key belongs to, and that unit is directly below. @throws wrongReceiver, notBelow */
export async function refuseUnlessFromBelow(
  tx: Tx,
  own: UnitRecord,
  { peer }: Genuine,
  cover: Named,
): Promise<void> {
  if (cover.receiver.code !== own.code) {
    throw refusedFiles.wrongReceiver({
      detail: `文件：是报给${cover.receiver.name}的，不是报给${own.name}的。请退给对方。`,
    })
  }
  const named = await findUnitByCode(tx, cover.sender.code)
  if (named?.id !== peer.id || peer.parentId !== own.id) {
    throw refusedFiles.notBelow({
      detail: `文件：封面写的报送单位是${cover.sender.name}，签名的是${peer.name}；须由本单位直接下级自己签名。请核对单位树和公钥。`,
    })
  }
}
