import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { coverageFigures, memberIds } from '#registry/coverage/index.ts'

/** As of a civil day, by what was recorded until an instant. */
export type Moment = { readonly on: string; readonly knownAt: Date }

const sets = {
  aboveScale: ['above-scale', 'members'],
  award: ['government-quality-award', 'members'],
  letter: ['all', 'letter'],
  trained: ['all', 'trained'],
  evaluated: ['all', 'evaluated'],
  filed: ['all', 'filed'],
} as const
type Mark = keyof typeof sets

/** An enterprise that is counted, in the unit that was responsible for it on the day. */
export type Standing = {
  readonly enterpriseId: string
  readonly unitId: string
  readonly creditCode: string
} & { readonly [K in Mark]: boolean }

/** Every enterprise that a figure of the unit or of one below counts: the same question answers the same years later. */
export async function findStandings(tx: Tx, unitId: string, at: Moment): Promise<Standing[]> {
  const marks = Object.keys(sets) as Mark[]
  const found = await Promise.all(
    marks.map((mark) => memberIds(tx, unitId, sets[mark][0], sets[mark][1], at)),
  )
  const standings = new Map<string, Record<Mark, boolean> & { unitId: string }>()
  for (const [index, mark] of marks.entries()) {
    for (const member of found[index] ?? []) {
      const known = standings.get(member.enterpriseId) ?? { unitId: member.unitId, ...nothing }
      standings.set(member.enterpriseId, { ...known, [mark]: true })
    }
  }
  const codes = await creditCodesOf(tx, [...standings.keys()])
  return [...standings]
    .map(([enterpriseId, rest]) => ({ enterpriseId, creditCode: codes.get(enterpriseId) ?? '', ...rest }))
    .sort((one, other) => (one.creditCode < other.creditCode ? -1 : 1))
}

const nothing = Object.fromEntries(Object.keys(sets).map((mark) => [mark, false])) as Record<Mark, boolean>

async function creditCodesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ enterprise_id: string; credit_code: string }>`
    select enterprise_id, credit_code from report_credit_codes(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.enterprise_id, row.credit_code]))
}

/** What is counted without names: 中小微 of the directory, and enterprises on a list that the directory does not know yet. */
export type Unnamed = {
  readonly small: number
  readonly pendingAboveScale: number
  readonly pendingAward: number
}

/** Of each unit with everything below it. */
export async function countUnnamed(
  tx: Tx,
  unitIds: readonly string[],
  at: Moment,
): Promise<Map<string, Unnamed>> {
  const figures = await coverageFigures(tx, unitIds, at, ['sme', 'above-scale', 'government-quality-award'])
  const of = (unitId: string, scope: string, measure: string) =>
    figures.find((each) => each.unitId === unitId && each.scope === scope && each.measure === measure)
      ?.value ?? 0
  return new Map(
    unitIds.map((id) => [
      id,
      {
        small: of(id, 'sme', 'members'),
        pendingAboveScale: of(id, 'above-scale', 'pending'),
        pendingAward: of(id, 'government-quality-award', 'pending'),
      },
    ]),
  )
}

/** What is left to a unit itself when those below are taken away. */
export function withoutBelow(whole: Unnamed, below: readonly Unnamed[]): Unnamed {
  const left = (key: keyof Unnamed) => below.reduce((rest, each) => rest - each[key], whole[key])
  return {
    small: left('small'),
    pendingAboveScale: left('pendingAboveScale'),
    pendingAward: left('pendingAward'),
  }
}

/** Which units each of some units sees all of, itself among them. */
export async function scopesOf(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ viewer_id: string; units: string[] }>`
    select s.viewer_id, array_agg(s.unit_id::text) as units from unit_scope s
     where s.viewer_id = any(${[...unitIds]}::uuid[]) and s.covers = 'all' group by s.viewer_id`.execute(tx)
  return new Map(rows.map(({ viewer_id, units }) => [viewer_id, units]))
}
