import { readMe, signIn, signOut } from '#foundation/sign-in/contract.ts'
import { createClient } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import type { Terminal } from './terminal.ts'

/** A command called wrongly; its message comes before the help. */
export class Usage extends Error {}

/** Options by which a command reaches a server and says who asks. */
export type Wanted = {
  readonly server?: string | undefined
  readonly login?: string | undefined
  readonly token?: string | undefined
}

/** Signs in at the server over HTTP, as any other client. @throws Usage, Refused */
export async function openSession({ server, login, token: given }: Wanted, terminal: Terminal) {
  const { environment } = terminal
  const address =
    server ?? environment.OPENCQO_SERVER ?? `http://127.0.0.1:${environment.OPENCQO_PORT ?? '8080'}`
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) throw new Usage(`服务器：${address} 不是 http 或 https 网址。`)
  if (given && login) throw new Usage('身份：--token 和 --login 只能写一个。')
  const token = given ?? (login ? undefined : environment.OPENCQO_TOKEN)
  if (!token && !login) {
    throw new Usage('身份：请用 --login 写明账号，或用 --token、环境变量 OPENCQO_TOKEN 给出程序令牌。')
  }
  const baseUrl = url.origin
  const client = createClient(token ? { baseUrl, token } : { baseUrl, cookies: new Map<string, string>() })
  const me = token
    ? await client.call(readMe, {})
    : await client.call(signIn, {
        login: login ?? '',
        password: await terminal.password(`${login} 的密码：`),
      })
  const close = async () => {
    if (!token) await client.call(signOut, {}).catch(() => undefined)
  }
  return { client, unitId: me.grant.unitId, close }
}

/** A refusal in lines for a terminal. */
export function sentenceOf({ problem }: Refused): string {
  const errors = problem.errors?.map(({ message }) => message) ?? []
  return [problem.title, problem.detail, ...errors].filter(Boolean).join('\n')
}
