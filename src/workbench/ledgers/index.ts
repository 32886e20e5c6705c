import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { remindDueJob } from './jobs/remind-due.job.ts'
import { listViewHandlers } from './operations/list-views.ts'

export { provideLedgers } from './provide-ledgers.ts'

/** What all ledgers of the enterprise have together: views of their lists, reminders of their days. */
export const ledgers: Capability = {
  name: 'ledgers',
  handlers: listViewHandlers,
  jobs: [remindDueJob] as readonly Job<never>[],
}
