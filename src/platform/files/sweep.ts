import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const DAY_MS = 86_400_000

/**
 * Takes away the files of a folder that are older than a day and that `named` does not name: left by a deed that failed
 * after its bytes were on disk. A file of today may belong to a deed that has not committed yet.
 */
export async function sweepFolder(
  folder: string,
  now: Date,
  named: (names: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const old: string[] = []
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs < now.getTime() - DAY_MS) old.push(name)
  }
  if (old.length === 0) return
  const kept = await named(old)
  for (const name of old) {
    if (!kept.has(name)) await rm(join(folder, name), { force: true })
  }
}
