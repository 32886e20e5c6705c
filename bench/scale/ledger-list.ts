import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { columnName, columnsOf } from '#platform/ledger/ledger.ts'
import { isSortable } from '#platform/ledger/sortable.ts'
import { instruments } from '#workbench/instruments/ledgers.ts'
import type { CeilingTask } from '../ceiling.ts'
import { type Measured, median, percentiles, round } from '../measure.ts'
import { startCeiling, startLoader } from '../processes.ts'
import { type LedgerPlace, openLedgerPlace } from './ledger-place.ts'

const ROUNDS = 5
/** Two clerks of one factory at once. */
const CONNECTIONS = 2
const PAGE = 50
const EACH = 12

type Asked = {
  readonly query: Readonly<Record<string, string>>
  /** The same for the bare question. */
  readonly where: string
  readonly order: string
}

/**
 * First pages of a ledger with very many records of one enterprise: in every order, with every filter, with fragments that
 * one record has and that all have, with each of these together; against the bare question for the same page and its count, as
 * the owner through the same indexes, without row-level security.
 */
export async function measureLedgerList(
  dataDir: string,
  records: number,
  seconds: number,
): Promise<Measured> {
  const place = await openLedgerPlace(dataDir, (owner, { own, other }) =>
    fillInstruments(owner, [
      [own, records],
      [other, Math.round(records / 4)],
    ]),
  )
  const asked = questions(records)
  const requests = asked.map(({ query }) => ({
    method: 'GET',
    path: `/api/enterprises/${place.enterpriseId}/instruments?${new URLSearchParams({ ...query, limit: String(PAGE) })}`,
    headers: { authorization: `Bearer ${place.token}` },
  }))
  const file = join(dataDir, 'ceiling.json')
  await writeFile(file, JSON.stringify(bareTask(asked, place)))
  const ceiling = await startCeiling(file)
  const loader = startLoader()
  const rates: { ours: number; bare: number }[] = []
  const latencies: number[] = []
  const errors: string[] = []
  try {
    const alone = await oneByOne(place, asked, requests, errors)
    for (let number = 0; number <= ROUNDS; number++) {
      const task = { connections: CONNECTIONS, once: false, seconds: number === 0 ? 2 : seconds / ROUNDS }
      const ours = await loader.run({ ...task, port: place.server.port, requests })
      const bare = await loader.run({
        ...task,
        port: ceiling.port,
        requests: asked.map((_, index) => ({ method: 'GET', path: `/single/${index}/0`, headers: {} })),
      })
      for (const { firstError } of [ours, bare]) if (firstError) errors.push(firstError)
      if (number === 0) continue
      rates.push({ ours: ours.answers / ours.seconds, bare: bare.answers / bare.seconds })
      latencies.push(...ours.latencies)
    }
    return summary({ rates, latencies, errors, alone, records, asked: asked.length })
  } finally {
    loader.stop()
    await ceiling.stop()
    await place.close()
  }
}

/** Every question alone, several times: its p95, the worst first. */
async function oneByOne(
  { server }: LedgerPlace,
  asked: readonly Asked[],
  requests: readonly { path: string; headers: Record<string, string> }[],
  errors: string[],
) {
  const found: { name: string; p95: number }[] = []
  for (const [index, { path, headers }] of requests.entries()) {
    const times: number[] = []
    for (let n = 0; n < EACH; n++) {
      const begun = performance.now()
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers })
      const text = await answer.text()
      times.push(performance.now() - begun)
      if (!answer.ok) errors.push(text)
    }
    const name = new URLSearchParams(asked[index]?.query).toString() || 'no filter'
    found.push({ name: decodeURIComponent(name), p95: percentiles(times).p95 })
  }
  return found.sort((a, b) => b.p95 - a.p95)
}

function questions(records: number): Asked[] {
  const plain: Asked = { query: {}, where: 'true', order: 'id desc' }
  const orders = columnsOf(instruments).flatMap(([key, column]) =>
    isSortable(column)
      ? (['asc', 'desc'] as const).map((way) => ({
          query: { sort: key, descending: String(way === 'desc') },
          where: 'true',
          order: `"${columnName(key)}" ${way} nulls last, id ${way}`,
        }))
      : [],
  )
  const text = (fragment: string): Asked => ({
    query: { text: fragment },
    where: `ledger_grams(enterprise_id, search) @> ledger_grams(enterprise_id, '${fragment}') and strpos(search, '${fragment}') > 0`,
    order: 'id desc',
  })
  const rare = String(Math.floor(records / 3)).padStart(7, '0')
  const fragments = ['压力表', '示例', '量', '5', `jl${rare}`, '没有这个'].map(text)
  const filters: Asked[] = [
    { query: { category: 'a' }, where: `category = 'a'`, order: 'id desc' },
    { query: { category: 'b' }, where: `category = 'b'`, order: 'id desc' },
    { query: { mandatory: 'true' }, where: 'mandatory', order: 'id desc' },
    { query: { mandatory: 'false' }, where: 'mandatory is not true', order: 'id desc' },
    { query: { standing: 'scrapped' }, where: `standing = 'scrapped'`, order: 'id desc' },
    {
      query: { dueOnFrom: '2026-10-01', dueOnTo: '2026-12-31' },
      where: `due_on between '2026-10-01' and '2026-12-31'`,
      order: 'id desc',
    },
    { query: { state: 'all' }, where: 'true', order: 'id desc' },
  ]
  const together = [...filters, ...fragments].flatMap((each) =>
    ['dueOn', 'instrumentNo', 'department'].map((key) => ({
      query: { ...each.query, sort: key },
      where: each.where,
      order: `${columnName(key)} asc nulls last, id`,
    })),
  )
  const both = filters.slice(0, 6).map(({ query, where }) => ({
    query: { ...query, text: '压力表' },
    where: `${where} and ${fragments[0]?.where}`,
    order: 'id desc',
  }))
  return [plain, ...orders, ...fragments, ...filters, ...together, ...both]
}

function bareTask(asked: readonly Asked[], { app, ownerConfig, enterpriseId }: LedgerPlace): CeilingTask {
  const cases = asked.map(({ query, where, order }, index) => {
    const used = query.state === 'all' ? '' : 'and retired_on is null'
    const of = `from instruments where enterprise_id = '${enterpriseId}' ${used} and ${where}`
    const single = {
      trip: 0,
      text: `select *, (select count(*) ${of}) as total ${of} order by ${order} limit ${PAGE + 1}`,
      name: `bare${index}`,
      parts: [],
    }
    return [String(index), { reads: true, statements: [single], single, targets: [{}] }] as const
  })
  return {
    app: app as pg.PoolConfig,
    owner: ownerConfig as pg.PoolConfig,
    poolSize: 4,
    cases: Object.fromEntries(cases) as never,
  }
}

function summary(seen: {
  rates: { ours: number; bare: number }[]
  latencies: number[]
  errors: string[]
  alone: { name: string; p95: number }[]
  records: number
  asked: number
}): Measured {
  const { rates, latencies, errors, alone, records, asked } = seen
  const spread = percentiles(latencies)
  const slow = alone.filter(({ p95 }) => p95 > 100).length
  return {
    name: 'ledger.list',
    ours: round(median(rates.map(({ ours }) => ours)), 1),
    ceiling: round(median(rates.map(({ bare }) => bare)), 1),
    ratio: round(median(rates.map(({ ours, bare }) => ours / bare)), 3),
    unit: 'requests/s',
    ...spread,
    errors: errors.length,
    limit: 0.5,
    notes: [
      `${records} records of one enterprise, ${asked} questions; p95 ${spread.p95} ms, to be ≤ 100: ${spread.p95 <= 100 ? 'yes' : 'NO'}; each alone: ${slow} of them above`,
      `slowest alone: ${alone
        .slice(0, 5)
        .map(({ name, p95 }) => `${name} ${p95} ms`)
        .join(', ')}`,
      ...errors.slice(0, 1),
    ],
  }
}

async function fillInstruments(owner: pg.Client, enterprises: readonly [id: string, records: number][]) {
  for (const [id, records] of enterprises) {
    await owner.query(
      `with departments_of as (select array_agg(id order by id) as ids from departments where enterprise_id = $1),
            people_of as (select array_agg(id order by id) as ids from staff_members where enterprise_id = $1),
            lines as (
              select i, 'JL' || lpad(i::text, 7, '0') as no,
                     (array['游标卡尺','千分尺','压力表','电子天平','温度计','示波器'])[1 + i % 6] as name,
                     '0-' || (i % 300) || 'mm' as model, 'SN' || md5(i::text) as factory_no,
                     (array['示例量具厂','示例仪表有限公司','示例衡器'])[1 + i % 3] as maker
                from generate_series(1, $2::int) i)
       insert into instruments (enterprise_id, id, search, retired_on, changed_at, instrument_no, name, model, factory_no, maker,
         department, keeper, category, mandatory, tracing, cycle_months, due_on, standing)
       select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
              lower(no || ' ' || name || ' ' || model || ' ' || factory_no || ' ' || maker),
              case when i % 50 = 0 then date '2026-01-01' end, now(), no, name, model, factory_no, maker,
              d.ids[1 + i % 40], p.ids[1 + i % 500],
              case when i % 1000 = 0 then 'a' when i % 2 = 0 then 'b' else 'c' end, i % 3 = 0, 'calibration', 1 + i % 24,
              case when i % 7 > 0 then date '2026-01-01' + (i::bigint * 7919 % 1000)::int end,
              case when i % 20000 = 1 then 'scrapped' else 'in-use' end
         from lines, departments_of d, people_of p`,
      [id, records],
    )
  }
}
