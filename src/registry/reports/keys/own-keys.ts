import type { Context } from '#platform/perform.ts'
import { handle } from '#platform/perform.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import type { UnitRecord } from '../store.ts'
import { listReportKeys, makeReportKey, type PeerKey } from './contract.ts'
import { findOwnKeys, findPeerKeys, type KeyRow, makeOwnKey, officersOf, type PeerKeyRow } from './store.ts'

const presentOwn = (unit: UnitRecord, key: KeyRow) => ({
  id: key.id,
  spoken: key.spoken,
  madeAt: key.made_at.toISOString(),
  replacedAt: key.replaced_at?.toISOString() ?? null,
  file: {
    format: 'opencqo-unit-key-1' as const,
    code: unit.code,
    name: unit.name,
    signing: key.signing_public.toString('hex'),
    agreement: key.agreement_public.toString('hex'),
  },
})

/** Whether this reader may look at what he has entered himself: only where the unit has nobody else, and with a reason. */
export function lookOf(
  { actor }: Pick<Context, 'actor'>,
  key: PeerKeyRow,
  officers: number,
): PeerKey['look'] {
  if (!('accountId' in actor) || actor.accountId !== key.entered_by) return 'free'
  return officers > 1 ? 'other-officer' : 'reason'
}

export function presentPeer(ctx: Pick<Context, 'actor'>, key: PeerKeyRow, officers: number): PeerKey {
  return {
    id: key.id,
    peerId: key.peer_id,
    peerName: key.peer_name,
    peerCode: key.peer_code,
    spoken: key.spoken,
    status: key.status as PeerKey['status'],
    enteredBy: key.entered_by_name,
    enteredAt: key.entered_at.toISOString(),
    confirmedBy: key.confirmed_by_name,
    confirmedAt: key.confirmed_at?.toISOString() ?? null,
    aloneReason: key.alone_reason,
    revokeReason: key.revoke_reason,
    look: lookOf(ctx, key, officers),
  }
}

export const listReportKeysHandler = handle(listReportKeys, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  async run(ctx, { unitId }) {
    const [unit, own, peers, officers] = await Promise.all([
      getUnit(ctx.tx, unitId),
      findOwnKeys(ctx.tx, unitId),
      findPeerKeys(ctx.tx, unitId),
      officersOf(ctx.tx, unitId),
    ])
    return {
      own: own.map((key) => presentOwn(unit, key)),
      peers: peers.map((key) => presentPeer(ctx, key, officers)),
    }
  },
})

export const makeReportKeyHandler = handle(makeReportKey, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId, reason }, _subject, key) => ({
    chain: { unitId },
    action: 'report-key.made',
    subject: { type: 'report-key', id: key.id },
    details: { reason, fingerprint: key.spoken },
  }),
  async run({ tx, now, actor, installation }, { unitId }) {
    const unit = await getUnit(tx, unitId)
    const accountId = 'accountId' in actor ? actor.accountId : null
    return presentOwn(unit, await makeOwnKey(tx, installation.sealer, unit, { accountId, now }))
  },
})
