import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { offerFirstLink } from '#foundation/people/index.ts'
import { answerUnknownPath, buildServer } from '#platform/http/server.ts'
import { capabilities } from './capabilities.ts'
import { type Installed, type InstallOptions, install } from './install.ts'
import { explainListening, tryAddress } from './start-checks.ts'
import { buildWeb } from './web-build.ts'

export type ServeOptions = Omit<InstallOptions, 'log'> & {
  host: string
  port: number
  /** The address that people see, where a proxy with TLS stands before the server. */
  publicUrl?: URL | undefined
  trustedProxies?: readonly string[]
}

export type Served = Installed & {
  server: FastifyInstance
  address: string
  /** Where the first administrator is made; only while there is none. */
  firstLink?: string
}

/** Starts everything: database, jobs, API, web application. */
export async function serve(options: ServeOptions): Promise<Served> {
  const log = pino({ level: process.env.OPENCQO_LOG ?? 'warn' })
  await tryAddress(options.host, options.port)
  const installed = await install({ ...options, log })
  try {
    const server = await buildServer({
      installation: installed.installation,
      capabilities,
      log,
      publicUrl: options.publicUrl,
      trustedProxies: options.trustedProxies ?? [],
      version: '0.1.0',
    })
    answerUnknownPath(server)
    await addWeb(server, await buildWeb(options.say ?? (() => {})))
    const address = await listen(server, options)
    const firstLink = await makeFirstLink(installed, options.publicUrl?.origin ?? address, options.demo)
    const close = async () => {
      await server.close()
      await installed.close()
    }
    return { ...installed, server, address, close, ...(firstLink && { firstLink }) }
  } catch (error) {
    await installed.close()
    throw error
  }
}

async function listen(server: FastifyInstance, { host, port }: ServeOptions): Promise<string> {
  try {
    return await server.listen({ host, port })
  } catch (error) {
    throw explainListening(error, host, port)
  }
}

/** The secret stands behind `#`, so that no server or proxy on the way writes it down. A demonstration has its people. */
async function makeFirstLink(installed: Installed, origin: string, demo = false) {
  const token = demo ? undefined : await offerFirstLink(installed.installation)
  return token && `${origin}/first#${token}`
}

/** What a page may load: its own files, its own inline script, pictures and PDFs made in the browser; antd writes styles. */
function contentPolicy(page: string): string {
  const inline = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, text = '']) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
  return [
    "default-src 'self'",
    `script-src 'self'${inline.join('')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

const RECIPE = new URL('../../docs/recipes/add-a-rule-pack.md', import.meta.url)

/** The built application; a path that is no file is one of its pages. */
export async function addWeb(server: FastifyInstance, folder: string) {
  const policy = contentPolicy(await readFile(join(folder, 'index.html'), 'utf8'))
  await server.register(fastifyStatic, {
    root: folder,
    setHeaders(reply, path) {
      const immutable = path.includes('/assets/')
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (path.endsWith('.html')) reply.header('content-security-policy', policy)
    },
  })
  // A recipe that an administrator needs where no rule pack of the place is there.
  server.get('/recipes/add-a-rule-pack', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await readFile(RECIPE)),
  )
  server.setNotFoundHandler((_request, reply) => reply.sendFile('index.html'))
}
