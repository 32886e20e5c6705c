import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as securedRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { HttpSettings } from './contract.ts'
import { filledBody, type MessageValues } from './template.ts'

/** What came of one try; `why` is for the administrator and holds no secret and no address of a person. */
export type Outcome =
  | { readonly ok: true; readonly answer: string }
  | { readonly ok: false; readonly why: string }

const MOST_ANSWER = 64 * 1024

/** Never called, whoever enters them: addresses of the machine's own network card (metadata services among them), none and all. */
const blocked = new BlockList()
blocked.addSubnet('169.254.0.0', 16)
blocked.addSubnet('0.0.0.0', 8)
blocked.addSubnet('224.0.0.0', 3)
blocked.addSubnet('fe80::', 10, 'ipv6')
blocked.addSubnet('ff00::', 8, 'ipv6')
blocked.addAddress('::', 'ipv6')
blocked.addAddress('fd00:ec2::254', 'ipv6')

const isBlocked = (address: string) => blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether the URL goes to a host that the administrator has entered. */
export function mayCall({ url, hosts }: Pick<HttpSettings, 'url' | 'hosts'>): boolean {
  const { protocol, hostname, port } = new URL(url)
  const standard = protocol === 'https:' ? '443' : '80'
  const names = port ? [`${hostname}:${port}`] : [hostname, `${hostname}:${standard}`]
  return hosts.some((host) => names.includes(host))
}

/** Asks for the address of the host, and refuses those that are never called: a name can point anywhere. */
const guardedLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const bad = error ? undefined : found.find(({ address }) => isBlocked(address))
    const refused = error ?? (bad ? new Error(`address ${bad.address} is not called`) : null)
    const [first] = refused ? [] : found
    if (options.all) answer(refused, refused ? [] : found)
    else answer(refused, first?.address ?? '', first?.family)
  })
}

export type Header = { readonly name: string; readonly value: string }

/** One try. Redirects are not followed; the answer is read up to 64 KB. */
export async function sendByHttp(
  settings: HttpSettings,
  headers: readonly Header[],
  values: MessageValues,
): Promise<Outcome> {
  if (!mayCall(settings)) return { ok: false, why: '接口地址不在允许的主机内。' }
  const url = new URL(settings.url)
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && isBlocked(literal))
    return { ok: false, why: '接口地址指向本机网络的保留地址，不会访问。' }
  try {
    const { status, text } = await ask(url, settings, headers, filledBody(settings.template, values))
    return judge(status, text, settings)
  } catch (error) {
    return { ok: false, why: whyFailed(error as NodeJS.ErrnoException, settings) }
  }
}

type Answer = { readonly status: number; readonly text: string }

function ask(url: URL, settings: HttpSettings, headers: readonly Header[], body: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const request = url.protocol === 'https:' ? securedRequest : plainRequest
  const asked = request(url, {
    method: settings.method,
    lookup: guardedLookup,
    agent: false,
    signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      'content-length': Buffer.byteLength(body),
    },
  })
  asked.on('error', reject)
  asked.on('response', (response) => {
    const chunks: Buffer[] = []
    let size = 0
    response.on('error', reject)
    response.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_ANSWER) response.destroy(new Error('answer too long'))
      else chunks.push(chunk)
    })
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
    )
  })
  asked.end(body)
  return promise
}

function judge(status: number, text: string, { okField, okValue }: HttpSettings): Outcome {
  if (status >= 300 && status < 400)
    return { ok: false, why: `对方要求转到别的地址（HTTP ${status}），没有跟随。请填写最终的地址。` }
  if (status < 200 || status >= 300) return { ok: false, why: `对方返回 HTTP ${status}。` }
  if (!okField) return { ok: true, answer: `HTTP ${status}` }
  const said = fieldIn(text, okField)
  if (said === okValue) return { ok: true, answer: `HTTP ${status}，${okField} = ${said}` }
  if (said === undefined) return { ok: false, why: `对方返回 HTTP ${status}，其中没有 ${okField}。` }
  return { ok: false, why: `对方返回 HTTP ${status}，${okField} = ${said.slice(0, 60)}，不是 ${okValue}。` }
}

function fieldIn(text: string, path: string): string | undefined {
  try {
    const found = path
      .split('.')
      .reduce<unknown>(
        (at, key) =>
          at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined,
        JSON.parse(text),
      )
    return found === undefined || found === null || typeof found === 'object' ? undefined : String(found)
  } catch {
    return undefined
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: '对方没有接受连接。请核对主机和端口。',
  ENOTFOUND: '找不到这个主机。请核对主机名和本机的域名解析。',
  ECONNRESET: '连接中途断开。',
  EAI_AGAIN: '域名解析暂时没有应答。',
  CERT_HAS_EXPIRED: '对方的证书已过期。',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方用的是自签证书。请在本机信任它的根证书。',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方的证书无法验证。请在本机信任它的根证书。',
}

function whyFailed(error: NodeJS.ErrnoException, { timeoutSeconds }: HttpSettings): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `${timeoutSeconds} 秒内没有应答。`
  if (error.message.includes('is not called')) return '主机名指向保留地址，不会访问。'
  if (error.message === 'answer too long') return '对方的应答超过 64 KB，没有读完。'
  return reasons[error.code ?? ''] ?? `发送失败（${error.code ?? error.name}）。`
}
