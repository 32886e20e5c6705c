import { Link } from '@tanstack/react-router'
import { recordFiles } from '#foundation/files/contract.ts'
import { columnsOf } from '#platform/ledger/ledger.ts'
import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { RecordVerb } from '#ui/ledger/record-verb.tsx'
import { shownAs } from '#ui/ledger/shown-as.ts'
import { Facts, Section } from '#ui/section.tsx'
import { certificateContract, instrumentContract, readCalendar, voidCertificate } from '../contract.ts'
import { certificates, instruments } from '../ledgers.ts'
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

function Head(part: RecordPart) {
  return (
    <>
      <Content {...part} />
      <SweepSection {...part} />
    </>
  )
}

/** What the certificate says, without what it does not. */
function Content({ enterpriseId, record }: RecordPart) {
  const items = columnsOf(certificates)
    .filter(([key]) => told.includes(key) && record[key] !== null && record[key] !== false)
    .map(([key, column]) => ({
      term: column.label,
      value:
        key === 'instrument' ? (
          <Link to={`/enterprises/${enterpriseId}/${instruments.path}/${record.instrument}`}>
            {String(record.instrumentCalled)}
          </Link>
        ) : (
          shownAs(key, column, record)
        ),
    }))
  return (
    <Section>
      <Facts items={items} />
    </Section>
  )
}

const told: readonly string[] = [
  'instrument',
  'certifiedOn',
  'tracing',
  'body',
  'conclusion',
  'limits',
  'foundOff',
  'validUntil',
  'fee',
  'origin',
  'note',
] satisfies (keyof typeof certificates.columns)[]

export const face: LedgerFace = {
  ledger: certificates,
  contract: certificateContract,
  linked: { instruments: instrumentContract },
  status: certificateStatus,
  actions: Verbs,
  warnings: Head,
  form: false,
  kinds: words.kinds,
  files: recordFiles,
  listHead: ({ enterpriseId }) => <InstrumentTabs enterpriseId={enterpriseId} current="certificates" />,
}
