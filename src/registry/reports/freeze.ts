import { createHash } from 'node:crypto'
import type { Context } from '#platform/perform.ts'
import { civilDateOf, civilDateParts } from '#platform/values/civil-date.ts'
import { keyNotReady, packTooLarge } from './contract.ts'
import { PackContent, PackCover } from './cover.ts'
import { packNumber } from './domain.ts'
import type { Gathered } from './gather/gather-pack.ts'
import { contentPlace } from './gather/parts.ts'
import { findKeyInUse, findPeerKeys, keyAbove, ownKeyInUse, type PeerKeyRow } from './keys/store.ts'
import { COVER_LIMIT, SEALED_LIMIT } from './limits.ts'
import { canonicalJson, type Json } from './sealing/canonical-json.ts'
import { beginSealing } from './sealing/sealed-part.ts'
import { writeSignedFile } from './sealing/signed-file.ts'
import { nextNumber, type PackRecord, type UnitRecord } from './store.ts'

type Sending = {
  readonly draft: PackRecord
  readonly unit: UnitRecord
  readonly receiver: UnitRecord
  readonly previous: PackRecord | undefined
  readonly base: PackRecord | undefined
}

const referenceTo = (pack: PackRecord | undefined) =>
  pack?.sha256 ? { number: pack.number ?? '', sha256: pack.sha256.toString('hex') } : null

/** Numbers, freezes, seals and signs; what it answers is written by the caller. @throws packTooLarge */
export async function freezePack(ctx: Context, sending: Sending, { frozen, content }: Gathered) {
  const { tx, now, installation } = ctx
  const { draft, unit, receiver, previous, base } = sending
  const accountId = 'accountId' in ctx.actor ? ctx.actor.accountId : null
  const key = await ownKeyInUse(tx, installation.sealer, unit, { accountId, now })
  const peer = await receiverElsewhere(ctx, unit, receiver)
  const to = peer ?? (await keyAbove(tx, installation.sealer, receiver))
  const year = civilDateParts(civilDateOf(now)).year
  const no = await nextNumber(tx, unit.id, year)
  // What leaves must be readable where it arrives: better a fault here than a pack that nobody can take.
  const plain = Buffer.from(canonicalJson(PackContent.parse(content) as unknown as Json))
  const sealing = beginSealing(to.agreement_public)
  const cover = PackCover.parse({
    kind: 'pack',
    id: draft.id,
    number: packNumber(unit.code, year, no),
    year,
    no,
    chainNo: (previous?.chain_no ?? 0) + 1,
    sender: { code: unit.code, name: unit.name },
    receiver: { code: receiver.code, name: receiver.name },
    receiverKey: to.key_id.toString('hex'),
    sentAt: now.toISOString(),
    previous: referenceTo(previous),
    base: referenceTo(base),
    ...frozen,
    sealed: {
      ephemeral: sealing.to.ephemeral.toString('hex'),
      nonce: sealing.to.nonce.toString('hex'),
      sha256: createHash('sha256').update(plain).digest('hex'),
    },
  } satisfies PackCover)
  const coverText = canonicalJson(cover as unknown as Json)
  const coverBytes = Buffer.from(coverText)
  if (coverBytes.length > COVER_LIMIT || plain.length + 16 > SEALED_LIMIT) {
    throw packTooLarge({
      detail: '报送包：明细太多，超过一份报送文件的上限（64 MB）。请缩短上报间隔，或请下级单位分别上报。',
    })
  }
  const sealed = sealing.close(plain, coverBytes)
  const { bytes, sha256 } = writeSignedFile('pack', key, key.id, { cover: coverBytes, sealed })
  return {
    cover,
    delivery: peer ? ('to-file' as const) : ('here' as const),
    own: installation.sealer.seal(plain, contentPlace(draft.id)),
    row: {
      number: cover.number,
      year,
      no,
      chain_no: cover.chainNo,
      known_at: new Date(frozen.knownAt),
      previous_sha256: previous?.sha256 ?? null,
      base_sha256: base?.sha256 ?? null,
      sha256,
      signer_key_id: key.id,
      cover: coverText,
      file: bytes,
      sent_at: now,
      sent_by: accountId,
      sent_by_name: 'name' in ctx.actor ? ctx.actor.name : '',
    },
  }
}

/**
 * The key of a receiver that uses another installation; undefined when it uses this one. Once a key of it was entered, nothing is
 * delivered here by mistake while that key is not in use. @throws keyNotReady
 */
async function receiverElsewhere(
  { tx }: Context,
  unit: UnitRecord,
  receiver: UnitRecord,
): Promise<PeerKeyRow | undefined> {
  const keys = await findPeerKeys(tx, unit.id, { peerId: receiver.id })
  const inUse = keys.find(({ status }) => status === 'confirmed')
  if (inUse || keys.length === 0 || (await findKeyInUse(tx, receiver.id))) return inUse
  throw keyNotReady({
    detail: `上报：${receiver.name}使用另一套系统，录入的公钥还没有核对指纹或已停用。请到“上报密钥”核对指纹后启用，再上报。`,
  })
}
