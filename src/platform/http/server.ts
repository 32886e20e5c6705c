import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Capability } from '../capability.ts'
import {
  type BinaryAnswer,
  forbidden,
  isCommand,
  malformedRequest,
  notFound,
  type Operation,
  Refused,
  tooLarge,
  unavailable,
} from '../operation.ts'
import { type Handled, type Installation, perform } from '../perform.ts'
import { problemPage } from './problem-page.ts'
import { routeSchema } from './route-schema.ts'

const COOKIE = 'opencqo_session'
const JSON_LIMIT = 1024 * 1024

export type ServerOptions = {
  installation: Installation
  capabilities: readonly Capability[]
  log: Logger
  /** The address that people see, where a proxy stands before the server; `https:` makes cookies go over TLS only. */
  publicUrl?: URL | undefined
  /** Addresses or networks of proxies whose X-Forwarded-For and -Proto are believed. */
  trustedProxies?: readonly string[]
  version: string
}

/** The HTTP side of all operations under `/api`, with `/openapi.json`, `/docs` and `/healthz`. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  }) as unknown as FastifyInstance
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OpenCQO 首席质量官制度实施平台',
        version: options.version,
        description: '拒绝以 application/problem+json 返回。改动数据的请求带 Idempotency-Key 请求头。',
      },
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: COOKIE },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  // Everything is parsed once, in perform(); the schemas on the routes are for the document.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(() => JSON.stringify)
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.addHook('onSend', async (request, reply) => {
    if (isOverTls(request, options.publicUrl)) reply.header('strict-transport-security', 'max-age=31536000')
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    reply.header('x-frame-options', 'SAMEORIGIN')
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await options.installation.pool.query('select 1')
    return { status: 'ok' }
  })
  for (const capability of options.capabilities) {
    for (const handled of capability.handlers) addRoute(app, options, handled)
  }
  return app
}

function addRoute(app: FastifyInstance, options: ServerOptions, handled: Handled) {
  const op = handled.operation
  app.route({
    method: op.method,
    url: `/api${op.path}`,
    bodyLimit: op.takesBytes?.limit ?? JSON_LIMIT,
    schema: routeSchema(op) as never,
    handler: async (request, reply) => {
      refuseCrossSite(request, op, options.publicUrl)
      const answer = await perform(options.installation, handled, {
        input: inputOf(request, op),
        token: tokenOf(request),
        idempotencyKey: headerOf(request, 'idempotency-key'),
        body: op.takesBytes ? bodyOf(request) : undefined,
        address: request.ip,
      }).catch(async (error) => {
        if (op.takesBytes) await readAway(request.raw)
        throw error
      })
      if (answer.session !== undefined)
        setCookie(reply, answer.session, isOverTls(request, options.publicUrl))
      reply.header('cache-control', 'no-store')
      if (op.givesBytes) return sendBytes(reply, answer.output as BinaryAnswer)
      return reply.type('application/json; charset=utf-8').send(answer.output)
    },
  })
}

function inputOf(request: FastifyRequest, op: Operation): Record<string, unknown> {
  const body = op.takesBytes || op.method === 'GET' ? undefined : request.body
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) {
    throw malformedRequest({ detail: '请求内容：应为一个 JSON 对象。请更正后重试。' })
  }
  return { ...(request.query as object), ...body, ...(request.params as object) }
}

function bodyOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  if (request.body instanceof Readable) return request.body.iterator({ destroyOnReturn: false })
  throw malformedRequest({ detail: '请求内容：应以 application/octet-stream 上传文件。请更正后重试。' })
}

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(headerOf(request, 'authorization') ?? '')
  return bearer?.[1] ?? request.cookies[COOKIE]
}

/** What is read away of a refused upload, in bytes; whoever sends more is cut off. */
const READ_AWAY = 64 * 1024 * 1024

/** A client that is still sending does not listen: the rest is read away before it is told why it was refused. */
function readAway(raw: IncomingMessage): Promise<void> {
  if (raw.complete || raw.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    let left = READ_AWAY
    raw.on('data', (part: Buffer) => {
      left -= part.length
      if (left < 0) raw.destroy()
    })
    for (const event of ['end', 'close', 'error']) raw.once(event, () => resolve())
    raw.resume()
  })
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** A browser says where a request comes from; another site may not spend this person's cookie. */
function refuseCrossSite(request: FastifyRequest, op: Operation, publicUrl: URL | undefined) {
  if (!isCommand(op) && op.unkeyed === undefined) return
  const site = headerOf(request, 'sec-fetch-site')
  const origin = headerOf(request, 'origin')
  const foreign = origin !== undefined && !isOwnOrigin(origin, request, publicUrl)
  if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw forbidden({ detail: '请求来自别的网站，没有办理。请在本平台页面内操作。' })
  }
}

/** Behind TLS only the public address counts, scheme and port too; else also any name the server is reached by. */
function isOwnOrigin(origin: string, request: FastifyRequest, publicUrl: URL | undefined): boolean {
  if (origin === publicUrl?.origin) return true
  return publicUrl?.protocol !== 'https:' && URL.parse(origin)?.host === request.headers.host
}

/** By the public address, or as a trusted proxy tells by X-Forwarded-Proto. */
function isOverTls(request: FastifyRequest, publicUrl: URL | undefined): boolean {
  return publicUrl?.protocol === 'https:' || request.protocol === 'https'
}

function setCookie(reply: FastifyReply, token: string | null, secure: boolean) {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  if (token === null) reply.clearCookie(COOKIE, options)
  else reply.setCookie(COOKIE, token, options)
}

function sendBytes(reply: FastifyReply, answer: BinaryAnswer) {
  const name = encodeURIComponent(answer.fileName).replaceAll("'", '%27')
  reply.type(answer.mediaType)
  reply.header('content-disposition', `inline; filename*=UTF-8''${name}`)
  reply.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
  )
  return reply.send(answer.bytes instanceof Uint8Array ? Buffer.from(answer.bytes) : answer.bytes)
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const refused =
    error instanceof Refused ? error : (fromDatabase(error, request) ?? fromFramework(error as Failure))
  if (refused) {
    const { problem } = refused
    if (/\btext\/html\b/.test(headerOf(request, 'accept') ?? '')) {
      return reply
        .code(problem.status)
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .type('text/html; charset=utf-8')
        .send(problemPage(problem))
    }
    return reply
      .code(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem))
  }
  request.log.error({ err: error, incident: request.id, route: request.routeOptions.url }, 'fault')
  return reply
    .code(500)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'urn:opencqo:fault',
        code: 'fault',
        status: 500,
        title: '系统出了故障，我们已经记录',
        detail: `内容没有保存。请稍后再试；求助时请提供编号 ${request.id}。`,
        incident: request.id,
      }),
    )
}

type Failure = { code?: string; statusCode?: number; syscall?: string; message?: string }

/** PostgreSQL is gone, going or coming. What was under way may have been done: the same key tells. */
function fromDatabase(error: unknown, request: FastifyRequest): Refused | undefined {
  const { code = '', syscall, message = '' } = error as Failure
  const unreachable = syscall === 'connect' || /^(57P0[123]|08\d{3}|EPIPE|ECONNRESET)$/.test(code)
  const dropped = /^Connection terminated|is not queryable$|timeout exceeded when trying to connect/.test(
    message,
  )
  if (!unreachable && !dropped) return undefined
  request.log.error({ err: error, incident: request.id, route: request.routeOptions.url }, 'no database')
  return unavailable({
    detail: '数据库：正在恢复或停止了。请稍后再试；同一次办理重新提交不会重复。',
    incident: request.id,
  })
}

function fromFramework(error: Failure): Refused | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return tooLarge({ detail: '请求内容：太大。请减少内容或分次提交。' })
  if (error.code === '22P05' || error.code === '22021') {
    return malformedRequest({ detail: '请求内容：含有不能保存的字符。请删除后重试。' })
  }
  const status = error.statusCode
  if (status === 404) return notFound()
  if (status !== undefined && status >= 400 && status < 500) {
    return malformedRequest({ detail: '请求：格式不对，读不懂。请检查后重试。' })
  }
  return undefined
}

/** Paths under `/api` that no operation has. */
export function answerUnknownPath(app: FastifyInstance) {
  app.all('/api/*', { schema: { hide: true } }, async () => {
    throw notFound({ detail: '没有这个接口。请对照 /docs 检查路径。' })
  })
}
