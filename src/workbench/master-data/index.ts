import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import {
  customerContract,
  departmentContract,
  productContract,
  staffContract,
  supplierContract,
} from './contract.ts'
import { customers, departments, products, staff, suppliers } from './ledgers.ts'

export { myStaffIds } from './store.ts'

const parts = { policies: { read: mayReadOwn, write: mayWriteOwn } }

export const masterData: Capability = {
  name: 'master-data',
  handlers: [
    ...ledgerHandlers(departments, departmentContract, parts),
    ...ledgerHandlers(staff, staffContract, parts),
    ...ledgerHandlers(products, productContract, parts),
    ...ledgerHandlers(suppliers, supplierContract, parts),
    ...ledgerHandlers(customers, customerContract, parts),
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [departments, staff, products, suppliers, customers].map((each) =>
    checkImportJob(each),
  ) as readonly Job<never>[],
}
