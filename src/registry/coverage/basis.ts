import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { rosterVersionsFor } from '#registry/rosters/index.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import type { AsOf, ListVersion, Warning } from './contract.ts'
import type { Declared } from './indicators.ts'
import type { Wanted } from './numbers.ts'
import type { At, UnitRow } from './store.ts'

/** The signed lists that the denominators of these units rest on, scope by scope. */
export async function findLists(
  tx: Tx,
  rows: readonly UnitRow[],
  scopes: readonly string[],
  at: At,
  now: Date,
): Promise<ListVersion[]> {
  const units = [...new Set(rows.flatMap(({ registering }) => registering))]
  const names = await unitNames(tx, units)
  const found = await Promise.all(
    scopes.map(async (scope) => {
      const bases = await rosterVersionsFor(tx, units, scope, at.on, at.knownAt ?? now)
      return bases.flatMap(({ unitId, versions, state }): ListVersion[] => {
        const unit = { unitId, unitName: names.get(unitId) ?? '', scope, state }
        return versions.length === 0
          ? [{ ...unit, ...none }]
          : versions.map((version) => ({ ...unit, ...headOf(version) }))
      })
    }),
  )
  return found.flat()
}

const none = {
  rosterId: null,
  rosterName: null,
  no: null,
  effectiveOn: null,
  signedAt: null,
  signedBy: null,
  members: null,
  pending: null,
  digest: null,
}

type Version = Awaited<ReturnType<typeof rosterVersionsFor>>[number]['versions'][number]

function headOf(version: Version): Omit<ListVersion, 'unitId' | 'unitName' | 'scope' | 'state'> {
  const { rosterId, rosterName, no, effectiveOn, members, pending } = version
  return {
    ...{ rosterId, rosterName, no, effectiveOn, members, pending },
    signedAt: version.signedAt.toISOString(),
    signedBy: [version.keeperName, version.signedBy].filter(Boolean).join(' '),
    digest: version.membersDigest,
  }
}

async function unitNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('org_units')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What the rule pack of a unit wants of an indicator: the next to fall due, else the last that did. Without conditions of its own. */
export function wantedOf(
  loaded: LoadedPack | undefined,
  indicator: Declared,
  on: CivilDate,
): Wanted | undefined {
  if (!loaded || indicator.packIndicator === null) return undefined
  const targets = loaded.pack.targets.filter(
    ({ indicator: id, scope, when }) =>
      id === indicator.packIndicator && scope === indicator.scope && when === undefined,
  )
  const inOrder = targets.toSorted((a, b) => ((a.dueDate ?? '9999') < (b.dueDate ?? '9999') ? -1 : 1))
  const target = inOrder.find(({ dueDate }) => dueDate === null || dueDate >= on) ?? inOrder.at(-1)
  if (!target) return undefined
  const { id, title, value, unit, dueDate, strength, clause, docNo = loaded.pack.docNo } = target
  return { id, title, value, unit, dueDate, strength, source: [docNo, clause].filter(Boolean).join(' ') }
}

export function packHead(loaded: LoadedPack | undefined): AsOf['pack'] {
  if (!loaded) return null
  const { id, version, title, docNo } = loaded.pack
  return { id, version, hash: loaded.hash, title, docNo }
}

/** What keeps the rows of a table from being put side by side. */
export function warningsOf(
  lists: readonly ListVersion[],
  packs: ReadonlyMap<string, LoadedPack | undefined>,
  names: ReadonlyMap<string, string>,
  late: { readonly on: CivilDate; readonly today: CivilDate },
): Warning[] {
  const warnings: Warning[] = late.on > late.today ? [{ code: 'future', scope: null, units: [] }] : []
  for (const [scope, of] of Map.groupBy(lists, (list) => list.scope)) {
    const unitsOf = (state: ListVersion['state']) => [
      ...new Set(of.filter((list) => list.state === state).map(({ unitName }) => unitName)),
    ]
    const [missing, old] = [unitsOf('missing'), unitsOf('old')]
    if (missing.length > 0) warnings.push({ code: 'list-missing', scope, units: missing })
    if (old.length > 0) warnings.push({ code: 'list-old', scope, units: old })
    const years = Map.groupBy(of, ({ effectiveOn }) => effectiveOn?.slice(0, 4) ?? '')
    years.delete('')
    if (years.size > 1) warnings.push({ code: 'lists-mixed', scope, units: fewest([...years.values()]) })
  }
  const without = [...packs].filter(([, pack]) => !pack).map(([unitId]) => names.get(unitId) ?? '')
  if (without.length > 0) warnings.push({ code: 'no-pack', scope: null, units: without })
  if (new Set([...packs.values()].flatMap((pack) => (pack ? [pack.hash] : []))).size > 1) {
    warnings.push({ code: 'packs-mixed', scope: null, units: [] })
  }
  return warnings
}

/** The units of all years but the most frequent one. */
function fewest(years: readonly ListVersion[][]): string[] {
  const [, ...others] = years.toSorted((a, b) => b.length - a.length)
  return [...new Set(others.flat().map(({ unitName }) => unitName))]
}
