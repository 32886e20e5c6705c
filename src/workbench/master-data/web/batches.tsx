import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { RecordVerb } from '#ui/ledger/record-verb.tsx'
import { listHolds } from '#workbench/holds/contract.ts'
import { HoldBanner } from '#workbench/holds/web/parts/hold-banner.tsx'
import { withVeto } from '#workbench/holds/web/parts/with-veto.tsx'
import {
  batchContract,
  departmentContract,
  equipmentContract,
  productContract,
  releaseBatch,
  withdrawRelease,
} from '../contract.ts'
import { batches } from '../ledgers.ts'
import { statusFrom } from './statuses.ts'
import { words } from './words.ts'

function Verbs(part: RecordPart) {
  if (part.record.status === 'released') {
    return <RecordVerb {...part} op={withdrawRelease} text={{ key: 'basis', label: '撤回原因' }} />
  }
  return (
    <RecordVerb
      {...part}
      op={releaseBatch}
      text={{ key: 'basis', label: '放行依据', placeholder: words.releasePlaceholder }}
      invalidates={[listHolds]}
      primary
    />
  )
}

/** What is stopped about the batch itself or about its product. */
function Stopped({ enterpriseId, record }: RecordPart) {
  return (
    <>
      <HoldBanner enterpriseId={enterpriseId} subjectId={record.id} />
      <HoldBanner enterpriseId={enterpriseId} subjectId={String(record.product)} />
    </>
  )
}

export const face: LedgerFace = {
  ledger: batches,
  contract: batchContract,
  linked: { products: productContract, equipment: equipmentContract, departments: departmentContract },
  status: statusFrom(batches.columns.status.options),
  actions: withVeto('batch', Verbs),
  warnings: Stopped,
}
