import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { operation, staleVersion, wrongState } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'
import { underHold } from '#workbench/holds/contract.ts'
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

export const departmentContract = ledgerContract(departments)
export const staffContract = ledgerContract(staff)
export const productContract = ledgerContract(products)
export const supplierContract = ledgerContract(suppliers)
export const customerContract = ledgerContract(customers)
export const equipmentContract = ledgerContract(equipment)
export const batchContract = ledgerContract(batches)
export const purchaseContract = ledgerContract(purchases)

/** A verb on one record, with its grounds. */
function verb<const P extends string>(of: {
  name: string
  ledger: { readonly path: P; readonly noun: string }
  end: string
  title: string
  doc: string
  grounds: string
}) {
  return operation({
    name: of.name,
    method: 'POST',
    path: `/enterprises/:enterpriseId/${of.ledger.path}/:recordId/${of.end}`,
    title: of.title,
    doc: of.doc,
    input: z.object({
      enterpriseId: z.uuid(),
      recordId: z.uuid(),
      version: z.int(),
      basis: textSchema({ max: 300 }),
    }),
    output: z.object({ id: z.uuid(), version: z.int(), status: z.string() }),
    refusals: [underHold, wrongState, staleVersion],
    labels: { basis: of.grounds },
  })
}
export type RecordVerb = ReturnType<typeof verb>

export const releaseBatch = verb({
  name: 'batch.release',
  ledger: batches,
  end: 'release',
  title: '放行批次',
  doc: 'Releases a batch for delivery on stated grounds, e.g. the number of the inspection report. Refused while the batch, its product or releasing as such is under a hold (DB1302/T 589—2024 8.1 d); the attempt is kept.',
  grounds: '放行依据',
})

export const withdrawRelease = verb({
  name: 'batch.withdraw-release',
  ledger: batches,
  end: 'withdraw-release',
  title: '撤回批次放行',
  doc: 'Takes a release back with a reason; what has left the house is a matter of recall.',
  grounds: '撤回原因',
})

export const acceptPurchase = verb({
  name: 'purchase.accept',
  ledger: purchases,
  end: 'accept',
  title: '验收合格',
  doc: 'Accepts a delivery on stated grounds. Refused while the delivery or its supplier is under a hold (DB1302/T 589—2024 8.1 d); the attempt is kept.',
  grounds: '验收依据',
})

export const rejectPurchase = verb({
  name: 'purchase.reject',
  ledger: purchases,
  end: 'reject',
  title: '验收不合格',
  doc: 'Rejects a delivery with a reason.',
  grounds: '不合格原因',
})

export const reopenPurchase = verb({
  name: 'purchase.reopen',
  ledger: purchases,
  end: 'reopen',
  title: '重新验收',
  doc: 'Puts a decided delivery back to be accepted or rejected anew, with a reason.',
  grounds: '重新验收的原因',
})

export const startEquipment = verb({
  name: 'equipment.start',
  ledger: equipment,
  end: 'start',
  title: '启用设备',
  doc: 'Takes a stopped machine into use again on stated grounds. Refused while it is under a hold (DB1302/T 589—2024 8.1 d); the attempt is kept.',
  grounds: '启用依据',
})

export const stopEquipment = verb({
  name: 'equipment.stop',
  ledger: equipment,
  end: 'stop',
  title: '设备停机',
  doc: 'Stops a machine with a reason.',
  grounds: '停机原因',
})
