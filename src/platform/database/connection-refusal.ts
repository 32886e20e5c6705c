/** Why a database cannot be reached, by the code of the system or of PostgreSQL; the address stands before it. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: '主机名解析不了。请核对主机名和 DNS 设置。',
  EAI_AGAIN: '主机名暂时解析不了。请检查网络和 DNS 设置后再启动。',
  ECONNREFUSED: '没有程序在这个地址和端口上应答。请确认 PostgreSQL 已启动，主机和端口没有写错。',
  ECONNRESET: '连接被对方中断。请检查防火墙和 PostgreSQL 的日志。',
  ETIMEDOUT: '没有应答。请检查网络和防火墙。',
  EHOSTUNREACH: '主机不可达。请检查网络和防火墙。',
  ENETUNREACH: '网络不可达。请检查网络和防火墙。',
  ENOENT: '找不到套接字文件。请确认 PostgreSQL 已启动，套接字目录没有写错。',
  EACCES: '没有权限打开套接字。请检查套接字目录的权限。',
  '28P01': '账号或密码不对。请核对 DATABASE_URL 中的账号和密码。',
  '28000': '服务器不允许这个账号从本机连接。请核对账号，并检查 pg_hba.conf（包括是否要求加密连接）。',
  '3D000': `没有这个数据库。请由数据库管理员执行：create database 库名 encoding 'UTF8' locale 'C.UTF-8' template template0;`,
  '53300': '连接数已满。请提高 max_connections，或停止多余的连接后再启动。',
  '57P03': '服务器正在启动或停止。请稍后再启动本程序。',
}

/** Words for a connection that failed; a failure that is something else is given back as it is. Never tells the password. */
export function explainConnection(error: unknown, address: string | undefined): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  const reason = code === undefined ? reasonOfMessage(message) : reasons[code]
  if (reason === undefined || address === undefined) return error
  return new Error(`数据库 ${withoutPassword(address)}：${reason}`, { cause: error })
}

function reasonOfMessage(message: string): string | undefined {
  if (/timeout/i.test(message)) return reasons.ETIMEDOUT
  if (/does not support SSL/i.test(message)) {
    return '服务器没有开启加密连接。请去掉 DATABASE_URL 中的 sslmode，或在服务器上开启。'
  }
  if (/certificate|self-signed/i.test(message)) {
    return '服务器的证书不被信任。请换成受信任的证书，或用 sslrootcert 指明签发证书。'
  }
  if (/Connection terminated/i.test(message)) return reasons.ECONNRESET
  if (/password must be a string/i.test(message)) return '没有写密码。请在 DATABASE_URL 中写明密码。'
  return undefined
}

/** @throws Error with a Chinese message when the text is no address of a PostgreSQL database */
export function checkDatabaseUrl(text: string): void {
  const url = URL.parse(text)
  const example = 'postgres://账号:密码@主机:5432/库名'
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Error(`DATABASE_URL：不是 PostgreSQL 的连接地址。请写成 ${example}。`)
  }
  if (url.pathname.length < 2) {
    throw new Error(`DATABASE_URL：没有写明数据库的名称。请写成 ${example}。`)
  }
}

function withoutPassword(address: string): string {
  const url = URL.parse(address)
  if (!url) return ''
  return `${url.host || url.searchParams.get('host') || ''}${decodeURIComponent(url.pathname)}`
}
