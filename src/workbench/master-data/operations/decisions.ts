import {
  acceptPurchase,
  rejectPurchase,
  releaseBatch,
  reopenPurchase,
  startEquipment,
  stopEquipment,
  withdrawRelease,
} from '../contract.ts'
import { batchVerbs, equipmentVerbs, purchaseVerbs } from '../domain.ts'
import { batches, equipment, purchases } from '../ledgers.ts'
import { decide } from './decide.ts'

/** Where batches, deliveries and machines stand, and what a hold refuses of it. */
export const decisions = [
  decide({
    operation: releaseBatch,
    ledger: batches,
    verb: batchVerbs.release,
    held: {
      act: 'release',
      on: ({ id, product }) => [
        { kind: 'batch', id },
        { kind: 'product', id: product },
        { kind: 'release', id: product },
      ],
    },
  }),
  decide({ operation: withdrawRelease, ledger: batches, verb: batchVerbs.withdraw }),
  decide({
    operation: acceptPurchase,
    ledger: purchases,
    verb: purchaseVerbs.accept,
    held: {
      act: 'accept',
      on: ({ id, supplier }) => [
        { kind: 'purchase', id },
        { kind: 'supplier', id: supplier },
      ],
    },
  }),
  decide({ operation: rejectPurchase, ledger: purchases, verb: purchaseVerbs.reject }),
  decide({ operation: reopenPurchase, ledger: purchases, verb: purchaseVerbs.reopen }),
  decide({
    operation: startEquipment,
    ledger: equipment,
    verb: equipmentVerbs.start,
    held: { act: 'use', on: ({ id }) => [{ kind: 'equipment', id }] },
  }),
  decide({ operation: stopEquipment, ledger: equipment, verb: equipmentVerbs.stop }),
]
