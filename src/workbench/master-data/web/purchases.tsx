import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { RecordVerb } from '#ui/ledger/record-verb.tsx'
import { listHolds } from '#workbench/holds/contract.ts'
import { HoldBanner } from '#workbench/holds/web/parts/hold-banner.tsx'
import { withVeto } from '#workbench/holds/web/parts/with-veto.tsx'
import {
  acceptPurchase,
  purchaseContract,
  rejectPurchase,
  reopenPurchase,
  supplierContract,
} from '../contract.ts'
import { purchases } from '../ledgers.ts'
import { statusFrom } from './statuses.ts'
import { words } from './words.ts'

function Verbs(part: RecordPart) {
  if (part.record.status !== 'pending') {
    return <RecordVerb {...part} op={reopenPurchase} text={{ key: 'basis', label: '重新验收的原因' }} />
  }
  return (
    <>
      <RecordVerb {...part} op={rejectPurchase} text={{ key: 'basis', label: '不合格原因' }} />
      <RecordVerb
        {...part}
        op={acceptPurchase}
        text={{ key: 'basis', label: '验收依据', placeholder: words.acceptPlaceholder }}
        invalidates={[listHolds]}
        primary
      />
    </>
  )
}

/** What is stopped about the delivery itself or about its supplier. */
function Stopped({ enterpriseId, record }: RecordPart) {
  return (
    <>
      <HoldBanner enterpriseId={enterpriseId} subjectId={record.id} />
      <HoldBanner enterpriseId={enterpriseId} subjectId={String(record.supplier)} />
    </>
  )
}

export const face: LedgerFace = {
  ledger: purchases,
  contract: purchaseContract,
  linked: { suppliers: supplierContract },
  status: statusFrom(purchases.columns.status.options),
  actions: withVeto('purchase', Verbs),
  warnings: Stopped,
}
