import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { exportNoticesHandler } from './operations/export-notices.ts'
import { listNoticesHandler } from './operations/list-notices.ts'
import { readNoticesHandler } from './operations/read-notices.ts'
import { purgeMessagesJob } from './senders/jobs/purge-messages.job.ts'
import { sendMessagesJob } from './senders/jobs/send-messages.job.ts'
import { changeHttpSenderHandler } from './senders/operations/change-http-sender.ts'
import { changeMailSenderHandler } from './senders/operations/change-mail-sender.ts'
import { exportMessagesHandler } from './senders/operations/export-messages.ts'
import { listMessagesHandler } from './senders/operations/list-messages.ts'
import {
  changeMyDeliveryHandler,
  changeUnitDeliveryHandler,
  readMyDeliveryHandler,
} from './senders/operations/my-delivery.ts'
import { readSendersHandler } from './senders/operations/read-senders.ts'
import { retryMessagesHandler } from './senders/operations/retry-messages.ts'
import { testSenderHandler } from './senders/operations/test-sender.ts'

export { postMessage, postNotice } from './store.ts'

export const notices: Capability = {
  name: 'notices',
  handlers: [
    listNoticesHandler,
    exportNoticesHandler,
    readNoticesHandler,
    readSendersHandler,
    changeHttpSenderHandler,
    changeMailSenderHandler,
    testSenderHandler,
    listMessagesHandler,
    exportMessagesHandler,
    retryMessagesHandler,
    readMyDeliveryHandler,
    changeMyDeliveryHandler,
    changeUnitDeliveryHandler,
  ],
  jobs: [sendMessagesJob, purgeMessagesJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
