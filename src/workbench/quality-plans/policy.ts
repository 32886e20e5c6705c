import { mayReadOwn, mayWriteOwn, ownRoles } from '#platform/access/own-enterprise.ts'

export const maySee = mayReadOwn
/** Everyone who works prepares drafts and tells of progress. */
export const mayPrepare = mayWriteOwn
/** Strategy and plans are made and carried out under the officer (DB1302/T 589—2024 6.3). */
export const mayLead = ownRoles('首席质量官', 'cqo')
export const mayApprove = ownRoles('企业负责人', 'principal')
