import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Finished, runAs, type ServerAccount, spawnOptions } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import { clusterIn } from './embedded-folder.ts'
import { pidExists } from './embedded-lock.ts'

/** One data directory with the programs and the account that serve it. */
export type Site = {
  readonly dataDir: string
  readonly account: ServerAccount
  readonly binaries: Binaries
  readonly say: (line: string) => void
}

const UNFINISHED = 'cluster.making-'

/**
 * Makes the cluster when there is none. initdb works under another name and the finished folder is renamed, so
 * `cluster` is always complete; what an interrupted initdb left is removed, a `cluster` never.
 */
export async function ensureCluster(site: Site, superuser: string, durable: boolean): Promise<void> {
  const cluster = clusterIn(site.dataDir)
  for (const name of await readdir(site.dataDir)) {
    if (name.startsWith(UNFINISHED)) await removeUnfinished(join(site.dataDir, name))
  }
  if (await stat(cluster).catch(() => undefined)) return refuseOtherMajor(site, cluster)
  const making = join(site.dataDir, `${UNFINISHED}${randomUUID()}`)
  await mkdir(making, { mode: 0o700 })
  if (site.account.switched) await chown(making, site.account.uid, site.account.gid)
  await initialise(site, making, superuser, durable)
  await rename(making, cluster)
  const folder = await open(site.dataDir)
  await folder.sync().finally(() => folder.close())
}

async function removeUnfinished(path: string): Promise<void> {
  for (const pid of await processesIn(path)) signal(pid, 'SIGKILL')
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

async function refuseOtherMajor(site: Site, cluster: string): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() === String(site.binaries.major)) return
  throw new Error(
    `内置数据库：${cluster} 的数据格式是 PostgreSQL ${version.trim() || '（未知）'}，本程序自带的是 ${site.binaries.major}。请用原版本的程序导出数据后再导入，或恢复完整的备份；原数据未动。`,
  )
}

/** Same order of text everywhere (by code point); the second line is for systems that do not know C.UTF-8. */
const LOCALES = [['--locale=C.UTF-8'], ['--lc-collate=C', '--lc-ctype=en_US.UTF-8']]

async function initialise(site: Site, pgdata: string, superuser: string, durable: boolean): Promise<void> {
  const fixed = [`--pgdata=${pgdata}`, `--username=${superuser}`, '--encoding=UTF8', '--auth=trust']
  if (!durable) fixed.push('--no-sync')
  let last: Finished = { code: -1, output: '' }
  for (const locale of LOCALES) {
    const args = [...fixed, ...locale, '--no-instructions']
    last = await runAs(site.account, join(site.binaries.folder, 'bin', 'initdb'), args)
    if (last.code === 0) return
    if (!last.output.includes('invalid locale')) break
  }
  await rm(pgdata, { recursive: true, force: true })
  if (last.output.includes('could not look up effective user ID')) {
    throw new Error(
      `内置数据库：系统里没有编号为 ${site.account.uid} 的账户，PostgreSQL 因此不肯建库。请用 /etc/passwd 中存在的账户启动，或设置 DATABASE_URL。`,
    )
  }
  throw new Error(
    `内置数据库：建库（initdb）失败：${last.output.trim()}。请检查 ${site.dataDir} 的空间与权限后重试。`,
  )
}

/** Brings what an earlier, killed run left on the cluster to a clean end, so that a start finds it free. */
export async function settleLeftovers(site: Site): Promise<void> {
  const cluster = clusterIn(site.dataDir)
  if (!(await stat(cluster).catch(() => undefined))) return
  const postmaster = await livingPostmaster(cluster)
  if (postmaster !== undefined) {
    site.say(`上次运行留下的数据库进程（${postmaster}）还在，先让它正常停止。`)
    await stopCluster(site)
  }
  // Server processes outlive a killed postmaster until they notice; PostgreSQL will not start beside them.
  for (const [name, wait] of PATIENCE) {
    const left = await goneWithin(cluster, wait)
    if (left.length === 0) break
    for (const pid of left) signal(pid, name)
  }
  // After a crash the recorded pid may by now belong to something else, which PostgreSQL takes for a living server.
  const recorded = await recordedPostmaster(cluster)
  if (recorded !== undefined && pidExists(recorded) && (await processesIn(cluster)).length === 0) {
    await rm(join(cluster, 'postmaster.pid'), { force: true })
  }
}

const PATIENCE = [
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
  ['SIGKILL', 5000],
] as const

async function goneWithin(cluster: string, milliseconds: number): Promise<number[]> {
  const until = Date.now() + milliseconds
  for (;;) {
    const left = await processesIn(cluster)
    if (left.length === 0 || Date.now() > until) return left
    await sleep(50)
  }
}

/** Stops whatever server the cluster has and waits for its end: in order, and if a minute does not do, at once (recovered at the next start). */
export async function stopCluster(site: Site): Promise<void> {
  const cluster = clusterIn(site.dataDir)
  for (const mode of ['fast', 'immediate']) {
    // pg_ctl signals the recorded pid unseen: never let it when that is not our server any more.
    if ((await livingPostmaster(cluster)) === undefined) return
    const args = ['stop', `--pgdata=${cluster}`, `--mode=${mode}`, '--wait', '--timeout=60', '--silent']
    await runAs(site.account, join(site.binaries.folder, 'bin', 'pg_ctl'), args)
  }
}

/**
 * Starts the server and resolves when it accepts connections, however long recovery takes. Rejects with its own words when
 * it ends instead. `onEnd` is told when it ends later, whoever ended it.
 */
export async function launch(site: Site, settings: Record<string, string>, onEnd: () => void): Promise<void> {
  const logDir = await makeLogDir(site)
  const args = ['-D', clusterIn(site.dataDir)]
  for (const [name, value] of Object.entries({ ...settings, log_directory: logDir })) {
    args.push('-c', `${name}=${value}`)
  }
  const child = spawn(join(site.binaries.folder, 'bin', 'postgres'), args, {
    ...spawnOptions(site.account),
    // Ctrl-C at the terminal must reach us alone, so that we stop before the database does.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilReady(site, child)
  // From here on the server writes to its log files.
  child.stderr.destroy()
  child.unref()
  if (child.exitCode !== null || child.signalCode !== null) onEnd()
  else child.once('exit', onEnd)
}

async function makeLogDir(site: Site): Promise<string> {
  const logDir = join(site.dataDir, 'log')
  try {
    await mkdir(logDir, { mode: 0o700 })
    if (site.account.switched) await chown(logDir, site.account.uid, site.account.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return logDir
}

async function untilReady(site: Site, child: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  let words = ''
  let ended = false
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-4000)
  })
  child.on('error', (error) => {
    words += error.message
    ended = true
  })
  child.on('close', () => {
    ended = true
  })
  const patience = setTimeout(() => site.say('数据库正在恢复上次未正常结束的数据，请稍候。'), 5000)
  try {
    while (child.pid === undefined || (await readyPid(clusterIn(site.dataDir))) !== child.pid) {
      if (ended) throw startFailed(site, words)
      await sleep(20)
    }
  } finally {
    clearTimeout(patience)
  }
}

function startFailed(site: Site, words: string): Error {
  return new Error(
    `内置数据库：启动失败：${words.trim() || '没有说明原因'}。请查看 ${join(site.dataDir, 'log')} 里的日志，按其中的原因处理后重试；数据未动。`,
  )
}

/** Pid of the server that says of itself, in line 8 of postmaster.pid, that it accepts connections. */
async function readyPid(cluster: string): Promise<number | undefined> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return lines[7]?.trim() === 'ready' ? Number(lines[0]) : undefined
}

async function recordedPostmaster(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return pid > 1 ? pid : undefined
}

async function livingPostmaster(cluster: string): Promise<number | undefined> {
  const pid = await recordedPostmaster(cluster)
  return pid !== undefined && (await processesIn(cluster)).includes(pid) ? pid : undefined
}

/** Server processes at work in the cluster: all of them have it as their current folder. Where there is no /proc, only the postmaster. */
async function processesIn(cluster: string): Promise<number[]> {
  const place = await realpath(cluster).catch(() => cluster)
  if (process.platform !== 'linux') return postmasterByArguments(cluster)
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (folder !== place) continue
    const program = await readlink(`/proc/${name}/exe`).catch(() => '')
    if (/\/postgres( \(deleted\))?$/.test(program)) found.push(Number(name))
  }
  return found
}

async function postmasterByArguments(cluster: string): Promise<number[]> {
  const pid = await recordedPostmaster(cluster)
  if (pid === undefined) return []
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
    return stdout.includes(`postgres -D ${cluster} `) ? [pid] : []
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself meanwhile.
  }
}
