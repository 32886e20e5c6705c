import type { Measured } from './measure.ts'

/** The table, and what each miss is made of. */
export function printTable(measured: readonly Measured[]): void {
  const rows = measured.map((each) => ({
    name: each.name,
    ours: `${each.ours} ${each.unit}`,
    ceiling: each.ceiling ?? '',
    ratio: each.ratio ?? '',
    limit: each.limit ?? '',
    reached: isReached(each) === undefined ? '' : isReached(each) ? 'yes' : 'NO',
    single: each.single ?? '',
    p50: each.p50 ?? '',
    p95: each.p95 ?? '',
    p99: each.p99 ?? '',
    errors: each.errors,
    trips: each.trips ?? '',
    statements: each.statements ?? '',
  }))
  console.table(rows)
  for (const { name, cpu, notes } of measured) {
    if (cpu) {
      console.log(
        `${name}: processor ms a request: ours ${cpu.ours} + database ${cpu.oursDatabase}; ceiling ${cpu.ceiling} + database ${cpu.ceilingDatabase}`,
      )
    }
    for (const note of notes ?? []) console.log(`${name}: ${note}`)
  }
}

export function isReached({ ratio, limit, ours, errors }: Measured): boolean | undefined {
  if (limit === undefined) return undefined
  return errors === 0 && (ratio === null ? ours <= limit : ratio >= limit)
}
