import type { Tx } from '#platform/database/transaction.ts'
import { invalidInput, notFound } from '#platform/operation.ts'
import { addMonthsClamped, type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { packFinder } from '#registry/rules/index.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { findLists, packHead, wantedOf, warningsOf } from './basis.ts'
import type { Boundaries, Coverage, CoverageRow, ListVersion } from './contract.ts'
import { type Declared, indicatorsFor, isProvided, presentIndicator } from './indicators.ts'
import { countsOf, type Fraction, figureOf, fractionOf, type Numbers } from './numbers.ts'
import { providedIds, readProvided, type Summed } from './providers.ts'
import {
  type At,
  type By,
  findListScopes,
  findRows,
  findShownUnit,
  readNumbers,
  type UnitRow,
} from './store.ts'

export type Asked = {
  readonly on?: CivilDate | undefined
  readonly knownAt?: string | undefined
  readonly boundaries?: Boundaries | undefined
}

/** The day and the instant asked for. @throws invalidInput for an instant that is still to come */
export function atOf({ on, knownAt, boundaries = 'then' }: Asked, now: Date): At {
  const known = knownAt === undefined ? null : new Date(knownAt)
  if (known && known > now) {
    const message = '掌握时刻：还没有到。请选过去的时刻，或者留空按现在掌握的情况统计。'
    throw invalidInput({ detail: message, errors: [{ path: 'knownAt', message }] })
  }
  return { on: on ?? civilDateOf(now), knownAt: known, boundaries }
}

/** The whole table in three rounds of questions, whatever the number of rows. */
export async function readTable(
  { tx, now }: { readonly tx: Tx; readonly now: Date },
  unitId: string,
  by: Extract<By, 'child' | 'county'>,
  at: At,
): Promise<Coverage> {
  const [unit, rows, lists] = await Promise.all([
    findShownUnit(tx, unitId),
    findRows(tx, unitId, at, by),
    findListScopes(tx, unitId, at.on),
  ])
  if (!unit) throw notFound()
  const indicators = indicatorsFor(lists).filter(
    (each) => !isProvided(each) || providedIds().includes(each.id),
  )
  const bases = [...new Set(['above-scale', 'government-quality-award', ...lists.map(({ base }) => base)])]
  const all = rows.flatMap(({ units }) => units)
  const summed: Summed[] = [{ id: unitId, own: false, units: all }, ...rows.filter(({ id }) => id !== unitId)]
  const scopes = [...new Set(indicators.map(({ scope }) => scope))]
  const days = [at.on, addMonthsClamped(at.on, -12)]
  const [numbers, versions, packs, provided] = await Promise.all([
    readNumbers(tx, unitId, days, at, scopes, by),
    findLists(tx, rows, bases, at, now),
    findPacks(tx, [unitId, ...rows.map(({ id }) => id)], at.on),
    readProvided(tx, summed, at),
  ])
  const made = { indicators, versions, packs, provided, days, lists }
  const today = civilDateOf(now)
  const shown = rows.filter(
    ({ id, endedOn }) => numbers.rows.has(id) || (id !== unitId && !hasEnded(endedOn, at.on)),
  )
  const names = new Map([[unitId, unit.name], ...rows.map(({ id, name }) => [id, name] as const)])
  const whole = wholeRow(unit, rows)
  return {
    asOf: {
      on: at.on,
      knownAt: (at.knownAt ?? now).toISOString(),
      latest: at.knownAt === null,
      boundaries: at.boundaries,
      pack: packHead(packs.get(unitId) ?? shown.map(({ id }) => packs.get(id)).find(Boolean)),
      lists: versions,
      warnings: warningsOf(versions, onlyShown(packs, shown), names, { on: at.on, today }),
    },
    unit,
    indicators: indicators.map(presentIndicator),
    total: rowOf(whole, inSum(numbers), { ...made, own: false }),
    rows: shown.map((row) => rowOf(row, numbers, { ...made, own: row.id === unitId })),
  }
}

/** Every unit is in one row: the rows add up to the whole. */
function inSum(numbers: Numbers): Numbers {
  const rows = [...numbers.rows]
  return {
    rows: numbers.rows,
    of: (_row, day, scope, measure) =>
      rows.reduce((sum, row) => sum + numbers.of(row, day, scope, measure), 0),
  }
}

const hasEnded = (endedOn: string | null, on: CivilDate) => endedOn !== null && endedOn < on

/** The units that a table compares: whether a pack governs the whole is seen from them. */
function onlyShown(packs: ReadonlyMap<string, LoadedPack | undefined>, shown: readonly UnitRow[]) {
  const ids = new Set(shown.map(({ id }) => id))
  return new Map([...packs].filter(([id]) => ids.has(id)))
}

function wholeRow(
  unit: { id: string; name: string; parentId: string | null },
  rows: readonly UnitRow[],
): UnitRow {
  const own = rows.find(({ id }) => id === unit.id)
  const registering = rows.flatMap((row) => row.registering)
  const head = own ?? {
    level: 'city' as const,
    kind: 'bureau' as const,
    parentName: null,
    endedOn: null,
    mergedInto: null,
  }
  return { ...head, ...unit, below: rows.length, own: false, units: [], registering }
}

async function findPacks(tx: Tx, unitIds: readonly string[], on: CivilDate) {
  const ids = [...new Set(unitIds)]
  const find = await packFinder(tx, ids)
  return new Map(await Promise.all(ids.map(async (id) => [id, await find(id, on)] as const)))
}

type Made = {
  readonly indicators: readonly Declared[]
  readonly versions: readonly ListVersion[]
  readonly packs: ReadonlyMap<string, LoadedPack | undefined>
  readonly provided: ReadonlyMap<string, ReadonlyMap<string, Fraction>>
  readonly days: readonly CivilDate[]
  readonly lists: readonly { readonly code: string; readonly base: string }[]
  readonly own: boolean
}

function rowOf({ units: _, registering, ...unit }: UnitRow, numbers: Numbers, made: Made): CoverageRow {
  const [on = '', yearAgo = ''] = made.days
  const here = new Set(registering)
  const listed = new Set(
    made.versions
      .filter(({ unitId, state }) => here.has(unitId) && state !== 'missing')
      .map(({ scope }) => scope),
  )
  const isListed = (scope: string) => listed.has(made.lists.find(({ code }) => code === scope)?.base ?? scope)
  const fraction = (indicator: Declared, day: CivilDate) =>
    fractionOf(
      indicator,
      (scope, measure) => numbers.of(unit.id, day, scope, measure),
      isListed(indicator.scope),
    )
  const figures = made.indicators.map((indicator) => {
    const given = isProvided(indicator)
    const provided = made.own ? undefined : made.provided.get(indicator.id)?.get(unit.id)
    const now = given ? (provided ?? { numerator: 0, denominator: null }) : fraction(indicator, on)
    const before = given ? null : fraction(indicator, yearAgo)
    return [indicator.id, figureOf(now, before, wantedOf(made.packs.get(unit.id), indicator, on))] as const
  })
  const scopes = [...new Set(made.indicators.filter((each) => !isProvided(each)).map(({ scope }) => scope))]
  const counts = scopes.map(
    (scope) => [scope, countsOf((measure) => numbers.of(unit.id, on, scope, measure))] as const,
  )
  return { unit, figures: Object.fromEntries(figures), counts: Object.fromEntries(counts) }
}
