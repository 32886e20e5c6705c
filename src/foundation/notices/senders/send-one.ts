import { type Outcome, sendByHttp } from './send-http.ts'
import { sendByMail } from './send-mail.ts'
import type { Sender } from './store.ts'

export type Letter = {
  readonly id: string
  readonly name: string
  readonly subject: string
  readonly body: string
  /** Mobile number or e-mail address. */
  readonly to: string
}

/** One message by one channel, tried once. It says the person's name and what is due, no more. */
export function sendOne(sender: Sender, { id, name, subject, body, to }: Letter): Promise<Outcome> {
  const text = body ? `${subject}。${body}` : subject
  return sender.channel === 'http'
    ? sendByHttp(sender.settings, sender.headers, { mobile: to, name, subject, text, id })
    : sendByMail(sender.settings, sender.password, {
        to,
        subject,
        text: `${name}：\n${text}\n请登录系统办理。`,
      })
}
