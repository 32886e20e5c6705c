import { type InputOf, isCommand, type Operation, type OutputOf, Problem, Refused } from './operation.ts'

export type ClientOptions = {
  /** e.g. `http://127.0.0.1:8787`; empty in the browser. */
  baseUrl: string
  fetch?: typeof globalThis.fetch
  /** Bearer token of a program; the browser has its cookie. */
  token?: string
  /** Cookie jar for several people in one process (demo, tests). */
  cookies?: Map<string, string>
}

export type CallOptions = { idempotencyKey?: string; body?: BodyInit; signal?: AbortSignal }

export type Client = {
  /** Calls an operation; throws `Refused` with the problem when the server refuses. */
  call<Op extends Operation>(op: Op, input: InputOf<Op>, options?: CallOptions): Promise<OutputOf<Op>>
  /** Calls an operation that answers with bytes. */
  download(
    op: Operation,
    input: Record<string, unknown>,
    options?: Pick<CallOptions, 'signal' | 'body'>,
  ): Promise<{ bytes: Uint8Array; mediaType: string; fileName: string }>
}

const unreachable: Problem = {
  type: 'urn:opencqo:refusal:unreachable',
  code: 'unreachable',
  status: 0,
  title: '连接不上服务器',
  detail: '网络断开或服务没有启动。请稍后再试。',
}

export function createClient(options: ClientOptions): Client {
  const doFetch = options.fetch ?? globalThis.fetch.bind(globalThis)

  async function send(op: Operation, input: Record<string, unknown>, call: CallOptions): Promise<Response> {
    const { url, rest } = fillPath(op, input)
    const headers: Record<string, string> = { accept: 'application/json' }
    if (options.token) headers.authorization = `Bearer ${options.token}`
    if (options.cookies?.size) {
      headers.cookie = [...options.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    }
    if (isCommand(op)) headers['idempotency-key'] = call.idempotencyKey ?? crypto.randomUUID()
    let body: BodyInit | undefined
    let query = ''
    if (op.takesBytes) {
      body = call.body ?? ''
      headers['content-type'] = 'application/octet-stream'
      query = toQuery(rest)
    } else if (op.method === 'GET') query = toQuery(rest)
    else {
      headers['content-type'] = 'application/json'
      body = JSON.stringify(rest)
    }
    const init: RequestInit = { method: op.method, headers, credentials: 'same-origin' }
    if (body !== undefined) init.body = body
    if (call.signal) init.signal = call.signal
    let response: Response
    try {
      response = await doFetch(`${options.baseUrl}/api${url}${query}`, init)
    } catch (cause) {
      if (call.signal?.aborted) throw cause
      throw new Refused(unreachable)
    }
    keepCookies(options.cookies, response)
    if (!response.ok) throw new Refused(await readProblem(response))
    return response
  }

  return {
    async call(op, input, call = {}) {
      const response = await send(op, input, call)
      return (await response.json()) as OutputOf<typeof op>
    },
    async download(op, input, call = {}) {
      const response = await send(op, input, call)
      const disposition = response.headers.get('content-disposition') ?? ''
      const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        mediaType: response.headers.get('content-type') ?? 'application/octet-stream',
        fileName: encoded ? decodeURIComponent(encoded) : 'download',
      }
    },
  }
}

/** The address of an operation that answers with bytes, for links and previews. */
export function addressOf(op: Operation, input: Record<string, unknown>): string {
  const { url, rest } = fillPath(op, input)
  return `/api${url}${toQuery(rest)}`
}

function fillPath(op: Operation, input: Record<string, unknown>) {
  const rest = { ...input }
  const url = op.path.replace(/:([A-Za-z]+)/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    return encodeURIComponent(String(value))
  })
  return { url, rest }
}

function toQuery(rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

async function readProblem(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  return { ...unreachable, code: 'unreadable-answer', status: response.status, title: '服务器的回答读不懂' }
}

function keepCookies(jar: Map<string, string> | undefined, response: Response) {
  if (!jar) return
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const [name = '', value = ''] = pair.split('=')
    if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
}
