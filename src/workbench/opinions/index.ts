import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { opinionAbilitiesHandler } from './abilities.ts'
import { opinionContract } from './contract.ts'
import { due, evidence } from './evidence.ts'
import { opinions as ledger } from './ledgers.ts'
import {
  answerOpinionHandler,
  decideApprovalHandler,
  putOpinionHandler,
  submitForApprovalHandler,
  withdrawOpinionHandler,
} from './verbs.ts'

/** What the officer says to others and decides for others (DB1302/T 589—2024 6.2, 8.1). */
export const opinions: Capability = {
  name: 'opinions',
  handlers: [
    ...ledgerHandlers(ledger, opinionContract, { policies: { read: mayReadOwn, write: mayWriteOwn } }),
    putOpinionHandler,
    submitForApprovalHandler,
    answerOpinionHandler,
    decideApprovalHandler,
    withdrawOpinionHandler,
    opinionAbilitiesHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  evidence,
  due,
}
