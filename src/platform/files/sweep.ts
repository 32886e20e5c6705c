import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const DAY_MS = 86_400_000
const BITE = 1000

/**
 * Takes away the files of a folder that are older than a day and that `named` does not name: left by a deed that failed
 * after its bytes were on disk. A file of today may belong to a deed that has not committed yet.
 * @param named of up to a thousand names, those that must stay
 */
export async function sweepFolder(
  folder: string,
  now: Date,
  named: (names: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const old = await oldFiles(folder, now)
  for (let from = 0; from < old.length; from += BITE) {
    const bite = old.slice(from, from + BITE)
    const kept = await named(bite)
    for (const name of bite) {
      if (!kept.has(name)) await rm(join(folder, name), { force: true })
    }
  }
}

/** Names of the plain files of a folder that are older than a day. */
export async function oldFiles(folder: string, now: Date): Promise<string[]> {
  const old: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    // An upload that is just being finished may be gone by now.
    const found = await stat(join(folder, entry.name)).catch(() => undefined)
    if (found && found.mtimeMs < now.getTime() - DAY_MS) old.push(entry.name)
  }
  return old
}
