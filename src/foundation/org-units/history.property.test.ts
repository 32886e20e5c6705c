import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { type RecordedEvent, spellsOf, standingEvents, stateOn, type UnitPatch } from './domain.ts'
import { unitsAsOf } from './store.ts'

const START = '2024-01-01'
const DAYS = 40
const SERVED = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
const day = (n: number) => addDays(START, n)
const instant = (seq: number) => new Date(Date.parse('2025-01-01T00:00:00Z') + seq * 1000).toISOString()

type Step = {
  kind: 'changed' | 'ended' | 'undone'
  on: number
  name: string
  served: boolean[]
  which: number
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('changed', 'changed', 'changed', 'ended', 'undone'),
  on: fc.integer({ min: 0, max: DAYS }),
  name: fc.constantFrom('甲', '乙', '丙'),
  served: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  which: fc.nat(20),
})

/** A history as the operations would record it: changes within the life, one end at a time, undone what stands. */
function historyOf(made: number, steps: readonly Step[]): RecordedEvent[] {
  const whole: UnitPatch = {
    parentId: null,
    name: '始',
    shortName: '始',
    line: 'market-regulation',
    level: 'county',
    kind: 'branch',
    areaCode: null,
    numberingCode: newId().replaceAll('-', ''),
    functions: [],
    addressWords: [],
  }
  const event = (seq: number, kind: RecordedEvent['kind'], on: number, patch: UnitPatch): RecordedEvent => ({
    seq,
    deedId: newId(),
    kind,
    effectiveOn: day(on),
    recordedAt: instant(seq),
    patch,
    voids: null,
  })
  const events = [event(0, 'added', made, whole)]
  for (const [index, { kind, on, name, served, which }] of steps.entries()) {
    const seq = index + 1
    const standing = standingEvents(events)
    const end = standing.find((each) => each.kind === 'ended')
    if (kind === 'undone') {
      const undoable = standing.filter((each) => each.kind !== 'added')
      const target = undoable[which % Math.max(1, undoable.length)]
      if (target) events.push({ ...event(seq, 'undone', on, {}), voids: target.deedId })
    } else if (kind === 'ended') {
      if (!end) events.push(event(seq, 'ended', made + 1 + on, { successorId: null }))
    } else if (!end || day(made + on) < end.effectiveOn) {
      const serves = Object.fromEntries(served.map((are, at) => [SERVED[at] ?? '', are]))
      events.push(event(seq, 'changed', made + on, { name, serves }))
    }
  }
  return events
}
const history = fc
  .tuple(fc.integer({ min: 0, max: 10 }), fc.array(step, { maxLength: 12 }))
  .map(([made, steps]) => historyOf(made, steps))

/** Told apart from the code: of all that stands and is effective by then, the last word on each field. */
function byHand(events: readonly RecordedEvent[], on: CivilDate): { name: string; serves: string[] } | null {
  const undone = events.flatMap(({ voids }) => voids ?? [])
  const rest = events.filter(({ kind, deedId }) => kind !== 'undone' && !undone.includes(deedId))
  const [made] = events
  const end = rest.find(({ kind }) => kind === 'ended')
  if (!made || on < made.effectiveOn || (end && on >= end.effectiveOn)) return null
  const effective = rest
    .filter(({ kind, effectiveOn }) => kind !== 'ended' && effectiveOn <= on)
    .sort((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.seq - b.seq : a.effectiveOn < b.effectiveOn ? -1 : 1,
    )
  const last = (read: (patch: UnitPatch) => unknown) =>
    effective.map(({ patch }) => read(patch)).findLast((value) => value !== undefined)
  return {
    name: String(last((patch) => patch.name)),
    serves: SERVED.filter((id) => last((patch) => patch.serves?.[id]) === true),
  }
}

describe('the life of a unit from its history', () => {
  test('has no gaps and no overlaps, from the first day to the last', () => {
    fc.assert(
      fc.property(history, (events) => {
        const spells = spellsOf(events)
        const end = standingEvents(events).find(({ kind }) => kind === 'ended')
        expect(spells[0]?.from).toBe(events[0]?.effectiveOn)
        expect(spells.at(-1)?.to).toBe(end ? addDays(end.effectiveOn, -1) : null)
        for (const [index, spell] of spells.entries()) {
          const next = spells[index + 1]
          if (spell.to !== null) expect(spell.to >= spell.from).toBe(true)
          if (next) expect(next.from).toBe(addDays(spell.to ?? '', 1))
        }
      }),
    )
  })

  test('tells for every day and every state of knowledge what the records tell', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 13 }), (events, known) => {
        const spells = spellsOf(events, instant(known))
        const told = events.filter(({ seq }) => seq <= known)
        for (let n = -1; n <= DAYS + 12; n += 1) {
          const state = stateOn(spells, day(n))
          const expected = byHand(told, day(n))
          expect(state && { name: state.name, serves: state.serves }).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the database says the same', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())
  const asAdmin = {
    kind: 'admin',
    role: 'system-admin',
    accountId: SERVED[0],
    sessionId: '',
    grantId: '',
    name: '示例',
  } as never

  test('units as of a day, as known at an instant; the row is the projection of today', async () => {
    const units = new Map(
      fc.sample(history, { numRuns: 120, seed: 20261121 }).map((events) => [newId(), events]),
    )
    await keep(units)
    for (const n of [0, 3, 9, 17, 25, 33, DAYS + 15]) {
      for (const known of [0, 4, 12]) {
        const rows = await inTransaction(app.installation.pool, asAdmin, (tx) =>
          unitsAsOf(tx, day(n), new Date(instant(known))),
        )
        const found = new Map(rows.map((row) => [row.id, row]))
        for (const [id, events] of units) {
          const state = stateOn(spellsOf(events, instant(known)), day(n))
          const row = found.get(id)
          expect(row && { name: row.name, serves: row.serves }).toEqual(
            state ? { name: state.name, serves: state.serves } : undefined,
          )
        }
      }
    }
    for (const n of [0, 12, 30, DAYS + 15]) {
      const today = day(n)
      await inTransaction(app.installation.pool, asAdmin, (_tx, client) =>
        client.query('select project_org_units($1::uuid[], $2::date)', [[...units.keys()], today]),
      )
      const rows = await app.sql(
        'select id, name, serves, valid_from::text as from, valid_to::text as to from org_units',
      )
      for (const row of rows) {
        const spells = spellsOf(units.get(row.id) ?? [])
        const [first, last] = [spells[0], spells.at(-1)]
        const state = stateOn(spells, today) ?? (today < (first?.from ?? '') ? first?.state : last?.state)
        expect([row.name, row.serves, row.from, row.to]).toEqual([
          state?.name,
          state?.serves,
          first?.from,
          last?.to ?? null,
        ])
      }
      expect(rows).toHaveLength(units.size)
    }
  })

  async function keep(units: ReadonlyMap<string, readonly RecordedEvent[]>) {
    const rows = [...units].flatMap(([unit_id, events]) =>
      events.map(({ seq, deedId, kind, effectiveOn, recordedAt, patch, voids }) => ({
        unit_id,
        seq,
        deed_id: deedId,
        kind,
        effective_on: effectiveOn,
        recorded_at: recordedAt,
        voids,
        patch: stored(patch),
      })),
    )
    rows.sort((a, b) => a.seq - b.seq)
    await app.sql(
      `insert into org_unit_events (unit_id, id, deed_id, kind, effective_on, recorded_at, account_name, patch, voids)
       select unit_id, gen_random_uuid(), deed_id, kind, effective_on, recorded_at, '', patch, voids
         from jsonb_to_recordset($1) as e (unit_id uuid, seq int, deed_id uuid, kind text, effective_on date,
              recorded_at timestamptz, patch jsonb, voids uuid) order by seq`,
      [JSON.stringify(rows)],
    )
  }
})

function stored({ serves = {}, ...patch }: UnitPatch): Record<string, unknown> {
  const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries([
    ...Object.entries(patch).map(([key, value]) => [snake(key), value]),
    ...Object.entries(serves).map(([id, are]) => [`serves:${id}`, are]),
  ])
}
