import { newId } from '#platform/ids.ts'
import { invalidInput, notFound, type Refused, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import { fingerprintOf } from '../sealing/unit-key.ts'
import { findUnitByCode, type UnitRecord } from '../store.ts'
import {
  confirmPeerKey,
  enterPeerKey,
  fingerprintDiffers,
  KeyFile,
  keyKnown,
  notAKey,
  revokePeerKey,
  secondLook,
} from './contract.ts'
import { lookOf, presentPeer } from './own-keys.ts'
import {
  findKeyInUse,
  findPeerKeys,
  insertPeerKey,
  officersOf,
  type PeerKeyRow,
  updatePeerKey,
} from './store.ts'

/** @throws notAKey */
function readKeyFile(text: string): KeyFile {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined
  }
  const file = KeyFile.safeParse(parsed)
  if (file.success) return file.data
  const message = '公钥文件：读不懂，不是本系统导出的公钥。请对方在“上报密钥”页重新导出 .cqokey 文件。'
  throw notAKey({ detail: message, errors: [{ path: 'file', message }] })
}

/** The unit above, or one directly below, that uses another installation. @throws notAKey */
async function peerOf({ tx }: Context, own: UnitRecord, { code, name }: KeyFile): Promise<UnitRecord> {
  const refuse = (why: string): Refused => {
    const message = `公钥文件：${name}（${code}）${why}`
    return notAKey({ detail: message, errors: [{ path: 'file', message }] })
  }
  const peer = await findUnitByCode(tx, code)
  if (!peer) throw refuse('不在本系统的单位树里。请系统管理员增设单位，编号代码与对方一致。')
  if (peer.id !== own.parentId && peer.parentId !== own.id)
    throw refuse('不是本单位的直接上级或直接下级。请核对编号代码。')
  if (await findKeyInUse(tx, peer.id))
    throw refuse('在本系统里已有密钥，使用的就是本系统，上报自动送达。不用录入公钥。')
  return peer
}

export const enterPeerKeyHandler = handle(enterPeerKey, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId }, _subject, key) => ({
    chain: { unitId },
    action: 'report-key.entered',
    subject: { type: 'report-key', id: key.id },
    details: { unit: key.peerName, fingerprint: key.spoken },
  }),
  async run(ctx, { unitId, file: text }) {
    const { tx, now, actor } = ctx
    const file = readKeyFile(text)
    const own = await getUnit(tx, unitId)
    const peer = await peerOf(ctx, own, file)
    const open = { signing: Buffer.from(file.signing, 'hex'), agreement: Buffer.from(file.agreement, 'hex') }
    const { id: keyId, spoken } = fingerprintOf(file.code, open)
    const id = newId()
    const isNew = await insertPeerKey(tx, {
      unit_id: unitId,
      id,
      peer_id: peer.id,
      key_id: keyId,
      spoken,
      signing_public: open.signing,
      agreement_public: open.agreement,
      entered_by: 'accountId' in actor ? actor.accountId : '',
      entered_by_name: 'name' in actor ? actor.name : '',
      entered_at: now,
    })
    if (!isNew) {
      const message = `公钥文件：${peer.name}的这把公钥已经录入过。请到列表中核对或查看。`
      throw keyKnown({ detail: message, errors: [{ path: 'file', message }] })
    }
    return presentPeer(ctx, await getPeerKey(ctx, unitId, id), await officersOf(tx, unitId))
  },
})

/** @throws notFound */
async function getPeerKey({ tx }: Pick<Context, 'tx'>, unitId: string, id: string): Promise<PeerKeyRow> {
  const [key] = await findPeerKeys(tx, unitId, { id })
  if (!key) throw notFound({ detail: '公钥：没有找到。请从列表中选择。' })
  return key
}

const digitsOf = (spoken: string) => spoken.normalize('NFKC').replace(/\D/g, '')

/** @throws secondLook, invalidInput */
function refuseOwnLook(look: ReturnType<typeof lookOf>, aloneReason: string | null): void {
  if (look === 'other-officer')
    throw secondLook({ detail: '核对：这把公钥由您录入，须由本单位另一位经办人核对。请转告同事办理。' })
  if (look === 'reason' && !aloneReason) {
    const message = '由本人核对的理由：公钥由您录入，本单位没有其他经办人。请写明怎样核对的。'
    throw invalidInput({ detail: message, errors: [{ path: 'aloneReason', message }] })
  }
}

export const confirmPeerKeyHandler = handle(confirmPeerKey, {
  subject: (ctx, { unitId, keyId }) => getPeerKey(ctx, unitId, keyId),
  policy: (actor, key) => mayReport(actor, { unitId: key.unit_id }),
  audit: ({ unitId, aloneReason }, _key, key) => ({
    chain: { unitId },
    action: 'report-key.confirmed',
    subject: { type: 'report-key', id: key.id },
    details: { unit: key.peerName, fingerprint: key.spoken, ownWork: aloneReason !== null },
  }),
  async run(ctx, { unitId, spoken, aloneReason }, key) {
    const { tx, now, actor } = ctx
    if (key.status !== 'entered') throw wrongState({ detail: '公钥：已经核对过或已停用。请刷新列表查看。' })
    const officers = await officersOf(tx, unitId)
    const look = lookOf(ctx, key, officers)
    refuseOwnLook(look, aloneReason)
    if (digitsOf(spoken) !== digitsOf(key.spoken)) {
      const message =
        '对方读出的指纹：与录入的公钥不一致。请逐组再核对一遍；仍不一致说明文件被换过，请停用并向对方重新要公钥。'
      throw fingerprintDiffers({ detail: message, errors: [{ path: 'spoken', message }] })
    }
    const [before] = (await findPeerKeys(tx, unitId, { peerId: key.peer_id })).filter(
      ({ status }) => status === 'confirmed',
    )
    if (before) {
      await updatePeerKey(tx, { unitId, id: before.id }, { status: 'replaced' })
    }
    await updatePeerKey(
      tx,
      { unitId, id: key.id },
      {
        status: 'confirmed',
        confirmed_by: 'accountId' in actor ? actor.accountId : null,
        confirmed_by_name: 'name' in actor ? actor.name : '',
        confirmed_at: now,
        alone_reason: look === 'reason' ? aloneReason : null,
      },
    )
    return presentPeer(ctx, await getPeerKey(ctx, unitId, key.id), officers)
  },
})

export const revokePeerKeyHandler = handle(revokePeerKey, {
  subject: (ctx, { unitId, keyId }) => getPeerKey(ctx, unitId, keyId),
  policy: (actor, key) => mayReport(actor, { unitId: key.unit_id }),
  audit: ({ unitId, reason }, _key, key) => ({
    chain: { unitId },
    action: 'report-key.revoked',
    subject: { type: 'report-key', id: key.id },
    details: { unit: key.peerName, fingerprint: key.spoken, reason },
  }),
  async run(ctx, { unitId, reason }, key) {
    if (key.status === 'revoked') throw wrongState({ detail: '公钥：已经停用。请刷新列表查看。' })
    await updatePeerKey(
      ctx.tx,
      { unitId, id: key.id },
      {
        status: 'revoked',
        revoked_at: ctx.now,
        revoke_reason: reason,
      },
    )
    return presentPeer(ctx, await getPeerKey(ctx, unitId, key.id), await officersOf(ctx.tx, unitId))
  },
})
