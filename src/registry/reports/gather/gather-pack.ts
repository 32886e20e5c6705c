import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { civilDateOf, civilDateParts } from '#platform/values/civil-date.ts'
import { type AcceptedPlan, acceptedPlan } from '#registry/cultivation-plans/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { columnsInForce } from '../columns/store.ts'
import type { OpenPoint } from '../contract.ts'
import type { AttachedPlan, PackContent, PackCover } from '../cover.ts'
import { findPeerKeys } from '../keys/store.ts'
import { settledInstant } from '../reporting.ts'
import { canonicalJson, type Json } from '../sealing/canonical-json.ts'
import { findReceived, type PackRecord, type UnitRecord } from '../store.ts'
import { countChanges } from './changes.ts'
import { totalOf } from './count-figures.ts'
import { openPointsOf } from './open-points.ts'
import { gatherShares, type Share } from './units.ts'

/** What a pack says, before it has a number, a key and a place in the chain. */
export type Frozen = Pick<
  PackCover,
  | 'period'
  | 'asOf'
  | 'knownAt'
  | 'docNo'
  | 'remarks'
  | 'rule'
  | 'rosters'
  | 'units'
  | 'total'
  | 'changes'
  | 'rows'
  | 'detail'
  | 'summary'
  | 'plan'
  | 'parts'
>

export type Gathered = {
  readonly frozen: Frozen
  readonly content: PackContent
  readonly parts: readonly { readonly unitId: string; readonly packId: string }[]
  readonly openPoints: readonly OpenPoint[]
  /** SHA-256 over everything but the instant: the same as long as the content is the same. */
  readonly digest: string
}

type Asked = {
  readonly tx: Tx
  readonly sealer: Sealer
  readonly now: Date
  readonly draft: PackRecord
  readonly unit: UnitRecord
  readonly base: PackRecord | undefined
}

/** Puts a pack together from the records of its day, as known now, and from the packs of those below. */
export async function gatherPack({ tx, sealer, now, draft, unit, base }: Asked): Promise<Gathered> {
  const at = { on: draft.as_of, knownAt: await settledInstant(tx, now) }
  const own = {
    filledBy: draft.filled_by,
    reviewedBy: draft.reviewed_by,
    phone: draft.phone,
    filledOn: civilDateOf(now),
  }
  const [shares, rule, columns, waiting, received, plan, reachable] = await Promise.all([
    gatherShares({ tx, sealer, unit, at, draftId: draft.id, after: base?.known_at ?? null, own }),
    ruleOf(tx, unit.id, at.on),
    columnsInForce(tx, unit.id),
    countWaitingFilings(tx),
    findReceived(tx, unit.id),
    acceptedPlan(tx, unit.id, civilDateParts(at.on).year),
    isReachable(tx, unit.id, draft.receiver_id),
  ])
  const content = contentFrom(shares, { [unit.code]: own })
  const parts = shares.flatMap((share) => share.parts.map((pack) => ({ share, pack })))
  const frozen: Frozen = {
    period: {
      key: draft.period_key,
      label: draft.period_label,
      from: draft.period_from,
      to: draft.period_to,
    },
    asOf: at.on,
    knownAt: at.knownAt.toISOString(),
    docNo: draft.doc_no,
    remarks: draft.remarks,
    rule,
    rosters: shares.flatMap(({ rosters }) => rosters),
    units: shares.map(({ row }) => row),
    total: totalOf(shares.map(({ row }) => row.figures)),
    changes: countChanges(content.changes),
    rows: content.rows.length,
    ...columns,
    plan: plan ? attached(plan) : null,
    parts: parts.map(({ share, pack }) => ({
      unit: share.row.unit,
      number: pack.number ?? '',
      sha256: pack.sha256?.toString('hex') ?? '',
    })),
  }
  const unanswered = received.filter(({ status }) => status === 'sent').map((pack) => pack.unit_name)
  return {
    frozen,
    content,
    parts: parts.map(({ pack }) => ({ unitId: pack.unit_id, packId: pack.id })),
    openPoints: openPointsOf({
      unit,
      shares,
      rule,
      base,
      asOf: at.on,
      waiting,
      unanswered,
      hasPlan: plan !== undefined,
      unreachable: reachable ? null : draft.receiver_name,
    }),
    digest: digestOf(frozen, content),
  }
}

function contentFrom(shares: readonly Share[], own: PackContent['contacts']): PackContent {
  const rows = shares.flatMap(({ details }) => details)
  return {
    rows: rows.map((row, at) => ({ ...row, seq: String(at + 1) })),
    changes: shares.flatMap(({ changes }) => changes),
    members: Object.fromEntries(shares.map(({ unit, members }) => [unit.code, members])),
    contacts: Object.assign({}, ...shares.map(({ contacts }) => contacts), own),
  }
}

function digestOf(frozen: Frozen, content: PackContent): string {
  const { knownAt: _, ...rest } = frozen
  // Rows of records carry the instant of the preview; those of packs the instant of their pack.
  const units = rest.units.map((row) => (row.source.kind === 'pack' ? row : { ...row, knownAt: '' }))
  return createHash('sha256')
    .update(canonicalJson({ ...rest, units, content } as unknown as Json))
    .digest('hex')
}

async function ruleOf(tx: Tx, unitId: string, on: string): Promise<PackCover['rule']> {
  const loaded = await findPackInForce(tx, unitId, on)
  if (!loaded) return null
  const { id, version, title, docNo } = loaded.pack
  return { id, version, hash: loaded.hash, title, docNo }
}

function attached(plan: AcceptedPlan): AttachedPlan {
  return {
    no: plan.no,
    asOf: plan.asOfOn,
    digest: plan.digest,
    years: Array.from({ length: plan.years }, (_, at) => plan.year + at),
    rows: plan.rows.map(({ place, aboveScale, filed, planned }) => ({
      place,
      aboveScale,
      filed,
      planned: [...planned],
    })),
  }
}

async function countWaitingFilings(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from filings where status in ('submitted', 'accepted')`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The receiver has its key entered here, or people of its own who can look. */
async function isReachable(tx: Tx, unitId: string, receiverId: string): Promise<boolean> {
  const [keys, { rows }] = await Promise.all([
    findPeerKeys(tx, unitId, { peerId: receiverId }),
    sql<{ here: boolean }>`select unit_above_has_people(${receiverId}::uuid) as here`.execute(tx),
  ])
  return keys.length > 0 || rows[0]?.here === true
}
