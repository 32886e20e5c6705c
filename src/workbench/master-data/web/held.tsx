import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { HoldBanner } from '#workbench/holds/web/parts/hold-banner.tsx'

/** What is stopped about this record. */
export function Held({ enterpriseId, record }: RecordPart) {
  return <HoldBanner enterpriseId={enterpriseId} subjectId={record.id} />
}
