import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Who owns a data directory: the pid and what tells this process from a later one with the same pid. */
type Owner = { readonly pid: number; readonly birth: string }

/** Gives the data directory free again; harmless when it is not ours any more. */
export type Release = () => Promise<void>

const FILE = 'owner.lock'

/**
 * Takes the data directory for this process. What a dead process left is taken over; a living owner is never robbed.
 * @throws Error with a Chinese message that names the living owner's pid
 */
export async function takeOwnership(dataDir: string): Promise<Release> {
  const path = join(dataDir, FILE)
  const mine = JSON.stringify({
    pid: process.pid,
    birth: (await birthOf(process.pid)) ?? '',
    key: randomUUID(),
  })
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, mine, { flag: 'wx', mode: 0o644 })
  try {
    // link() fails when the name is taken and shows the file only with its whole content.
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await linked(draft, path)) return () => releaseIfMine(path, mine)
      const found = await readFile(path, 'utf8').catch(() => undefined)
      if (found === undefined) continue
      const owner = parseOwner(found)
      if (owner && (await isAlive(owner))) throw occupied(dataDir, owner.pid)
      await removeStale(path, found)
    }
    throw occupied(dataDir, undefined)
  } finally {
    await rm(draft, { force: true })
  }
}

function occupied(dataDir: string, pid: number | undefined): Error {
  const who = pid === undefined ? '其他进程' : `进程 ${pid}`
  return new Error(
    `内置数据库：数据目录 ${dataDir} 正被${who} 使用，不能同时启动第二个。请先停止该进程再启动，或为本次启动另设数据目录。`,
  )
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves a stale lock aside; if another starter was quicker and this is its fresh lock, puts it back. */
async function removeStale(path: string, judged: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  if ((await readFile(aside, 'utf8')) !== judged) await linked(aside, path)
  await rm(aside, { force: true })
}

async function releaseIfMine(path: string, mine: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => undefined)
  if (found === mine) await rm(path, { force: true })
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, birth } = JSON.parse(text) as Partial<Owner>
    if (typeof pid === 'number' && typeof birth === 'string') return { pid, birth }
  } catch {
    // An unreadable lock has no owner.
  }
  return undefined
}

async function isAlive(owner: Owner): Promise<boolean> {
  return pidExists(owner.pid) && (await birthOf(owner.pid)) === owner.birth
}

/** Whether a process with this pid exists, whoever owns it. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A text that differs between two processes that had the same pid, also across a restart of the machine; undefined when there is no such living process. */
async function birthOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const line = await readFile(`/proc/${pid}/stat`, 'utf8')
      // proc(5): the name in brackets may hold spaces; after it come the state and, 19 fields on, the start in ticks since boot.
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
      return `${boot.trim()}/${fields[19]}`
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)])
    return stdout.trim() || undefined
  } catch {
    return undefined
  }
}
