import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** The server in a process of its own, as it can be killed. */
export type OtherServer = {
  readonly pid: number
  readonly baseUrl: string
  /** What it said on the console so far. */
  readonly said: () => string
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const script = `
  const { install } = await import(process.env.OPENCQO_TEST_INSTALL)
  const { buildServer } = await import(process.env.OPENCQO_TEST_SERVER)
  const { capabilities } = await import(process.env.OPENCQO_TEST_CAPABILITIES)
  const { pino } = await import('pino')
  const log = pino({ level: 'silent' })
  const say = (line) => console.log(line)
  try {
    const installed = await install({ dataDir: process.env.OPENCQO_DATA, databaseUrl: undefined, log, say })
    const server = await buildServer({ installation: installed.installation, capabilities, log, version: 'test' })
    console.log('listening ' + await server.listen({ host: '127.0.0.1', port: 0 }))
    process.on('SIGTERM', async () => {
      await server.close()
      await installed.close()
      process.exit(0)
    })
  } catch (error) {
    console.log(error.message)
    process.exit(1)
  }`

/** Starts all of the server but the web pages on a data folder. @throws Error with what it said, when it does not start */
export async function startOtherServer(dataDir: string): Promise<OtherServer> {
  const place = (path: string) => new URL(path, import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      OPENCQO_DATA: dataDir,
      OPENCQO_TEST_INSTALL: place('../apps/install.ts'),
      OPENCQO_TEST_SERVER: place('../platform/http/server.ts'),
      OPENCQO_TEST_CAPABILITIES: place('../apps/capabilities.ts'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let words = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    words += chunk
  })
  const baseUrl = await addressOf(child, () => words)
  return {
    pid: child.pid ?? 0,
    baseUrl,
    said: () => words,
    async kill(signal) {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

async function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  for (;;) {
    const address = /^listening (.*)$/m.exec(said())?.[1]
    if (address) return address
    if (child.exitCode !== null) throw new Error(said())
    await sleep(20)
  }
}
