import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { searchWaysOf } from '#registry/enterprises/index.ts'
import type { CeilingTask } from '../ceiling.ts'
import { openRegistry, type RegistrySize } from '../generator/registry.ts'
import { type Measured, median, percentiles, round } from '../measure.ts'
import { startCeiling, startLoader, startServer } from '../processes.ts'
import { tokenOf } from './sessions.ts'

const ROUNDS = 5
const CONNECTIONS = 10
const ASKED = 400

/** What people type: pieces of names of two to four characters, one in ten of the pieces that very many names have. */
const FREQUENT = ['机械', '电子', '商贸', '科技', '建材', '食品']

/**
 * Searching by fragments as officers of a county, a city and the province, against the bare index query for the same words:
 * prepared, as the owner, no visibility, no count, no second reading of the rows.
 */
export async function measureSearch(
  dataDir: string,
  size: RegistrySize,
  seconds: number,
  say: (line: string) => void,
) {
  const installed = await openRegistry(dataDir, size, say)
  const { owner: ownerConfig, app } = installed.database
  await installed.close()
  const server = await startServer(dataDir)
  const owner = new pg.Client(ownerConfig)
  await owner.connect()
  const asked = await fragmentsOf(owner)
  const tokens = await Promise.all(
    ['county', 'city', 'province'].map((level) => tokenOf(owner, `bench-${level}-officer`)),
  )
  await owner.query('analyze sessions')
  const requests = asked.map((text, index) => ({
    method: 'GET',
    path: `/api/enterprises?${new URLSearchParams({ text, limit: '20' })}`,
    headers: { authorization: `Bearer ${tokens[index % 3]?.token}` },
  }))
  const file = join(dataDir, 'ceiling.json')
  await writeFile(file, JSON.stringify(bareTask(asked, app as pg.PoolConfig, ownerConfig as pg.PoolConfig)))
  const ceiling = await startCeiling(file)
  const loader = startLoader()
  const rates: { ours: number; bare: number }[] = []
  const latencies: number[] = []
  const errors: string[] = []
  try {
    for (let number = 0; number <= ROUNDS; number++) {
      const task = { connections: CONNECTIONS, once: false, seconds: number === 0 ? 2 : seconds / ROUNDS }
      const ours = await loader.run({ ...task, port: server.port, requests })
      const bare = await loader.run({
        ...task,
        port: ceiling.port,
        requests: asked.map((_, index) => ({
          method: 'GET',
          path: `/single/search.names/${index}`,
          headers: {},
        })),
      })
      for (const { firstError } of [ours, bare]) if (firstError) errors.push(firstError)
      if (number === 0) continue
      rates.push({ ours: ours.answers / ours.seconds, bare: bare.answers / bare.seconds })
      latencies.push(...ours.latencies)
    }
  } finally {
    loader.stop()
    await ceiling.stop()
    await owner.end()
    await server.stop()
  }
  return summary(rates, latencies, errors, size)
}

function summary(
  rates: { ours: number; bare: number }[],
  latencies: number[],
  errors: string[],
  size: RegistrySize,
): Measured {
  const spread = percentiles(latencies)
  return {
    name: 'search.names',
    ours: round(median(rates.map(({ ours }) => ours)), 1),
    ceiling: round(median(rates.map(({ bare }) => bare)), 1),
    ratio: round(median(rates.map(({ ours, bare }) => ours / bare)), 3),
    unit: 'requests/s',
    ...spread,
    errors: errors.length,
    limit: 0.5,
    notes: [
      `${size.enterprises} names; county, city and province officers by turns; p95 ${spread.p95} ms, to be ≤ 60: ${spread.p95 <= 60 ? 'yes' : 'NO'}`,
      ...errors.slice(0, 1),
    ],
  }
}

/** Pieces of names as they stand in the directory: two characters in three of four cases. */
async function fragmentsOf(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select name from enterprises tablesample system (0.5) repeatable (7) order by md5(id::text) limit ${ASKED}`,
  )
  return rows.map(({ name }, index) => {
    if (index % 10 === 0) return FREQUENT[(index / 10) % FREQUENT.length] as string
    const signs = [...name]
    const from = 2 + (index % Math.max(1, signs.length - 8))
    return signs.slice(from, from + (index % 4 === 3 ? 4 : 2)).join('')
  })
}

function bareTask(asked: readonly string[], app: pg.PoolConfig, owner: pg.PoolConfig): CeilingTask {
  const targets = asked.map((text) => {
    const [way] = searchWaysOf(text)
    return { words: `{${way?.words.map((word) => `"${word}"`).join(',')}}`, like: way?.like ?? '' }
  })
  const single = {
    trip: 0,
    text: `select id, name from enterprises where (string_to_array(search_words, ' ') || unit_id::text) @> $1::text[]
      and search_words like $2 order by name, id limit 21`,
    name: 'bare',
    parts: [
      { kind: 'text' as const, pieces: [{ of: 'words' }] },
      { kind: 'text' as const, pieces: [{ of: 'like' }] },
    ],
  }
  return {
    app,
    owner,
    poolSize: 16,
    cases: { 'search.names': { reads: true, statements: [single], single, targets } },
  }
}
