import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as base from './history.fixture.ts'
import { type Known, type KnownRoster, plainNumbers } from './plainly.fixture.ts'

let app: TestApp
let client: pg.PoolClient
const sql: base.Sql = async (text, values) => (await app.sql(text, values)) as never

beforeAll(async () => {
  app = await startTestApp()
  client = await app.database.pool.connect()
})
afterAll(async () => {
  client.release()
  await app.close()
})

const FIRST = '2026-01-01'
/** Days of the history; terms reach beyond them. */
const days = fc.integer({ min: 0, max: 90 }).map((n) => addDays(FIRST, n))
const sizes = fc.constantFrom('大型', '小型', null)

const deeds = fc.oneof(
  fc.record({ do: fc.constant('move' as const), unit: fc.nat({ max: 2 }), on: days }),
  // Twice of one enterprise, or it tells little.
  { weight: 4, arbitrary: fc.record({ do: fc.constant('state' as const), ended: fc.boolean(), on: days }) },
  fc.record({ do: fc.constant('size' as const), size: sizes }),
  fc.record({
    do: fc.constant('list' as const),
    roster: fc.nat({ max: 2 }),
    enter: fc.boolean(),
    nominated: fc.boolean(),
    on: days,
  }),
  fc.record({ do: fc.constant('period' as const), roster: fc.nat({ max: 2 }), to: fc.option(days) }),
  fc.record({
    do: fc.constant('appoint' as const),
    on: days,
    length: fc.option(fc.integer({ min: 0, max: 60 })),
  }),
  fc.record({ do: fc.constant('end' as const), which: fc.nat(), after: fc.nat({ max: 60 }) }),
  fc.record({ do: fc.constant('file' as const), which: fc.nat(), on: days }),
  fc.record({ do: fc.constant('cancel' as const), on: days }),
  fc.record({
    do: fc.constant('tell' as const),
    kind: fc.constantFrom('letter' as const, 'training' as const, 'evaluation' as const),
    held: fc.boolean(),
    heldOn: fc.option(days),
    issuer: fc.constantFrom('甲', null),
    asOf: days,
  }),
  fc.record({ do: fc.constant('void' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('fold' as const), on: days, all: fc.boolean() }),
)
type Deed = typeof deeds extends fc.Arbitrary<infer D> ? D : never
const steps = fc.array(
  fc.record({ who: fc.nat({ max: 2 }), pause: fc.integer({ min: 1, max: 90 }), deed: deeds }),
  {
    minLength: 4,
    maxLength: 16,
  },
)
const asked = fc.array(
  fc.integer({ min: -3, max: 170 }).map((n) => addDays(FIRST, n)),
  { minLength: 3, maxLength: 3 },
)

type World = { city: string; counties: string[]; enterprises: Known[]; rosters: KnownRoster[] }

async function makeWorld(): Promise<World> {
  const { city, counties } = await base.makeCity(sql, 3)
  const enterprises: Known[] = []
  for (const [n, size] of ['小型', null, '大型'].entries()) {
    const unitId = counties[n % 2] ?? ''
    const createdAt = `2026-01-0${n + 2}T02:00:00.000Z`
    const placed = n !== 2
    const id = await base.enterEnterprise(sql, { unitId, size, at: createdAt, placed })
    enterprises.push({
      id,
      unitId,
      createdAt,
      firstSize: size,
      units: [{ at: createdAt, on: createdAt.slice(0, 10), unitId }],
      states: [],
      sizes: [],
      lists: [],
      terms: [],
      filings: [],
      told: [],
    })
  }
  const rosters: KnownRoster[] = []
  for (const [scope, level, to] of [
    ['above-scale', null, null],
    ['above-scale', null, '2026-02-20'],
    ['government-quality-award', 'city', null],
  ] as const) {
    const id = await base.makeRoster(sql, { unitId: city, scope, level, from: '2026-01-05', to })
    rosters.push({ id, scope, level, from: '2026-01-05', firstTo: to, ends: [] })
  }
  return { city, counties, enterprises, rosters }
}

/** Does one deed in the tables and in the plain telling. */
async function doDeed(world: World, one: Known, deed: Deed, at: string) {
  const enterpriseId = one.id
  if (deed.do === 'move') {
    const unitId = world.counties[deed.unit] ?? ''
    await base.moveEnterprise(sql, { enterpriseId, unitId, on: deed.on, at })
    one.unitId = unitId
    one.units.push({ at, on: deed.on, unitId })
  } else if (deed.do === 'state') {
    const kind = deed.ended ? 'ended' : 'resumed'
    await base.setState(sql, { enterpriseId, kind, on: deed.on, at })
    one.states.push({ at, on: deed.on, kind })
  } else if (deed.do === 'size') {
    const before = one.sizes.at(-1)?.size
    if ((before === undefined ? one.firstSize : before) === deed.size) return
    await base.resize(sql, { enterpriseId, size: deed.size, at })
    one.sizes.push({ at, on: dayOf(at), size: deed.size })
  } else if (deed.do === 'list') {
    const rosterId = world.rosters[deed.roster]?.id ?? ''
    const kind = deed.enter ? 'enter' : 'leave'
    await base.enlist(sql, { rosterId, enterpriseId, kind, nominated: deed.nominated, on: deed.on, at })
    one.lists.push({ at, on: deed.on, rosterId, kind, nominated: deed.nominated })
  } else if (deed.do === 'period') {
    const roster = world.rosters[deed.roster]
    const to = deed.to !== null && deed.to < '2026-01-05' ? null : deed.to
    if (!roster || (roster.ends.length > 0 ? roster.ends.at(-1)?.to : roster.firstTo) === to) return
    await base.setRosterEnd(sql, { rosterId: roster.id, to, at })
    roster.ends.push({ at, to })
  } else if (deed.do === 'tell' || deed.do === 'void') {
    await doTell(one, deed, at)
  } else if (deed.do !== 'fold') {
    await doOffice(one, deed, at)
  }
}

async function doOffice(
  one: Known,
  deed: Extract<Deed, { do: 'appoint' | 'end' | 'file' | 'cancel' }>,
  at: string,
) {
  const enterpriseId = one.id
  if (deed.do === 'appoint') {
    const term = {
      id: newId(),
      from: deed.on,
      to: deed.length === null ? null : addDays(deed.on, deed.length),
      at,
    }
    if (await base.appoint(sql, { enterpriseId, ...term })) one.terms.push(term)
  } else if (deed.do === 'end') {
    const open = one.terms.filter(({ ended }) => !ended)
    const term = open[deed.which % Math.max(1, open.length)]
    if (!term) return
    const on = addDays(term.from, deed.after)
    if (term.to !== null && on > term.to) return
    await base.endTerm(sql, { enterpriseId, id: term.id, on, at })
    term.ended = { at, on }
  } else {
    await doFile(one, deed, at)
  }
}

async function doFile(one: Known, deed: Extract<Deed, { do: 'file' | 'cancel' }>, at: string) {
  const inForce = one.filings.findLast(({ kind, cancelled }) => kind !== 'cancel' && !cancelled)
  const term =
    deed.do === 'cancel'
      ? one.terms.find(({ id }) => id === inForce?.termId)
      : one.terms[deed.which % Math.max(1, one.terms.length)]
  if (!term || (deed.do === 'cancel' && !inForce)) return
  const kind =
    deed.do === 'cancel' ? 'cancel' : !inForce ? 'new' : inForce.termId === term.id ? 'change' : 'replace'
  const of = { enterpriseId: one.id, id: newId(), appointmentId: term.id, at }
  await base.file(sql, { ...of, kind, previousId: inForce?.id ?? null, cancelledOn: deed.on })
  if (inForce && kind !== 'change') inForce.cancelled = { at, on: deed.on }
  one.filings.push({ at, id: of.id, termId: term.id, kind })
}

async function doTell(one: Known, deed: Extract<Deed, { do: 'tell' | 'void' }>, at: string) {
  const voided = new Set(one.told.map(({ voids }) => voids))
  const open = one.told.filter(({ id, voids }) => voids === null && !voided.has(id))
  const target = deed.do === 'void' ? open[deed.which % Math.max(1, open.length)] : undefined
  if (deed.do === 'void' && !target) return
  const { kind, held, heldOn, asOf } =
    deed.do === 'tell'
      ? deed
      : { ...target, kind: target?.kind ?? 'letter', held: false, heldOn: null, asOf: target?.asOf ?? FIRST }
  const record = {
    id: newId(),
    kind,
    held,
    heldOn: held ? heldOn : null,
    issuer: deed.do === 'tell' ? deed.issuer : null,
    person: null,
    asOf,
    at,
    voids: target?.id ?? null,
  }
  await base.tell(sql, { enterpriseId: one.id, ...record })
  one.told.push(record)
}

const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

async function asSystem(text: string, values: unknown[] = []) {
  await client.query(`begin; set local opencqo.kind = 'system'`)
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.query('commit')
  }
}

const SCOPES = [
  'all',
  'sme',
  'above-scale',
  'government-quality-award',
  'government-quality-award-city',
  'government-quality-award-nominated',
  'government-quality-award-city-nominated',
  'above-scale-nominated',
]

async function numbers(world: World, on: string, knownAt: string | null, boundaries: 'then' | 'now') {
  const rows = await asSystem('select * from coverage_read($1, array[$2::date], $3, $4, $5, $6)', [
    world.city,
    on,
    knownAt,
    boundaries === 'then',
    SCOPES,
    'unit',
  ])
  return new Map(rows.map((row) => [`${row.row_id}|${row.scope}|${row.measure}`, row.value as number]))
}

const sorted = (of: Map<string, number>) => [...of].sort(([one], [other]) => (one < other ? -1 : 1))

test('whatever happened, in whatever order it was recorded: the numbers kept are those told plainly, then and as known then', async () => {
  await fc.assert(
    fc.asyncProperty(steps, asked, async (history, questions) => {
      const world = await makeWorld()
      const before: { at: string; on: string; answer: [string, number][] }[] = []
      let minutes = 0
      for (const { who, pause, deed } of history) {
        minutes += pause * 97
        const at = new Date(Date.parse('2026-01-06T00:00:00Z') + minutes * 60_000).toISOString()
        const one = world.enterprises[who]
        if (one) await doDeed(world, one, deed, at)
        if (deed.do === 'fold') await asSystem('select coverage_fold($1::date, $2)', [deed.on, deed.all])
        const on = questions[before.length % questions.length] ?? FIRST
        for (const boundaries of ['then', 'now'] as const) {
          const kept = sorted(await numbers(world, on, null, boundaries))
          expect(kept).toEqual(sorted(plainNumbers(world.enterprises, world.rosters, on, '9999', boundaries)))
          if (boundaries === 'then') before.push({ at, on, answer: kept })
        }
      }
      for (const { at, on, answer } of before) {
        expect(sorted(await numbers(world, on, at, 'then'))).toEqual(answer)
        const plain = plainNumbers(world.enterprises, world.rosters, on, at, 'now')
        expect(sorted(await numbers(world, on, at, 'now'))).toEqual(sorted(plain))
      }
    }),
    { numRuns: Number(process.env.COVERAGE_RUNS ?? 60) },
  )
}, 240_000)
