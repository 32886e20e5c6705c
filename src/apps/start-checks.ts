import { access, constants, mkdir, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'

const folders: Readonly<Record<string, string>> = {
  EACCES: '没有写入的权限。请改变该目录的所有者或权限',
  EPERM: '不允许写入。请改变该目录的所有者或权限',
  EROFS: '所在的磁盘是只读的。请换到可写的磁盘',
  ENOTDIR: '路径中有一段是文件，不是目录。请核对路径',
  EEXIST: '是一个文件，不是目录。请移走该文件',
  ENOSPC: '磁盘已满。请腾出空间',
  ENOENT: '上级目录不存在，也建立不了。请核对路径',
  ENAMETOOLONG: '路径太长。请换一个短些的路径',
}

/** Makes the data folder and makes sure that we may write there. @throws Error with a Chinese message */
export async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir)
    if (!(await stat(dataDir)).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    const reason = folders[code] ?? `不能使用（${message}）。请检查该目录`
    throw new Error(`数据目录：${dataDir} ${reason}，或用 --data（环境变量 OPENCQO_DATA）另设目录。`, {
      cause: error,
    })
  }
}

/** One by one: Node's own `recursive` never comes back where a folder refuses to have children (/proc). */
async function makeFolder(path: string): Promise<void> {
  const parent = dirname(path)
  const there = await stat(parent).catch(() => undefined)
  if (!there && parent !== path) await makeFolder(parent)
  await mkdir(path, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Tries the address before the database is started, so that a wrong one is told at once. @throws Error with a Chinese message */
export async function tryAddress(host: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ host, port }, resolve)
    })
  } catch (error) {
    throw explainListening(error, host, port)
  }
  await new Promise((resolve) => probe.close(resolve))
}

const listening: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) =>
    `监听端口：${port} 已被别的程序占用（也可能是本程序已经启动）。请先停止那个程序，或用 --port（环境变量 OPENCQO_PORT）换一个端口。`,
  EACCES: (_host, port) =>
    `监听端口：没有权限使用 ${port}，1024 以下的端口要系统权限。请用 --port（环境变量 OPENCQO_PORT）换一个大些的端口，由前置代理转发。`,
  EADDRNOTAVAIL: (host) =>
    `监听地址：${host} 不是本机的地址。请用 --host（环境变量 OPENCQO_HOST）写本机的地址，或写 0.0.0.0 监听全部地址。`,
  ENOTFOUND: (host) =>
    `监听地址：${host} 解析不了。请用 --host（环境变量 OPENCQO_HOST）写本机的 IP 地址或能解析的主机名。`,
  EAI_AGAIN: (host) => `监听地址：${host} 暂时解析不了。请检查 DNS 设置，或直接写本机的 IP 地址。`,
}

/** Words for an address that cannot be listened on; any other failure is given back as it is. */
export function explainListening(error: unknown, host: string, port: number): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const say = listening[code]
  return say ? new Error(say(host, port), { cause: error }) : error
}
