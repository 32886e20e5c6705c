import pg from 'pg'

const BATCH = 5000

/** Rows by column name; bytes as `\x…`, times as ISO text. Columns that are left out take their defaults. */
export async function insertRows(
  owner: pg.ClientBase,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).map(pg.escapeIdentifier).join(', ')
  for (let from = 0; from < rows.length; from += BATCH) {
    await owner.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.slice(from, from + BATCH))],
    )
  }
}

export const bytes = (buffer: Uint8Array) => `\\x${Buffer.from(buffer).toString('hex')}`
