import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { remindActionsJob } from './jobs/remind-actions.job.ts'
import {
  changeActionHandler,
  dropActionHandler,
  finishActionHandler,
  reopenActionHandler,
} from './operations/change-actions.ts'
import { exportActionsHandler, listActionsHandler, readActionHandler } from './operations/read-actions.ts'

export { actionsOf, addAction, sealActions } from './add-action.ts'

export const actions: Capability = {
  name: 'actions',
  handlers: [
    listActionsHandler,
    exportActionsHandler,
    readActionHandler,
    changeActionHandler,
    finishActionHandler,
    reopenActionHandler,
    dropActionHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [remindActionsJob],
}
