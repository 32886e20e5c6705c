import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** What a command reads and writes besides files; replaced in tests. */
export type Terminal = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** @throws AbortError when the person stops the command instead of answering */
  readonly password: (prompt: string) => Promise<string>
  /** Aborts when the person stops the command. */
  readonly signal: AbortSignal
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The terminal that the command was started in. The first Ctrl-C stops in order, the second at once. */
export function processTerminal(): Terminal {
  const control = new AbortController()
  const stop = () => {
    if (control.signal.aborted) return
    console.error('\n正在停止……再按一次 Ctrl-C 立即退出。')
    control.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    password: (prompt) =>
      process.stdin.isTTY ? askUnseen(prompt, control) : firstLine(process.stdin, control.signal),
    signal: control.signal,
    environment: process.env,
  }
}

/** A line from the keyboard that is not shown. Ctrl-C arrives here as a key, not as a signal. */
async function askUnseen(prompt: string, control: AbortController): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  process.stderr.write(prompt)
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  lines.on('SIGINT', () => control.abort())
  try {
    return await lines.question('', { signal: control.signal })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

/** The first line of a file or pipe, with or without its end. */
export async function firstLine(
  input: AsyncIterable<Buffer | string>,
  signal?: AbortSignal,
): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) {
    signal?.throwIfAborted()
    parts.push(Buffer.from(part))
    if (parts.at(-1)?.includes(10)) break
  }
  return Buffer.concat(parts).toString('utf8').split('\n', 1)[0]?.replace(/\r$/, '') ?? ''
}
