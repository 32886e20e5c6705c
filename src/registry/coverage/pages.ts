import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { EXPORT_LIMIT, invalidInput } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { maskPersonName } from '#platform/values/person-name.ts'
import { rosterVersionsFor } from '#registry/rosters/index.ts'
import type { Measure } from './contract.ts'
import { isDirectoryScope } from './indicators.ts'
import type { CoverageMember, MissingEnterprise, MissingReason } from './lists/contract.ts'
import {
  type At,
  countDesks,
  findListScopes,
  findRows,
  type PageAsked,
  type PageRow,
  readNumbers,
} from './store.ts'
import { type Asked, atOf } from './table.ts'

type Ctx = { readonly tx: Tx; readonly now: Date; readonly actor: Actor }

/** Most rows of an export, and one more, so that too many are noticed. */
export const WHOLE = EXPORT_LIMIT + 1

/** Where a page goes on: the id and name of its last enterprise. @throws invalidInput */
export function readCursor(cursor: string | undefined): PageAsked['after'] {
  if (cursor === undefined) return undefined
  const id = cursor.slice(0, 36)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id, name: cursor.slice(36) }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}

/** The rows of a page, and where the next one goes on. */
export function pageOf(rows: readonly PageRow[], limit: number) {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { shown, next: last ? `${last.enterpriseId}${last.name}` : null }
}

/** As it is shown: a person's name never in full. */
export function presentMember(row: PageRow): CoverageMember {
  const { desk: _, filingId: __, person, ...member } = row
  return { ...member, person: person === null ? null : maskPersonName(person) }
}

const UNFILED: readonly Measure[] = ['appointed', 'vacant', 'expired', 'never']

type MissingAsked = Asked & {
  readonly unitId: string
  readonly scope: string
  readonly reason?: MissingReason | undefined
  readonly text?: string | undefined
}

export type MissingPlan = {
  readonly at: At
  readonly asked: Omit<PageAsked, 'limit'>
  /** Units whose list is out of date. */
  readonly old: readonly string[]
  /** Where filings lie is known of today alone. */
  readonly desks: boolean
}

/** What a reason asks of the numbers. */
export async function planMissing(
  ctx: Ctx,
  { unitId, scope, reason, text, ...asked }: MissingAsked,
): Promise<MissingPlan> {
  const at = atOf(asked, ctx.now)
  const desks = at.knownAt === null && at.on === civilDateOf(ctx.now)
  const old = await oldUnits(ctx, unitId, scope, at)
  const page = { unitId, scope, text: text || undefined, ...at }
  const of = (measures: readonly Measure[], more: Partial<PageAsked> = {}) => ({
    at,
    old,
    desks,
    asked: { ...page, measures, ...more },
  })
  if (reason === undefined) return of(UNFILED)
  if (reason === 'list-old') return of(UNFILED, { units: old })
  if (reason === 'never' || reason === 'vacant' || reason === 'expired') return of([reason])
  if (desks) return of(['appointed'], { desk: reason })
  // Of another day all that were appointed count as not handed in.
  return of(reason === 'not-filed' ? ['appointed'] : [])
}

async function oldUnits({ tx, now }: Ctx, unitId: string, scope: string, at: At): Promise<string[]> {
  if (isDirectoryScope(scope)) return []
  const [rows, lists] = await Promise.all([
    findRows(tx, unitId, at, 'child'),
    findListScopes(tx, unitId, at.on),
  ])
  const base = lists.find(({ code }) => code === scope)?.base ?? scope
  const units = rows.flatMap(({ registering }) => registering)
  const bases = await rosterVersionsFor(tx, units, base, at.on, at.knownAt ?? now)
  return bases.filter(({ state }) => state === 'old').map((each) => each.unitId)
}

/** How many are missing for which reason. */
export async function countMissing(
  { tx }: Ctx,
  unitId: string,
  scope: string,
  { at, old, desks }: MissingPlan,
) {
  const [numbers, byDesk, byUnit] = await Promise.all([
    readNumbers(tx, unitId, [at.on], at, [scope], 'total'),
    desks ? countDesks(tx, unitId, scope, at) : undefined,
    old.length > 0 ? readNumbers(tx, unitId, [at.on], at, [scope], 'unit') : undefined,
  ])
  const of = (measure: Measure) => numbers.of(unitId, at.on, scope, measure)
  const appointed = byDesk
    ? (['not-filed', 'submitted', 'returned'] as const).map((reason) => ({
        reason,
        n: byDesk.get(reason) ?? 0,
      }))
    : [{ reason: 'not-filed' as const, n: of('appointed') }]
  const listOld = old
    .flatMap((unit) => UNFILED.map((measure) => byUnit?.of(unit, at.on, scope, measure) ?? 0))
    .reduce((sum, n) => sum + n, 0)
  const counts = [
    { reason: 'never' as const, n: of('never') },
    ...appointed,
    { reason: 'vacant' as const, n: of('vacant') },
    { reason: 'expired' as const, n: of('expired') },
    { reason: 'list-old' as const, n: listOld },
  ]
  return { counts, missing: UNFILED.map(of).reduce((sum, n) => sum + n, 0) }
}

export function presentMissing(row: PageRow, { old, desks }: MissingPlan): MissingEnterprise {
  const appointed = row.standing === 'appointed'
  const reason = appointed && desks ? row.desk : row.standing
  return {
    ...presentMember(row),
    reason: reason === null || reason === 'filed' || reason === 'appointed' ? 'not-filed' : reason,
    listOld: old.includes(row.unitId),
    filingId: appointed && desks ? row.filingId : null,
  }
}
