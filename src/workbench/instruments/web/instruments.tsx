import { Link } from '@tanstack/react-router'
import { recordFiles } from '#foundation/files/contract.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { count, today } from '#ui/format.ts'
import { KeyFigures } from '#ui/key-figures.tsx'
import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { departmentContract, staffContract } from '#workbench/master-data/contract.ts'
import { instrumentContract, printLabels, readCalendar } from '../contract.ts'
import { instruments } from '../ledgers.ts'
import { CertifyButton } from './certify-form.tsx'
import { FileButton } from './file-button.tsx'
import { InstrumentTabs } from './instrument-tabs.tsx'
import { CertificatesOf, UsesOf } from './of-instrument.tsx'
import { StandingVerb } from './standing-verb.tsx'
import { instrumentStatus } from './status.ts'
import { UsePanel } from './use-panel.tsx'
import { words } from './words.ts'

type Props = { readonly enterpriseId: string }

function ListHead({ enterpriseId }: Props) {
  const { data } = useOperation(readCalendar, { enterpriseId, year: Number(today().slice(0, 4)) })
  const { figures } = words
  const path = `/enterprises/${enterpriseId}/instruments`
  const figure = (
    label: string,
    n: number,
    search: Record<string, string>,
    to = path,
    unit: string = figures.pieces,
  ) => ({
    label,
    value: (
      <Link to={to} search={search as never}>
        {count(n)}
      </Link>
    ),
    context: unit,
  })
  return (
    <>
      <InstrumentTabs enterpriseId={enterpriseId} current="ledger" />
      {data ? (
        <KeyFigures
          label={figures.label}
          figures={[
            figure(figures.overdue, data.overdue, { dueOnTo: addDays(today(), -1), sort: 'dueOn' }),
            figure(figures.soon, data.soon, {
              dueOnFrom: today(),
              dueOnTo: addDays(today(), 30),
              sort: 'dueOn',
            }),
            figure(figures.pending, data.pending, { basis: 'none', standing: 'in-use' }),
            figure(
              figures.sweeps,
              data.sweeps,
              { sweep: 'open' },
              `/enterprises/${enterpriseId}/instruments/certificates`,
              figures.sheets,
            ),
          ]}
        />
      ) : null}
    </>
  )
}

const narrowedBy = [
  'text',
  'department',
  'keeper',
  'category',
  'mandatory',
  'tracing',
  'conclusion',
  'basis',
  'standing',
  'dueOnFrom',
  'dueOnTo',
  'lastOnFrom',
  'lastOnTo',
] as const

function Labels({ enterpriseId }: Props) {
  const { values } = useUrlFilters(narrowedBy)
  return (
    <FileButton
      op={printLabels}
      input={{ enterpriseId, ...values, origin: window.location.origin }}
      label={words.labels.print}
    />
  )
}

function Verbs(part: RecordPart) {
  return (
    <>
      <CertifyButton {...part} />
      <FileButton
        op={printLabels}
        input={{ enterpriseId: part.enterpriseId, ids: part.record.id, origin: window.location.origin }}
        label={words.labels.print}
      />
      <StandingVerb {...part} />
    </>
  )
}

function Own(part: RecordPart) {
  return (
    <>
      <CertificatesOf {...part} />
      <UsesOf {...part} />
    </>
  )
}

export const face: LedgerFace = {
  ledger: instruments,
  contract: instrumentContract,
  files: recordFiles,
  linked: { departments: departmentContract, staff: staffContract },
  status: instrumentStatus,
  listHead: ListHead,
  listActions: Labels,
  actions: Verbs,
  warnings: UsePanel,
  sections: Own,
  retire: false,
  kinds: words.kinds,
  derived: [readCalendar],
}
