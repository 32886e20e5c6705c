import { handle } from '#platform/perform.ts'
import { mayKeepSenders } from '../../policy.ts'
import { retryMessages } from '../contract.ts'
import { sendMessagesJob } from '../jobs/send-messages.job.ts'
import { requeue } from '../outbox-store.ts'

export const retryMessagesHandler = handle(retryMessages, {
  policy: mayKeepSenders,
  audit: (_input, _subject, { queued }) =>
    queued === 0
      ? null
      : {
          chain: 'platform',
          action: 'message.retried',
          subject: { type: 'outbox', id: 'outbox' },
          details: { queued },
        },
  async run({ tx, now, installation, afterCommit }, { ids }) {
    const queued = await requeue(tx, now, ids)
    if (queued > 0) afterCommit(() => installation.jobs.send(sendMessagesJob, {}))
    return { queued }
  },
})
