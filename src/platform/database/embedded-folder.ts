import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { canUse, chooseAccount, type ServerAccount } from './embedded-account.ts'
import { systemFolder } from './embedded-binaries.ts'

/** Where the data really are, and the account that serves them. */
export type DataPlace = { readonly dataDir: string; readonly account: ServerAccount }

/** The finished cluster (PGDATA) inside a data directory: it gets this name only when initdb is through. */
export function clusterIn(dataDir: string): string {
  return join(dataDir, 'cluster')
}

/**
 * Makes or finds the data directory. When the server's account cannot enter the wished place (as root, beneath a
 * closed home), the data live in a system folder and the wished path becomes a symbolic link to it.
 */
export async function placeData(wished: string, say: (line: string) => void): Promise<DataPlace> {
  const path = resolve(wished)
  await refuseDanglingLink(path)
  await makeFolder(path)
  const dataDir = await realpath(path)
  const cluster = await stat(clusterIn(dataDir)).catch(() => undefined)
  const account = await chooseAccount(cluster)
  if (cluster && cluster.uid !== account.uid) throw foreignOwner(dataDir, cluster.uid, account)
  if (!account.switched) return { dataDir, account }
  if ((await stat(dataDir)).uid === 0) await chmod(dataDir, 0o755)
  if (await canUse(account, dataDir, 'enter')) return { dataDir, account }
  if (cluster) throw closedAncestor(dataDir, account)
  return { dataDir: await relocate(path, dataDir, say), account }
}

async function makeFolder(path: string): Promise<void> {
  const mode = process.getuid?.() === 0 ? 0o755 : 0o700
  await mkdir(dirname(path), { recursive: true })
  await mkdir(path, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  if (!(await stat(path)).isDirectory()) {
    throw new Error(`内置数据库：数据目录 ${path} 是一个文件。请移走该文件，或另设数据目录。`)
  }
}

async function refuseDanglingLink(path: string): Promise<void> {
  const link = await lstat(path).catch(() => undefined)
  if (!link?.isSymbolicLink()) return
  if (await stat(path).catch(() => undefined)) return
  throw new Error(
    `内置数据库：数据目录 ${path} 是一个链接，它指向的目录已不存在。请从备份恢复该目录；确实不要原有数据时，删除这个链接后再启动。`,
  )
}

async function relocate(path: string, dataDir: string, say: (line: string) => void): Promise<string> {
  const target = await freshFolder(join(await systemFolder(), `data-${shortHash(path)}`), say)
  try {
    // rmdir refuses a folder that holds anything: nothing is ever thrown away here.
    await rmdir(dataDir)
    await symlink(target, dataDir)
  } catch (cause) {
    await rmdir(target)
    // Another starter has just done the same: ownership of the data is settled later.
    if ((await lstat(dataDir)).isSymbolicLink()) return realpath(dataDir)
    throw new Error(
      `内置数据库：数据目录 ${dataDir} 里已有文件，数据库账户却进不了它。请改用空目录，或把它移到其他账户可以进入的位置（例如 /var/lib）。`,
      { cause },
    )
  }
  say(`数据库账户进不了 ${path}，数据改存于 ${target}（原路径是指向它的链接）。`)
  return target
}

async function freshFolder(name: string, say: (line: string) => void): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? name : `${name}-${number}`
    try {
      await mkdir(folder, { mode: 0o755 })
      await chmod(folder, 0o755)
      return folder
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      say(`${folder} 里是同一路径以前的数据，未动用。`)
    }
  }
}

function foreignOwner(dataDir: string, owner: number, account: ServerAccount): Error {
  return new Error(
    `内置数据库：${clusterIn(dataDir)} 属于账户 ${owner}，而数据库将以账户 ${account.uid} 运行，PostgreSQL 不允许。请用原来的账户启动，或执行 chown -R ${account.uid}:${account.gid} '${dataDir}' 后再启动。`,
  )
}

function closedAncestor(dataDir: string, account: ServerAccount): Error {
  return new Error(
    `内置数据库：数据目录 ${dataDir} 已有数据，但它的某一级上级目录不许账户 ${account.uid} 进入。请用 chmod o+x 放开上级目录，或把数据目录移到 /var/lib 等处并重设路径。`,
  )
}

/** Longest socket path (bytes, with the closing zero) that every supported system takes; macOS is the narrowest. */
const SOCKET_PATH_LIMIT = 104

/** Makes the private folder (0700, the server's account) of the server's socket: short, and the same for the same data directory. */
export async function makeSocketDir(dataDir: string, account: ServerAccount, port: number): Promise<string> {
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    // A comma separates folders in unix_socket_directories, a quotation mark would need quoting.
    if (/[,"\s]/.test(parent) || !(await canUse(account, parent, 'enter'))) continue
    for (let number = 1; number <= 9; number++) {
      const name = `opencqo-${shortHash(dataDir)}${number === 1 ? '' : `-${number}`}`
      const folder = join(parent, name)
      if (Buffer.byteLength(join(folder, `.s.PGSQL.${port}.lock`)) + 1 > SOCKET_PATH_LIMIT) break
      if (await ownPrivately(folder, account)) return folder
    }
  }
  throw new Error(
    `内置数据库：临时目录（${tmpdir()}、/tmp、/var/tmp）里都建不了数据库套接字所需的目录。请检查这些目录的写权限，或把 TMPDIR 设为一个路径较短的可写目录。`,
  )
}

async function ownPrivately(folder: string, account: ServerAccount): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 })
    if (account.switched) await chown(folder, account.uid, account.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
  }
  // Another account may have taken the name in the shared folder: then it is not ours to use.
  const found = await lstat(folder)
  return found.isDirectory() && found.uid === account.uid && (found.mode & 0o777) === 0o700
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
