import { Link } from '@tanstack/react-router'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus } from '#ui/statuses.ts'
import type { Filing } from '../../contract.ts'
import { reviewWords as words } from './review-words.ts'

/** The same person is filed for other enterprises: to be asked about, never a verdict. */
export function SamePerson({ filing }: { readonly filing: Filing }) {
  if (filing.samePerson.length === 0) return null
  return (
    <Section title={words.samePerson} note={words.samePersonNote}>
      <ul>
        {filing.samePerson.map(({ enterpriseId, filingId, enterpriseName, filingNo, status }) => (
          <li key={filingId}>
            <div>
              <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId, filingId }}>
                {enterpriseName}
              </Link>
            </div>
            <div>
              <StatusText status={filingStatus(status, 'unit')} /> {filingNo ?? ''}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
