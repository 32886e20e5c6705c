import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import {
  batchContract,
  customerContract,
  departmentContract,
  equipmentContract,
  productContract,
  purchaseContract,
  staffContract,
  supplierContract,
} from './contract.ts'
import {
  batches,
  customers,
  departments,
  equipment,
  products,
  purchases,
  staff,
  suppliers,
} from './ledgers.ts'
import { decisions } from './operations/decisions.ts'
import { batchParts, purchaseParts, supplierParts } from './under-hold.ts'

export { myStaffIds } from './store.ts'

const policies = { read: mayReadOwn, write: mayWriteOwn }
const plain = { policies }

export const masterData: Capability = {
  name: 'master-data',
  handlers: [
    ...ledgerHandlers(departments, departmentContract, plain),
    ...ledgerHandlers(staff, staffContract, plain),
    ...ledgerHandlers(products, productContract, plain),
    ...ledgerHandlers(suppliers, supplierContract, { policies, ...supplierParts }),
    ...ledgerHandlers(customers, customerContract, plain),
    ...ledgerHandlers(equipment, equipmentContract, plain),
    ...ledgerHandlers(batches, batchContract, { policies, ...batchParts }),
    ...ledgerHandlers(purchases, purchaseContract, { policies, ...purchaseParts }),
    ...decisions,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [
    checkImportJob(departments),
    checkImportJob(staff),
    checkImportJob(products),
    checkImportJob(suppliers, supplierParts),
    checkImportJob(customers),
    checkImportJob(equipment),
    checkImportJob(batches, batchParts),
    checkImportJob(purchases, purchaseParts),
  ] as readonly Job<never>[],
}
