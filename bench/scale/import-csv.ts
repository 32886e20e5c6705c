import { join } from 'node:path'
import type pg from 'pg'
import { undoImport } from '#registry/enterprises/contract.ts'
import { writeList } from '../generator/enterprises.ts'
import { type Measured, median, round } from '../measure.ts'
import { cpuOfPostgres, usedSince } from '../processes.ts'
import { cityGrounds, type ImportPlace, importList, openImportPlace, until } from './import-place.ts'
import { watchMemory } from './memory.ts'

const COPIES = 3

/**
 * A CSV list over HTTP, from the first byte sent to the last row in the directory, against COPY of the rows that came of it
 * into a table with the same columns and the same indexes, without checks, keys, triggers and row-level security.
 */
export async function measureImportCsv(dataDir: string, rows: number): Promise<Measured> {
  const place = await openImportPlace(dataDir)
  try {
    const path = join(dataDir, 'list.csv')
    const bytes = await writeList(path, cityGrounds(), rows)
    const memory = watchMemory(place.server.pid)
    const before = await cpuOfPostgres(dataDir)
    const done = await importList(place, path)
    const database = usedSince(before, await cpuOfPostgres(dataDir))
    const most = await memory.stop()
    const copies = await copyBare(place.owner)
    const added = done.run.added
    const undone = await measureUndo(place, done.run.id, done.run.version)
    const ours = added / done.all
    const ceiling = added / median(copies)
    return {
      name: 'import.csv',
      ours: round(ours, 0),
      ceiling: round(ceiling, 0),
      ratio: round(ours / ceiling, 3),
      unit: 'rows/s',
      p50: null,
      p95: null,
      p99: null,
      errors: most.server < 400 ? 0 : 1,
      limit: 0.35,
      notes: [
        `${rows} lines, ${round(bytes / 1e6, 0)} MB; ${added} added, ${done.run.rejected} rejected`,
        `upload ${round(done.upload, 1)} s, dry run ${round(done.check, 1)} s, writing ${round(done.apply, 1)} s; bare COPY ${copies.map((s) => round(s, 1)).join(', ')} s`,
        `memory at most: server ${Math.round(most.server)} MB, reading process ${Math.round(most.helpers)} MB, both ${Math.round(most.both)} MB`,
        `processor time of PostgreSQL ${round(database, 1)} s; undo ${round(undone, 1)} s`,
      ],
    }
  } finally {
    await place.close()
  }
}

/** Seconds of each COPY of the directory's rows into a bare table. */
async function copyBare(owner: pg.ClientBase): Promise<number[]> {
  const one = async (text: string) => Object.values((await owner.query(text)).rows[0] ?? {})[0] as string
  const file = `${await one('show data_directory')}/bench-copy.txt`
  const columns = await one(`select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    where attrelid = 'enterprises'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)
  await owner.query('create table bare (like enterprises including defaults including generated)')
  const { rows } = await owner.query<{ as: string }>(
    `select pg_get_indexdef(indexrelid) as as from pg_index where indrelid = 'enterprises'::regclass`,
  )
  for (const [index, { as }] of rows.entries()) {
    await owner.query(as.replace(/INDEX \S+ ON public\.enterprises/, `INDEX bare_${index} ON public.bare`))
  }
  await owner.query(`copy (select ${columns} from enterprises order by id) to '${file}'`)
  const times: number[] = []
  for (let number = 0; number < COPIES; number++) {
    await owner.query('truncate bare')
    await owner.query('checkpoint')
    const begun = performance.now()
    await owner.query(`copy bare (${columns}) from '${file}'`)
    times.push((performance.now() - begun) / 1000)
  }
  await owner.query('drop table bare')
  return times
}

async function measureUndo(place: ImportPlace, importId: string, version: number): Promise<number> {
  const begun = performance.now()
  await place.client.call(undoImport, { unitId: place.unitId, importId, version })
  await until(place, importId, 'undone')
  return (performance.now() - begun) / 1000
}
