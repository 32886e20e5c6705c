import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'

let app: TestApp
let units: string[]
beforeAll(async () => {
  app = await startTestApp()
  const place = await seedPlace(app)
  units = ['360902', '360981', '360983'].map((code) => place.get(`market-${code}`) ?? '')
})
afterAll(() => app.close())

type Move = { unit: number; day: number }
const date = (day: number) => `2026-01-${String(day).padStart(2, '0')}`
/** The n-th is recorded at second n. */
const known = (n: number) => new Date(Date.UTC(2026, 1, 1, 0, 0, n))

async function withMoves(moves: readonly Move[]): Promise<string> {
  const id = await makeEnterprise(app, units[0] ?? '')
  for (const [n, { unit, day }] of moves.entries()) {
    await app.sql(
      `insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, recorded_at, reason)
       values ($1, $2, $3, $4, $5, '示例')`,
      [id, newId(), units[unit], date(day), known(n)],
    )
  }
  return id
}

const unitOn = async (id: string, day: number, at: Date) =>
  (await app.sql<{ u: string | null }>('select enterprise_unit_on($1, $2, $3) as u', [id, date(day), at]))[0]
    ?.u

test('handed over from a day before it came into the directory: the later record holds from its own day on', async () => {
  const id = await withMoves([
    { unit: 0, day: 20 },
    { unit: 1, day: 10 },
  ])
  expect(await unitOn(id, 9, known(9))).toBe(units[0])
  expect(await unitOn(id, 10, known(9))).toBe(units[1])
  expect(await unitOn(id, 25, known(9))).toBe(units[1])
  // As known before the hand-over was recorded.
  expect(await unitOn(id, 25, known(0))).toBe(units[0])
  expect(await unitOn(id, 25, new Date(0))).toBeNull()
})

test('without a record it is the unit of today', async () => {
  expect(await unitOn(await withMoves([]), 5, known(9))).toBe(units[0])
})

test('stretches and days say the same of any history, without a gap', async () => {
  const move = fc.record({ unit: fc.integer({ min: 0, max: 2 }), day: fc.integer({ min: 2, max: 8 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 5 }),
      async (moves, last) => {
        const id = await withMoves(moves)
        const spells = await app.sql<{ from_on: string | null; to_on: string | null; unit_id: string }>(
          'select from_on::text, to_on::text, unit_id from enterprise_unit_spells(array[$1::uuid], $2) order by from_on nulls first',
          [id, known(last)],
        )
        expect(spells[0]?.from_on).toBeNull()
        expect(spells.at(-1)?.to_on).toBeNull()
        for (const [n, spell] of spells.entries()) {
          expect(spells[n + 1]?.from_on ?? null).toBe(spell.to_on)
          expect(spells[n + 1]?.unit_id).not.toBe(spell.unit_id)
        }
        for (let day = 1; day <= 9; day += 1) {
          const at = spells.filter(
            ({ from_on, to_on }) => (from_on ?? '') <= date(day) && date(day) < (to_on ?? '9999'),
          )
          expect(at.map(({ unit_id }) => unit_id)).toEqual([await unitOn(id, day, known(last))])
        }
      },
    ),
    { numRuns: 25 },
  )
})
