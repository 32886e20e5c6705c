import { connect, type Socket } from 'node:net'

/**
 * Sends requests over kept-alive connections, each as soon as the one before it is answered: a process of its own, so that
 * its work does not count as the server's. Parent sends a LoadTask, gets a LoadResult.
 */
export type LoadTask = {
  port: number
  connections: number
  seconds: number
  /** Each request at most once; ends early when they are used up. */
  once: boolean
  requests: { method: string; path: string; headers: Record<string, string>; body?: string }[]
}

export type LoadResult = {
  answers: number
  errors: number
  seconds: number
  bytes: number
  latencies: number[]
  firstError?: string
}

function rawRequest({ method, path, headers, body = '' }: LoadTask['requests'][number]): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length =
    method === 'GET' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}${length}\r\n${body}`)
}

/** Reads one answer after another from a connection. */
class Answers {
  #buffer: Buffer = Buffer.alloc(0)
  readonly #take: (status: number, body: Buffer) => void
  constructor(take: (status: number, body: Buffer) => void) {
    this.#take = take
  }
  add(chunk: Buffer) {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk])
    const end = this.#buffer.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#buffer.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) throw new Error(`an answer without length: ${head}`)
    if (this.#buffer.length < end + 4 + length) return
    const body = this.#buffer.subarray(end + 4, end + 4 + length)
    this.#buffer = this.#buffer.subarray(end + 4 + length)
    this.#take(Number(head.slice(9, 12)), body)
  }
}

function run(task: LoadTask): Promise<LoadResult> {
  const raw = task.requests.map(rawRequest)
  const result: LoadResult = { answers: 0, errors: 0, seconds: 0, bytes: 0, latencies: [] }
  const begun = performance.now()
  const until = begun + task.seconds * 1000
  let next = 0
  const drive = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect({ port: task.port, host: '127.0.0.1', noDelay: true })
      let sentAt = 0
      const send = () => {
        if (performance.now() >= until || (task.once && next >= raw.length))
          return socket.end(() => resolve())
        sentAt = performance.now()
        socket.write(raw[next++ % raw.length] as Buffer)
      }
      const answers = new Answers((status, body) => {
        result.latencies.push(performance.now() - sentAt)
        result.answers += 1
        result.bytes += body.length
        if (status < 200 || status > 299) {
          result.errors += 1
          result.firstError ??= `${status} ${body.toString('utf8', 0, 600)}`
        }
        send()
      })
      socket
        .on('connect', send)
        .on('data', (chunk) => answers.add(chunk))
        .on('error', reject)
    })
  return Promise.all(Array.from({ length: task.connections }, drive)).then(() => {
    result.seconds = (performance.now() - begun) / 1000
    return result
  })
}

process.on('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ failed: String(error) }),
  )
})
