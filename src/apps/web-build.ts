import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist/web')

/** Builds the web application when it is missing or older than its sources; answers its folder. */
export async function buildWeb(say: (line: string) => void): Promise<string> {
  const at = await stat(join(built, 'index.html')).then(
    (found) => found.mtimeMs,
    () => 0,
  )
  if (at > (await newestSource())) return built
  say('正在构建网页，约需 20 秒……')
  const { build } = await import('vite')
  const { NODE_ENV } = process.env
  // Else a build begun by a test would be one for development.
  process.env.NODE_ENV = 'production'
  try {
    await build({ root, logLevel: 'warn' })
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
  return built
}

async function newestSource(): Promise<number> {
  const names = await readdir(join(root, 'src'), { recursive: true })
  const sources = names.filter((name) => /\.(tsx?|css)$/.test(name) && !name.endsWith('.test.ts'))
  const paths = [
    ...sources.map((name) => join(root, 'src', name)),
    join(root, 'index.html'),
    join(root, 'package.json'),
  ]
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
  return Math.max(...times)
}
