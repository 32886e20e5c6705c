import { exportSupervisionsHandler } from './operations/export-supervisions.ts'
import {
  askAgainHandler,
  closeSupervisionHandler,
  readSupervisionHandler,
  replySupervisionHandler,
  withdrawSupervisionHandler,
} from './operations/go-on.ts'
import { issueSupervisionHandler } from './operations/issue-supervision.ts'
import { listSupervisionsHandler } from './operations/list-supervisions.ts'
import { printSupervisionHandler } from './operations/print-supervision.ts'

/** 督办, a part of duties. */
export const supervisionHandlers = [
  listSupervisionsHandler,
  exportSupervisionsHandler,
  issueSupervisionHandler,
  readSupervisionHandler,
  replySupervisionHandler,
  askAgainHandler,
  closeSupervisionHandler,
  withdrawSupervisionHandler,
  printSupervisionHandler,
]
