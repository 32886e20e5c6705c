import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { ChangeRow, DetailRow, PackContent, RosterVersion, UnitFigures } from '../cover.ts'
import { findPeerKeys } from '../keys/store.ts'
import { findUnitsBelow, type PackRecord, type UnitRecord } from '../store.ts'
import { findChanges } from './changes.ts'
import { figureOf, totalOf } from './count-figures.ts'
import { findDetails } from './details.ts'
import { type Below, contentOf, coverOf, findBelow } from './parts.ts'
import { type Counted, countRecords } from './records.ts'
import type { Moment } from './standings.ts'

/** A unit's share of a pack. */
export type Share = {
  readonly unit: UnitRecord
  readonly row: UnitFigures
  readonly members: PackContent['members'][string]
  readonly details: readonly DetailRow[]
  readonly changes: readonly ChangeRow[]
  readonly contacts: PackContent['contacts']
  /** Packs that were not carried on before. */
  readonly parts: readonly PackRecord[]
  readonly rosters: readonly RosterVersion[]
  /** There is a list of 规上企业 for it; null where others have counted. */
  readonly listed: boolean | null
}

export type Asked = {
  readonly tx: Tx
  readonly sealer: Sealer
  readonly unit: UnitRecord
  readonly at: Moment
  readonly draftId: string
  /** Instant of the pack before. */
  readonly after: Date | null
  readonly own: PackContent['contacts'][string]
}

/** The unit's own enterprises, and each unit below: from its pack where it has sent one, else from the records here. */
export async function gatherShares(asked: Asked): Promise<Share[]> {
  const { tx, unit, at } = asked
  const below = await findUnitsBelow(tx, unit.id, at.on)
  const [sent, peers, counted] = await Promise.all([
    findBelow(tx, unit.id, asked.draftId),
    findPeerKeys(tx, unit.id),
    countRecords(tx, unit, below, at),
  ])
  const elsewhere = new Set(
    peers.filter(({ status }) => status === 'confirmed').map(({ peer_id }) => peer_id),
  )
  const shares: Share[] = []
  for (const each of [unit, ...below]) {
    const pack = sent.get(each.id)
    const records = elsewhere.has(each.id) ? undefined : counted.get(each.id)
    if (pack) shares.push(await shareFromPack(asked, each, pack))
    else shares.push(records ? await shareFromRecords(asked, records) : emptyShare(asked, each))
  }
  // A unit above others has a line of its own only where it registers itself.
  return shares.filter((share) => share.unit.id !== unit.id || below.length === 0 || hasSomething(share))
}

function hasSomething({ row, changes }: Share): boolean {
  return changes.length > 0 || row.figures.some(({ key, numerator }) => key !== 'sme' && (numerator ?? 0) > 0)
}

async function shareFromRecords(asked: Asked, counted: Counted): Promise<Share> {
  const { tx, sealer, at } = asked
  const { unit, scope, standings, figures, members, rosters, listed } = counted
  const [details, changes] = await Promise.all([
    findDetails(tx, sealer, standings, at),
    findChanges(tx, { after: asked.after, until: at.knownAt, unitIds: scope }),
  ])
  return {
    unit,
    row: rowOf(asked, unit, { source: { kind: 'records' }, figures }),
    members,
    details,
    changes,
    contacts: unit.id === asked.unit.id ? { [unit.code]: asked.own } : {},
    parts: [],
    rosters,
    listed,
  }
}

const rowOf = (
  { at }: Asked,
  { code, name }: UnitRecord,
  of: Pick<UnitFigures, 'source' | 'figures'>,
): UnitFigures => ({ unit: { code, name }, asOf: at.on, knownAt: at.knownAt.toISOString(), ...of })

/** A unit that keeps its records elsewhere and has not reported: nothing, rather than zeros. */
function emptyShare(asked: Asked, unit: UnitRecord): Share {
  const row = rowOf(asked, unit, { source: { kind: 'none' }, figures: [] })
  return {
    unit,
    row,
    members: {},
    details: [],
    changes: [],
    contacts: {},
    parts: [],
    rosters: [],
    listed: null,
  }
}

async function shareFromPack(
  { tx, sealer, unit: reader }: Asked,
  unit: UnitRecord,
  of: Below,
): Promise<Share> {
  const { newest, fresh } = of
  const cover = coverOf(newest)
  const content = await contentOf(tx, sealer, newest, reader.id)
  const others = await Promise.all(
    fresh.filter(({ id }) => id !== newest.id).map((pack) => contentOf(tx, sealer, pack, reader.id)),
  )
  const isFresh = fresh.some(({ id }) => id === newest.id)
  const pack = { number: newest.number ?? '', sha256: newest.sha256?.toString('hex') ?? '' }
  return {
    unit,
    row: {
      unit: { code: unit.code, name: unit.name },
      source: { kind: 'pack', pack, fresh: isFresh },
      asOf: cover.asOf,
      knownAt: cover.knownAt,
      figures: cover.total,
    },
    members: merged(Object.values(content.members)),
    details: content.rows,
    changes: [...others.flatMap(({ changes }) => changes), ...(isFresh ? content.changes : [])],
    contacts: {
      [unit.code]: content.contacts[unit.code] ?? { filledBy: '', reviewedBy: '', phone: '', filledOn: '' },
    },
    parts: fresh,
    rosters: cover.rosters,
    listed: figureOf(totalOf([cover.total]), 'above-scale')?.numerator !== null,
  }
}

function merged(sets: readonly PackContent['members'][string][]): PackContent['members'][string] {
  const all: Record<string, string[]> = {}
  for (const members of sets)
    for (const [name, codes] of Object.entries(members)) all[name] = [...(all[name] ?? []), ...codes]
  return all
}
