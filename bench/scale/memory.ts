import { readdir, readFile } from 'node:fs/promises'

/** Resident memory in MB of a process, and of all the processes that it has started (PostgreSQL apart). */
export async function residentOf(pid: number): Promise<{ server: number; helpers: number }> {
  let helpers = 0
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    if (new RegExp(`^PPid:\\s+${pid}$`, 'm').test(status) && /^Name:\s+(node|MainThread)/m.test(status)) {
      helpers += rssOf(status)
    }
  }
  return { server: rssOf(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')), helpers }
}

const rssOf = (status: string) => Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024

/** Watches until `stop`: the most that was seen of the server, of its helpers, and of both at once. */
export function watchMemory(pid: number) {
  const most = { server: 0, helpers: 0, both: 0 }
  const look = async () => {
    const { server, helpers } = await residentOf(pid)
    most.server = Math.max(most.server, server)
    most.helpers = Math.max(most.helpers, helpers)
    most.both = Math.max(most.both, server + helpers)
  }
  const timer = setInterval(() => void look(), 300)
  return {
    async stop() {
      clearInterval(timer)
      await look()
      return most
    },
  }
}
