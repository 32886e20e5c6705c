import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
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
  await runBuild()
  return built
}

/**
 * In a process of its own: the builder's memory goes with it, and a test's NODE_ENV does not make a build for development. In a
 * folder of its own, which then takes the place: two servers that start from one folder at once build both, and neither reads a half.
 */
async function runBuild(): Promise<void> {
  const fresh = `${built}-${process.pid}`
  try {
    await buildInto(fresh)
    await rename(built, `${fresh}-old`).catch(() => {})
    // Somebody else was quicker: theirs is as good.
    await rename(fresh, built).catch(() => {})
  } finally {
    await Promise.all([fresh, `${fresh}-old`].map((path) => rm(path, { recursive: true, force: true })))
  }
}

async function buildInto(folder: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const child = spawn(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('网页：构建没有成功。请按上面的提示处理，或重新运行 npm ci 后再启动。')
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
