import { Link } from '@tanstack/react-router'
import { recordFiles } from '#foundation/files/contract.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { Muted, Section } from '#ui/section.tsx'
import { staffContract } from '#workbench/master-data/contract.ts'
import { opinionContract } from '../contract.ts'
import { opinions } from '../ledgers.ts'
import { ListDeeds, RecordDeeds } from './deeds.tsx'
import { Sections } from './sections.tsx'
import { opinionStatus } from './status.ts'
import { words } from './words.ts'

/** What the list is about, and the two questions that are asked of it most. */
function Head({ enterpriseId }: { readonly enterpriseId: string }) {
  const to = `/enterprises/${enterpriseId}/opinions`
  const yesterday = addDays(civilDateOf(new Date()), -1)
  return (
    <Section>
      <Muted>{words.lead}</Muted>{' '}
      <Link to={to} search={{ status: 'waiting' } as never}>
        {words.filters.waiting}
      </Link>
      {'　'}
      <Link to={to} search={{ waitsUntilTo: yesterday } as never}>
        {words.filters.overdue}
      </Link>
    </Section>
  )
}

export const face: LedgerFace = {
  ledger: opinions,
  contract: opinionContract,
  files: recordFiles,
  linked: { staff: staffContract },
  status: opinionStatus,
  listHead: Head,
  listActions: ListDeeds,
  actions: RecordDeeds,
  sections: Sections,
  form: false,
}
