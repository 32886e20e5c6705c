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
 * that a living process owns. A server that ends unasked is started again. Left running when this process is killed; the next start takes care of that.
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
    const server = new Keeper(site, { ...DEFAULTS, ...settings, ...fixedSettings(socketDir) }, socketDir)
    await server.start()
    const stop = stopOnce(server, socketDir, release)
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

/** Starts that fail one after the other before it is left to a person. */
const MOST_STARTS = 5
/** A server that ran this long before it ended is started again as if for the first time. */
const STEADY_MS = 60_000

/** Keeps the server running: one that ends unasked is recovered and started again. */
class Keeper {
  readonly #site: Site
  readonly #settings: Record<string, string>
  readonly #socketDir: string
  #stopping = false
  #reviving: Promise<void> = Promise.resolve()

  constructor(site: Site, settings: Record<string, string>, socketDir: string) {
    this.#site = site
    this.#settings = settings
    this.#socketDir = socketDir
  }

  async start(starts = 1): Promise<void> {
    const begun = Date.now()
    await removeSocket(this.#socketDir)
    await launch(this.#site, this.#settings, () => {
      if (this.#stopping) return
      this.#reviving = this.#revive(Date.now() - begun > STEADY_MS ? 1 : starts + 1)
    })
  }

  async #revive(starts: number): Promise<void> {
    const { say } = this.#site
    if (starts > MOST_STARTS)
      return say('数据库一再意外停止，不再自动启动。请查看数据目录 log 里的日志，处理后重新启动本程序。')
    say('数据库意外停止，正在恢复数据并重新启动。')
    try {
      await settleLeftovers(this.#site)
      if (!this.#stopping) await this.start(starts)
    } catch (error) {
      say((error as Error).message)
      await sleep(1000)
      if (!this.#stopping) await this.#revive(starts + 1)
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#reviving
    await stopCluster(this.#site)
  }
}

function stopOnce(server: Keeper, socketDir: string, release: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await server.stop()
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
