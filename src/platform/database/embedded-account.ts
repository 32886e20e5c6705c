import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

/** The operating-system account PostgreSQL runs under. `switched`: it differs from the account of this process. */
export type ServerAccount = { readonly uid: number; readonly gid: number; readonly switched: boolean }

/** What a finished child process left: exit code (-1 when a signal ended it) and its output, at most the last 8,000 characters. */
export type Finished = { readonly code: number; readonly output: string }

/**
 * The account to run the server under: this one, or, because PostgreSQL refuses to run as root, the owner of the
 * data that exist already, else `nobody`.
 * @param owner uid and gid of the existing cluster, when there is one
 */
export async function chooseAccount(owner?: { uid: number; gid: number }): Promise<ServerAccount> {
  const uid = process.getuid?.() ?? -1
  const gid = process.getgid?.() ?? -1
  if (uid !== 0) return { uid, gid, switched: false }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, switched: true }
  return { uid: await numberOfNobody('-u'), gid: await numberOfNobody('-g'), switched: true }
}

async function numberOfNobody(flag: '-u' | '-g'): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)('id', [flag, 'nobody'], { cwd: '/' })
    return Number(stdout.trim())
  } catch {
    throw new Error(
      '内置数据库：PostgreSQL 不能以 root 身份运行，而本机没有 nobody 账户可用。请改用普通用户启动本程序，或设置 DATABASE_URL 使用已有的数据库。',
    )
  }
}

/** How to spawn under the account: from `/` (the present folder may be closed to it), without any PG* setting of the caller's. */
export function spawnOptions(account: ServerAccount) {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' }
  for (const name of ['PATH', 'HOME', 'TMPDIR']) {
    if (process.env[name] !== undefined) env[name] = process.env[name]
  }
  const identity = account.switched ? { uid: account.uid, gid: account.gid } : {}
  return { cwd: '/', env, ...identity }
}

/** Runs a program under the account to its end. Rejects only when it cannot be started at all. */
export function runAs(account: ServerAccount, command: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...spawnOptions(account), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: string) => {
      output = (output + chunk).slice(-8000)
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('error', (cause) => {
      reject(
        new Error(
          `内置数据库：无法以账户 ${account.uid} 启动 ${command}（${cause.message}）。请改用普通用户启动本程序，或设置 DATABASE_URL 使用已有的数据库。`,
          { cause },
        ),
      )
    })
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}

/** Whether the account may read the file, or enter the folder. Asked of the kernel, so that ACLs and mounts count too. */
export async function canUse(
  account: ServerAccount,
  path: string,
  how: 'read' | 'enter' | 'run',
): Promise<boolean> {
  const flag = how === 'read' ? '-r' : '-x'
  return (await runAs(account, '/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path])).code === 0
}
