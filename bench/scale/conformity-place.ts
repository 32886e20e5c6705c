import type pg from 'pg'

/** Records of one enterprise, in the proportions of a factory with many instruments: 50,000 in all at `scale` 1. */
const RECORDS = {
  instrument_uses: 20_000,
  instrument_certificates: 8000,
  instruments: 4000,
  batches: 6000,
  cost_lines: 5000,
  incidents: 3000,
  actions: 3000,
  risks: 1000,
} as const
type Table = keyof typeof RECORDS

/** What the columns that are not of every ledger get; `i` is the number of the row. */
const own: Readonly<Record<Table, readonly (readonly [column: string, value: string])[]>> = {
  instrument_uses: [
    ['instrument', 'gen_random_uuid()'],
    ['used_on', DAY()],
    ['batch_no', `'B' || i`],
    ['characteristic', `'外径'`],
    ['fitness', `'ready'`],
  ],
  instrument_certificates: [
    ['instrument', 'gen_random_uuid()'],
    ['certified_on', DAY()],
    ['certificate_no', `'Z' || i`],
    ['conclusion', `'pass'`],
    ['origin', `'verb'`],
  ],
  instruments: [
    ['instrument_no', `'JL' || i`],
    ['name', `'卡尺'`],
    ['basis', `'certified'`],
    ['due_on', DAY()],
  ],
  batches: [
    ['batch_no', `'B' || i`],
    ['product', 'gen_random_uuid()'],
    ['produced_on', DAY()],
    ['status', `'released'`],
  ],
  cost_lines: [
    ['month', `to_char(${DAY()}, 'YYYY-MM')`],
    ['account', 'gen_random_uuid()'],
    ['class', `'P'`],
    ['amount', '100'],
    ['voucher_no', `'V' || i`],
  ],
  incidents: [
    ['number', `'SJ-' || i`],
    ['title', `'示例'`],
    ['kind', `'hidden-danger'`],
    ['grade', `'general'`],
    ['stage', `'closed'`],
    ['what', `'示例'`],
    ['first_known_at', `(${DAY()})::timestamptz`],
    ['first_known_on', DAY()],
    ['reported_at', 'now()'],
    ['reported_by_name', `'示例'`],
    ['closed_on', DAY()],
  ],
  actions: [
    ['source_kind', `'incident'`],
    ['source_id', 'gen_random_uuid()'],
    ['source_number', `'SJ-' || i`],
    ['source_path', `'incidents'`],
    ['kind', `'task'`],
    ['what', `'示例'`],
    ['due_on', DAY()],
    ['created_at', 'now()'],
  ],
  risks: [
    ['risk_no', `'FX-' || i`],
    ['point', `'示例' || i`],
    ['level', `'general'`],
    ['scheme_version', '1'],
    ['identified_on', DAY()],
  ],
}

/** A day within the last three years, another for each row. */
function DAY(): string {
  return 'current_date - (i * 7) % 1095'
}

/** Fills the workbench of one enterprise past keys and checks: only how many there are is asked. Answers how many. */
export async function fillWorkbench(
  owner: pg.ClientBase,
  enterpriseId: string,
  scale: number,
): Promise<number> {
  let all = 0
  await owner.query('set session_replication_role = replica')
  for (const [table, records] of Object.entries(RECORDS) as [Table, number][]) {
    const { rows } = await owner.query<{ name: string }>(
      `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [table],
    )
    for (const { name } of rows) await owner.query(`alter table ${table} drop constraint "${name}"`)
    const columns = own[table]
    const count = Math.round(records * scale)
    all += count
    await owner.query(
      `insert into ${table} (enterprise_id, id, search, changed_at, ${columns.map(([column]) => column).join(', ')})
       select $1, gen_random_uuid(), '', now(), ${columns.map(([, value]) => value).join(', ')} from generate_series(1, $2::int) i`,
      [enterpriseId, count],
    )
  }
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze')
  return all
}
