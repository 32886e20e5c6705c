import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoadResult, LoadTask } from './load.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

export type Running = {
  pid: number
  port: number
  child: ChildProcess
  startedIn: number
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** Starts the real server and waits for its first 200; `startedIn` is how long that took, in ms. */
export async function startServer(
  dataDir: string,
  how: { npm?: boolean; nodeOptions?: string[] } = {},
): Promise<Running> {
  const port = await freePort()
  const env = { ...process.env, OPENCQO_DATA: dataDir, OPENCQO_PORT: String(port), OPENCQO_HOST: '127.0.0.1' }
  const [command, args] = how.npm
    ? ['npm', ['start', '--silent']]
    : [process.execPath, [...(how.nodeOptions ?? []), 'src/apps/cli.ts', 'serve']]
  const begun = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const startedIn = performance.now() - begun
  const stop = async () => {
    const ended = once(child, 'exit')
    process.kill(-(child.pid as number), 'SIGTERM')
    await ended
  }
  return { pid: child.pid as number, port, child, startedIn, stop }
}

/** Starts the bare server on a task file. */
export async function startCeiling(taskFile: string): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, [join(root, 'bench/ceiling.ts'), taskFile], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill()
    await ended
  }
  const startedIn = performance.now() - begun
  return { pid: child.pid as number, port: Number(line.toString()), child, startedIn, stop }
}

export type Loader = { run(task: LoadTask): Promise<LoadResult>; stop(): void }

export function startLoader(): Loader {
  const child = fork(join(root, 'bench/load.ts'))
  return {
    async run(task) {
      child.send(task)
      const [result] = (await once(child, 'message')) as [LoadResult | { failed: string }]
      if ('failed' in result) throw new Error(result.failed)
      return result
    },
    stop: () => void child.kill(),
  }
}

/** Seconds of processor time that a process has used. */
export async function cpuOf(pid: number): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100
}

/** Processor time by process of the embedded PostgreSQL that serves a data folder. */
export async function cpuOfPostgres(dataDir: string): Promise<Map<number, number>> {
  const cluster = join(await realpath(join(dataDir, 'postgres')), 'cluster')
  const used = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (folder === cluster) used.set(Number(name), await cpuOf(Number(name)))
  }
  return used
}

export function usedSince(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const [pid, used] of after) sum += used - (before.get(pid) ?? 0)
  return sum
}

/** Resident memory of a process in MB: all, of its own, of files mapped. */
export async function memoryOf(pid: number): Promise<{ rss: number; own: number; files: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { rss: of('VmRSS'), own: of('RssAnon'), files: of('RssFile') }
}
