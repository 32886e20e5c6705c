import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type pg from 'pg'

/** Any number that no other program on the same server takes for its advisory locks. */
const LOCK = 7_031_001

/** An index that follows from a declaration, not from a migration. */
export type Index = { readonly name: string; readonly sql: string }

/**
 * Applies the `.sql` files of all `dirs` in the order of their names, each once and each in a transaction; then makes what `indexes` are
 * not there.
 * @throws Error when an applied file has been changed since: migrations are forward only
 */
export async function migrate(
  client: pg.Client,
  dirs: readonly string[],
  indexes: readonly Index[] = [],
): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, digest text not null, applied_at timestamptz not null default now())`,
    )
    const done = new Map<string, string>()
    for (const row of (await client.query('select name, digest from schema_migrations')).rows) {
      done.set(row.name, row.digest)
    }
    const applied: string[] = []
    for (const file of await listMigrations(dirs)) {
      const sql = await readFile(file, 'utf8')
      const digest = createHash('sha256').update(sql).digest('hex')
      const name = basename(file)
      const known = done.get(name)
      if (known === digest) continue
      if (known) throw new Error(`数据库升级：${name} 在执行之后被改动过。请恢复原文件，另写新的升级文件。`)
      await apply(client, name, digest, sql)
      applied.push(name)
    }
    await makeMissing(client, indexes)
    return applied
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

/** Asked for by name first: `if not exists` would wait for whoever writes. */
async function makeMissing(client: pg.Client, indexes: readonly Index[]) {
  const { rows } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is null',
    [indexes.map(({ name }) => name)],
  )
  const missing = new Set(rows.map(({ name }) => name))
  for (const { name, sql } of indexes) if (missing.has(name)) await client.query(sql)
}

async function apply(client: pg.Client, name: string, digest: string, sql: string) {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into schema_migrations (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`数据库升级：${name} 没有执行成功（${(cause as Error).message}）。数据没有变动。`, {
      cause,
    })
  }
}

async function listMigrations(dirs: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const dir of dirs) {
    for (const name of await readdir(dir)) if (name.endsWith('.sql')) files.push(join(dir, name))
  }
  return files.sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
}
