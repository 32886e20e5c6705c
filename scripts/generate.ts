import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { capabilities } from '#apps/capabilities.ts'
import { indexesOfAll, jobsOfAll, migrationDirs } from '#apps/install.ts'
import { prepare } from '#platform/database/connect.ts'
import { startEmbeddedPostgres } from '#platform/database/embedded.ts'
import { buildServer } from '#platform/http/server.ts'
import { schemaText } from './schema-text.ts'

/** Row types, the schema to read and the OpenAPI document, made from the migrations and the operations; `--check` only compares. */
const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'opencqo-generate-'))
  await chmod(folder, 0o755)
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    settings: { fsync: 'off' },
  })
  try {
    const owner = { host: server.socketDir, port: server.port, user: server.superuser, database: 'postgres' }
    await prepare(owner, 'generate', migrationDirs, jobsOfAll, indexesOfAll)
    // All are made before the first is written: a fault leaves the files as they were.
    const made: [path: string, text: string][] = [
      ['src/platform/database/schema.ts', await rowTypes(owner, folder)],
      ['docs/schema.sql', await schema(owner)],
      ['docs/openapi.json', await openApi(owner)],
    ]
    const same: boolean[] = []
    for (const [path, text] of made) same.push(await keep(path, text))
    if (same.includes(false) && check) {
      console.error('生成的文件与源码不一致。请运行 npm run generate 并提交。')
      process.exitCode = 1
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function rowTypes(
  owner: pg.ClientConfig & { host: string; port: number },
  folder: string,
): Promise<string> {
  const out = join(folder, 'schema.ts')
  const url = `postgres://${owner.user}@/postgres?host=${encodeURIComponent(owner.host)}&port=${owner.port}`
  const args = ['--dialect', 'postgres', '--url', url, '--out-file', out, '--date-parser', 'string']
  args.push(
    '--default-schema',
    'public',
    '--include-pattern',
    'public.*',
    '--exclude-pattern',
    '*schema_migrations',
  )
  args.push('--type-mapping', '{"int8":"number"}')
  execFileSync(process.execPath, [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return readFile(out, 'utf8')
}

async function schema(owner: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return await schemaText(client)
  } finally {
    await client.end()
  }
}

async function openApi(owner: pg.ClientConfig): Promise<string> {
  const pool = new pg.Pool(owner)
  const app = await buildServer({
    installation: { pool } as never,
    capabilities,
    log: pino({ level: 'silent' }),
    version: '0.1.0',
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  await pool.end()
  return `${JSON.stringify(document, null, 2)}\n`
}

async function keep(path: string, text: string): Promise<boolean> {
  const file = join(root, path)
  const old = await readFile(file, 'utf8').catch(() => '')
  if (old === text) return true
  if (check) console.error(`过时：${path}`)
  else await writeFile(file, text)
  return false
}

await main()
