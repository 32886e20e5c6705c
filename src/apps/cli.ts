import { enableCompileCache } from 'node:module'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { keepMemorySmall } from './small-memory.ts'

const help = `OpenCQO 首席质量官制度实施平台

用法：opencqo <命令> [选项]

  serve     启动服务（默认 http://127.0.0.1:8080）
  demo      用演示数据走一遍主要流程，然后继续提供服务；--once 走完即止
  migrate   升级数据库后退出
  import    导入企业名单：opencqo import <文件>，先试运行；详见 opencqo import --help
  rules     规则包：检查、按案例试判、装载；详见 opencqo rules --help
  recompute 重算核对每一个统计数字；详见 opencqo recompute --help

选项：
  --data <目录>    数据目录，默认 ./data（环境变量 OPENCQO_DATA）
  --host <地址>    监听地址，默认 127.0.0.1（OPENCQO_HOST）
  --port <端口>    监听端口，默认 8080（OPENCQO_PORT）；0 为任选空闲端口
  DATABASE_URL     使用已有的 PostgreSQL 15 及以上版本，不启动内置数据库
  OPENCQO_PUBLIC_URL       对外的网址，如 https://cqo.example.gov.cn；https 时登录只走加密连接
  OPENCQO_TRUSTED_PROXIES  前置代理的地址，用逗号分开；只相信它们转来的来源地址`

const options = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  once: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

async function main() {
  if (process.argv[2] === 'import') {
    const { importFromCommandLine } = await import('./cli-import.ts')
    process.exitCode = await importFromCommandLine(process.argv.slice(3))
    return
  }
  if (process.argv[2] === 'rules') {
    const { rulesFromCommandLine } = await import('./cli-rules.ts')
    process.exitCode = await rulesFromCommandLine(process.argv.slice(3))
    return
  }
  if (process.argv[2] === 'recompute') {
    const { recomputeFromCommandLine } = await import('./cli-recompute.ts')
    process.exitCode = await recomputeFromCommandLine(process.argv.slice(3))
    return
  }
  const { values, positionals } = readArguments()
  const [command] = positionals
  if (values.help || command === undefined) return console.log(help)
  const say = (line: string) => console.log(line)
  const place = {
    dataDir: resolve(values.data ?? environment('OPENCQO_DATA') ?? './data'),
    databaseUrl: environment('DATABASE_URL'),
    host: values.host ?? environment('OPENCQO_HOST') ?? '127.0.0.1',
    port: readPort(values.port ?? environment('OPENCQO_PORT') ?? '8080'),
    say,
  }
  if (command === 'serve') {
    keepMemorySmall()
    const { serve } = await import('./serve.ts')
    const served = await serve({ ...place, ...readProxy() })
    say(`服务已启动：${served.address}`)
    if (served.firstLink) {
      say('')
      say('还没有系统管理员。请在浏览器中打开下面的链接，设立首位系统管理员（24 小时内有效，只能用一次）：')
      say(`  ${served.firstLink}`)
      say('链接等于钥匙，不要发给别人。过期或丢失时，重新启动本程序会打印新的链接，旧的随即作废。')
      say('')
    }
    return stopOnSignal(served.close)
  }
  if (command === 'demo') {
    const { demo } = await import('./demo.ts')
    const running = await demo({ host: place.host, port: place.port, once: values.once ?? false, say })
    return running ? stopOnSignal(running.close) : undefined
  }
  if (command === 'migrate') {
    const { install } = await import('./install.ts')
    const { pino } = await import('pino')
    const installed = await install({ ...place, log: pino({ level: 'warn' }) })
    await installed.close()
    return say('数据库已是最新。')
  }
  fail(`没有“${command}”这个命令。`)
}

/** A variable that is set to nothing counts as not set. */
function environment(name: string): string | undefined {
  return process.env[name]?.trim() || undefined
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return fail(`选项不对：${(error as Error).message}`)
  }
}

/** How people reach the server where a proxy stands before it. */
function readProxy(): { publicUrl?: URL; trustedProxies: readonly string[] } {
  const address = environment('OPENCQO_PUBLIC_URL')
  const url = address ? URL.parse(address) : null
  if (address && !(url && /^https?:$/.test(url.protocol))) {
    return fail(`OPENCQO_PUBLIC_URL：${address} 不是 http 或 https 网址。`)
  }
  const proxies = (process.env.OPENCQO_TRUSTED_PROXIES ?? '').split(',').map((each) => each.trim())
  const trustedProxies = proxies.filter((each) => each !== '')
  const wrong = trustedProxies.find((each) => !isNetwork(each))
  if (wrong) return fail(`OPENCQO_TRUSTED_PROXIES：${wrong} 不是 IP 地址或网段（如 10.0.0.0/8）。`)
  return { ...(url && { publicUrl: url }), trustedProxies }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port
  return fail(`监听端口：${text} 不是 0 至 65535 的整数。请更正 --port 或环境变量 OPENCQO_PORT。`)
}

function fail(message: string): never {
  console.error(`${message}\n\n${help}`)
  process.exit(2)
}

/** npm hands on what the terminal has sent already: the same wish twice, not a second one. */
const SAME_WISH_MS = 1000

/** Ctrl-C ends in order; a second one at once. */
function stopOnSignal(close: () => Promise<void>) {
  let stoppingSince = 0
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stoppingSince > 0) {
        if (Date.now() - stoppingSince > SAME_WISH_MS) process.exit(1)
        return
      }
      stoppingSince = Date.now()
      console.log('\n正在停止……')
      close().then(
        () => process.exit(0),
        (error) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

// What Node made of our sources is kept for the next start, which takes half the time then.
enableCompileCache(fileURLToPath(new URL('../../.cache/node', import.meta.url)))

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  if (process.env.OPENCQO_LOG === 'debug') console.error(error)
  process.exit(1)
}
