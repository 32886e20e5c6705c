import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { postNotice } from '../../store.ts'
import { openContact } from '../delivery-store.ts'
import { type Claimed, claimMessages, finishMessage } from '../outbox-store.ts'
import type { Outcome } from '../send-http.ts'
import { sendOne } from '../send-one.ts'
import { findSenders, type Sender } from '../store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
const AT_ONCE = 5
const MINUTE = 60_000

/** How long after the first, second … failed try the next one follows, in minutes; after the last the message is given up. */
const BACKOFF = [1, 5, 30, 120, 480]

/** Sends what is due in the outbox. May be stopped at any moment: what was in hand is taken up again. */
export const sendMessagesJob: Job = {
  name: 'send-messages',
  cron: '* * * * *',
  async run(installation) {
    let dead = 0
    for (;;) {
      const { senders, claimed } = await inTransaction(installation.pool, asker, async (tx) => ({
        senders: await findSenders(tx, installation.sealer),
        claimed: await claimMessages(tx, installation.now(), AT_ONCE),
      }))
      if (claimed.length === 0) break
      const ends = await Promise.all(
        claimed.map((each) => handled(installation, senders.get(each.channel), each)),
      )
      dead += ends.filter((state) => state === 'dead').length
    }
    if (dead > 0) await inTransaction(installation.pool, asker, (tx) => postNotice(tx, deadLetters(dead)))
  },
}

async function handled(installation: Installation, sender: Sender | undefined, message: Claimed) {
  const outcome = await tried(installation, sender, message)
  const end = endOf(outcome, message.tries, installation.now())
  await inTransaction(installation.pool, asker, (tx) => finishMessage(tx, message.id, end))
  return end.state
}

type Tried = Outcome | { readonly dropped: string }

async function tried({ sealer }: Installation, sender: Sender | undefined, message: Claimed): Promise<Tried> {
  if (!sender?.enabled) return { dropped: '这种发送方式已停用。' }
  if (!message.wanted) return { dropped: '收件人已取消接收，或没有登记号码。' }
  const { mobile, email } = openContact(sealer, message)
  const to = message.channel === 'http' ? mobile : email
  // One such message must not hold up the others.
  if (to === undefined) return { ok: false, why: '收件人的号码无法解密，可能换过主密钥。请让本人重新登记。' }
  return to === null ? { dropped: '收件人没有登记号码。' } : sendOne(sender, { ...message, to })
}

function endOf(outcome: Tried, tries: number, at: Date) {
  if ('dropped' in outcome) return { state: 'dropped', at, why: outcome.dropped } as const
  if (outcome.ok) return { state: 'sent', at, why: '' } as const
  const wait = BACKOFF[tries - 1]
  if (wait === undefined) return { state: 'dead', at, why: outcome.why } as const
  return { state: 'queued', at, nextAt: new Date(at.getTime() + wait * MINUTE), why: outcome.why } as const
}

function deadLetters(count: number) {
  return {
    adminRole: 'system-admin',
    kind: 'message-dead',
    title: `${count} 条消息没有发出`,
    body: '多次尝试都没有成功，已停止。请在发送设置中查看原因，处理后重新发送。',
    link: '/senders?state=dead',
  } as const
}
