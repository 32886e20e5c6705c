import type pg from 'pg'
import { type BenchCase, requestOf } from './cases.ts'
import { cpuOf, cpuOfPostgres, type Loader, type Running, usedSince } from './processes.ts'

/** One line of the table; `ratio` is ours ÷ ceiling. Latencies are ours, in ms. */
export type Measured = {
  name: string
  ours: number
  ceiling: number | null
  ratio: number | null
  unit: string
  p50: number | null
  p95: number | null
  p99: number | null
  errors: number
  /** The single bare statement, without transaction and row-level security. */
  single?: number
  /** What is to be reached: a ratio, or for figures without a ceiling the most that `ours` may be. */
  limit?: number
  trips?: number
  statements?: number
  /** Processor time for one request, in ms: our process and PostgreSQL for us, the same for the ceiling. */
  cpu?: { ours: number; oursDatabase: number; ceiling: number; ceilingDatabase: number }
  notes?: string[]
}

export type Stage = {
  dataDir: string
  server: Running
  ceiling: Running
  loader: Loader
  owner: pg.ClientBase
  seconds: number
}

const ROUNDS = 5
const CONNECTIONS = 10

type Side = {
  rates: number[]
  latencies: number[]
  errors: number
  node: number
  database: number
  answers: number
  firstError?: string | undefined
}
const newSide = (): Side => ({ rates: [], latencies: [], errors: 0, node: 0, database: 0, answers: 0 })

/** Ours and the ceiling by turns, in the same minutes: what disturbs the one disturbs the other. */
export async function measureCase(
  stage: Stage,
  each: BenchCase,
  shape: { trips: number; statements: number },
): Promise<Measured> {
  const { name, least, targets, once } = each
  const half = Math.floor(targets.length / 2)
  const ranges = once
    ? { ours: [0, half], ceiling: [half, targets.length] }
    : { ours: [0, targets.length], ceiling: [0, targets.length] }
  const requests = {
    ours: targets.slice(...ranges.ours).map((target) => requestOf(each, target)),
    ceiling: targets.slice(...ranges.ceiling).map((target, index) => ({
      ...requestOf(each, target),
      path: `/case/${name}/${(ranges.ceiling[0] ?? 0) + index}`,
    })),
    single: targets.map((_, index) => ({ method: 'GET', path: `/single/${name}/${index}`, headers: {} })),
  }
  const sides = { ours: newSide(), ceiling: newSide(), single: newSide() }
  const round = async (side: keyof typeof sides, seconds: number, counts: boolean) => {
    const on = side === 'ours' ? stage.server : stage.ceiling
    const before = { node: await cpuOf(on.pid), database: await cpuOfPostgres(stage.dataDir) }
    const result = await stage.loader.run({
      port: on.port,
      connections: CONNECTIONS,
      seconds,
      once: once && side !== 'single',
      requests: requests[side],
    })
    const into = sides[side]
    into.errors += result.errors
    into.firstError ??= result.firstError
    if (!counts) return
    into.rates.push(result.answers / result.seconds)
    into.latencies.push(...result.latencies)
    into.answers += result.answers
    into.node += (await cpuOf(on.pid)) - before.node
    into.database += usedSince(before.database, await cpuOfPostgres(stage.dataDir))
  }
  for (let number = 0; number <= ROUNDS; number++) {
    const seconds = number === 0 ? 1 : stage.seconds / ROUNDS
    const order = number % 2 === 0 ? (['ours', 'ceiling'] as const) : (['ceiling', 'ours'] as const)
    await each.reset?.(stage.owner)
    for (const side of order) await round(side, seconds, number > 0)
  }
  await each.reset?.(stage.owner)
  for (let number = 0; number < 3; number++) await round('single', stage.seconds / 10, true)
  return summary(name, sides, { limit: least, ...shape })
}

function summary(
  name: string,
  sides: Record<'ours' | 'ceiling' | 'single', Side>,
  more: Partial<Measured>,
): Measured {
  const { ours, ceiling, single } = sides
  const perRequest = (seconds: number, side: Side) => round((seconds * 1000) / Math.max(1, side.answers), 3)
  const notes = [ours, ceiling, single].flatMap(({ firstError }) => (firstError ? [firstError] : []))
  return {
    name,
    ours: round(median(ours.rates), 1),
    ceiling: round(median(ceiling.rates), 1),
    // Of each pair of neighbouring rounds, then the median: slow minutes of the machine fall out.
    ratio: round(median(ours.rates.map((rate, index) => rate / (ceiling.rates[index] ?? rate))), 3),
    unit: 'requests/s',
    ...percentiles(ours.latencies),
    errors: ours.errors + ceiling.errors + single.errors,
    single: round(median(single.rates), 1),
    cpu: {
      ours: perRequest(ours.node, ours),
      oursDatabase: perRequest(ours.database, ours),
      ceiling: perRequest(ceiling.node, ceiling),
      ceilingDatabase: perRequest(ceiling.database, ceiling),
    },
    ...(notes.length > 0 && { notes }),
    ...more,
  }
}

export function percentiles(latencies: readonly number[]) {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 2)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
