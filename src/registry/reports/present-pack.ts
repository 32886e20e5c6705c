import type { Context } from '#platform/perform.ts'
import type { Pack } from './contract.ts'
import { type PackContent, SlipCover } from './cover.ts'
import { type Frozen, type Gathered, gatherPack } from './gather/gather-pack.ts'
import { contentOf, coverOf } from './gather/parts.ts'
import { findKeyById, findPeerKeys } from './keys/store.ts'
import { getUnit, packsBefore } from './reporting.ts'
import { findSlips, type PackRecord, toPackRow } from './store.ts'

/** The draft as it would be sent now. */
export async function gatherDraft(
  ctx: Pick<Context, 'tx' | 'now' | 'installation'>,
  draft: PackRecord,
): Promise<Gathered> {
  const [unit, { base }] = await Promise.all([
    getUnit(ctx.tx, draft.unit_id),
    packsBefore(ctx.tx, draft.unit_id, draft.receiver_id),
  ])
  return gatherPack({ tx: ctx.tx, sealer: ctx.installation.sealer, now: ctx.now, draft, unit, base })
}

/** What is inside a pack for whoever may read it: gathered for a draft, opened for one that was sent. */
export async function insideOf(
  ctx: Pick<Context, 'tx' | 'now' | 'installation' | 'actor'>,
  pack: PackRecord,
): Promise<{ frozen: Frozen; content: PackContent; gathered: Gathered | null }> {
  if (pack.status === 'draft') {
    const gathered = await gatherDraft(ctx, pack)
    return { frozen: gathered.frozen, content: gathered.content, gathered }
  }
  const unitId = ctx.actor.kind === 'unit' ? ctx.actor.unitId : ''
  const content = await contentOf(ctx.tx, ctx.installation.sealer, pack, unitId)
  return { frozen: coverOf(pack), content, gathered: null }
}

export async function presentPack(
  ctx: Pick<Context, 'tx' | 'now' | 'installation' | 'actor'>,
  pack: PackRecord,
): Promise<Pack> {
  const own = ctx.actor.kind === 'unit' && ctx.actor.unitId === pack.unit_id
  const [{ frozen, content, gathered }, slips, spoken, before] = await Promise.all([
    insideOf(ctx, pack),
    findSlips(ctx.tx, { unitId: pack.unit_id, packId: pack.id }),
    spokenOf(ctx, pack),
    packsBefore(ctx.tx, pack.unit_id, pack.receiver_id),
  ])
  const unit = await getUnit(ctx.tx, pack.unit_id)
  const contact = content.contacts[unit.code]
  const cover = pack.status === 'draft' ? null : coverOf(pack)
  return {
    ...toPackRow(pack),
    docNo: frozen.docNo,
    remarks: frozen.remarks,
    filledBy: contact?.filledBy ?? '',
    reviewedBy: contact?.reviewedBy ?? '',
    phone: contact?.phone ?? '',
    knownAt: frozen.knownAt,
    rule: frozen.rule,
    rosters: frozen.rosters,
    units: frozen.units,
    total: frozen.total,
    changes: frozen.changes,
    rows: frozen.rows,
    detail: frozen.detail,
    summary: frozen.summary,
    plan: frozen.plan,
    parts: frozen.parts.map(({ unit: { name }, ...part }) => ({ unitName: name, ...part })),
    previous: cover ? (cover.previous?.number ?? null) : (before.previous?.number ?? null),
    base: cover ? (cover.base?.number ?? null) : (before.base?.number ?? null),
    sha256: pack.sha256?.toString('hex') ?? null,
    spoken,
    digest: gathered?.digest ?? null,
    openPoints: [...(gathered?.openPoints ?? [])],
    receivedAt: pack.received_at?.toISOString() ?? null,
    answeredBy: pack.answered_by_name,
    reasons: pack.reasons,
    corrections: slips.map((slip) => {
      const { reason, corrections } = SlipCover.parse(JSON.parse(slip.cover))
      return {
        no: slip.no,
        at: slip.made_at.toISOString(),
        reason,
        corrections,
        sha256: slip.sha256.toString('hex'),
      }
    }),
    own,
  }
}

async function spokenOf(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  pack: PackRecord,
): Promise<string | null> {
  if (!pack.signer_key_id) return null
  const key = await findKeyById(tx, pack.unit_id, pack.signer_key_id)
  if (key) return key.spoken
  const reader = actor.kind === 'unit' ? actor.unitId : ''
  const [peer] = await findPeerKeys(tx, reader, { peerId: pack.unit_id, keyId: pack.signer_key_id })
  return peer?.spoken ?? null
}
