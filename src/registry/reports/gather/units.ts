import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { ChangeRow, DetailRow, PackContent, RosterVersion, UnitFigures } from '../cover.ts'
import { findPeerKeys } from '../keys/store.ts'
import { findUnitsBelow, type PackRecord, type UnitRecord } from '../store.ts'
import { findChanges } from './changes.ts'
import { countFigures, figureOf, totalOf } from './count-figures.ts'
import { findDetails } from './details.ts'
import { type Below, contentOf, coverOf, findBelow } from './parts.ts'
import { listScopes, rosterBasesOf, rosterVersionsIn } from './roster-versions.ts'
import { countSmall, findStandings, type Moment, type Standing, scopesOf } from './standings.ts'

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
  const [sent, peers, scopes] = await Promise.all([
    findBelow(tx, unit.id, asked.draftId),
    findPeerKeys(tx, unit.id),
    scopesOf(tx, [unit.id, ...below.map(({ id }) => id)]),
  ])
  const elsewhere = new Set(
    peers.filter(({ status }) => status === 'confirmed').map(({ peer_id }) => peer_id),
  )
  const below_ = new Set(below.flatMap(({ id }) => scopes.get(id) ?? []))
  const ownScope = (scopes.get(unit.id) ?? [unit.id]).filter((id) => !below_.has(id))
  const here = below.filter(({ id }) => !sent.has(id) && !elsewhere.has(id))
  const counted = [
    { unit, scope: ownScope },
    ...here.map((each) => ({ unit: each, scope: scopes.get(each.id) ?? [] })),
  ]
  const fromRecords = await sharesFromRecords(asked, counted)
  const shares: Share[] = []
  for (const each of below) {
    const pack = sent.get(each.id)
    const share = pack ? await shareFromPack(asked, each, pack) : fromRecords.get(each.id)
    shares.push(share ?? emptyShare(asked, each))
  }
  const own = fromRecords.get(unit.id)
  return own && (below.length === 0 || hasSomething(own)) ? [own, ...shares] : shares
}

function hasSomething({ row, changes }: Share): boolean {
  return changes.length > 0 || row.figures.some(({ key, numerator }) => key !== 'sme' && (numerator ?? 0) > 0)
}

type Counted = { readonly unit: UnitRecord; readonly scope: readonly string[] }

async function sharesFromRecords(asked: Asked, counted: readonly Counted[]): Promise<Map<string, Share>> {
  const { tx, sealer, at } = asked
  const all = counted.flatMap(({ scope }) => scope)
  const [standings, small, bases] = await Promise.all([
    findStandings(tx, all, at),
    countSmall(tx, all, at),
    rosterBasesOf(
      tx,
      counted.map(({ unit }) => unit),
      at,
    ),
  ])
  const shares = new Map<string, Share>()
  for (const { unit, scope } of counted) {
    const inside = new Set(scope)
    const own = standings.filter(({ unitId }) => inside.has(unitId))
    const [details, changes] = await Promise.all([
      findDetails(tx, sealer, own, at),
      findChanges(tx, { after: asked.after, until: at.knownAt, unitIds: scope }),
    ])
    const basesOf = (list: (typeof listScopes)[number]) => bases.get(list)?.get(unit.id)
    const hasList = basesOf('above-scale')?.state !== 'missing'
    shares.set(unit.id, {
      ...recordShare(asked, unit, own, {
        small: scope.reduce((total, id) => total + (small.get(id) ?? 0), 0),
        listed: hasList,
      }),
      details,
      changes,
      rosters: listScopes.flatMap((list) => rosterVersionsIn(unit, list, basesOf(list))),
      listed: hasList,
    })
  }
  return shares
}

function recordShare(
  asked: Asked,
  unit: UnitRecord,
  standings: readonly Standing[],
  of: { small: number; listed: boolean },
) {
  const { figures, members } = countFigures(standings, of)
  return {
    unit,
    row: rowOf(asked, unit, { source: { kind: 'records' }, figures }),
    members,
    contacts: unit.id === asked.unit.id ? { [unit.code]: asked.own } : {},
    parts: [],
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
