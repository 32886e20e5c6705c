import { lstat, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { BenchCase } from './cases.ts'
import { requestOf } from './cases.ts'
import { type Measured, median, percentiles, round } from './measure.ts'
import { type Loader, memoryOf, type Running, root, startServer } from './processes.ts'

/** 附件1 with photo as PDF, over one connection. */
export async function measurePdf(
  loader: Loader,
  server: Running,
  reading: BenchCase,
  seconds: number,
): Promise<Measured> {
  const requests = reading.targets.map((target) => {
    const request = requestOf(reading, target)
    return { ...request, path: `${request.path}/form.pdf` }
  })
  const task = { port: server.port, connections: 1, once: false, requests }
  await loader.run({ ...task, seconds: 1 })
  const result = await loader.run({ ...task, seconds })
  const spread = percentiles(result.latencies)
  return {
    name: 'filing-form.pdf',
    ours: spread.p50,
    ceiling: null,
    ratio: null,
    unit: 'ms',
    ...spread,
    errors: result.errors,
    limit: 30,
    notes: [
      `${round(result.bytes / result.answers / 1000, 1)} KB on average`,
      ...(result.firstError ? [result.firstError] : []),
    ],
  }
}

export async function measureMemory(server: Running): Promise<Measured> {
  const { rss, own, files } = await memoryOf(server.pid)
  return {
    ...figure('server.rss', rss, 'MB', 250),
    notes: [`${Math.round(own)} MB own, ${Math.round(files)} MB of mapped files`],
  }
}

/** `npm start` on the existing folder, until the first 200. */
export async function measureRestart(dataDir: string): Promise<Measured> {
  const times: number[] = []
  for (let number = 0; number < 5; number++) {
    const server = await startServer(dataDir, { npm: true })
    times.push(server.startedIn / 1000)
    await server.stop()
  }
  return {
    ...figure('server.restart', round(median(times), 2), 's', 3),
    notes: [times.map((time) => time.toFixed(2)).join(', ')],
  }
}

export async function measureInstall(): Promise<Measured> {
  const folder = join(root, 'node_modules')
  const sizes = new Map<string, number>()
  const seen = new Set<number>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(relative(folder, path))?.[0] ?? ''
    const { ino, blocks } = await lstat(path)
    // One file under two names takes its room once.
    if (!seen.has(ino)) sizes.set(name, (sizes.get(name) ?? 0) + blocks / 2048)
    seen.add(ino)
  }
  const sorted = [...sizes].sort((a, b) => b[1] - a[1])
  const total = sorted.reduce((sum, [, mb]) => sum + mb, 0)
  return {
    ...figure('install.size', total, 'MB'),
    notes: [
      sorted
        .slice(0, 12)
        .map(([name, mb]) => `${name} ${Math.round(mb)}`)
        .join(', '),
    ],
  }
}

function figure(name: string, value: number, unit: string, limit?: number): Measured {
  return {
    name,
    ours: round(value, 2),
    ceiling: null,
    ratio: null,
    unit,
    p50: null,
    p95: null,
    p99: null,
    errors: 0,
    ...(limit && { limit }),
  }
}
