import { createTransport } from 'nodemailer'
import type { MailSettings } from './contract.ts'
import type { Outcome } from './send-http.ts'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** One try by SMTP. Plain text; nothing is read from files or the web. */
export async function sendByMail(settings: MailSettings, password: string, mail: Mail): Promise<Outcome> {
  const { host, port, security, from, fromName, user, timeoutSeconds } = settings
  const wait = timeoutSeconds * 1000
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password } }),
    connectionTimeout: wait,
    greetingTimeout: wait,
    socketTimeout: wait,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { response } = await transport.sendMail({
      from: fromName ? { name: fromName, address: from } : from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
    })
    return { ok: true, answer: response.slice(0, 200) }
  } catch (error) {
    return { ok: false, why: whyFailed(error as { code?: string; responseCode?: number }, settings) }
  } finally {
    transport.close()
  }
}

const reasons: Readonly<Record<string, string>> = {
  EAUTH: '用户名或密码不对，邮件服务器没有接受。',
  ETLS: '加密连接没有建立。请核对加密方式和端口。',
  ECONNECTION: '连不上邮件服务器。请核对主机和端口。',
  ESOCKET: '连不上邮件服务器，或加密方式不对。请核对主机、端口和加密。',
  EDNS: '找不到邮件服务器。请核对主机名。',
}

function whyFailed(
  { code, responseCode }: { code?: string; responseCode?: number },
  { timeoutSeconds }: MailSettings,
) {
  if (code === 'ETIMEDOUT') return `${timeoutSeconds} 秒内没有应答。`
  const known = reasons[code ?? '']
  if (known) return known
  return responseCode ? `邮件服务器拒收（${responseCode}）。` : `发送失败（${code ?? '未知原因'}）。`
}
