import { recordFiles } from '#foundation/files/contract.ts'
import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { RecordVerb } from '#ui/ledger/record-verb.tsx'
import { certificateContract, instrumentContract, readCalendar, voidCertificate } from '../contract.ts'
import { certificates } from '../ledgers.ts'
import { InstrumentTabs } from './instrument-tabs.tsx'
import { certificateStatus } from './status.ts'
import { SweepSection } from './sweep-section.tsx'
import { words } from './words.ts'

function Verbs(part: RecordPart) {
  if (part.record.retiredOn) return null
  return (
    <RecordVerb
      {...part}
      op={voidCertificate}
      text={{
        key: 'reason',
        label: words.certificate.voidReason,
        placeholder: words.certificate.voidPlaceholder,
      }}
      invalidates={[instrumentContract.list, instrumentContract.read, readCalendar]}
    />
  )
}

export const face: LedgerFace = {
  ledger: certificates,
  contract: certificateContract,
  files: recordFiles,
  linked: { instruments: instrumentContract },
  status: certificateStatus,
  actions: Verbs,
  warnings: SweepSection,
  listHead: ({ enterpriseId }) => <InstrumentTabs enterpriseId={enterpriseId} current="certificates" />,
}
