import pg from 'pg'
import { openRegistry, type RegistrySize } from '../generator/registry.ts'
import { type Measured, median, percentiles, round } from '../measure.ts'
import { startLoader, startServer } from '../processes.ts'
import { tokenOf } from './sessions.ts'

const ROUNDS = 5
const asked = ['province', 'city', 'county'] as const

/** Coverage of a unit of each level on the present day: 1 connection, large and small directory by turns. */
export async function measureGrowth(
  folders: { large: string; small: string },
  sizes: { large: RegistrySize; small: RegistrySize },
  seconds: number,
  say: (line: string) => void,
): Promise<Measured> {
  const large = await openSide(folders.large, sizes.large, say)
  const small = await openSide(folders.small, sizes.small, say)
  const loader = startLoader()
  const times = Object.fromEntries(
    asked.map((level) => [level, { large: [] as number[], small: [] as number[] }]),
  )
  let errors = 0
  let first: string | undefined
  try {
    for (let number = 0; number <= ROUNDS; number++) {
      for (const level of asked) {
        for (const [name, side] of [
          ['large', large],
          ['small', small],
        ] as const) {
          const result = await loader.run({
            port: side.server.port,
            connections: 1,
            once: false,
            seconds: number === 0 ? 0.5 : seconds / ROUNDS / 6,
            requests: [side.requests[level]],
          })
          errors += result.errors
          first ??= result.firstError
          if (number > 0) times[level]?.[name].push(percentiles(result.latencies).p50)
        }
      }
    }
  } finally {
    loader.stop()
    await large.server.stop()
    await small.server.stop()
  }
  const ratios = asked.map((level) => ({
    level,
    large: median(times[level]?.large ?? []),
    small: median(times[level]?.small ?? []),
  }))
  const worst = Math.max(...ratios.map(({ large, small }) => large / small))
  return {
    name: 'coverage.growth',
    ours: round(worst, 2),
    ceiling: null,
    ratio: null,
    unit: '×',
    p50: null,
    p95: null,
    p99: null,
    errors,
    limit: 1.5,
    notes: [
      ...ratios.map(
        ({ level, large, small }) =>
          `${level}${level === 'province' ? ' by county' : ''}: p50 ${round(large, 1)} ms with ${sizes.large.enterprises} enterprises, ${round(small, 1)} ms with ${sizes.small.enterprises}`,
      ),
      ...(first ? [first] : []),
    ],
  }
}

async function openSide(dataDir: string, size: RegistrySize, say: (line: string) => void) {
  const installed = await openRegistry(dataDir, size, say)
  const config = installed.database.owner
  await installed.close()
  const server = await startServer(dataDir)
  const owner = new pg.Client(config)
  await owner.connect()
  const requests = {} as Record<
    (typeof asked)[number],
    { method: string; path: string; headers: Record<string, string> }
  >
  for (const level of asked) {
    const { token, unitId } = await tokenOf(owner, `bench-${level}-officer`)
    requests[level] = {
      method: 'GET',
      path: `/api/units/${unitId}/coverage${level === 'province' ? '?by=county' : ''}`,
      headers: { authorization: `Bearer ${token}` },
    }
  }
  await owner.end()
  return { server, requests }
}
