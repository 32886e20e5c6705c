import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './embedded-binaries.ts'
import { ensureCluster, launch, type Site, settleLeftovers, stopCluster } from './embedded-cluster.ts'
import { makeSocketDir, placeData } from './embedded-folder.ts'
import { takeOwnership } from './embedded-lock.ts'

/** A running PostgreSQL of our own. Connect with `host: socketDir, port, user: superuser`: no TCP, no password; the folder lets in this account and root only. */
export type EmbeddedPostgres = {
  readonly socketDir: string
  /** Only names the socket file; nothing listens on the network. */
  readonly port: number
  readonly superuser: string
  /** Where the data really are: differs from the wished place when the server's account cannot enter that. */
  readonly dataDir: string
  /** Ends connections, stops the server in order and frees the data directory. Safe to call again. */
  stop(): Promise<void>
}

/** `dataDir` belongs to the database alone. `say` gets lines for the console. `settings` are postgresql.conf parameters, over the defaults. */
export type EmbeddedPostgresOptions = {
  dataDir: string
  say?: (line: string) => void
  settings?: Record<string, string>
}

const PORT = 5432
const SUPERUSER = 'opencqo_owner'

const DEFAULTS: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '60',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // One file for each day of the week, overwritten a week later.
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
}

/**
 * Starts PostgreSQL on a data directory: makes the cluster at first, clears up after a crash, and refuses a directory
 * that a living process owns. Left running when this process is killed; the next start takes care of that.
 * @throws Error with a Chinese message: where, why, what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  refuseWindows()
  const settings = checkedSettings(options.settings ?? {})
  try {
    return await startAt(options.dataDir, settings, options.say ?? (() => {}))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(
      `内置数据库：无法使用数据目录 ${options.dataDir}（${message}）。请检查该目录的所有者、权限和磁盘空间，或另设数据目录。`,
      { cause: error },
    )
  }
}

async function startAt(
  wished: string,
  settings: Record<string, string>,
  say: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const { dataDir, account, release } = await claim(wished, say)
  try {
    const site: Site = { dataDir, account, binaries: await findBinaries(account, say), say }
    await settleLeftovers(site)
    await ensureCluster(site, SUPERUSER, settings.fsync !== 'off')
    const socketDir = await makeSocketDir(dataDir, account, PORT)
    await removeSocket(socketDir)
    await launch(site, { ...DEFAULTS, ...settings, ...fixedSettings(socketDir) })
    const stop = stopOnce(site, socketDir, release)
    return { socketDir, port: PORT, superuser: SUPERUSER, dataDir, stop }
  } catch (error) {
    await release()
    throw error
  }
}

async function claim(wished: string, say: (line: string) => void) {
  for (let attempt = 1; ; attempt++) {
    try {
      const place = await placeData(wished, say)
      return { ...place, release: await takeOwnership(place.dataDir) }
    } catch (error) {
      // Another starter is just replacing the folder by a link to where the data are to live.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 5) throw error
      await sleep(50)
    }
  }
}

function stopOnce(site: Site, socketDir: string, release: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await stopCluster(site)
    await rm(socketDir, { recursive: true, force: true })
    await release()
  }
  return () => {
    stopping ??= stop()
    return stopping
  }
}

/** What no caller may change: reachable through the private socket only, and a log that outlives this process. */
function fixedSettings(socketDir: string): Record<string, string> {
  return {
    logging_collector: 'on',
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
  }
}

/** The data directory is ours and nothing serves it, so a socket that lies there is a dead one. */
async function removeSocket(socketDir: string): Promise<void> {
  await rm(join(socketDir, `.s.PGSQL.${PORT}`), { force: true })
  await rm(join(socketDir, `.s.PGSQL.${PORT}.lock`), { force: true })
}

function checkedSettings(settings: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(settings)) {
    if (/^[a-z_]+(\.[a-z_]+)?$/.test(name) && !value.includes('\0')) continue
    throw new Error(
      `内置数据库：参数名 ${JSON.stringify(name)} 不合规。请使用 postgresql.conf 的小写参数名。`,
    )
  }
  return settings
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return
  throw new Error(
    '内置数据库：不支持直接在 Windows 上运行。请在 WSL 中运行本程序，或设置 DATABASE_URL 使用已有的 PostgreSQL 15 及以上版本。',
  )
}
