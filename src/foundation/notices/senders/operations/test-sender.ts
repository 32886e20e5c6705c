import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { normaliseEmail, readEmail } from '#platform/values/email.ts'
import { normaliseMobile, readMobile } from '#platform/values/mobile.ts'
import { mayKeepSenders } from '../../policy.ts'
import { type Channel, notSetUp, testSender } from '../contract.ts'
import { sendOne } from '../send-one.ts'
import { findSenders } from '../store.ts'

export const testSenderHandler = handle(testSender, {
  policy: mayKeepSenders,
  audit: ({ channel }, _subject, { sent }) => ({
    chain: 'platform',
    action: 'sender.tested',
    subject: { type: 'sender', id: channel },
    details: { sent },
  }),
  async run({ tx, installation }, { channel, to }) {
    const sender = (await findSenders(tx, installation.sealer)).get(channel)
    if (!sender) throw notSetUp({ detail: '试发：这种发送方式还没有保存。请先填写并保存，再试发。' })
    const outcome = await sendOne(sender, {
      id: newId(),
      name: '系统管理员',
      subject: '试发：首席质量官制度实施平台',
      body: '收到这一条说明发送设置可用',
      to: addressOf(channel, to),
    })
    return outcome.ok ? { sent: true, answer: outcome.answer } : { sent: false, answer: outcome.why }
  },
})

function addressOf(channel: Channel, to: string): string {
  const reading = channel === 'http' ? readMobile(normaliseMobile(to)) : readEmail(normaliseEmail(to))
  if (reading.ok) return reading.value
  const message = `收件人：${reading.message}`
  throw invalidInput({ detail: message, errors: [{ path: 'to', message }] })
}
